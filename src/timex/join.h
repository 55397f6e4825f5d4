/* SPDX-License-Identifier: MIT */
/* Joining: ranges, lists, pairs and derived ranges out of expressions that
 * stand side by side. */
#ifndef MT_TIMEX_JOIN_H
#define MT_TIMEX_JOIN_H

#include "timex/resolve.h"

enum {
    MT_NOBODY = -1,
    MT_MOST_TIMES = 1 << 16, /* items of one text */
};

/* The expression before the next one, and what has become of it. */
struct mt_join {
    mt_str text;
    struct mt_arena *arena;
    struct mt_times *out;
    struct mt_phrase last; /* its words; valid if any */
    bool any;
    int32_t at;           /* its item of out, or MT_NOBODY */
    struct mt_time point; /* as a point, before it became an open range */
    bool closed;          /* a range with both ends */
    bool month_stated;    /* it, or what it hangs on, names its month */
};

/*
 * Resolves an expression, hangs it on the one before it where they belong
 * together, and appends or changes an item of join->out. Returns the item
 * (good until the next call), or NULL if the words give no time.
 */
struct mt_time *mt_join_add(struct mt_join *join,
                            const struct mt_phrase *phrase,
                            const struct mt_story *story, bool ahead);

#endif
