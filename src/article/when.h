/* SPDX-License-Identifier: MIT */
/* Which of a page's dates is the one of publication. */
#ifndef MT_ARTICLE_WHEN_H
#define MT_ARTICLE_WHEN_H

#include "article/stamp.h"

/* What has been seen so far; { 0 } is nothing. */
struct mt_when_choice {
    mt_when published, modified;
    int published_rank, modified_rank;
};

/* Takes the dates of a visible line into account. late: the line stands
 * behind the title, where an article's own dates are. */
void mt_when_see(struct mt_when_choice *choice, const mt_stamp *stamps,
                 size_t n, bool late);

#endif
