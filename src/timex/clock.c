/* SPDX-License-Identifier: MIT */
#include "timex/clock.h"

#include "base/date.h"

enum { PART_REACH = 12 }; /* bytes from 저녁 to its hour: 저녁[에도 ]6시 */

static const struct {
    uint8_t begins, ends;
    uint8_t first_pm; /* hours from here to 11 are past noon */
    uint8_t last_pm;  /* hours up to here are past noon */
    uint8_t twelve;   /* what 12시 is */
} parts[] = {
    [MT_PART_NONE] = { 0, 24, 12, 0, 12 },
    [MT_PART_AM] = { 0, 12, 12, 0, 0 },
    [MT_PART_PM] = { 12, 24, 0, 11, 12 },
    [MT_PART_DAWN] = { 0, 6, 12, 0, 0 },
    [MT_PART_MORNING] = { 6, 10, 12, 0, 12 },
    [MT_PART_MIDDAY] = { 11, 14, 12, 6, 12 },
    [MT_PART_EVENING] = { 18, 21, 3, 2, 24 },
    [MT_PART_NIGHT] = { 18, 24, 5, 0, 24 },
};

int mt_part_begins(enum mt_day_part part)
{
    return parts[part].begins;
}

int mt_part_ends(enum mt_day_part part)
{
    return parts[part].ends;
}

static int minutes_of(int hour, int minute)
{
    return hour * 60 + (minute > 0 ? minute : 0);
}

static bool is_evening(mt_when clock)
{
    return clock.precision >= MT_PRECISION_HOUR && clock.hour >= 18;
}

/* 오후 2시, 밤 1시: the words say which half. */
static void by_part(const struct mt_phrase *p, const struct mt_frame *frame,
                    bool dated, struct mt_clock *c)
{
    int h = p->hour;
    bool past_noon = h >= parts[p->part].first_pm ||
                     (h > 0 && h <= parts[p->part].last_pm);

    if (h > 12)
        return;
    if (h == 12) {
        c->hour = parts[p->part].twelve;
        c->ambiguous = p->part == MT_PART_AM && p->minute < 0;
    } else if (past_noon) {
        c->hour = h + 12;
    } else if (p->part == MT_PART_NIGHT && h < 5 &&
               (dated || is_evening(frame->story->clock))) {
        c->days = 1;
    }
}

/* The end of a range in the half of the day of its beginning, rolled over
 * noon or midnight if that lies before it: 11시 50분부터 1시 10분. */
static void by_beginning(mt_when from, struct mt_clock *c)
{
    int start = minutes_of(from.hour, from.minute);
    int minute = c->minute > 0 ? c->minute : 0;
    int hour = c->hour % 12 + (from.hour >= 12 && from.hour < 24 ? 12 : 0);

    if (minutes_of(hour, minute) <= start)
        hour += 12;
    if (hour > 24 || (hour == 24 && minute)) {
        hour -= 24;
        c->days = 1;
    }
    c->hour = hour;
}

/* The half of the clock told before: 오전 8시30분 … 9시24분. An hour of the
 * small ones after a late morning is past noon. */
static void by_story(mt_when last, struct mt_clock *c)
{
    int half = last.hour >= 12 && last.hour < 24 ? 12 : 0;

    if (half == 0 && last.hour >= 10 && c->hour < 7)
        half = 12;
    c->hour = c->hour % 12 + half;
}

/* The next time a clock shows this, for texts that look ahead. */
static void by_now(mt_when now, struct mt_clock *c)
{
    if (minutes_of(c->hour % 12, c->minute) < minutes_of(now.hour, now.minute))
        c->hour = c->hour % 12 + 12;
    else
        c->hour %= 12;
}

static bool same_day(mt_when a, mt_when b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static void by_surroundings(const struct mt_frame *frame, bool dated,
                            struct mt_clock *c)
{
    const struct mt_story *story = frame->story;
    const struct mt_time *before = frame->before;

    if (before && frame->hang == MT_HANG_END && !dated &&
        mt_when_has_clock(before->from))
        by_beginning(before->from, c);
    else if (!dated && mt_when_has_clock(story->clock) &&
             (story->told.precision == MT_PRECISION_NONE ||
              story->clock.year == 0 || same_day(story->clock, story->told)))
        by_story(story->clock, c);
    else if (story->direction == MT_DIRECTION_FUTURE && !dated &&
             mt_when_has_clock(story->now))
        by_now(story->now, c);
    else
        c->ambiguous = true;
}

/* A clock of 24 hours that ends a range before its beginning: the next day */
static void roll_day(const struct mt_frame *frame, bool dated,
                     struct mt_clock *c)
{
    const struct mt_time *before = frame->before;

    if (before && frame->hang == MT_HANG_END && !dated && c->days == 0 &&
        mt_when_has_clock(before->from) &&
        minutes_of(c->hour, c->minute) <
            minutes_of(before->from.hour, before->from.minute))
        c->days = 1;
}

/* 31일 저녁에도 [6시 45분]: right behind a part of the day, and no part of its
 * own. */
static bool is_in_part(const struct mt_phrase *phrase,
                       const struct mt_story *story)
{
    return phrase->part == MT_PART_NONE && !phrase->full_clock &&
           !phrase->midnight && story->part != MT_PART_NONE &&
           phrase->span.from >= story->part_to &&
           phrase->span.from - story->part_to <= PART_REACH;
}

struct mt_clock mt_clock_resolve(const struct mt_phrase *phrase,
                                 const struct mt_frame *frame, bool dated)
{
    struct mt_clock c = { phrase->hour, phrase->minute, phrase->second, 0,
                          phrase->midnight };

    if (is_in_part(phrase, frame->story)) {
        struct mt_phrase whole = *phrase;

        whole.part = frame->story->part;
        by_part(&whole, frame, dated, &c);
    } else if (phrase->part != MT_PART_NONE) {
        by_part(phrase, frame, dated, &c);
    } else if (!phrase->full_clock) {
        by_surroundings(frame, dated, &c);
    }
    roll_day(frame, dated, &c);
    return c;
}
