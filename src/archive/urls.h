/* SPDX-License-Identifier: MIT */
/* Which URLs an archive holds, and where: eight bytes each for either. */
#ifndef MT_ARCHIVE_URLS_H
#define MT_ARCHIVE_URLS_H

#include "base/str.h"

/* { .placed } set, the rest zero: an empty set. */
struct mt_urls {
    bool placed; /* places are kept, too */
    uint64_t *slots, *places;
    size_t n, cap;
};

void mt_urls_release(struct mt_urls *urls);
/* place: any number but 0, which stands for none; the last one holds. */
void mt_urls_add(struct mt_urls *urls, mt_str url, uint64_t place);
uint64_t mt_urls_place(const struct mt_urls *urls, mt_str url);
bool mt_urls_has(const struct mt_urls *urls, mt_str url);

#endif
