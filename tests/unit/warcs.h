/* SPDX-License-Identifier: MIT */
/* A folder of its own with one WARC file, and what is put into it. */
#ifndef MT_TESTS_WARCS_H
#define MT_TESTS_WARCS_H

#include <stdio.h>
#include <unistd.h>

#include "archive/writer.h"

struct place {
    char folder[32], path[64];
};

static inline void find_place(struct place *place, const char *ending)
{
    snprintf(place->folder, sizeof place->folder, "/tmp/warc-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    snprintf(place->path, sizeof place->path, "%s/pages.warc%s",
             place->folder, ending);
}

static inline void leave_place(const struct place *place)
{
    unlink(place->path);
    rmdir(place->folder);
}

static inline struct mt_warc_writer *open_warc(const char *path,
                                               bool refresh)
{
    struct mt_warc_options options = { path, "test/1",
                                       MT_LIT("2024-05-22T06:00:00Z"),
                                       refresh };
    struct mt_err err = { MT_OK, "" };

    return mt_warc_open(&options, &err);
}

static inline enum mt_status put(struct mt_warc_writer *writer, const char *url)
{
    struct mt_capture capture = {
        .url = mt_str_c(url),
        .date = MT_LIT("2024-05-22T06:00:00Z"),
        .address = MT_LIT("192.0.2.1"),
        .head = MT_LIT("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
                       "Transfer-Encoding: chunked\r\nContent-Type: text/html;"
                       " charset=utf-8\r\nETag: \"x\"\r\n\r\n"),
        .body = MT_LIT("<p>page"),
    };
    struct mt_err err = { MT_OK, "" };

    return mt_warc_put(writer, &capture, &err);
}

static inline void close_warc(struct mt_warc_writer *writer)
{
    struct mt_err err = { MT_OK, "" };

    assert_int_equal(mt_warc_close(writer, &err), MT_OK);
}

#endif
