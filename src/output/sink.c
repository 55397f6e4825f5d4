/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#define _XOPEN_SOURCE 700 /* realpath */
#include "output/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"

struct mt_sink {
    int fd;
    int trouble; /* errno of the write that failed */
    char *path;  /* what the file will be called; NULL for a stream */
    char *temporary;
};

static enum mt_status cannot(struct mt_err *err, int trouble)
{
    const char *cure = trouble == ENOSPC || trouble == EDQUOT
                           ? "free some space there and run it again"
                           : "choose another place with -o";

    return mt_fail(err, MT_ERR_IO, "cannot be written: %s; %s",
                   strerror(trouble), cure);
}

static char *copy(const char *s)
{
    size_t n = strlen(s) + 1;

    return memcpy(mt_alloc(n), s, n);
}

/* The file behind a symbolic link, so that a rename does not replace it. */
static char *target_of(const char *path)
{
    char *real = realpath(path, NULL);

    return real ? real : copy(path);
}

/* "dir/out.jsonl" -> "dir/.out.jsonl.XXXXXX" */
static char *hidden_beside(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    struct mt_buf buf = { 0 };

    mt_buf_put(&buf, (mt_str){ path, folder });
    mt_buf_printf(&buf, ".%s.XXXXXX", path + folder);
    return mt_buf_take(&buf);
}

/* The rights that open() would have given, or those of the file before. */
static mode_t rights(const char *path)
{
    struct stat old;
    mode_t mask = umask(0);

    umask(mask);
    return stat(path, &old) == 0 ? old.st_mode & 07777 : 0666 & ~mask;
}

static bool is_stream(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

static bool open_file(struct mt_sink *sink, const char *path)
{
    struct stat st;

    sink->path = target_of(path);
    if (stat(sink->path, &st) == 0 && S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        return false;
    }
    sink->temporary = hidden_beside(sink->path);
    sink->fd = mkstemp(sink->temporary);
    return sink->fd >= 0;
}

static void sink_free(struct mt_sink *sink)
{
    free(sink->path);
    free(sink->temporary);
    free(sink);
}

struct mt_sink *mt_sink_open(const char *path, struct mt_err *err)
{
    struct mt_sink *sink = mt_alloc(sizeof *sink);
    bool good = true;

    sink->fd = STDOUT_FILENO;
    if (path && is_stream(path)) {
        sink->fd = open(path, O_WRONLY | O_CLOEXEC);
        good = sink->fd >= 0;
    } else if (path) {
        good = open_file(sink, path);
    }
    if (good)
        return sink;
    cannot(err, errno);
    sink_free(sink);
    return NULL;
}

enum mt_status mt_sink_put(struct mt_sink *sink, mt_str data,
                           struct mt_err *err)
{
    while (data.n && !sink->trouble) {
        ssize_t n = write(sink->fd, data.p, data.n);

        if (n >= 0)
            data = mt_str_sub(data, (size_t)n, data.n);
        else if (errno != EINTR)
            sink->trouble = errno;
    }
    return sink->trouble ? cannot(err, sink->trouble) : MT_OK;
}

bool mt_sink_broken_pipe(const struct mt_sink *sink)
{
    return sink->trouble == EPIPE;
}

/* On the disk first and under its name second: a name never stands for half a
 * file, whenever the power goes. */
static int settle(struct mt_sink *sink)
{
    int trouble = 0;

    if (fchmod(sink->fd, rights(sink->path)) != 0 || fsync(sink->fd) != 0)
        trouble = errno;
    if (close(sink->fd) != 0 && !trouble)
        trouble = errno;
    if (!trouble && rename(sink->temporary, sink->path) != 0)
        trouble = errno;
    return trouble;
}

enum mt_status mt_sink_close(struct mt_sink *sink, bool keep,
                             struct mt_err *err)
{
    int trouble = sink->trouble;

    if (!sink->temporary) {
        if (close(sink->fd) != 0 && !trouble)
            trouble = errno;
    } else if (keep && !trouble) {
        trouble = settle(sink);
    } else {
        close(sink->fd);
    }
    if (sink->temporary && (!keep || trouble))
        unlink(sink->temporary);
    sink_free(sink);
    return trouble && trouble != EPIPE ? cannot(err, trouble) : MT_OK;
}
