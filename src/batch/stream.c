/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "batch/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"

enum { CHUNK = 64 * 1024 };

static enum mt_status cannot_read(struct mt_err *err, int trouble)
{
    switch (trouble) {
    case ENOENT:
    case ENOTDIR:
        return mt_fail(err, MT_ERR_IO,
                       "no such file; check the spelling, or write https:// "
                       "before an address");
    case EACCES:
    case EPERM:
        return mt_fail(err, MT_ERR_IO,
                       "may not be read; change its permissions");
    case EISDIR:
        return mt_fail(err, MT_ERR_IO, "is a directory; name a file in it");
    default:
        return mt_fail(err, MT_ERR_IO,
                       "cannot be read: %s; check the file and its disk",
                       strerror(trouble));
    }
}

enum mt_status mt_stream_open(struct mt_stream *stream, const char *path,
                              enum mt_stream_kind kind, struct mt_err *err)
{
    bool regular = kind == MT_STREAM_REGULAR;
    struct stat st;

    *stream = (struct mt_stream){ .fd = STDIN_FILENO };
    if (!regular && strcmp(path, "-") == 0)
        return MT_OK;
    /* Opening a FIFO would wait for its writer. */
    stream->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY |
                                (regular ? O_NONBLOCK : 0));
    if (stream->fd < 0)
        return cannot_read(err, errno);
    if (fstat(stream->fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        close(stream->fd);
        return cannot_read(err, EISDIR);
    }
    if (regular && !S_ISREG(st.st_mode)) {
        close(stream->fd);
        return mt_fail(err, MT_ERR_IO,
                       "is no regular file; name it on the command line to "
                       "read it all the same");
    }
    return MT_OK;
}

void mt_stream_close(struct mt_stream *stream)
{
    if (stream->fd > STDIN_FILENO)
        close(stream->fd);
    mt_buf_release(&stream->buf);
}

/* Bytes that are used up make room, but are not moved for every line. */
static void forget_used(struct mt_stream *stream)
{
    struct mt_buf *buf = &stream->buf;

    if (stream->at < buf->n / 2 || stream->at == 0)
        return;
    memmove(buf->p, buf->p + stream->at, buf->n - stream->at);
    buf->n -= stream->at;
    stream->at = 0;
}

bool mt_stream_fill(struct mt_stream *stream)
{
    ssize_t n = -1;

    if (stream->end)
        return false;
    forget_used(stream);
    while (!(stream->stop && *stream->stop)) {
        if (stream->wait && !stream->wait(stream->data, stream->fd))
            break;
        n = read(stream->fd, mt_buf_room(&stream->buf, CHUNK), CHUNK);
        if (n >= 0 || errno != EINTR)
            break;
    }
    if (n > 0) {
        stream->buf.n += (size_t)n;
        stream->taken += (uint64_t)n;
        return true;
    }
    if (n < 0 && !(stream->stop && *stream->stop))
        stream->trouble = errno;
    stream->end = true;
    return false;
}

double mt_stream_share(const struct mt_stream *stream)
{
    uint64_t ahead = stream->buf.n - stream->at;
    struct stat st;

    if (fstat(stream->fd, &st) != 0 || !S_ISREG(st.st_mode) ||
        st.st_size <= 0)
        return -1;
    return (double)(stream->taken - ahead) / (double)st.st_size;
}

mt_str mt_stream_ahead(const struct mt_stream *stream)
{
    if (stream->at == stream->buf.n)
        return MT_LIT("");
    return mt_str_sub(mt_buf_str(&stream->buf), stream->at, stream->buf.n);
}

/* Drops the rest of a line that is too long. */
static void skip_line(struct mt_stream *stream, char separator)
{
    for (;;) {
        mt_str ahead = mt_stream_ahead(stream);
        const char *hit =
            ahead.n ? memchr(ahead.p, separator, ahead.n) : NULL;

        stream->at += hit ? (size_t)(hit - ahead.p) + 1 : ahead.n;
        if (hit || !mt_stream_fill(stream))
            return;
    }
}

enum mt_stream_line mt_stream_line(struct mt_stream *stream, char separator,
                                   size_t limit, mt_str *line)
{
    size_t looked = 0;

    *line = MT_LIT("");
    stream->line++;
    for (;;) {
        mt_str ahead = mt_stream_ahead(stream);
        const char *hit = ahead.n > looked
                              ? memchr(ahead.p + looked, separator,
                                       ahead.n - looked)
                              : NULL;
        size_t n = hit ? (size_t)(hit - ahead.p) : ahead.n;

        if (n > limit) {
            skip_line(stream, separator);
            return MT_LINE_TOO_LONG;
        }
        looked = ahead.n;
        if (!hit && mt_stream_fill(stream))
            continue;
        if (stream->stop && *stream->stop)
            return MT_LINE_END;
        *line = mt_str_sub(ahead, 0, n);
        stream->at += hit ? n + 1 : n;
        return hit || n ? MT_LINE_READ : MT_LINE_END;
    }
}

enum mt_status mt_stream_rest(struct mt_stream *stream, size_t limit,
                              mt_str *rest, struct mt_err *err)
{
    while (mt_stream_ahead(stream).n <= limit && mt_stream_fill(stream))
        ;
    *rest = mt_stream_ahead(stream);
    if (stream->trouble)
        return cannot_read(err, stream->trouble);
    if (stream->stop && *stream->stop)
        return mt_fail(err, MT_ERR_IO, "stopped; run the command again");
    if (rest->n > limit)
        return mt_fail(err, MT_ERR_TOO_LARGE,
                       "larger than %zu bytes; raise --max-size", limit);
    return MT_OK;
}
