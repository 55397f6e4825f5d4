/* SPDX-License-Identifier: MIT */
/* What a page says of itself in its head: <meta>, <link>, <title>. */
#ifndef MT_PAGE_META_H
#define MT_PAGE_META_H

#include "page/tree.h"

enum { MT_META_AUTHORS = 8 };

/* Values as the page has them, references resolved; empty where none is. */
struct mt_meta {
    mt_str title;          /* of <title> */
    mt_str og_title;       /* og:title, twitter:title */
    mt_str site;           /* og:site_name */
    mt_str section;        /* article:section */
    mt_str canonical;      /* <link rel=canonical>, og:url */
    mt_str published;      /* article:published_time and its kin */
    mt_str modified;       /* article:modified_time and its kin */
    mt_str robots, refresh, language;
    mt_str authors[MT_META_AUTHORS];
    size_t author_count;
};

void mt_meta_read(struct mt_tree *tree, struct mt_arena *arena,
                  struct mt_meta *meta);

#endif
