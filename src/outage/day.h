/* SPDX-License-Identifier: MIT */
/* The day of an outage that is told without a time of its own. */
#ifndef MT_OUTAGE_DAY_H
#define MT_OUTAGE_DAY_H

#include "outage/draft.h"

/* The first day that one of its own sentences names before its trigger; span.to
 * == 0: none. */
mt_moment mt_own_day(const struct mt_story *story,
                     const struct mt_draft *draft);

/* The day of an outage of today: that of another told in the same sentence, its
 * own, or that of publication where the lead names it. */
mt_moment mt_implied_day(const struct mt_book *book,
                         const struct mt_draft *draft);

#endif
