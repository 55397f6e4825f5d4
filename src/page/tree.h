/* SPDX-License-Identifier: MIT */
/*
 * The tree of a page as a browser would build it.
 *
 * Nodes lend names, attributes and text from the page: building a tree copies
 * nothing. What an article can't need (comments, doctypes) is not in it;
 * scripts are in a list of their own.
 */
#ifndef MT_PAGE_TREE_H
#define MT_PAGE_TREE_H

#include "base/arena.h"
#include "page/token.h"

struct mt_node {
    struct mt_node *parent, *first, *last, *prev, *next;
    mt_str name;  /* as written; empty for text */
    mt_str attrs; /* of an element; mt_attr_find reads them */
    mt_str text;  /* of a text node, and of raw elements; not decoded */
    uint16_t tag; /* enum mt_tag */
    uint8_t raw;  /* text in which '&' means itself */
    uint8_t marks; /* enum mt_mark of page/lines.h */
    uint32_t prose, lines; /* bytes and lines of prose in it; mt_body_find */
};

struct mt_tree {
    struct mt_node *root;
    MT_VEC(struct mt_node *) scripts; /* in their order */
    size_t count;                     /* nodes */
};

enum {
    MT_TREE_NODES = 500000, /* a page with more is too complex */
    MT_TREE_DEPTH = 256,    /* elements nested deeper become siblings */
};

/* Builds the tree of clean UTF-8. False: too many nodes. */
bool mt_tree_build(mt_str page, struct mt_arena *arena, struct mt_tree *tree);

/* The node after node in the order of the page, within top; children are
 * passed over unless into. NULL at the end. */
struct mt_node *mt_node_next(const struct mt_node *top, struct mt_node *node,
                             bool into);

/* The value of an attribute with its references resolved; p NULL without. */
mt_str mt_node_attr(const struct mt_node *node, mt_str name,
                    struct mt_arena *arena);

/* All text in a node, white space as one blank, trimmed. */
mt_str mt_node_text(struct mt_node *node, struct mt_arena *arena);

#endif
