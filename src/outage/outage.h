/* SPDX-License-Identifier: MIT */
/* Outages that an article reports. The only folder that knows what one is. */
#ifndef MT_OUTAGE_H
#define MT_OUTAGE_H

#include "base/arena.h"

struct mt_outages {
    struct mt_outage *v; /* main ones first, then by their place in the text */
    size_t n, cap;
};

/* Finds the outages of the article, which must outlive *out; the arena owns
 * what is made. Gives some answer for any text; linear in it. */
void mt_outages_read(const struct mt_article *article, struct mt_arena *arena,
                     struct mt_outages *out);

#endif
