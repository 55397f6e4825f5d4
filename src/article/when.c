/* SPDX-License-Identifier: MIT */
#include "article/when.h"

#include "base/date.h"

/* How much a date of publication is worth: a label counts most, then a clock
 * time, then standing behind the title. */
static int rank_of(const mt_stamp *stamp, bool late)
{
    int rank = late;

    if (stamp->kind == MT_STAMP_IS_CLOCK)
        return 0;
    if (mt_when_has_clock(stamp->when))
        rank += 2;
    if (stamp->kind == MT_STAMP_IS_PUBLISHED)
        rank += 4;
    return rank + 1;
}

static void see_one(struct mt_when_choice *choice, const mt_stamp *stamp,
                    bool late)
{
    int rank = rank_of(stamp, late);

    if (stamp->kind == MT_STAMP_IS_MODIFIED) {
        if (rank > choice->modified_rank) {
            choice->modified = stamp->when;
            choice->modified_rank = rank;
        }
    } else if (rank > choice->published_rank) {
        choice->published = stamp->when;
        choice->published_rank = rank;
    }
}

/* Two bare dates with clocks in one line: published, then modified. */
static bool is_pair(const mt_stamp *stamps, size_t n)
{
    return n == 2 && stamps[0].kind == MT_STAMP_BARE &&
           stamps[1].kind == MT_STAMP_BARE &&
           mt_when_has_clock(stamps[0].when) &&
           mt_when_has_clock(stamps[1].when) &&
           mt_when_minutes(stamps[0].when) <= mt_when_minutes(stamps[1].when);
}

void mt_when_see(struct mt_when_choice *choice, const mt_stamp *stamps,
                 size_t n, bool late)
{
    mt_stamp second;

    if (is_pair(stamps, n)) {
        second = stamps[1];
        second.kind = MT_STAMP_IS_MODIFIED;
        see_one(choice, &stamps[0], late);
        see_one(choice, &second, late);
        return;
    }
    for (size_t i = 0; i < n; i++)
        see_one(choice, &stamps[i], late);
}
