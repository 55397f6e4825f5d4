/* SPDX-License-Identifier: MIT */
/* The pages of one input: as a job for a worker, and held back until the page
 * behind them has been seen. */
#ifndef MT_BATCH_HELD_H
#define MT_BATCH_HELD_H

#include "base/buf.h"

/* Appends a page to a job. */
void mt_job_put(struct mt_buf *job, const struct mt_input *page);
/* The pages of a job, each with the one behind it as next. At most MT_PAGES;
 * pages[0] at least. Lends from job. */
void mt_job_pages(mt_str job, struct mt_input pages[MT_PAGES]);

/* Tells whether pages have changed since an earlier run: fast, and good
 * against chance, not against an enemy. */
uint64_t mt_pages_hash(const struct mt_input *pages);

/* Pages of one article that have come so far. { 0 } holds none. */
struct mt_held {
    struct mt_buf job; /* all of them */
    int count;
    bool found; /* the first was met in a directory */
};

void mt_held_release(struct mt_held *held);
/* Is there room for one more page? */
bool mt_held_has_room(const struct mt_held *held, const struct mt_input *page);
/* The first page, lent; only where there is one. */
struct mt_input mt_held_first(const struct mt_held *held);

#endif
