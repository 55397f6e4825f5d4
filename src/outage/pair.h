/* SPDX-License-Identifier: MIT */
/* Whose time is whose where a sentence tells of several outages. */
#ifndef MT_OUTAGE_PAIR_H
#define MT_OUTAGE_PAIR_H

#include "outage/event.h"

/* Shares the failing names of the event among its windows: 그제는 케이뱅크,
 * 어제는 우체국 …, A는 9시부터, B는 10시부터. Gives one list of names for
 * each window, or NULL where the order of words does not say (A와 B는 9시와
 * 10시에 …). */
const struct mt_failing *mt_event_pair(const struct mt_event *event,
                                       struct mt_arena *arena);

#endif
