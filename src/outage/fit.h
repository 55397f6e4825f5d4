/* SPDX-License-Identifier: MIT */
/* Do a draft and an event tell of the same failure? */
#ifndef MT_OUTAGE_FIT_H
#define MT_OUTAGE_FIT_H

#include "outage/draft.h"

enum mt_fit {
    MT_FIT_NO,
    MT_FIT_OPEN,  /* nothing speaks against it */
    MT_FIT_NEAR,  /* the same day, month or year */
    MT_FIT_EXACT, /* the same or overlapping clock times */
};

enum mt_fit mt_window_fit(const struct mt_window *have,
                          const struct mt_window *more, bool again);
/* Is the name of the body of one of those, or of the same label? */
bool mt_name_fits(const struct mt_name *name, const struct mt_failing *names);
/* Do the names belong to one body, or share a label? */
bool mt_names_fit(const struct mt_failing *a, const struct mt_failing *b);
/* The time that a window stands at: start, else end, else day. */
mt_when mt_window_anchor(const struct mt_window *window);

#endif
