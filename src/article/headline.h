/* SPDX-License-Identifier: MIT */
/* The title of a page without the names that sites hang on it. */
#ifndef MT_ARTICLE_HEADLINE_H
#define MT_ARTICLE_HEADLINE_H

#include "article/publisher.h"

/* Title, as the head of a page has it, without "- 신문", "| 신문",
 * "< 정치 < 기사본문 - 신문". site: the page's own name of its site;
 * sites: may be NULL. */
mt_str mt_headline_bare(const struct mt_sites *sites, mt_str title,
                        mt_str site);

/* The letters and digits of a title alone: what two titles that differ in
 * quotes and white space have in common. */
mt_str mt_headline_key(struct mt_arena *arena, mt_str title);

/* Is a heading of the page, as a key, the title or the beginning of it, and
 * long enough to be all of it that belongs to the article? */
bool mt_headline_of(mt_str heading_key, mt_str title_key);

#endif
