/* SPDX-License-Identifier: MIT */
/* Which drafts a sentence tells of, and which drafts belong together. */
#ifndef MT_OUTAGE_TIES_H
#define MT_OUTAGE_TIES_H

#include "outage/draft.h"

/* Bit k of a mask is draft number k. */
struct mt_ties {
    uint64_t *told;  /* by sentence: drafts that it tells of */
    uint64_t *named; /* by sentence: drafts of which it names somebody */
    uint64_t together[MT_DRAFTS_MOST]; /* told in one sentence, as of one
                                          incident */
    uint64_t kin[MT_DRAFTS_MOST];      /* of one body, or of one name */
    uint64_t same_day[MT_DRAFTS_MOST]; /* as when one cause hits several */
    uint64_t suppliers; /* what the others hang on: a cloud, a line */
};

/* Reads the ties of the drafts of a book that is complete. */
void mt_ties_read(const struct mt_book *book, struct mt_ties *out);

/* The supplier that the article is about, if the draft hangs on it: AWS에서
 * 장애가 났다. 이 여파로 [쿠팡]이 …; else NULL. */
const struct mt_draft *mt_supplier_of(const struct mt_book *book,
                                      const struct mt_draft *draft);

static inline bool mt_tied(uint64_t mask, const struct mt_draft *draft)
{
    return mask >> draft->order & 1;
}

#endif
