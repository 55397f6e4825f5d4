/* SPDX-License-Identifier: MIT */
/* What kind of page it is when it is no article. */
#ifndef MT_ARTICLE_KIND_H
#define MT_ARTICLE_KIND_H

#include "article/draft.h"
#include "page/lines.h"

/* lines: all that is seen of the page; the draft has title, body and
 * captions. */
enum mt_page_status mt_page_kind(const struct mt_draft *draft,
                                 const struct mt_page_lines *lines);

/* Is a text Korean: enough of its letters Hangul? */
bool mt_is_korean(const struct mt_draft *draft);

#endif
