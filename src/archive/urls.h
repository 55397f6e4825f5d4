/* SPDX-License-Identifier: MIT */
/* Which URLs an archive holds: eight bytes each. */
#ifndef MT_ARCHIVE_URLS_H
#define MT_ARCHIVE_URLS_H

#include "base/str.h"

/* { 0 } is an empty set. */
struct mt_urls {
    uint64_t *slots;
    size_t n, cap;
};

void mt_urls_release(struct mt_urls *urls);
void mt_urls_add(struct mt_urls *urls, mt_str url);
bool mt_urls_has(const struct mt_urls *urls, mt_str url);

#endif
