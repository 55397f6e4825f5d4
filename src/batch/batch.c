/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "batch/batch.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "batch/clock.h"
#include "batch/inside.h"

enum {
    WINDOW = 4096, /* inputs that may be under way */
    MOST_WAITING = 32 * 1024 * 1024, /* bytes that wait for a worker, ... */
    MOST_READY = 32 * 1024 * 1024,   /* ... or for their turn */
    LOOK_UP_MS = 200, /* how long a signal may wait */
    LAST_SECONDS = 5, /* for what is under way when the run is stopped */
};

bool mt_batch_stopped(const struct mt_batch *batch)
{
    return batch->over || (batch->options.stop && *batch->options.stop);
}

/* -------------------------------------------------------------- tickets -- */

struct ticket *mt_ticket_new(struct mt_batch *batch, mt_str source)
{
    struct ticket *t = mt_alloc(sizeof *t);

    t->number = mt_turns_add(&batch->turns, t);
    mt_buf_put(&t->source, source);
    t->folder = batch->folder;
    if (t->folder)
        t->folder->pending++;
    batch->taken++;
    return t;
}

static void free_ticket(struct mt_batch *batch, struct ticket *t)
{
    batch->ready_bytes -= t->bytes.n;
    mt_turns_leave(&batch->turns, t->number);
    mt_buf_release(&t->source);
    mt_buf_release(&t->url);
    mt_buf_release(&t->published);
    mt_buf_release(&t->job);
    mt_buf_release(&t->bytes);
    mt_version_release(&t->version);
    free(t);
}

static struct mt_batch_answer answer_of(const struct ticket *t)
{
    return (struct mt_batch_answer){
        .source = mt_buf_str(&t->source),
        .digest = mt_str_c(t->digest),
        .err = t->err.status == MT_OK ? NULL : &t->err,
        .bytes = mt_buf_str(&t->bytes),
        .unchanged = t->unchanged,
        .url = mt_buf_str(&t->url),
        .version = &t->version,
        .try_later = t->try_later,
        .found = t->found,
    };
}

static void deliver(struct mt_batch *batch, struct ticket *t);

/* The last of a directory was answered. */
void mt_folder_close(struct mt_batch *batch, struct folder *folder)
{
    struct ticket *t = folder->close;
    size_t pages = folder->pages;

    free(folder);
    if (pages) {
        free_ticket(batch, t);
        return;
    }
    mt_fail(&t->err, MT_ERR_NOT_HTML,
            "no pages in this directory; give one with HTML, text or JSON "
            "lines");
    t->ready = true;
    if (batch->options.unordered)
        deliver(batch, t);
}

static void count_in(struct mt_batch *batch, struct folder *folder, bool page)
{
    folder->pages += page;
    folder->pending--;
    if (folder->pending == 0 && folder->close)
        mt_folder_close(batch, folder);
}

/* It is the ticket's turn. */
static void deliver(struct mt_batch *batch, struct ticket *t)
{
    struct mt_batch_answer answer = answer_of(t);
    enum mt_batch_verdict verdict = MT_BATCH_STOP;
    struct folder *folder = t->folder;

    if (!batch->over)
        verdict = batch->events.answered(batch->events.data, &answer);
    free_ticket(batch, t);
    if (folder)
        count_in(batch, folder, verdict == MT_BATCH_PAGE);
    if (verdict == MT_BATCH_STOP)
        batch->over = true;
}

void mt_batch_deliver_ready(struct mt_batch *batch)
{
    struct ticket *t;

    while ((t = mt_turns_first(&batch->turns)) && t->ready)
        deliver(batch, t);
}

/* t has its answer: err, or bytes. */
void mt_batch_arrive(struct mt_batch *batch, struct ticket *t)
{
    struct mt_batch_answer answer = answer_of(t);

    t->ready = true;
    batch->ready_bytes += t->bytes.n;
    if (!batch->over && batch->events.arrived &&
        !batch->events.arrived(batch->events.data, &answer))
        batch->over = true;
    if (batch->options.unordered)
        deliver(batch, t);
    else
        mt_batch_deliver_ready(batch);
}

/* ----------------------------------------------------------------- jobs -- */

/* t has its job. */
void mt_batch_queue(struct mt_batch *batch, struct ticket *t)
{
    *batch->queue_end = t;
    batch->queue_end = &t->next;
    batch->queue_count++;
    batch->waiting_bytes += t->job.n;
}

