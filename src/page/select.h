/* SPDX-License-Identifier: MIT */
/*
 * Selectors, a small part of CSS: what rows of publishers need.
 *
 *     div.viewer > article[itemprop=articleBody]
 *     #ttsBody
 *     ul.info li
 *     [class*=wb_break-all]
 */
#ifndef MT_PAGE_SELECT_H
#define MT_PAGE_SELECT_H

#include "page/tree.h"

/* Does the node answer to the selector? A selector that can't be read matches
 * nothing. */
bool mt_select_match(const struct mt_node *node, mt_str selector);

enum { MT_SELECTORS = 16 }; /* that are looked at, of those parted by "||" */

/* Can all of the selectors parted by "||" be read? If not, *fault is the one
 * that can't. */
bool mt_select_good(mt_str selectors, mt_str *fault);

/* The next node of top after from (NULL: top itself first) that answers to one
 * of the selectors parted by "||"; NULL if there is none. */
struct mt_node *mt_select_next(struct mt_node *top, mt_str selectors,
                               struct mt_node *from);

#endif
