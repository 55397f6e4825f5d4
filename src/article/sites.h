/* SPDX-License-Identifier: MIT */
/* Publishers and layouts beside the compiled-in ones: mt_sites_new. */
#ifndef MT_ARTICLE_SITES_H
#define MT_ARTICLE_SITES_H

#include "base/arena.h"
#include "data.h"

struct mt_sites {
    struct mt_arena *arena;
    MT_VEC(struct mt_publishers_row) publishers;
    MT_VEC(struct mt_page_layouts_row) layouts;
    struct mt_index index; /* of spellings; rows of publishers */
};

/* The layout that a row's layout or next stands for, NULL for none: numbers
 * from MT_PAGE_LAYOUTS_ROWS on are those of sites. */
const struct mt_page_layouts_row *mt_sites_layout(const struct mt_sites *sites,
                                                  int layout);

#endif