static void work(void *data, mt_str job, struct mt_buf *answer)
{
    struct mt_batch *batch = data;
    struct mt_input pages[MT_PAGES];

    mt_job_pages(job, pages);
    batch->events.work(batch->events.data, &pages[0], answer);
}

static void fail_job(struct mt_batch *batch, enum mt_pool_end end,
                     struct mt_err *err)
{
    switch (end) {
    case MT_POOL_DONE: break;
    case MT_POOL_CRASHED:
        mt_fail(err, MT_ERR_CRASHED,
                "ended the process that read it; please report this page");
        break;
    case MT_POOL_TIMEOUT:
        mt_fail(err, MT_ERR_TIMEOUT,
                "not read within %d seconds; please report this page",
                batch->options.seconds);
        break;
    case MT_POOL_MEMORY:
        mt_fail(err, MT_ERR_TOO_COMPLEX,
                "takes more memory than a page may have; leave it out");
        break;
    }
}

static void on_worked(void *data, uint64_t number, enum mt_pool_end end,
                      mt_str bytes)
{
    struct mt_batch *batch = data;
    struct ticket *t = mt_turns_of(&batch->turns, number);

    if (!t)
        return;
    fail_job(batch, end, &t->err);
    if (end == MT_POOL_DONE)
        mt_buf_put(&t->bytes, bytes);
    mt_batch_arrive(batch, t);
}

void mt_batch_give_jobs(struct mt_batch *batch)
{
    while (batch->queue && !mt_batch_stopped(batch) &&
           mt_pool_has_room(batch->pool)) {
        struct ticket *t = batch->queue;
        struct mt_buf job = t->job;

        t->job = (struct mt_buf){ 0 };
        batch->queue = t->next;
        if (!batch->queue)
            batch->queue_end = &batch->queue;
        batch->queue_count--;
        batch->waiting_bytes -= job.n;
        mt_pool_give(batch->pool, t->number, mt_buf_str(&job));
        mt_buf_release(&job);
    }
}

/* -------------------------------------------------------------- network -- */

static void on_known(void *data, uint64_t number, mt_str url,
                     struct mt_version *version)
{
    struct mt_batch *batch = data;
    struct ticket *t = mt_turns_of(&batch->turns, number);

    if (t)
        batch->events.known(batch->events.data, mt_buf_str(&t->source), url,
                            version);
}

static void take_version(struct ticket *t, struct mt_page *page)
{
    struct mt_version none = t->version;

    t->version = page->version;
    page->version = none;
    t->unchanged = page->unchanged;
    mt_buf_put(&t->url, mt_buf_str(&page->url));
}

static unsigned flags_of(const struct mt_page *page)
{
    return (page->truncated ? MT_FLAG_TRUNCATED : 0u) |
           (page->downgraded ? MT_FLAG_DOWNGRADED : 0u);
}

static void on_fetched(void *data, uint64_t number, struct mt_page *page,
                       const struct mt_err *err)
{
    struct mt_batch *batch = data;
    struct ticket *t = mt_turns_of(&batch->turns, number);

    if (!t || mt_batch_stopped(batch)) /* it will be asked again */
        return;
    if (err)
        t->err = *err;
    else if (!page->unchanged && mt_str_trim(mt_buf_str(&page->body)).n == 0)
        mt_fail(&t->err, MT_ERR_NO_ARTICLE,
                "no article: the page is empty; open it in a browser");
    t->try_later = page->try_later;
    take_version(t, page);
    if (t->err.status != MT_OK || page->unchanged) {
        mt_batch_arrive(batch, t);
        return;
    }
    mt_job_put(&t->job, &(struct mt_input){
                            .bytes = mt_buf_str(&page->body),
                            .source = mt_buf_str(&t->source),
                            .url = mt_buf_str(&page->url),
                            .charset = mt_buf_str(&page->charset),
                            .published = mt_buf_str(&t->published),
                            .flags = flags_of(page),
                        });
    mt_batch_queue(batch, t);
}

struct mt_crawl *mt_batch_crawl(struct mt_batch *batch)
{
    struct mt_crawl_events events = {
        batch, on_fetched, batch->events.known ? on_known : NULL
    };

    if (!batch->crawl)
        batch->crawl = mt_crawl_new(&batch->options.fetch, &events);
    return batch->crawl;
}

/* ----------------------------------------------------------------- loop -- */

