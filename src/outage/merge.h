/* SPDX-License-Identifier: MIT */
/* How the mentions of one outage become one. */
#ifndef MT_OUTAGE_MERGE_H
#define MT_OUTAGE_MERGE_H

#include "outage/draft.h"

/*
 * Takes over what the event tells of the draft: of times the finer one, of ends
 * the one said to be the last; those that differ are kept aside for conflicts.
 * Notes the sentence as one of its sources.
 */
void mt_draft_merge(struct mt_book *book, struct mt_draft *draft,
                    const struct mt_event *event,
                    const struct mt_window *window);

#endif
