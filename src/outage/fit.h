/* SPDX-License-Identifier: MIT */
/* Do a draft and an event tell of the same failure? */
#ifndef MT_OUTAGE_FIT_H
#define MT_OUTAGE_FIT_H

#include "outage/draft.h"

enum fit {
    FIT_NO,
    FIT_OPEN,  /* nothing speaks against it */
    FIT_NEAR,  /* the same day, month or year */
    FIT_EXACT, /* the same or overlapping clock times */
};

enum fit window_fit(const struct window *have, const struct window *more,
                    bool again);
/* Do the names belong to one body, or share a label? */
bool names_fit(const struct failing *a, const struct failing *b);
/* The time that a window stands at: start, else end, else day. */
mt_when window_anchor(const struct window *window);

#endif
