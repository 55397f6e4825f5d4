/* SPDX-License-Identifier: MIT */
/* The hour of the day that a clock's words mean. */
#ifndef MT_TIMEX_CLOCK_H
#define MT_TIMEX_CLOCK_H

#include "timex/resolve.h"

struct mt_clock {
    int hour, minute, second; /* hour 0..24; -1: not stated */
    int days;                 /* days after the one it belongs to: 밤 1시 */
    bool ambiguous;
};

/* dated: the words name a day of their own. */
struct mt_clock mt_clock_resolve(const struct mt_phrase *phrase,
                                 const struct mt_frame *frame, bool dated);

/* The first hour of a part of the day, and the hour that it ends. */
int mt_part_begins(enum mt_day_part part);
int mt_part_ends(enum mt_day_part part);

#endif
