/* SPDX-License-Identifier: MIT */
/* Data that a page carries in its scripts: JSON-LD, and the state of pages
 * that are put together in the browser. */
#ifndef MT_PAGE_STATE_H
#define MT_PAGE_STATE_H

#include "page/tree.h"

enum { MT_STATE_AUTHORS = 8 };

/* What JSON-LD or a page's state says of the article; empty where nothing. */
struct mt_state_data {
    mt_str headline, published, modified, section, publisher;
    mt_str authors[MT_STATE_AUTHORS];
    size_t author_count;
    mt_str body; /* text or HTML of the article */
};

/* Reads the blocks of JSON-LD. */
void mt_state_ld(const struct mt_tree *tree, struct mt_arena *arena,
                 struct mt_state_data *out);

/* Looks for the text of an article in the state of the page (Fusion,
 * __NEXT_DATA__, flight data and the like); paragraphs come as <p> and line
 * feeds. Empty if there is none. */
mt_str mt_state_body(const struct mt_tree *tree, struct mt_arena *arena,
                     struct mt_state_data *out);

#endif
