/* SPDX-License-Identifier: MIT */
#include "batch/held.h"

#include "batch/frame.h"

enum { MOST_HELD = 16 * 1024 * 1024 }; /* bytes */

void mt_job_put(struct mt_buf *job, const struct mt_input *page)
{
    mt_frame_put_number(job, page->kind);
    mt_frame_put_number(job, page->flags);
    mt_frame_put(job, page->source);
    mt_frame_put(job, page->url);
    mt_frame_put(job, page->charset);
    mt_frame_put(job, page->published);
    mt_frame_put(job, page->bytes);
}

static void take_page(mt_str *job, struct mt_input *page)
{
    uint64_t kind = MT_KIND_GUESS, flags = 0;

    *page = (struct mt_input){ .kind = MT_KIND_GUESS };
    mt_frame_number(job, &kind);
    mt_frame_number(job, &flags);
    page->kind = (enum mt_kind)kind;
    page->flags = (unsigned)flags;
    mt_frame_str(job, &page->source);
    mt_frame_str(job, &page->url);
    mt_frame_str(job, &page->charset);
    mt_frame_str(job, &page->published);
    mt_frame_str(job, &page->bytes);
}

void mt_job_pages(mt_str job, struct mt_input pages[MT_PAGES])
{
    take_page(&job, &pages[0]);
    for (int n = 1; job.n && n < MT_PAGES; n++) {
        take_page(&job, &pages[n]);
        pages[n - 1].next = &pages[n];
    }
}

static uint64_t add_hash(uint64_t hash, mt_str bytes)
{
    uint64_t word;

    hash += bytes.n;
    for (size_t i = 0; i < bytes.n; i += sizeof word) {
        size_t n = bytes.n - i < sizeof word ? bytes.n - i : sizeof word;

        word = 0;
        memcpy(&word, bytes.p + i, n);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    return hash;
}

uint64_t mt_pages_hash(const struct mt_input *pages)
{
    uint64_t hash = 0;

    for (; pages; pages = pages->next)
        hash = add_hash(hash, pages->bytes);
    return hash;
}

void mt_held_release(struct mt_held *held)
{
    mt_buf_release(&held->job);
    held->count = 0;
}

bool mt_held_has_room(const struct mt_held *held, const struct mt_input *page)
{
    return held->count < MT_PAGES &&
           held->job.n + page->bytes.n <= MOST_HELD;
}

struct mt_input mt_held_first(const struct mt_held *held)
{
    mt_str job = mt_buf_str(&held->job);
    struct mt_input first;

    take_page(&job, &first);
    return first;
}
