/* SPDX-License-Identifier: MIT */
/* An article in the making: what the readers of plain text and of HTML fill,
 * and what becomes a struct mt_article. */
#ifndef MT_ARTICLE_DRAFT_H
#define MT_ARTICLE_DRAFT_H

#include "article/byline.h"
#include "article/stamp.h"

struct mt_draft_line {
    mt_str text; /* flat, not empty */
    enum mt_line_kind kind;
};

struct mt_draft {
    struct mt_arena *arena;
    const struct mt_sites *sites; /* may be NULL */
    mt_str url; /* canonical, or as given */
    mt_str charset, title, section, publisher;
    MT_VEC(mt_str) subtitles;
    MT_VEC(struct mt_draft_line) body;
    MT_VEC(mt_str) captions;
    struct mt_names byline;
    mt_when published, modified;
    enum mt_page_status status;
    mt_str method;
    double confidence;
    unsigned flags; /* mt_flag */
};

/* Reads the text of a page as it was copied or printed. */
void mt_plain_read(mt_str text, struct mt_draft *draft);

/* Reads a page of HTML. False: too complex a page. */
bool mt_html_read(mt_str page, bool publishers, struct mt_draft *draft);

/* Adds what more, a later page of the same article, has beyond it: body,
 * captions, names. What stands on each page is there once. */
void mt_draft_join(struct mt_draft *draft, const struct mt_draft *more);

/* Lays the draft out as an article. */
void mt_draft_finish(const struct mt_draft *draft, struct mt_article *out);

#endif
