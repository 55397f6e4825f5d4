/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "archive/version.h"

#include <errno.h>
#include <unistd.h>

#include "archive/http.h"
#include "archive/reader.h"

enum { LONGEST = 256, MOST_HELD = 64 * 1024 * 1024 };

void mt_version_release(struct mt_version *version)
{
    mt_buf_release(&version->etag);
    mt_buf_release(&version->modified);
    mt_buf_release(&version->date);
}

void mt_version_clear(struct mt_version *version)
{
    mt_buf_clear(&version->etag);
    mt_buf_clear(&version->modified);
    mt_buf_clear(&version->date);
}

bool mt_version_known(const struct mt_version *version)
{
    return version->etag.n > 0 || version->modified.n > 0;
}

static void keep(struct mt_buf *buf, mt_str value)
{
    mt_buf_clear(buf);
    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.p[i] < ' ' || value.p[i] == 0x7F)
            return;
    if (value.n <= LONGEST)
        mt_buf_put(buf, value);
}

void mt_version_read(mt_str head, struct mt_version *version)
{
    struct mt_buf scratch = { 0 };
    mt_str name, value;

    mt_buf_clear(&version->etag);
    mt_buf_clear(&version->modified);
    while (mt_http_field(&head, &scratch, &name, &value)) {
        if (mt_str_eq_nocase(name, MT_LIT("ETag")))
            keep(&version->etag, value);
        if (mt_str_eq_nocase(name, MT_LIT("Last-Modified")))
            keep(&version->modified, value);
    }
    mt_buf_release(&scratch);
}

/* ------------------------------------------------------ from an archive -- */

struct place {
    int fd;
    uint64_t at;
    struct mt_version *version;
};

/* The file's own position is where its writer goes on. */
static long read_place(void *data, char *to, size_t room)
{
    struct place *place = data;
    ssize_t n;

    do
        n = pread(place->fd, to, room, (off_t)place->at);
    while (n < 0 && errno == EINTR);
    if (n > 0)
        place->at += (uint64_t)n;
    return (long)n;
}

static bool on_record(void *data, const struct mt_record *record)
{
    struct place *place = data;

    if (record->status == 200 && !record->truncated && !record->damaged &&
        mt_str_eq(record->type, MT_LIT("response"))) {
        mt_version_read(record->head, place->version);
        mt_buf_put(&place->version->date, record->date);
    }
    return false;
}

static bool on_trouble(void *data, uint64_t offset, const struct mt_err *err)
{
    (void)data, (void)offset, (void)err;
    return false;
}

void mt_version_read_record(int fd, uint64_t offset,
                            struct mt_version *version)
{
    struct place place = { fd, offset, version };
    struct mt_archive_options options = { .offset = offset,
                                          .max_size = MOST_HELD };
    struct mt_archive_events events = { &place, true, on_record, on_trouble };
    struct mt_err err = { MT_OK, "" };

    mt_version_clear(version);
    mt_archive_read((mt_feed){ read_place, &place }, &options, &events, &err);
}
