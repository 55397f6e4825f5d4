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

/* All that a page says of its dates; empty values where it says nothing. */
struct mt_when_facts {
    struct mt_when_choice seen;       /* by a reader */
    mt_when meta, ld;                 /* article:published_time, JSON-LD */
    mt_when meta_modified, ld_modified;
    mt_when url;
};

/*
 * Settles what the article's dates are, in Korean time. What a reader sees
 * under a label counts most, unless it contradicts all else by days; of two
 * fields that differ the earlier is the publication, since a page that lies
 * gives its last change for it.
 */
void mt_when_settle(const struct mt_when_facts *facts, mt_when *published,
                    mt_when *modified);

#endif
