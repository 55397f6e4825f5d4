/* SPDX-License-Identifier: MIT */
#include "timex/resolve.h"

#include <math.h>

#include "base/date.h"
#include "timex/clock.h"

enum { MONTHS = 12, FARTHEST = 40000, FARTHEST_AHEAD = 7 };

/* A date on the way to its resolution: the first and last day, month or year
 * that it covers. */
struct days {
    mt_when from, to;
    enum mt_grain grain;
    bool carried; /* the words name no day: it is the story's */
    bool by_now;  /* nor does the story: it is the day of publication */
};

static mt_when make_when(int year, int month, int day)
{
    return (mt_when){
        .year = (int16_t)year,
        .month = (uint8_t)month,
        .day = (uint8_t)day,
        .precision = day ? MT_PRECISION_DAY
                         : month ? MT_PRECISION_MONTH : MT_PRECISION_YEAR,
        .offset = MT_KOREA,
    };
}

static bool known(mt_when when)
{
    return when.precision != MT_PRECISION_NONE;
}

static mt_when day_only(mt_when when)
{
    return mt_when_cut(when, MT_PRECISION_DAY);
}

/* 지난 -1, 오는 1, else the direction of the text: 1 looks ahead. */
static int heading(const struct mt_phrase *p, const struct mt_frame *frame)
{
    if (p->lead.how != MT_TIMEHOW_NONE)
        return p->lead.n;
    if (p->lead_recent)
        return -1;
    if (frame->ahead || frame->story->direction == MT_DIRECTION_FUTURE)
        return 1;
    return frame->story->direction == MT_DIRECTION_NEAREST ? 0 : -1;
}

/* Moves a day that words can't name (no year, or no now) nowhere. */
static mt_when shift_days(mt_when when, int days)
{
    return when.year && when.month && when.day && days > -FARTHEST &&
                   days < FARTHEST
               ? mt_when_add_days(when, days)
               : when;
}

static int months_of(mt_when when)
{
    return when.year * MONTHS + (when.month ? when.month - 1 : 0);
}

static mt_when month_at(int months)
{
    return make_when(months / MONTHS, months % MONTHS + 1, 0);
}

/* --- year and month ---------------------------------------------------- */

/* The year a month (and day, 0 if none) lies in, by where the text heads. */
static int guess_year(const struct mt_phrase *p, const struct mt_frame *frame,
                      int month, int day)
{
    mt_when now = frame->story->now;
    int at = month * 32 + day;
    int today = now.month * 32 + (day ? now.day : 0);
    int way = heading(p, frame);

    if (!known(now))
        return 0;
    if (p->lead.how != MT_TIMEHOW_NONE && p->lead.n > 0)
        return now.year + (at <= today);
    if (way > 0 && frame->story->direction != MT_DIRECTION_FUTURE &&
        (month - now.month + MONTHS) % MONTHS > FARTHEST_AHEAD)
        way = -1; /* 예정 reaches no further */
    if (way > 0)
        return now.year + (at < today);
    if (way < 0)
        return now.year - (at > today);
    return at > today + 6 * 32 ? now.year - 1
                               : at < today - 6 * 32 ? now.year + 1 : now.year;
}

/* The year that the expression before lends: a range may run over its end. */
static int lent_year(const struct mt_frame *frame, int month, int day)
{
    mt_when before = frame->before->to;

    if (!before.year)
        return 0;
    if (month * 32 + day < before.month * 32 + (day ? before.day : 0))
        return before.year + 1;
    return before.year;
}

static bool year_of(const struct mt_phrase *p, const struct mt_frame *frame,
                    int *year)
{
    const struct mt_story *story = frame->story;

    switch ((enum mt_timehow)p->year.how) {
    case MT_TIMEHOW_IS: *year = p->year.n; return true;
    case MT_TIMEHOW_NOW:
        *year = story->now.year + p->year.n;
        return known(story->now);
    case MT_TIMEHOW_STORY:
        *year = (story->named.year ? story->named.year : story->now.year) +
                p->year.n;
        return story->named.year || known(story->now);
    case MT_TIMEHOW_NONE: break;
    }
    *year = 0;
    return true;
}

