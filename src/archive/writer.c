/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE /* flock */
#include "archive/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/http.h"
#include "archive/pack.h"
#include "archive/reader.h"
#include "archive/urls.h"
#include "base/date.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/mem.h"

enum { MOST_HELD = 64 * 1024 * 1024, DAY = 24 * 60 * 60 };

struct mt_warc_writer {
    int fd;
    bool file; /* not a pipe or a terminal */
    int trouble;
    uint64_t whole; /* bytes of whole records */
    struct mt_pack *pack;
    struct mt_urls urls;
    struct mt_buf last; /* URL of the record that was looked at last, ... */
    uint64_t last_place; /* ... its place, not among urls yet, ... */
    uint64_t last_at;    /* ... and where it begins */
    struct mt_buf http, record, packed; /* used again for each record */
};

/* --------------------------------------------------------------- opening -- */

static enum mt_status cannot(struct mt_err *err, int trouble)
{
    const char *cure = trouble == ENOSPC || trouble == EDQUOT
                           ? "what is in it is whole: free some space and "
                             "run it again"
                           : "choose another place";

    return mt_fail(err, MT_ERR_IO, "cannot be written: %s; %s",
                   strerror(trouble), cure);
}

static enum mt_packing packing_of(const char *path)
{
    mt_str name = mt_str_c(path);

    return mt_str_ends(name, MT_LIT(".gz"))    ? MT_PACKING_GZIP
           : mt_str_ends(name, MT_LIT(".zst")) ? MT_PACKING_ZSTD
                                               : MT_PACKING_NONE;
}

static long read_fd(void *data, char *to, size_t room)
{
    const struct mt_warc_writer *writer = data;
    ssize_t n;

    do
        n = read(writer->fd, to, room);
    while (n < 0 && errno == EINTR);
    return (long)n;
}

static void add_last(struct mt_warc_writer *writer)
{
    if (writer->last.n)
        mt_urls_add(&writer->urls, mt_buf_str(&writer->last),
                    writer->last_place);
    mt_buf_clear(&writer->last);
}

static bool on_record(void *data, const struct mt_record *record)
{
    struct mt_warc_writer *writer = data;

    add_last(writer);
    if (mt_str_eq(record->type, MT_LIT("request")))
        return true;
    mt_buf_put(&writer->last, record->url);
    /* A revisit leads to what was there before it. */
    if (mt_str_eq(record->type, MT_LIT("revisit")))
        writer->last_place = mt_urls_place(&writer->urls, record->url);
    else
        writer->last_place = record->nth == 0 ? record->offset + 1 : 0;
    writer->last_at = record->offset;
    return true;
}

static bool on_trouble(void *data, uint64_t offset, const struct mt_err *err)
{
    (void)data, (void)offset, (void)err;
    return true;
}

static enum mt_status check_packing(struct mt_warc_writer *writer,
                                    enum mt_packing packing,
                                    struct mt_err *err)
{
    char head[4];
    ssize_t n = pread(writer->fd, head, sizeof head, 0);

    if (n <= 0 || mt_packing_of((mt_str){ head, (size_t)n }) == packing)
        return MT_OK;
    return mt_fail(err, MT_ERR_IO,
                   "is there and not packed as its name says; choose another "
                   "name");
}

/* Learns what is in the file and takes a half record off its end. */
static enum mt_status look_through(struct mt_warc_writer *writer,
                                   struct mt_err *err)
{
    struct mt_archive_options options = { .max_size = MOST_HELD,
                                          .whole = &writer->whole };
    struct mt_archive_events events = { writer, true, on_record, on_trouble };
    struct mt_err why = { MT_OK, "" };
    enum mt_status status = mt_archive_read((mt_feed){ read_fd, writer },
                                            &options, &events, &why);

    if (status == MT_ERR_TRUNCATED && writer->whole != MT_NOT_WHOLE) {
        if (ftruncate(writer->fd, (off_t)writer->whole) != 0)
            return cannot(err, errno);
        status = MT_OK;
    }
    /* A page can be whole in a record that is not. */
    if (writer->last_at < writer->whole)
        add_last(writer);
    mt_buf_release(&writer->last);
    if (status != MT_OK)
        return mt_fail(err, MT_ERR_IO,
                       "is there and cannot be added to; choose another name");
    if (lseek(writer->fd, (off_t)writer->whole, SEEK_SET) < 0)
        return cannot(err, errno);
    return MT_OK;
}

