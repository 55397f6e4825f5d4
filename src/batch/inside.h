/* SPDX-License-Identifier: MIT */
/* A batch from inside: what its inputs, its workers and its answers share. */
#ifndef MT_BATCH_INSIDE_H
#define MT_BATCH_INSIDE_H

#include "base/err.h"
#include "batch/batch.h"
#include "batch/held.h"
#include "batch/turns.h"
#include "fetch/crawl.h"

enum { MT_DIGEST = 16 };

/* A directory: it must have given one page at least. */
struct folder {
    size_t pending, pages;
    struct ticket *close; /* stands behind all that was in it */
};

/* An input under way. */
struct ticket {
    uint64_t number;
    struct mt_buf source, url, published;
    char digest[MT_DIGEST + 1];
    struct mt_buf job;   /* while it waits for a worker */
    struct ticket *next; /* in that queue */
    bool ready, found, try_later, unchanged;
    struct mt_version version;
    struct mt_err err;
    struct mt_buf bytes;
    struct folder *folder;
};

struct mt_batch {
    struct mt_batch_options options;
    struct mt_batch_events events;
    struct mt_sources *sources;
    struct mt_crawl *crawl; /* made for the first URL */
    struct mt_pool *pool;
    struct pollfd *fds; /* of the workers and one more */
    struct mt_turns turns;
    struct ticket *queue, **queue_end;
    size_t queue_count, waiting_bytes, ready_bytes;
    uint64_t taken;
    struct folder *folder; /* that is being walked */
    struct mt_held held;   /* where pages may continue one another */
    bool all_read;         /* no more inputs will come */
    bool over;             /* nothing more is wanted */
};

bool mt_batch_stopped(const struct mt_batch *batch);

/* A new input under way, behind all others. */
struct ticket *mt_ticket_new(struct mt_batch *batch, mt_str source);

/* The ticket has its job: puts it before the workers. */
void mt_batch_queue(struct mt_batch *batch, struct ticket *t);
void mt_batch_give_jobs(struct mt_batch *batch);

/* The ticket has its answer, or its error. */
void mt_batch_arrive(struct mt_batch *batch, struct ticket *t);
void mt_batch_deliver_ready(struct mt_batch *batch);

/* All that was in the folder is delivered: says so if nothing was a page. */
void mt_folder_close(struct mt_batch *batch, struct folder *folder);

/* Waits until there is room for one more input; false if the run is over. */
bool mt_batch_make_room(struct mt_batch *batch);
/* One round of the loop; true if fd (or -1: none) can be read. */
bool mt_batch_turn(struct mt_batch *batch, int fd);

struct mt_crawl *mt_batch_crawl(struct mt_batch *batch);

/* What the walk over the inputs tells the batch. */
struct mt_source_events mt_batch_intake(struct mt_batch *batch);
/* Nothing continues the page that is held back. */
bool mt_batch_let_go(struct mt_batch *batch);

#endif
