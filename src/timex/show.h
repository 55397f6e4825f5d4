/* SPDX-License-Identifier: MIT */
/* Times and numbers as JSON: what `meoktong times` and `numbers` print. */
#ifndef MT_TIMEX_SHOW_H
#define MT_TIMEX_SHOW_H

#include "base/buf.h"
#include "timex/number.h"
#include "timex/timex.h"

/*
 * Appends an array of objects, one an expression of text: text, span (code
 * points), kind (date, time, datetime, range, duration), value or duration,
 * grain, interval, mod, part, and the flags that are set as true. Values are
 * ISO 8601 and EDTF; a clock without a day of its own stays a clock.
 */
void mt_times_json(mt_str text, const struct mt_times *times,
                   struct mt_buf *out);

/* Appends an array of {"text","span","value"}. */
void mt_numbers_json(mt_str text, const struct mt_numbers *numbers,
                     struct mt_buf *out);

#endif
