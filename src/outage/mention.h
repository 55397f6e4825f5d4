/* SPDX-License-Identifier: MIT */
/* What an article mentions, whether an outage rests on it or not. */
#ifndef MT_OUTAGE_MENTION_H
#define MT_OUTAGE_MENTION_H

#include "outage/outage.h"

struct mt_mentions {
    struct mt_mention *v; /* by span, longer first, then by kind */
    size_t n, cap;
};

/*
 * Lists the mentions of the article, which must outlive *out; the arena owns
 * what is made. outages are those of the same article: a symptom that one of
 * them quotes keeps the record's words. Reporters are left out. Linear.
 */
void mt_mentions_read(const struct mt_article *article,
                      const struct mt_outages *outages, struct mt_arena *arena,
                      struct mt_mentions *out);

#endif
