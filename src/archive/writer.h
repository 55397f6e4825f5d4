/* SPDX-License-Identifier: MIT */
/* A WARC that grows, record by record. */
#ifndef MT_ARCHIVE_WRITER_H
#define MT_ARCHIVE_WRITER_H

#include "archive/unpack.h"
#include "archive/version.h"
#include "base/buf.h"

/* An answer to a request, as it is kept. */
struct mt_capture {
    mt_str url;
    mt_str date; /* "2024-05-22T06:00:00Z" */
    mt_str address; /* of the server, may be empty */
    mt_str head; /* as the server sent it, to the blank line */
    mt_str body; /* decoded; the head is changed to say so */
    bool truncated;
    bool unchanged; /* "304 Not Modified", so that there is no body */
    mt_str since;   /* of those: the date of what has not changed, if known */
};

/* Appends a moment as archives spell it, "2024-05-22T06:00:00Z"; seconds
 * since 1970. */
void mt_warc_date(int64_t seconds, struct mt_buf *out);

struct mt_warc_writer;

struct mt_warc_options {
    const char *path;     /* NULL: standard output */
    const char *software; /* for the first record */
    mt_str date;
    bool versions; /* mt_warc_version is wanted */
};

/*
 * Opens an archive to append to, or makes one; its name says how each record
 * is packed: .gz, .zst, else not at all. What a writer that was killed left
 * half is taken off. One writer at a time: IO if another has it, if it cannot
 * be written, or if the file there is something else.
 */
struct mt_warc_writer *mt_warc_open(const struct mt_warc_options *options,
                                    struct mt_err *err);
/* Writes what is left and frees writer. */
enum mt_status mt_warc_close(struct mt_warc_writer *writer,
                             struct mt_err *err);

/* Appends one record, whole or not at all. After a failure nothing more is
 * written. */
enum mt_status mt_warc_put(struct mt_warc_writer *writer,
                           const struct mt_capture *capture,
                           struct mt_err *err);
/* Is an answer for url in the archive? */
bool mt_warc_has(const struct mt_warc_writer *writer, mt_str url);
/* The version of url that the archive has, if that is known. */
void mt_warc_version(const struct mt_warc_writer *writer, mt_str url,
                     struct mt_version *version);
/* errno of the write that failed; 0 if none did. */
int mt_warc_trouble(const struct mt_warc_writer *writer);

#endif
