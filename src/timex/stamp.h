/* SPDX-License-Identifier: MIT */
/* Dates and clocks in digits: 2024.05.22, '24.5.22, 5/22, 08:30:15, 3pm. */
#ifndef MT_TIMEX_STAMP_H
#define MT_TIMEX_STAMP_H

#include "timex/atom.h"

/* A date that begins at byte at: v = year (0 if none), month, day. */
bool mt_stamp_date(mt_str text, size_t at, struct mt_atom *out);

/* A clock: v = hour, minute, second (-1 if none). chained: it stands behind
 * a date or a part of the day, so that 22: 29 is one. */
bool mt_stamp_clock(mt_str text, size_t at, bool chained, struct mt_atom *out);

#endif
