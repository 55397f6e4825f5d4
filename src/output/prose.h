/* SPDX-License-Identifier: MIT */
/* An article to be read: plain text and Markdown. */
#ifndef MT_OUTPUT_PROSE_H
#define MT_OUTPUT_PROSE_H

#include "base/buf.h"

/* Title, subtitles, an empty line, the lines of the body. */
void mt_prose_text(const struct mt_article *article, struct mt_buf *out);
/* A heading, who and when, paragraphs, subheads, lists and captions. */
void mt_prose_markdown(const struct mt_article *article, struct mt_buf *out);

#endif