/* The month and its year; the year is 0 if nothing tells. */
static bool month_of(const struct mt_phrase *p, const struct mt_frame *frame,
                     mt_when *out)
{
    const struct mt_story *story = frame->story;
    int day = p->day.how == MT_TIMEHOW_IS ? p->day.n : 0;
    int year;

    if (!year_of(p, frame, &year))
        return false;
    if (p->month.how == MT_TIMEHOW_NOW) {
        *out = month_at(months_of(story->now) + p->month.n);
        return known(story->now);
    }
    if (p->month.how == MT_TIMEHOW_STORY) {
        mt_when named = story->named.month ? story->named : story->now;

        *out = month_at(months_of(named) + p->month.n);
        return named.year != 0;
    }
    if (!year && frame->hang != MT_HANG_NONE && frame->before->to.month)
        year = lent_year(frame, p->month.n, day);
    else if (!year && frame->hang == MT_HANG_LIST && frame->before->to.year)
        year = frame->before->to.year;
    else if (!year)
        year = guess_year(p, frame, p->month.n, day);
    *out = make_when(year, p->month.n, 0);
    return true;
}

/* --- days ------------------------------------------------------------- */

/* The last day (or the next one) of this number, seen from now. */
static mt_when nearest_numbered(mt_when now, int day, int way, bool strict)
{
    int months = months_of(now);

    if (way >= 0 ? day < now.day || (strict && day == now.day)
                 : day > now.day)
        months += way >= 0 ? 1 : -1;
    for (int k = 0; k < 3; k++) { /* no 31st of April */
        mt_when month = month_at(months);

        if (day <= mt_days_in_month(month.year, month.month))
            return make_when(month.year, month.month, day);
        months += way >= 0 ? 1 : -1;
    }
    return make_when(now.year, now.month, 1);
}

/* A bare 21일 with nothing that tells its month. */
static mt_when bare_day(const struct mt_phrase *p,
                        const struct mt_frame *frame)
{
    mt_when now = frame->story->now;
    int way = heading(p, frame);
    bool led = p->lead.how != MT_TIMEHOW_NONE;

    if (!known(now) || now.precision < MT_PRECISION_DAY)
        return make_when(0, 0, p->day.n);
    if (!led && frame->ahead && p->day.n <= now.day &&
        frame->story->direction != MT_DIRECTION_FUTURE)
        way = -1; /* 예정 moves no day that has come already */
    if (led && p->lead.n == 0)
        return make_when(now.year, now.month, p->day.n);
    return nearest_numbered(now, p->day.n, way, led && way > 0);
}

/* The day in the month of the expression before: 5월 13일·20일. */
static mt_when lent_day(const struct mt_phrase *p,
                        const struct mt_frame *frame)
{
    mt_when before = frame->before->to;
    int months = months_of(before);

    if (p->day.n < before.day && before.year)
        months++;
    if (!before.year)
        return make_when(0, before.month, p->day.n);
    return make_when(months / MONTHS, months % MONTHS + 1, p->day.n);
}

static mt_when stated_day(const struct mt_phrase *p,
                          const struct mt_frame *frame)
{
    mt_when lent, bare;
    bool leads = frame->hang != MT_HANG_NONE && frame->before->to.month &&
                 p->lead.how == MT_TIMEHOW_NONE;

    if (!leads)
        return bare_day(p, frame);
    lent = lent_day(p, frame);
    if (frame->hang == MT_HANG_END || frame->month_stated || !lent.year)
        return lent;
    bare = bare_day(p, frame);
    return bare.year && mt_when_days(lent) > mt_when_days(frame->story->now)
               ? bare
               : lent;
}

/* 오늘, 이날, 이튿날: a day counted from another one. */
static bool counted_day(const struct mt_phrase *p,
                        const struct mt_frame *frame, struct days *out)
{
    const struct mt_story *story = frame->story;
    mt_when from = day_only(story->now);

    if (p->day.how == MT_TIMEHOW_STORY) {
        mt_when told = p->day.n > 0 ? story->told : story->said;

        if (p->day.n < 0 && known(story->speech))
            told = story->speech;
        if (frame->hang == MT_HANG_END && p->day.n > 0 &&
            mt_when_has_date(frame->before->from))
            told = day_only(frame->before->from);
        if (known(told))
            from = told;
        out->carried = p->day.n == 0;
    }
    if (from.precision < MT_PRECISION_DAY)
        return false;
    out->from = out->to = shift_days(from, p->day.n);
    return true;
}

