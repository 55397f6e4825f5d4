/* SPDX-License-Identifier: MIT */
/* Which drafts become records, and which of those the article is about. */
#ifndef MT_OUTAGE_PICK_H
#define MT_OUTAGE_PICK_H

#include "outage/draft.h"

/* Is the draft told plainly enough to be a record of its own? */
bool mt_is_record(const struct mt_book *book, const struct mt_draft *draft);

/* Is the outage one that the article is about? */
bool mt_is_main(const struct mt_book *book, const struct mt_draft *draft);

#endif
