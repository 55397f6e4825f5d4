/* SPDX-License-Identifier: MIT */
/* The lines of a body without what is no part of the article. */
#ifndef MT_ARTICLE_CLEAN_H
#define MT_ARTICLE_CLEAN_H

#include "article/draft.h"
#include "article/line.h"
#include "article/when.h"

/* A line as it was found, flat. */
struct mt_raw_line {
    mt_str text;
    uint32_t links;  /* bytes of it in links */
    uint8_t kind;    /* enum mt_line_kind, as far as the page tells */
    uint8_t role;    /* enum mt_role; set by mt_raw_line_set */
    bool prose, byline;
};

/* Fills a line from its text. */
void mt_raw_line_set(struct mt_raw_line *line, mt_str text);

/* Is it prose that belongs to an article, as a headline does not? */
bool mt_raw_line_starts(const struct mt_raw_line *line);

struct mt_cleaner {
    struct mt_draft *draft;
    const struct mt_raw_line *lines;
    size_t n;
    struct mt_when_choice when;
    const struct mt_publishers_row *publisher; /* that the page names */
};

/* Puts lines [from, n) into the draft: body, captions, names, dates. */
void mt_clean_body(struct mt_cleaner *cleaner, size_t from);

/* Notes the publisher that a line names, if none is known yet. */
void mt_clean_note(struct mt_cleaner *cleaner, mt_str line);

/* If a line is there for its dates, takes them into account and the names
 * beside them: "홍길동 기자 2026.02.20 16:14". late: it stands behind the
 * title. */
bool mt_clean_dates(struct mt_cleaner *cleaner, mt_str line, bool late);

/* Adds a caption that is not there yet. */
void mt_clean_caption(struct mt_draft *draft, mt_str line);

#endif
