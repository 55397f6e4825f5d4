/* SPDX-License-Identifier: MIT */
/* Bytes of a file or of standard input: by lines, or as a whole. */
#ifndef MT_BATCH_STREAM_H
#define MT_BATCH_STREAM_H

#include <signal.h>

#include "base/buf.h"

struct mt_stream {
    int fd;
    struct mt_buf buf;
    size_t at;   /* bytes of buf that are used up */
    size_t line; /* number of the last line that was read */
    bool end;
    uint64_t taken; /* bytes read so far */
    int trouble; /* errno of the read that failed; ends the stream */
    const volatile sig_atomic_t *stop; /* ends the stream, too */
    /* Called before every read, to do other things until fd can be read;
     * false ends the stream. May be NULL. */
    bool (*wait)(void *data, int fd);
    void *data;
};

enum mt_stream_kind {
    MT_STREAM_ANY,     /* also a FIFO or a device */
    MT_STREAM_REGULAR, /* nothing that could block or never end */
};

/* Opens path; "-" with ANY is standard input. On failure err says why, in
 * words for people, and there is nothing to close. */
enum mt_status mt_stream_open(struct mt_stream *stream, const char *path,
                              enum mt_stream_kind kind, struct mt_err *err);
void mt_stream_close(struct mt_stream *stream);

/* One read more into the buffer; false at the end. */
bool mt_stream_fill(struct mt_stream *stream);
/* Bytes used up so far as a share of the file's, < 0 if it has no length. */
double mt_stream_share(const struct mt_stream *stream);
/* What is in the buffer and not used up. Good until the next call. */
mt_str mt_stream_ahead(const struct mt_stream *stream);

enum mt_stream_line {
    MT_LINE_END, /* no more lines */
    MT_LINE_READ,
    MT_LINE_TOO_LONG, /* over limit: skipped, *line is empty */
};

/* The next line without its separator. Good until the next call. */
enum mt_stream_line mt_stream_line(struct mt_stream *stream, char separator,
                                   size_t limit, mt_str *line);
/* All the rest. TOO_LARGE if it is more than limit bytes, IO if it cannot be
 * read. Good until the next call. */
enum mt_status mt_stream_rest(struct mt_stream *stream, size_t limit,
                              mt_str *rest, struct mt_err *err);

#endif