static enum mt_status open_file(struct mt_warc_writer *writer,
                                const char *path, struct mt_err *err)
{
    enum mt_status status;
    struct stat st;

    /* A FIFO must not be held open from both ends. */
    writer->file = stat(path, &st) != 0 || S_ISREG(st.st_mode);
    writer->fd = open(path, (writer->file ? O_RDWR | O_CREAT : O_WRONLY) |
                                O_CLOEXEC, 0666);
    if (writer->fd < 0)
        return cannot(err, errno);
    if (!writer->file)
        return MT_OK;
    if (flock(writer->fd, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK
                   ? mt_fail(err, MT_ERR_IO,
                             "another run writes to it; wait for its end or "
                             "choose another name")
                   : cannot(err, errno);
    status = check_packing(writer, packing_of(path), err);
    return status == MT_OK ? look_through(writer, err) : status;
}

/* --------------------------------------------------------------- writing -- */

static int write_all(int fd, mt_str s)
{
    while (s.n) {
        ssize_t n = write(fd, s.p, s.n);

        if (n < 0 && errno != EINTR)
            return errno;
        if (n > 0)
            s = mt_str_sub(s, (size_t)n, s.n);
    }
    return 0;
}

/* Ends the record that stands in writer->record and writes it. */
static enum mt_status flush_record(struct mt_warc_writer *writer,
                                   struct mt_err *err)
{
    mt_str packed;

    mt_buf_put(&writer->record, MT_LIT("\r\n\r\n"));
    packed = mt_pack(writer->pack, mt_buf_str(&writer->record),
                     &writer->packed);
    writer->trouble = write_all(writer->fd, packed);
    if (writer->trouble == 0) {
        writer->whole += packed.n;
        return MT_OK;
    }
    /* Half a record would only be taken off by the next run. */
    if (writer->file && ftruncate(writer->fd, (off_t)writer->whole) == 0)
        lseek(writer->fd, (off_t)writer->whole, SEEK_SET);
    return cannot(err, writer->trouble);
}

/* A UUID that the same record always has. */
static void put_id(struct mt_warc_writer *writer, mt_str url, mt_str date)
{
    struct mt_buf name = { 0 };
    char hex[65];

    mt_buf_put(&name, url);
    mt_buf_put(&name, date);
    mt_buf_printf(&name, " %llu", (unsigned long long)writer->whole);
    mt_sha256(mt_buf_str(&name), hex);
    mt_buf_release(&name);
    mt_buf_printf(&writer->record,
                  "WARC-Record-ID: <urn:uuid:%.8s-%.4s-4%.3s-8%.3s-%.12s>\r\n",
                  hex, hex + 8, hex + 13, hex + 17, hex + 20);
}

void mt_warc_date(int64_t seconds, struct mt_buf *out)
{
    mt_when day = mt_day(seconds / DAY);
    int clock = (int)(seconds % DAY);

    mt_buf_printf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", day.year, day.month,
                  day.day, clock / 3600, clock / 60 % 60, clock % 60);
}

static void put_line(struct mt_buf *buf, const char *name, mt_str value)
{
    if (value.n == 0)
        return;
    mt_buf_put(buf, mt_str_c(name));
    mt_buf_put(buf, MT_LIT(": "));
    mt_buf_put(buf, value);
    mt_buf_put(buf, MT_LIT("\r\n"));
}

static enum mt_status put_info(struct mt_warc_writer *writer,
                               const struct mt_warc_options *options,
                               struct mt_err *err)
{
    struct mt_buf info = { 0 };
    enum mt_status status;

    put_line(&info, "software", mt_str_c(options->software));
    put_line(&info, "format", MT_LIT("WARC File Format 1.1"));
    mt_buf_clear(&writer->record);
    mt_buf_put(&writer->record, MT_LIT("WARC/1.1\r\nWARC-Type: warcinfo\r\n"));
    put_id(writer, MT_LIT("warcinfo"), options->date);
    put_line(&writer->record, "WARC-Date", options->date);
    mt_buf_printf(&writer->record,
                  "Content-Type: application/warc-fields\r\n"
                  "Content-Length: %zu\r\n\r\n", info.n);
    mt_buf_put(&writer->record, mt_buf_str(&info));
    status = flush_record(writer, err);
    mt_buf_release(&info);
    return status;
}

/* Content-Length, and still right? */
static bool is_length(mt_str name, mt_str value, size_t length)
{
    int number;

    return mt_str_eq_nocase(name, MT_LIT("Content-Length")) &&
           mt_str_digits(&value, 9, &number) && value.n == 0 &&
           (size_t)number == length;
}

/* The first line and the blank one are not among the fields. What no longer
 * holds for the decoded body keeps its value under another name. */
static void put_http_head(struct mt_buf *out, mt_str head, size_t length)
{
    static const char *const hidden[] = { "Content-Length", "Content-Encoding",
                                          "Transfer-Encoding" };
    size_t n = mt_str_find(head, MT_LIT("\n"));
    struct mt_buf scratch = { 0 };
    mt_str name, value;

    mt_buf_put(out, mt_str_trim(mt_str_sub(head, 0, n)));
    mt_buf_put(out, MT_LIT("\r\n"));
    head = mt_str_sub(head, n + 1, head.n);
    while (mt_http_field(&head, &scratch, &name, &value)) {
        if (is_length(name, value, length))
            continue;
        for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
            if (mt_str_eq_nocase(name, mt_str_c(hidden[i])))
                mt_buf_put(out, MT_LIT("X-Crawler-"));
        mt_buf_put(out, name);
        mt_buf_put(out, MT_LIT(": "));
        mt_buf_put(out, value);
        mt_buf_put(out, MT_LIT("\r\n"));
    }
    mt_buf_printf(out, "Content-Length: %zu\r\n\r\n", length);
    mt_buf_release(&scratch);
}

static void put_revisit(struct mt_buf *head, const struct mt_capture *capture)
{
    put_line(head, "WARC-Profile",
             MT_LIT("http://netpreserve.org/warc/1.1/revisit/"
                    "server-not-modified"));
    if (capture->since.n)
        put_line(head, "WARC-Refers-To-Target-URI", capture->url);
    put_line(head, "WARC-Refers-To-Date", capture->since);
}

static void put_warc_head(struct mt_warc_writer *writer,
                          const struct mt_capture *capture)
{
    struct mt_buf *head = &writer->record;

    mt_buf_clear(head);
    mt_buf_put(head, MT_LIT("WARC/1.1\r\nWARC-Type: "));
    mt_buf_put(head, mt_str_c(capture->unchanged ? "revisit" : "response"));
    mt_buf_put(head, MT_LIT("\r\n"));
    put_id(writer, capture->url, capture->date);
    put_line(head, "WARC-Date", capture->date);
    put_line(head, "WARC-Target-URI", capture->url);
    put_line(head, "WARC-IP-Address", capture->address);
    if (capture->unchanged)
        put_revisit(head, capture);
    if (capture->truncated)
        put_line(head, "WARC-Truncated", MT_LIT("disconnect"));
    mt_buf_printf(head,
                  "Content-Type: application/http; msgtype=response\r\n"
                  "Content-Length: %zu\r\n\r\n",
                  writer->http.n + capture->body.n);
    mt_buf_put(head, mt_buf_str(&writer->http));
}

enum mt_status mt_warc_put(struct mt_warc_writer *writer,
                           const struct mt_capture *capture,
                           struct mt_err *err)
{
    uint64_t place = writer->whole + 1;
    enum mt_status status;

    if (writer->trouble)
        return cannot(err, writer->trouble);
    if (capture->unchanged)
        place = mt_urls_place(&writer->urls, capture->url);
    mt_buf_clear(&writer->http);
    if (capture->unchanged)
        mt_buf_put(&writer->http, capture->head);
    else
        put_http_head(&writer->http, capture->head, capture->body.n);
    put_warc_head(writer, capture);
    mt_buf_put(&writer->record, capture->body);
    status = flush_record(writer, err);
    if (status == MT_OK && writer->file)
        mt_urls_add(&writer->urls, capture->url, place);
    return status;
}

/* ------------------------------------------------------ life and answers -- */

static void writer_free(struct mt_warc_writer *writer)
{
    if (writer->pack)
        mt_pack_free(writer->pack);
    mt_urls_release(&writer->urls);
    mt_buf_release(&writer->http);
    mt_buf_release(&writer->record);
    mt_buf_release(&writer->packed);
    free(writer);
}

struct mt_warc_writer *mt_warc_open(const struct mt_warc_options *options,
                                    struct mt_err *err)
{
    struct mt_warc_writer *writer = mt_alloc(sizeof *writer);
    enum mt_status status = MT_OK;

    writer->fd = STDOUT_FILENO;
    writer->urls.placed = options->versions;
    if (options->path)
        status = open_file(writer, options->path, err);
    writer->pack = mt_pack_new(options->path ? packing_of(options->path)
                                             : MT_PACKING_NONE);
    if (status == MT_OK && writer->whole == 0)
        status = put_info(writer, options, err);
    if (status == MT_OK)
        return writer;
    if (writer->fd > STDERR_FILENO)
        close(writer->fd);
    writer_free(writer);
    return NULL;
}

enum mt_status mt_warc_close(struct mt_warc_writer *writer,
                             struct mt_err *err)
{
    int trouble = writer->trouble;

    if (!trouble && writer->file && fsync(writer->fd) != 0)
        trouble = errno;
    if (writer->fd > STDERR_FILENO && close(writer->fd) != 0 && !trouble)
        trouble = errno;
    writer_free(writer);
    return trouble ? cannot(err, trouble) : MT_OK;
}

bool mt_warc_has(const struct mt_warc_writer *writer, mt_str url)
{
    return mt_urls_has(&writer->urls, url);
}

void mt_warc_version(const struct mt_warc_writer *writer, mt_str url,
                     struct mt_version *version)
{
    uint64_t place = mt_urls_place(&writer->urls, url);

    mt_version_clear(version);
    if (place)
        mt_version_read_record(writer->fd, place - 1, version);
}

int mt_warc_trouble(const struct mt_warc_writer *writer)
{
    return writer->trouble;
}