/* How much of what is known of is done. */
static double share(const struct mt_batch *batch)
{
    double read = batch->all_read ? 1 : mt_sources_share(batch->sources);
    double done = (double)(batch->taken - batch->turns.n);

    return batch->taken && read >= 0 ? done / (double)batch->taken * read : -1;
}

/* Waits a moment for whatever comes first, and does it. True if fd (< 0: none)
 * can be read. */
bool mt_batch_turn(struct mt_batch *batch, int fd)
{
    int timeout = LOOK_UP_MS;
    struct pollfd *last;
    size_t n;

    mt_batch_give_jobs(batch);
    n = mt_pool_watch(batch->pool, batch->fds, &timeout);
    last = &batch->fds[n];
    *last = (struct pollfd){ .fd = fd, .events = POLLIN };
    n += fd >= 0;
    if (batch->crawl && mt_crawl_pending(batch->crawl) &&
        !mt_batch_stopped(batch) && batch->waiting_bytes < MOST_WAITING)
        mt_crawl_step(batch->crawl, batch->fds, n, timeout);
    else
        poll(batch->fds, (nfds_t)n, timeout);
    mt_pool_step(batch->pool);
    mt_batch_give_jobs(batch);
    if (batch->events.tick)
        batch->events.tick(batch->events.data, share(batch));
    return last->revents != 0;
}

/* Waits until one more input can be taken; false if the run is over. */
bool mt_batch_make_room(struct mt_batch *batch)
{
    mt_batch_give_jobs(batch);
    while (!mt_batch_stopped(batch) &&
           (batch->queue_count >= batch->options.workers ||
            batch->turns.n >= WINDOW || batch->ready_bytes >= MOST_READY))
        mt_batch_turn(batch, -1);
    return !mt_batch_stopped(batch);
}

/* ------------------------------------------------------------------ run -- */

struct mt_batch *mt_batch_new(const struct mt_batch_options *options,
                              const struct mt_batch_events *events)
{
    struct mt_batch *batch = mt_alloc(sizeof *batch);
    struct mt_source_options source = {
        .max_size = options->max_size,
        .url = options->url,
        .published = options->published,
        .stop = options->stop,
    };
    struct mt_source_events source_events = mt_batch_intake(batch);
    struct mt_pool_options pool = {
        options->workers, options->seconds, options->memory,
        batch,            work,             on_worked,
    };

    batch->options = *options;
    batch->events = *events;
    batch->queue_end = &batch->queue;
    batch->sources = mt_sources_new(&source, &source_events);
    batch->pool = mt_pool_new(&pool);
    batch->fds = mt_alloc((options->workers + 1) * sizeof *batch->fds);
    return batch;
}

struct mt_sources *mt_batch_sources(struct mt_batch *batch)
{
    return batch->sources;
}

/* Of a run that was stopped: all answers that are there. */
static void deliver_rest(struct mt_batch *batch)
{
    uint64_t end = batch->turns.first + batch->turns.n;

    for (uint64_t i = batch->turns.first; i < end; i++) {
        struct ticket *t = mt_turns_of(&batch->turns, i);

        if (t && t->ready)
            deliver(batch, t);
    }
}

void mt_batch_finish(struct mt_batch *batch)
{
    double last = 0;

    batch->all_read = true;
    mt_batch_let_go(batch);
    while (batch->turns.n && !batch->over) {
        if (!mt_batch_stopped(batch)) {
            mt_batch_turn(batch, -1);
            continue;
        }
        if (last == 0)
            last = mt_clock() + LAST_SECONDS;
        if (mt_clock() > last || mt_pool_busy(batch->pool) == 0)
            break;
        mt_batch_turn(batch, -1);
    }
    if (!batch->over)
        deliver_rest(batch);
}

void mt_batch_free(struct mt_batch *batch)
{
    struct ticket *t;

    mt_pool_free(batch->pool);
    mt_crawl_free(batch->crawl);
    /* A folder is freed with the last ticket in it, or by who walks it. */
    while ((t = mt_turns_first(&batch->turns))) {
        struct folder *folder = t->folder;

        free_ticket(batch, t);
        if (folder && --folder->pending == 0 && folder != batch->folder) {
            if (folder->close)
                free_ticket(batch, folder->close);
            free(folder);
        }
    }
    free(batch->folder);
    mt_held_release(&batch->held);
    mt_turns_release(&batch->turns);
    mt_sources_free(batch->sources);
    free(batch->fds);
    free(batch);
}
