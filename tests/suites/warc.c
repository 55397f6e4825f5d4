/* SPDX-License-Identifier: MIT */
/* warc FILE: every record of an archive, for the suite to judge: a line with
 * its fields parted by tabs, the last the number of body bytes that follow. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <unistd.h>
#include <fcntl.h>

#include "archive/reader.h"

static long read_file(void *data, char *to, size_t room)
{
    return (long)read(*(int *)data, to, room);
}

static void show(mt_str s)
{
    printf("%.*s\t", MT_FMT(s));
}

static bool on_record(void *data, const struct mt_record *record)
{
    (void)data;
    printf("record\t%llu\t%zu\t%d\t%s\t%s%s\t",
           (unsigned long long)record->offset, record->nth, record->status,
           record->page ? "page" : "-", record->truncated ? "t" : "",
           record->damaged ? "d" : "");
    show(record->type);
    show(record->url);
    show(record->date);
    show(record->content_type);
    printf("%zu\n", record->body.n);
    fwrite(record->body.p, 1, record->body.n, stdout);
    return true;
}

static bool on_trouble(void *data, uint64_t offset, const struct mt_err *err)
{
    (void)data;
    printf("trouble\t%llu\t%s\t%s\n", (unsigned long long)offset,
           mt_status_name(err->status), err->message);
    return true;
}

int main(int argc, char **argv)
{
    struct mt_archive_options options = { .max_size = 10 * 1024 * 1024 };
    struct mt_archive_events events = { NULL, true, on_record, on_trouble };
    struct mt_err err = { MT_OK, "" };
    int fd = argc == 2 ? open(argv[1], O_RDONLY) : -1;

    if (fd < 0)
        return 2;
    mt_archive_read((mt_feed){ read_file, &fd }, &options, &events, &err);
    printf("end\t%s\t%s\n", mt_status_name(err.status), err.message);
    return 0;
}
