/* SPDX-License-Identifier: MIT */
/* What one line of a page is, by its words and its shape. */
#ifndef MT_ARTICLE_LINE_H
#define MT_ARTICLE_LINE_H

#include "base/arena.h"

enum mt_role {
    MT_ROLE_IS_TEXT,    /* may be a line of the article */
    MT_ROLE_IS_BUTTON,  /* machinery of the page */
    MT_ROLE_IS_BOX,     /* heads a list of other articles */
    MT_ROLE_IS_TAIL,    /* the article is over */
    MT_ROLE_IS_CAPTION, /* of a picture */
};

/* A line trimmed, with runs of white space as one blank. */
mt_str mt_line_flat(struct mt_arena *arena, mt_str line);

/* The role of a flat line, by the words of page_marks.tsv. */
enum mt_role mt_line_role(mt_str line);

/* Does it read like a sentence of an article: long, or ended like one? */
bool mt_line_is_prose(mt_str line);

/* One of a chronology: "△2023년 12월 5일 카카오맵: 40분 오류"? */
bool mt_line_is_item(mt_str line);

/* Does it end as a sentence does: 다. 요. ?” 다" ...? */
bool mt_line_ends_sentence(mt_str line);

/* Nothing but signs, digits and the like: "0", "- -", "####". */
bool mt_line_is_signs(mt_str line);

/* "- ...", "• ...", "1. ...": an entry of a list. */
bool mt_line_is_entry(mt_str line);

/* Hash tags alone: "#서버 #장애". */
bool mt_line_is_tags(mt_str line);

#endif
