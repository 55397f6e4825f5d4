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

/* ------------------------------------------------------------- settling -- */

static mt_when korean(mt_when when)
{
    if (!mt_when_has_clock(when) || when.offset == MT_KOREA)
        return when;
    return mt_when_add_minutes(
        (mt_when){ .year = when.year, .month = when.month, .day = when.day,
                   .hour = when.hour, .minute = when.minute,
                   .second = when.second, .precision = when.precision,
                   .offset = MT_KOREA },
        MT_KOREA - when.offset);
}

static bool same_days(mt_when a, mt_when b)
{
    int64_t apart = mt_when_days(a) - mt_when_days(b);

    return apart >= -1 && apart <= 1;
}

/* Of two dates the one that is there, the finer, the earlier. */
static mt_when earlier(mt_when a, mt_when b)
{
    if (!a.precision || !b.precision)
        return a.precision ? a : b;
    if (mt_when_has_clock(a) != mt_when_has_clock(b))
        return mt_when_has_clock(a) ? a : b;
    return mt_when_minutes(a) <= mt_when_minutes(b) ? a : b;
}

/* Does what was seen agree with what the page's data say, as far as they say
 * anything? */
static bool agrees(mt_when seen, mt_when data, mt_when url)
{
    if (!data.precision && !url.precision)
        return true;
    return (data.precision && same_days(seen, data)) ||
           (url.precision && same_days(seen, url));
}

enum { LABELLED = 7 }; /* rank of a date with label and clock */

static mt_when settle_published(const struct mt_when_facts *facts,
                                mt_when data)
{
    mt_when seen = korean(facts->seen.published);

    if (seen.precision && mt_when_has_clock(seen) &&
        agrees(seen, data, facts->url) &&
        (facts->seen.published_rank >= LABELLED || !data.precision))
        return seen;
    if (data.precision && mt_when_has_clock(data))
        return data;
    if (seen.precision && agrees(seen, data, facts->url) &&
        mt_when_has_clock(seen))
        return seen;
    if (data.precision)
        return data;
    if (facts->url.precision && !agrees(seen, data, facts->url))
        return facts->url;
    return seen.precision ? seen : facts->url;
}

void mt_when_settle(const struct mt_when_facts *facts, mt_when *published,
                    mt_when *modified)
{
    mt_when data = earlier(korean(facts->meta), korean(facts->ld));
    mt_when seen = korean(facts->seen.modified);

    *published = settle_published(facts, data);
    if (mt_when_has_clock(seen))
        *modified = seen;
    else if (facts->ld_modified.precision)
        *modified = korean(facts->ld_modified);
    else
        *modified = korean(facts->meta_modified);
}