static bool day_in_month(const struct mt_phrase *p,
                         const struct mt_frame *frame, struct days *out)
{
    mt_when month;

    if (!month_of(p, frame, &month))
        return false;
    out->from = out->to = make_when(month.year, month.month, p->day.n);
    return p->day.n <= mt_days_in_month(month.year ? month.year : 2000,
                                        month.month);
}

/* --- weeks and weekdays ------------------------------------------------ */

static mt_when monday_of(mt_when day)
{
    return shift_days(day, -mt_weekday(mt_when_days(day)));
}

static bool has_today(const struct mt_frame *frame)
{
    return frame->story->now.precision >= MT_PRECISION_DAY;
}

static void set_week(struct days *out, mt_when monday)
{
    out->from = monday;
    out->to = shift_days(monday, 6);
    out->grain = MT_GRAIN_WEEK;
}

static void set_day(struct days *out, mt_when day)
{
    out->from = out->to = day;
    out->grain = MT_GRAIN_DAY;
}

/* 지난 주말, 이번 주말 첫째 날 */
static bool weekend(const struct mt_phrase *p, const struct mt_frame *frame,
                    struct days *out)
{
    mt_when now = day_only(frame->story->now), saturday;

    if (!has_today(frame))
        return false;
    saturday = shift_days(monday_of(now), 5 + 7 * p->week.n);
    if (p->week.how == MT_TIMEHOW_IS && heading(p, frame) < 0 &&
        mt_when_days(saturday) > mt_when_days(now))
        saturday = shift_days(saturday, -7);
    out->from = p->last_day < 0 ? shift_days(saturday, 1) : saturday;
    out->to = p->last_day > 0 ? saturday : shift_days(saturday, 1);
    return true;
}

static bool named_week(const struct mt_phrase *p,
                       const struct mt_frame *frame, struct days *out)
{
    mt_when monday;

    if (!has_today(frame))
        return false;
    monday = shift_days(monday_of(day_only(frame->story->now)),
                        7 * p->week.n);
    if (p->weekday)
        set_day(out, shift_days(monday, p->weekday - 1));
    else if (p->last_day)
        set_day(out, shift_days(monday, p->last_day > 0 ? 0 : 6));
    else
        set_week(out, monday);
    return true;
}

/* 월요일, 지난 월요일, 이번 금요일 */
static bool lone_weekday(const struct mt_phrase *p,
                         const struct mt_frame *frame, struct days *out)
{
    mt_when now = day_only(frame->story->now);
    int way = heading(p, frame), step, today;
    bool led = p->lead.how != MT_TIMEHOW_NONE;

    if (!has_today(frame))
        return false;
    today = mt_weekday(mt_when_days(now)) + 1;
    step = p->weekday - today;
    if (led && p->lead.n == 0)
        way = 0;
    if (way > 0 && step <= 0)
        step += 7;
    if (way < 0 && (step > 0 || (led && step == 0)))
        step -= 7;
    set_day(out, shift_days(now, step));
    return true;
}

/* The nth such weekday of a month, or its last one (n < 0). */
static mt_when nth_weekday(mt_when month, int weekday, int n)
{
    mt_when first = make_when(month.year, month.month, 1);
    int size = mt_days_in_month(month.year, month.month);
    int day = 1 + (weekday - 1 - mt_weekday(mt_when_days(first)) + 7) % 7;

    day += n > 0 ? 7 * (n - 1) : 7 * ((size - day) / 7);
    return day <= size ? make_when(month.year, month.month, day)
                       : (mt_when){ 0 };
}

/* 5월 첫째 주, 3월 마지막 월요일; of this month if none is named. */
static bool nth_of_month(const struct mt_phrase *p,
                         const struct mt_frame *frame, struct days *out)
{
    mt_when month = mt_when_cut(frame->story->now, MT_PRECISION_MONTH);
    int size, n = p->nth;

    if (p->month.how != MT_TIMEHOW_NONE ? !month_of(p, frame, &month)
                                        : !known(month))
        return false;
    if (!month.year || !month.month)
        return false;
    size = mt_days_in_month(month.year, month.month);
    if (p->weekday)
        set_day(out, nth_weekday(month, p->weekday, n));
    else
        set_week(out, shift_days(monday_of(make_when(month.year, month.month,
                                                     n > 0 ? 1 : size - 6)),
                                 n > 0 ? 7 * (n - 1) : 0));
    return known(out->from);
}

