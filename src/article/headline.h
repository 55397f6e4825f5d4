/* SPDX-License-Identifier: MIT */
/* The title of a page without the names that sites hang on it. */
#ifndef MT_ARTICLE_HEADLINE_H
#define MT_ARTICLE_HEADLINE_H

#include "base/arena.h"

/* Title, as the head of a page has it, without "- 신문", "| 신문",
 * "< 정치 < 기사본문 - 신문". site: the page's own name of its site. */
mt_str mt_headline_bare(mt_str title, mt_str site);

/* Are they the same words, but for quotes and white space? */
bool mt_headline_same(struct mt_arena *arena, mt_str a, mt_str b);

/* Is heading, as it stands on the page, the beginning of title, and long
 * enough to be all of it that belongs to the article? */
bool mt_headline_of(struct mt_arena *arena, mt_str heading, mt_str title);

#endif
