/* SPDX-License-Identifier: MIT */
/* Work in processes of its own: what goes wrong there costs one job. */
#ifndef MT_BATCH_POOL_H
#define MT_BATCH_POOL_H

#include <poll.h>

#include "base/buf.h"

/* How a job ended. */
enum mt_pool_end {
    MT_POOL_DONE,
    MT_POOL_CRASHED, /* its process died, or none could be made */
    MT_POOL_TIMEOUT, /* took too long and was ended */
    MT_POOL_MEMORY,  /* asked for more memory than it may have */
};

struct mt_pool_options {
    size_t workers; /* processes at most; they are made when needed */
    int seconds;    /* that a job may take */
    size_t memory;  /* bytes that a worker may take; 0: any number */
    void *data;     /* for both functions */
    /* In a worker: answers job by appending to answer. */
    void (*work)(void *data, mt_str job, struct mt_buf *answer);
    /* Here: the job with this ticket has ended. Unless it is DONE, answer is
     * empty. The pool may be used from inside. */
    void (*done)(void *data, uint64_t ticket, enum mt_pool_end end,
                 mt_str answer);
};

struct mt_pool;

struct mt_pool *mt_pool_new(const struct mt_pool_options *options);
/* Ends the workers; jobs under way are not answered. */
void mt_pool_free(struct mt_pool *pool);

/* Jobs under way. */
size_t mt_pool_busy(const struct mt_pool *pool);
/* Is there a worker for one more? */
bool mt_pool_has_room(const struct mt_pool *pool);
/* Hands a job to a worker; only while there is room. job may go at once. */
void mt_pool_give(struct mt_pool *pool, uint64_t ticket, mt_str job);

/* What to wait for: fills fds, which has room for all workers, returns how
 * many, and lowers *timeout_ms to the next moment that something is due. */
size_t mt_pool_watch(const struct mt_pool *pool, struct pollfd *fds,
                     int *timeout_ms);
/* Does all that can be done without waiting. */
void mt_pool_step(struct mt_pool *pool);

#endif