/* --- months, quarters, halves, years ------------------------------------ */

static void set_months(struct days *out, mt_when first, int count)
{
    out->from = first;
    out->to = first.year ? month_at(months_of(first) + count - 1)
                         : make_when(0, first.month + count - 1, 0);
    out->grain = count == 1 ? MT_GRAIN_MONTH
                            : count == 3 ? MT_GRAIN_QUARTER : MT_GRAIN_HALF;
}

static bool quarter_or_half(const struct mt_phrase *p,
                            const struct mt_frame *frame, struct days *out)
{
    int year, size = p->half ? 6 : 3, n = p->half ? p->half : p->quarter.n;
    mt_when now = frame->story->now;

    if (!year_of(p, frame, &year))
        return false;
    if (!p->half && p->quarter.how != MT_TIMEHOW_IS) {
        set_months(out, month_at((months_of(now) / 3 + n) * 3), 3);
        return known(now);
    }
    if (!year && frame->hang != MT_HANG_NONE)
        year = frame->before->to.year;
    if (!year)
        year = now.year;
    set_months(out, make_when(year, (n - 1) * size + 1, 0), size);
    if (year && p->lead.how == MT_TIMEHOW_NOW && p->lead.n < 0 &&
        months_of(out->from) > months_of(now))
        set_months(out, month_at(months_of(out->from) - MONTHS), size);
    return true;
}

static bool whole_month(const struct mt_phrase *p,
                        const struct mt_frame *frame, struct days *out)
{
    mt_when month;

    if (!month_of(p, frame, &month))
        return false;
    set_months(out, month, 1);
    return true;
}

static bool whole_year(const struct mt_phrase *p,
                       const struct mt_frame *frame, struct days *out)
{
    int year;

    if (!year_of(p, frame, &year) || !year)
        return false;
    out->from = out->to = make_when(year, 0, 0);
    out->grain = MT_GRAIN_YEAR;
    return true;
}

/* 지난달 말일, 올해 첫날: one end of what was found. */
static void first_or_last(const struct mt_phrase *p, struct days *out)
{
    mt_when end = p->last_day > 0 ? out->from : out->to;

    if (end.precision >= MT_PRECISION_DAY || !end.year)
        return;
    if (!end.month)
        end.month = p->last_day > 0 ? 1 : MONTHS;
    set_day(out, make_when(end.year, end.month,
                           p->last_day > 0
                               ? 1
                               : mt_days_in_month(end.year, end.month)));
}

/* The date that the words themselves state. */
static bool stated_date(const struct mt_phrase *p,
                        const struct mt_frame *frame, struct days *out)
{
    bool found;

    out->grain = MT_GRAIN_DAY;
    if (p->weekend)
        return weekend(p, frame, out);
    if (p->week.how != MT_TIMEHOW_NONE)
        return named_week(p, frame, out);
    if (p->nth)
        return nth_of_month(p, frame, out);
    if (p->day.how == MT_TIMEHOW_IS) {
        if (p->month.how != MT_TIMEHOW_NONE)
            return day_in_month(p, frame, out);
        set_day(out, stated_day(p, frame));
        return true;
    }
    if (p->day.how != MT_TIMEHOW_NONE)
        return counted_day(p, frame, out);
    if (p->weekday)
        return lone_weekday(p, frame, out);
    if (p->half || p->quarter.how != MT_TIMEHOW_NONE)
        found = quarter_or_half(p, frame, out);
    else if (p->month.how != MT_TIMEHOW_NONE)
        found = whole_month(p, frame, out);
    else
        found = whole_year(p, frame, out);
    if (found && p->last_day)
        first_or_last(p, out);
    return found;
}

/* A clock without a day of its own: the range's, the story's, today. */
static void carried_date(const struct mt_frame *frame, struct days *out)
{
    const struct mt_story *story = frame->story;

    out->carried = true;
    out->grain = MT_GRAIN_DAY;
    if (frame->before && frame->hang == MT_HANG_END &&
        (frame->before->from.day || frame->before->from.year)) {
        out->from = day_only(frame->before->from);
        out->by_now = frame->before->flags & MT_TIME_DAY_REF;
    } else if (known(story->told)) {
        out->from = story->told;
    } else {
        out->from = day_only(story->now);
        out->by_now = true;
    }
    if (out->from.precision < MT_PRECISION_DAY)
        out->from = (mt_when){ .offset = MT_KOREA };
    out->to = out->from;
}

