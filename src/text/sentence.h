/* SPDX-License-Identifier: MIT */
/* Sentences of an article, and what is quoted inside them. */
#ifndef MT_TEXT_SENTENCE_H
#define MT_TEXT_SENTENCE_H

#include "base/arena.h"

struct mt_sentence {
    mt_span span;
    enum mt_line_kind kind;
    uint32_t line; /* of the article */
};

struct mt_sentences {
    struct mt_sentence *v;
    size_t n, cap;
};

/*
 * Splits the lines of the article into sentences, in the order of the text. A
 * sentence ends with . ? ! before a blank, or glued to the next one after 다
 * or 요 ("있다.19일"), never inside a quotation that closes on its line.
 */
void mt_sentences_read(const struct mt_article *article,
                       struct mt_arena *arena, struct mt_sentences *out);

struct mt_spans {
    mt_span *v;
    size_t n, cap;
};

/* The quotations (“…” and "…", without the marks) of a span of the text that
 * are said by somebody: longer than a quoted name. */
void mt_quotes_read(mt_str text, mt_span within, struct mt_arena *arena,
                    struct mt_spans *out);

#endif
