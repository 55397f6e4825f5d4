/* SPDX-License-Identifier: MIT */
/* HTML as a row of tokens, by the rules of the HTML standard. */
#ifndef MT_PAGE_TOKEN_H
#define MT_PAGE_TOKEN_H

#include "page/tag.h"

enum mt_token_kind { MT_TOKEN_TEXT, MT_TOKEN_START, MT_TOKEN_END };

/* All strings lend from the page; nothing is decoded yet. */
typedef struct mt_token {
    enum mt_token_kind kind;
    enum mt_tag tag;
    mt_str name;  /* of a tag, as written */
    mt_str attrs; /* of a start tag, as written */
    mt_str text;  /* of text, and of an element whose content is no markup */
    bool closed;  /* "<br/>" */
    bool raw;     /* text in which '&' means itself */
} mt_token;

/* Where a tokenizer is. Begin with { .rest = page }. */
struct mt_tokenizer {
    mt_str rest;
    bool foreign; /* set by the caller inside svg and math: CDATA is text */
};

/* The next token; false at the end. Comments and doctypes are passed over.
 * A start tag whose content is no markup (script, title, textarea) comes with
 * that content as its text, and its end tag does not come. */
bool mt_token_next(struct mt_tokenizer *tokenizer, mt_token *token);

/* Takes one attribute off *attrs, the value without its quotes. */
bool mt_attr_next(mt_str *attrs, mt_str *name, mt_str *value);

/* The value of the attribute of this lower-case name; p is NULL without it. */
mt_str mt_attr_find(mt_str attrs, mt_str name);

#endif