/* --- clocks and zones --------------------------------------------------- */

/* The nth Sunday of a month (n < 0: the last one). */
static int64_t sunday(int year, int month, int n)
{
    return mt_when_days(nth_weekday(make_when(year, month, 0), 7, n));
}

/* Is it summer time there on that day? */
static bool is_summer(int kind, mt_when day)
{
    int64_t at = mt_when_days(day);

    if (!mt_when_has_date(day) || kind == MT_SUMMER_NONE)
        return false;
    return kind == MT_SUMMER_US ? at >= sunday(day.year, 3, 2) &&
                                      at < sunday(day.year, 11, 1)
                                : at >= sunday(day.year, 3, -1) &&
                                      at < sunday(day.year, 10, -1);
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
    day = at_hour(shift_days(day, clock->days), clock->hour);
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
                      const struct days *days, struct mt_time *out)
{
    struct mt_clock clock =
        mt_clock_resolve(p, frame, mt_phrase_has_date(p));

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
static void set_part(const struct mt_phrase *p, const struct days *days,
                     struct mt_time *out)
{
    out->from = at_hour(days->from, mt_part_begins(p->part));
    out->to = at_hour(days->from, mt_part_ends(p->part));
    if (p->last_night)
        out->to = at_hour(shift_days(days->from, 1), 6);
    out->grain = MT_GRAIN_PART;
    out->kind = MT_TIME_DATETIME;
}

bool mt_resolve_point(const struct mt_phrase *phrase,
                      const struct mt_frame *frame, struct mt_time *out)
{
    bool clock = mt_phrase_has_clock(phrase);
    struct days days = { 0 };

    if (!mt_phrase_has_date(phrase))
        carried_date(frame, &days);
    else if (!stated_date(phrase, frame, &days))
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

/* --- amounts ------------------------------------------------------------ */

static int whole(double value)
{
    return value > 0 && value < FARTHEST ? (int)value : 0;
}

bool mt_resolve_distance(const struct mt_phrase *phrase,
                         const struct mt_frame *frame, struct mt_time *out)
{
    const struct mt_story *story = frame->story;
    const double *least = phrase->least;
    int sign = mt_phrase_is(phrase, MT_TIMEROLE_LATER) ? 1 : -1;
    mt_when at = sign > 0             ? story->told
                 : known(story->speech) ? story->speech
                                        : story->said;
    bool days = least[MT_TIMEFIELD_DAYS] >= 0 || least[MT_TIMEFIELD_WEEKS] >= 0;
    bool months = least[MT_TIMEFIELD_MONTHS] >= 0;
    enum mt_precision precision = MT_PRECISION_DAY;

    for (int f = 0; f < MT_TIMEFIELD_NONE; f++)
        if (isnan(least[f]) || phrase->most[f] > least[f] ||
            (least[f] >= 0 && f >= MT_TIMEFIELD_HOURS))
            return false;
    if (frame->before && frame->before->from.day)
        at = day_only(frame->before->from);
    if (!known(at))
        at = day_only(story->now);
    if (!mt_when_has_date(at))
        return false;
    at = mt_when_add_months(at, sign * (12 * whole(least[MT_TIMEFIELD_YEARS]) +
                                        whole(least[MT_TIMEFIELD_MONTHS])));
    at = shift_days(at, sign * (7 * whole(least[MT_TIMEFIELD_WEEKS]) +
                                whole(least[MT_TIMEFIELD_DAYS])));
    /* In news 2년 전 means a year; someone who asks a calendar, a day. */
    if (!days && story->direction == MT_DIRECTION_PAST)
        precision = months ? MT_PRECISION_MONTH : MT_PRECISION_YEAR;
    out->kind = MT_TIME_DATE;
    out->from = out->to = mt_when_cut(at, precision);
    out->grain = precision == MT_PRECISION_DAY     ? MT_GRAIN_DAY
                 : precision == MT_PRECISION_MONTH ? MT_GRAIN_MONTH
                                                   : MT_GRAIN_YEAR;
    out->to_grain = out->grain;
    return true;
}

/* now, cut to whole units of a field: the hour, the week, the month. */
static mt_when unit_of(mt_when now, int field)
{
    static const uint8_t precisions[] = {
        MT_PRECISION_YEAR, MT_PRECISION_MONTH,  MT_PRECISION_DAY,
        MT_PRECISION_DAY,  MT_PRECISION_HOUR,   MT_PRECISION_MINUTE,
        MT_PRECISION_SECOND,
    };
    mt_when unit = mt_when_cut(now, precisions[field]);

    unit.precision = precisions[field];
    return field == MT_TIMEFIELD_WEEKS ? monday_of(unit) : unit;
}

static mt_when add_units(mt_when when, int field, int n)
{
    switch ((enum mt_timefield)field) {
    case MT_TIMEFIELD_YEARS: when.year = (int16_t)(when.year + n); return when;
    case MT_TIMEFIELD_MONTHS: return mt_when_add_months(when, n);
    case MT_TIMEFIELD_WEEKS: return shift_days(when, 7 * n);
    case MT_TIMEFIELD_DAYS: return shift_days(when, n);
    case MT_TIMEFIELD_HOURS: return mt_when_add_minutes(when, 60 * n);
    case MT_TIMEFIELD_MINUTES: return mt_when_add_minutes(when, n);
    case MT_TIMEFIELD_SECONDS: n += when.second;
        when.second = (uint8_t)(((n % 60) + 60) % 60);
        return mt_when_add_minutes(when, (n - when.second) / 60);
    case MT_TIMEFIELD_NONE: break;
    }
    return when;
}

/* The one field that is stated, with a whole number; or NONE. */
static int lone_field(const struct mt_phrase *p)
{
    int field = MT_TIMEFIELD_NONE;

    for (int f = 0; f < MT_TIMEFIELD_NONE; f++) {
        if (p->least[f] < 0)
            continue;
        if (field != MT_TIMEFIELD_NONE || !whole(p->least[f]) ||
            p->most[f] > p->least[f] || floor(p->least[f]) != p->least[f])
            return MT_TIMEFIELD_NONE;
        field = f;
    }
    return field;
}

bool mt_resolve_around(const struct mt_phrase *phrase,
                       const struct mt_frame *frame, struct mt_time *out)
{
    mt_when now = frame->story->now, unit;
    int field = lone_field(phrase), n;
    bool clock = field >= MT_TIMEFIELD_HOURS;

    if (phrase->lead.how == MT_TIMEHOW_NONE || phrase->lead.n == 0 ||
        field == MT_TIMEFIELD_NONE || frame->story->direction ==
        MT_DIRECTION_PAST || now.precision < (clock ? MT_PRECISION_MINUTE
                                                    : MT_PRECISION_DAY))
        return false;
    unit = unit_of(now, field);
    n = whole(phrase->least[field]);
    out->kind = MT_TIME_RANGE;
    out->from = add_units(unit, field, phrase->lead.n < 0 ? -n : 1);
    out->to = add_units(out->from, field, n);
    if (!clock)
        out->to = add_units(out->to, field == MT_TIMEFIELD_WEEKS ? MT_TIMEFIELD_DAYS
                                                             : field, -1);
    out->flags |= MT_TIME_DERIVED;
    return true;
}

/* N일간 counts the first day: 29일부터 사흘간 ends on the 1st. */
static bool days_after(mt_when from, const mt_amount *amount, mt_when *to)
{
    int days = whole(amount->days) + 7 * whole(amount->weeks);

    if (amount->years >= 0 || amount->months >= 0 || amount->hours >= 0 ||
        amount->minutes >= 0 || amount->seconds >= 0 || days < 1 ||
        !mt_when_has_date(from))
        return false;
    *to = shift_days(from, days - 1);
    return true;
}

bool mt_resolve_after(mt_when from, const mt_amount *amount, mt_when *to)
{
    double minutes = mt_amount_minutes(*amount);

    if (!mt_when_has_clock(from))
        return from.precision == MT_PRECISION_DAY &&
               days_after(from, amount, to);
    if (minutes < 0 || minutes > FARTHEST || floor(minutes) != minutes)
        return false;
    if (from.year) {
        *to = mt_when_add_minutes(from, (int64_t)minutes);
    } else {
        int at = from.hour * 60 + from.minute + (int)minutes;

        *to = from;
        to->hour = (uint8_t)(at / 60 % 24);
        to->minute = (uint8_t)(at % 60);
    }
    if ((int)minutes % 60 && to->precision == MT_PRECISION_HOUR)
        to->precision = MT_PRECISION_MINUTE;
    return true;
}
