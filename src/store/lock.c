/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

struct mt_lock {
    int fd;
    char *path;
};

/* The file may have been taken away between open and lock. */
static bool is_still(const struct mt_lock *lock)
{
    struct stat ours, theirs;

    return fstat(lock->fd, &ours) == 0 && stat(lock->path, &theirs) == 0 &&
           ours.st_ino == theirs.st_ino && ours.st_dev == theirs.st_dev;
}

static enum mt_status take(struct mt_lock *lock, struct mt_err *err)
{
    struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    struct flock holder = whole;

    if (fcntl(lock->fd, F_SETLK, &whole) == 0)
        return MT_OK;
    if (fcntl(lock->fd, F_GETLK, &holder) == 0 && holder.l_type != F_UNLCK)
        return mt_fail(err, MT_ERR_IO,
                       "another run fills it (process %ld); wait for its end "
                       "or choose another --db", (long)holder.l_pid);
    return mt_fail(err, MT_ERR_IO,
                   "another run fills it; wait for its end or choose another "
                   "--db");
}

struct mt_lock *mt_lock_new(const char *path, struct mt_err *err)
{
    struct mt_lock *lock = mt_alloc(sizeof *lock);
    struct mt_buf name = { 0 };
    bool locked = false;

    mt_buf_printf(&name, "%s-lock", path);
    lock->path = mt_buf_take(&name);
    lock->fd = -1;
    while (!locked && err->status == MT_OK) {
        lock->fd = open(lock->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (lock->fd < 0)
            mt_fail(err, MT_ERR_IO,
                    "cannot be written: %s; choose another place for --db",
                    strerror(errno));
        else if (take(lock, err) == MT_OK)
            locked = is_still(lock);
        if (!locked && lock->fd >= 0)
            close(lock->fd);
    }
    if (locked)
        return lock;
    free(lock->path);
    free(lock);
    return NULL;
}

void mt_lock_free(struct mt_lock *lock)
{
    if (!lock)
        return;
    unlink(lock->path);
    close(lock->fd);
    free(lock->path);
    free(lock);
}
