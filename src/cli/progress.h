/* SPDX-License-Identifier: MIT */
/* How far a long run is, on a terminal. */
#ifndef MT_CLI_PROGRESS_H
#define MT_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/* { .wanted, .began } set, the rest zero. */
struct mt_progress {
    bool wanted; /* somebody is there to see it */
    double began, last; /* of mt_clock */
    bool shown;  /* the line stands there now */
    bool ever;
};

/* What it shows. */
struct mt_counts {
    size_t inputs, failures, busy, outages;
    size_t unchanged; /* of the inputs: as their server says */
    size_t before; /* done or failed in an earlier run */
    bool fetched_only; /* nobody looks for outages */
};

/* Shows the line if it is time. share: 0..1 of the work, < 0: unknown. */
void mt_progress_show(struct mt_progress *progress,
                      const struct mt_counts *counts, double share);
/* Takes it away, for something else to be written. */
void mt_progress_clear(struct mt_progress *progress);

/* "2 inputs, 1 failed, 1 outage, 3.0 s": one line for all of a run. */
void mt_progress_sum(const struct mt_progress *progress,
                     const struct mt_counts *counts);

#endif
