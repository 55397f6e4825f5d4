/* SPDX-License-Identifier: MIT */
#include "timex/resolve.h"

#include "base/date.h"
#include "timex/clock.h"
#include "timex/days.h"

/* The nth Sunday of a month (n < 0: the last one). */
static int64_t sunday(int year, int month, int n)
{
    return mt_when_days(mt_nth_weekday(mt_when_make(year, month, 0), 7, n));
}

/* Is it summer time there on that day? */
static bool is_summer(int kind, mt_when day)
{
    int64_t at = mt_when_days(day);

    if (!mt_when_has_date(day) || kind == MT_SUMMER_NONE)
        return false;
    return kind == MT_SUMMER_US
               ? at >= sunday(day.year, 3, 2) && at < sunday(day.year, 11, 1)
               : at >= sunday(day.year, 3, -1) && at < sunday(day.year, 10, -1);
}

static void set_zone(const struct mt_phrase *p, int16_t zone, mt_when *when)
{
    when->floating = p->local && p->zone < 0;
    when->offset = zone;
    if (p->zone >= 0) {
        const struct mt_time_zones_row *row = &mt_time_zones[p->zone];

        when->offset = (int16_t)(row->minutes +
                                 (is_summer(row->summer, *when) ? 60 : 0));
    }
}

static mt_when at_hour(mt_when day, int hour)
{
    day.precision = MT_PRECISION_HOUR;
    day.hour = (uint8_t)hour;
    return day;
}

static mt_when with_clock(mt_when day, const struct mt_clock *clock)
{
    day = at_hour(mt_shift_days(day, clock->days), clock->hour);
    if (clock->minute >= 0) {
        day.minute = (uint8_t)clock->minute;
        day.precision = MT_PRECISION_MINUTE;
    }
    if (clock->second >= 0) {
        day.second = (uint8_t)clock->second;
        day.precision = MT_PRECISION_SECOND;
    }
    return day;
}

static void set_clock(const struct mt_phrase *p, const struct mt_frame *frame,
                      const struct mt_days *days, struct mt_time *out)
{
    struct mt_clock clock = mt_clock_resolve(p, frame, mt_phrase_has_date(p));

    out->from = out->to = with_clock(days->from, &clock);
    out->grain = clock.second >= 0   ? MT_GRAIN_SECOND
                 : clock.minute >= 0 ? MT_GRAIN_MINUTE
                                     : MT_GRAIN_HOUR;
    if (clock.ambiguous)
        out->flags |= MT_TIME_AMBIGUOUS;
    out->kind = days->carried && (days->by_now || !days->from.day) &&
                        p->day.how == MT_TIMEHOW_NONE
                    ? MT_TIME_CLOCK
                    : MT_TIME_DATETIME;
}

/* 21일 새벽: from its first hour to its last. */
static void set_part(const struct mt_phrase *p, const struct mt_days *days,
                     struct mt_time *out)
{
    out->from = at_hour(days->from, mt_part_begins(p->part));
    out->to = at_hour(days->from, mt_part_ends(p->part));
    if (p->last_night)
        out->to = at_hour(mt_shift_days(days->from, 1), 6);
    out->grain = MT_GRAIN_PART;
    out->kind = MT_TIME_DATETIME;
}

bool mt_resolve_point(const struct mt_phrase *phrase,
                      const struct mt_frame *frame, struct mt_time *out)
{
    bool clock = mt_phrase_has_clock(phrase);
    struct mt_days days = { 0 };

    if (!mt_phrase_has_date(phrase))
        mt_days_carried(frame, &days);
    else if (!mt_days_stated(phrase, frame, &days))
        return false;
    out->kind = phrase->weekend && !phrase->last_day ? MT_TIME_RANGE
                                                     : MT_TIME_DATE;
    out->from = days.from;
    out->to = days.to;
    out->grain = days.grain;
    out->mod = phrase->edge;
    out->part = phrase->part;
    if (clock)
        set_clock(phrase, frame, &days, out);
    else if (phrase->part != MT_PART_NONE)
        set_part(phrase, &days, out);
    out->to_grain = out->grain;
    if (days.carried)
        out->flags |= MT_TIME_DAY_CARRIED;
    if (days.by_now && days.carried && !mt_phrase_has_date(phrase))
        out->flags |= MT_TIME_DAY_REF;
    set_zone(phrase, frame->story->zone, &out->from);
    set_zone(phrase, frame->story->zone, &out->to);
    if (phrase->local)
        out->flags |= MT_TIME_LOCAL;
    return true;
}
