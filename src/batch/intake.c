/* SPDX-License-Identifier: MIT */
/* Inputs as they come: pages, addresses, folders, and what can't be read. */
#include "batch/inside.h"

#include <stdio.h>

#include "base/mem.h"

static bool wanted(struct mt_batch *batch, mt_str source, const char *digest)
{
    if (!batch->events.wanted ||
        batch->events.wanted(batch->events.data, source, mt_str_c(digest)))
        return true;
    if (batch->folder)
        batch->folder->pages++;
    return false;
}

static void digest_of(const struct mt_batch *batch,
                      const struct mt_input *pages, char *out)
{
    out[0] = '\0';
    if (batch->events.wanted)
        snprintf(out, MT_DIGEST + 1, "%016llx",
                 (unsigned long long)mt_pages_hash(pages));
}

/* Takes an input: a page with those behind it. */
static bool take(struct mt_batch *batch, const struct mt_input *pages,
                 bool found)
{
    char digest[MT_DIGEST + 1];
    struct ticket *t;

    digest_of(batch, pages, digest);
    if (!wanted(batch, pages->source, digest))
        return !mt_batch_stopped(batch);
    if (!mt_batch_make_room(batch))
        return false;
    t = mt_ticket_new(batch, pages->source);
    t->found = found;
    memcpy(t->digest, digest, sizeof digest);
    for (; pages; pages = pages->next)
        mt_job_put(&t->job, pages);
    mt_batch_queue(batch, t);
    mt_batch_give_jobs(batch);
    return !mt_batch_stopped(batch);
}

/* Nothing continues what is held. */
bool mt_batch_let_go(struct mt_batch *batch)
{
    struct mt_held held = batch->held;
    struct mt_input pages[MT_PAGES];
    bool on = true;

    if (!held.count)
        return true;
    batch->held = (struct mt_held){ 0 };
    mt_job_pages(mt_buf_str(&held.job), pages);
    on = take(batch, pages, held.found);
    mt_held_release(&held);
    return on;
}

/* Holds a page back until it is known what follows. */
static bool hold(struct mt_batch *batch, const struct mt_input *page,
                 bool found)
{
    struct mt_held *held = &batch->held;
    struct mt_input first;

    if (held->count && mt_held_has_room(held, page)) {
        first = mt_held_first(held);
        if (batch->events.continues(&first, held->count + 1, page)) {
            if (batch->events.joined)
                batch->events.joined(batch->events.data, page->source,
                                     first.source);
            mt_job_put(&held->job, page);
            held->count++;
            return true;
        }
    }
    if (!mt_batch_let_go(batch))
        return false;
    mt_job_put(&held->job, page);
    held->found = found;
    held->count = 1;
    return true;
}

static bool on_document(void *data, const struct mt_input *input, bool found)
{
    struct mt_batch *batch = data;

    return batch->events.continues ? hold(batch, input, found)
                                   : take(batch, input, found);
}

static bool on_address(void *data, const struct mt_input *input)
{
    struct mt_batch *batch = data;
    struct ticket *t;

    if (!mt_batch_let_go(batch))
        return false;
    if (!wanted(batch, input->source, ""))
        return !mt_batch_stopped(batch);
    if (!mt_batch_make_room(batch))
        return false;
    t = mt_ticket_new(batch, input->source);
    mt_buf_put(&t->published, input->published);
    mt_crawl_add(mt_batch_crawl(batch), input->url, t->number);
    return !mt_batch_stopped(batch);
}

static bool on_failed(void *data, mt_str source, const struct mt_err *err)
{
    struct mt_batch *batch = data;
    struct ticket *t;

    if (!mt_batch_let_go(batch) || !mt_batch_make_room(batch))
        return false;
    t = mt_ticket_new(batch, source);
    t->err = *err;
    mt_batch_arrive(batch, t);
    return !mt_batch_stopped(batch);
}

static bool on_wait(void *data, int fd)
{
    struct mt_batch *batch = data;

    while (!mt_batch_stopped(batch))
        if (mt_batch_turn(batch, fd))
            return true;
    return false;
}

static void on_passed(void *data, mt_str source)
{
    struct mt_batch *batch = data;

    if (batch->events.passed)
        batch->events.passed(batch->events.data, source);
}

static void on_enter(void *data)
{
    struct mt_batch *batch = data;

    mt_batch_let_go(batch);
    batch->folder = mt_alloc(sizeof *batch->folder);
}

static bool on_leave(void *data, mt_str root)
{
    struct mt_batch *batch = data;
    struct folder *folder = batch->folder;

    mt_batch_let_go(batch);
    batch->folder = NULL;
    folder->close = mt_ticket_new(batch, root);
    if (folder->pending == 0)
        mt_folder_close(batch, folder);
    mt_batch_deliver_ready(batch);
    return !mt_batch_stopped(batch);
}

struct mt_source_events mt_batch_intake(struct mt_batch *batch)
{
    return (struct mt_source_events){
        batch,   on_document, on_address, on_failed,
        on_wait, on_passed,   on_enter,   on_leave,
    };
}
