/* SPDX-License-Identifier: MIT */
/* A tree as lines: what blocks and <br> part on the screen. */
#ifndef MT_PAGE_LINES_H
#define MT_PAGE_LINES_H

#include "page/tree.h"

typedef struct mt_page_line {
    mt_str text;          /* flat: runs of white space are one blank */
    uint32_t links;       /* bytes of it that stand in links */
    uint8_t kind;         /* enum mt_line_kind */
    uint8_t marks;        /* enum mt_mark of all elements that hold it */
    struct mt_node *node; /* the block that it stands in */
} mt_page_line;

struct mt_page_lines {
    MT_VEC(mt_page_line) list;
};

/*
 * What an element is by its id, class and attributes (page_classes.tsv).
 * Elements that no reader sees are HIDDEN with all that is in them.
 */
enum mt_mark {
    MT_MARK_HIDDEN = 1 << 0,
    MT_MARK_DROP = 1 << 1,     /* share buttons, related articles, ... */
    MT_MARK_BODY = 1 << 2,     /* is called like an article's body */
    MT_MARK_MICRO = 1 << 3,    /* itemprop="articleBody" */
    MT_MARK_SUBTITLE = 1 << 4,
    MT_MARK_CAPTION = 1 << 5,
    MT_MARK_BYLINE = 1 << 6,
    MT_MARK_NAV = 1 << 7,      /* nav, header, footer, aside of the page */
};

/* Sets the marks of every node. */
void mt_marks_set(struct mt_tree *tree);

/* Appends the lines of top. Nodes that have one of the marks in skip are left
 * out with all that is in them. */
void mt_lines_read(struct mt_node *top, unsigned skip, struct mt_arena *arena,
                   struct mt_page_lines *lines);

#endif
