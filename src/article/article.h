/* SPDX-License-Identifier: MIT */
/* The hinge: bytes of any kind in, one normalised article out. */
#ifndef MT_ARTICLE_H
#define MT_ARTICLE_H

#include "base/arena.h"

enum { MT_PAGE_CEILING = 16 * 1024 * 1024 }; /* bytes of one page */

/* What to read, and how (NULL options: the defaults). */
struct mt_article_job {
    const struct mt_input *input;
    const struct mt_options *options;
};

/*
 * Reads HTML or plain text into *out, whose strings the arena owns. Plain
 * text is a page's text with title, dates, bylines, buttons, captions and
 * tail still in it; the same cleaning serves both.
 *
 * A page without an article is MT_OK with out->status telling why and an empty
 * text; an article in another language (MT_PAGE_NOT_KOREAN) keeps its text.
 * Errors: NOT_HTML (empty, binary), TOO_LARGE, TOO_COMPLEX, BAD_INPUT
 * (input->published is no date).
 */
enum mt_status mt_article_read(const struct mt_article_job *job,
                               struct mt_arena *arena, struct mt_article *out,
                               struct mt_err *err);

#endif
