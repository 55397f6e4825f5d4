/* SPDX-License-Identifier: MIT */
/* Where on a page the article stands. */
#ifndef MT_PAGE_BODY_H
#define MT_PAGE_BODY_H

#include "page/lines.h"

enum { MT_BODY_PARTS = 16 };

/* The elements that hold the article, in their order. */
struct mt_body {
    struct mt_node *parts[MT_BODY_PARTS];
    size_t n;
    mt_str method;     /* how it was found, static */
    double confidence; /* 0..1 */
};

/* What is known of a page before its body is looked for. */
struct mt_body_hint {
    mt_str selectors;            /* of the publisher; may be empty */
    const struct mt_node *title; /* the element of the title, or NULL */
};

/*
 * lines: those of the whole page. Tries the selectors of a publisher, what is
 * marked as a body, and the density of prose. Whatever names a place, the
 * prose there decides: a short find gives way to a better one.
 */
void mt_body_find(struct mt_tree *tree, const struct mt_page_lines *lines,
                  const struct mt_body_hint *hint, struct mt_body *body);

/* Is the line prose of an article rather than a caption of links? */
bool mt_line_weighs(const mt_page_line *line);

#endif
