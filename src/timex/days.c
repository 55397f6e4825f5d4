/* SPDX-License-Identifier: MIT */
#include "timex/days.h"

#include "base/date.h"

enum { MONTHS = 12, FARTHEST = 40000, FARTHEST_AHEAD = 7, SOON = 2,
       NEXT_DAYS = 7, SOON_AFTER = 10, LATELY = 3 };

mt_when mt_when_make(int year, int month, int day)
{
    return (mt_when){
        .year = (int16_t)year,
        .month = (uint8_t)month,
        .day = (uint8_t)day,
        .precision = day     ? MT_PRECISION_DAY
                     : month ? MT_PRECISION_MONTH
                             : MT_PRECISION_YEAR,
        .offset = MT_KOREA,
    };
}

bool mt_when_known(mt_when when)
{
    return when.precision != MT_PRECISION_NONE;
}

mt_when mt_day_only(mt_when when)
{
    return mt_when_cut(when, MT_PRECISION_DAY);
}

/* 지난 3월, 오는 3월: does a word say which way it lies? */
static bool is_led(const struct mt_phrase *p)
{
    return p->lead.how != MT_TIMEHOW_NONE || p->lead_recent;
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
mt_when mt_shift_days(mt_when when, int days)
{
    return when.year && when.month && when.day && days > -FARTHEST &&
                   days < FARTHEST
               ? mt_when_add_days(when, days)
               : when;
}

int mt_months_of(mt_when when)
{
    return when.year * MONTHS + (when.month ? when.month - 1 : 0);
}

mt_when mt_month_at(int months)
{
    return mt_when_make(months / MONTHS, months % MONTHS + 1, 0);
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

    if (frame->story->year && p->lead.how == MT_TIMEHOW_NONE)
        return frame->story->year;
    if (!mt_when_known(now))
        return 0;
    if (p->lead.how != MT_TIMEHOW_NONE && p->lead.n > 0)
        return now.year + (at <= today);
    if (way > 0 && frame->story->direction != MT_DIRECTION_FUTURE &&
        month - now.month + (at < today ? MONTHS : 0) > FARTHEST_AHEAD)
        way = -1; /* 예정 reaches no further */
    if (way > 0)
        return now.year + (at < today);
    if (frame->story->article && !is_led(p) && month > now.month &&
        month <= now.month + SOON)
        return now.year; /* that of last year would be 지난해 3월 */
    if (way < 0)
        return now.year - (at > today);
    return at > today + 6 * 32   ? now.year - 1
           : at < today - 6 * 32 ? now.year + 1
                                 : now.year;
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
        return mt_when_known(story->now);
    case MT_TIMEHOW_TOLD:
    case MT_TIMEHOW_STORY:
        *year = (story->named.year ? story->named.year : story->now.year) +
                p->year.n;
        return story->named.year || mt_when_known(story->now);
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
        *out = mt_month_at(mt_months_of(story->now) + p->month.n);
        return mt_when_known(story->now);
    }
    if (p->month.how == MT_TIMEHOW_STORY) {
        mt_when named = story->named.month ? story->named : story->now;

        *out = mt_month_at(mt_months_of(named) + p->month.n);
        return named.year != 0;
    }
    if (!year && frame->hang != MT_HANG_NONE && frame->before->to.month)
        year = lent_year(frame, p->month.n, day);
    else if (!year && frame->hang == MT_HANG_LIST && frame->before->to.year)
        year = frame->before->to.year;
    else if (!year)
        year = guess_year(p, frame, p->month.n, day);
    *out = mt_when_make(year, p->month.n, 0);
    return true;
}

/* --- days ------------------------------------------------------------- */

/* The last day (or the next one) of this number, seen from now. */
static mt_when nearest_numbered(mt_when now, int day, int way, bool strict)
{
    int months = mt_months_of(now);

    if (way >= 0 ? day < now.day || (strict && day == now.day) : day > now.day)
        months += way >= 0 ? 1 : -1;
    for (int k = 0; k < 3; k++) { /* no 31st of April */
        mt_when month = mt_month_at(months);

        if (day <= mt_days_in_month(month.year, month.month))
            return mt_when_make(month.year, month.month, day);
        months += way >= 0 ? 1 : -1;
    }
    return mt_when_make(now.year, now.month, 1);
}

/* A bare 21일 with nothing that tells its month. */
static mt_when bare_day(const struct mt_phrase *p, const struct mt_frame *frame)
{
    mt_when now = frame->story->now;
    int way = heading(p, frame);
    bool led = p->lead.how != MT_TIMEHOW_NONE;

    if (!mt_when_known(now) || now.precision < MT_PRECISION_DAY)
        return mt_when_make(0, 0, p->day.n);
    if (!led && frame->ahead && p->day.n <= now.day &&
        frame->story->direction != MT_DIRECTION_FUTURE)
        way = -1; /* 예정 moves no day that has come already */
    /* 26일 on the 25th: that of last month would be 지난달 26일 */
    if (!is_led(p) && frame->story->article && way < 0 &&
        p->day.n > now.day && p->day.n <= now.day + NEXT_DAYS)
        way = 1;
    if (led && p->lead.n == 0)
        return mt_when_make(now.year, now.month, p->day.n);
    return nearest_numbered(now, p->day.n, way, led && way > 0);
}

/* The day in the month of the expression before: 5월 13일·20일. */
static mt_when lent_day(const struct mt_phrase *p, const struct mt_frame *frame)
{
    mt_when before = frame->before->to;
    int months = mt_months_of(before);

    if (p->day.n < before.day && before.year)
        months++;
    if (!before.year)
        return mt_when_make(0, before.month, p->day.n);
    return mt_when_make(months / MONTHS, months % MONTHS + 1, p->day.n);
}

/* Is the number neither today's nor yesterday's? */
static bool known_apart(mt_when now, int day)
{
    return mt_when_has_date(now) && day != now.day &&
           day != mt_shift_days(now, -1).day;
}

/* The day that the text has named with its month before, if the number can't
 * be today's or yesterday's (5월 3일 … 3일 0시). */
static mt_when named_day(const struct mt_phrase *p,
                         const struct mt_frame *frame)
{
    mt_when now = frame->story->now, day = frame->story->days[p->day.n & 31];

    if (p->lead.how != MT_TIMEHOW_NONE || !known_apart(now, p->day.n))
        return (mt_when){ 0 };
    return day;
}

static bool is_of_late(mt_when day, mt_when now)
{
    return day.year && mt_when_days(day) <= mt_when_days(now) &&
           mt_when_days(day) + LATELY >= mt_when_days(now);
}

/* 지난달 9일 멈춰 [13일] 복구됐다: a day of the month that its sentence has
 * named, if it comes soon after and is not of these last days. */
static mt_when following_day(const struct mt_phrase *p,
                             const struct mt_frame *frame)
{
    mt_when dated = frame->story->dated, now = frame->story->now, day;
    mt_when bare = bare_day(p, frame);

    if (!mt_when_has_date(dated) || is_led(p) || frame->ahead ||
        p->day.n <= dated.day || p->day.n > dated.day + SOON_AFTER ||
        p->day.n > mt_days_in_month(dated.year, dated.month) ||
        is_of_late(bare, now))
        return (mt_when){ 0 };
    day = mt_when_make(dated.year, dated.month, p->day.n);
    return mt_when_has_date(now) && mt_when_days(day) > mt_when_days(now)
               ? (mt_when){ 0 }
               : day;
}

static mt_when stated_day(const struct mt_phrase *p,
                          const struct mt_frame *frame)
{
    mt_when lent, bare;
    bool leads = frame->hang != MT_HANG_NONE && frame->before->to.month &&
                 p->lead.how == MT_TIMEHOW_NONE;

    if (!leads) {
        mt_when month = frame->story->month;

        if (month.year && p->lead.how == MT_TIMEHOW_NONE)
            return mt_when_make(month.year, month.month, p->day.n);
        bare = named_day(p, frame);
        if (!mt_when_known(bare))
            bare = following_day(p, frame);
        return mt_when_known(bare) ? bare : bare_day(p, frame);
    }
    lent = lent_day(p, frame);
    if (frame->hang == MT_HANG_END || frame->month_stated || !lent.year)
        return lent;
    bare = bare_day(p, frame);
    return bare.year && mt_when_days(lent) > mt_when_days(frame->story->now)
               ? bare
               : lent;
}

/* 오늘, 이날, 이튿날: a day counted from another one. */
static bool counted_day(const struct mt_phrase *p, const struct mt_frame *frame,
                        struct mt_days *out)
{
    const struct mt_story *story = frame->story;
    mt_when from = mt_day_only(story->now);

    if (mt_day_is_told(p)) {
        /* 27일 …에 따르면 26일 멈췄다가 같은 날 …: the 26th; 이날: the 27th */
        mt_when told = p->day.n > 0 || p->day.how == MT_TIMEHOW_TOLD
                           ? story->told
                           : story->said;

        if (p->day.n < 0 && mt_when_known(story->speech))
            told = story->speech;
        else if (p->day.n < 0 && story->said_past && story->article)
            told = mt_day_only(story->now);
        if (frame->hang == MT_HANG_END && p->day.n > 0 &&
            mt_when_has_date(frame->before->from))
            told = mt_day_only(frame->before->from);
        if (mt_when_known(told))
            from = told;
        out->carried = p->day.n == 0;
    }
    if (from.precision < MT_PRECISION_DAY)
        return false;
    out->from = out->to = mt_shift_days(from, p->day.n);
    return true;
}

/* 어제(29일): the day of that number nearest to the one that it explains. */
static bool explained_day(const struct mt_phrase *p,
                          const struct mt_frame *frame, struct mt_days *out)
{
    struct mt_phrase near = *p;
    int months, size;

    near.day = p->near;
    if (!counted_day(&near, frame, out))
        return false;
    months = mt_months_of(out->from);
    if (p->day.n > out->from.day + 15)
        months--;
    else if (p->day.n + 15 < out->from.day)
        months++;
    size = mt_days_in_month(months / MONTHS, months % MONTHS + 1);
    out->carried = false;
    out->from = out->to = mt_when_make(months / MONTHS, months % MONTHS + 1,
                                       p->day.n < size ? p->day.n : size);
    return true;
}

static bool day_in_month(const struct mt_phrase *p,
                         const struct mt_frame *frame, struct mt_days *out)
{
    mt_when month;

    if (!month_of(p, frame, &month))
        return false;
    out->from = out->to = mt_when_make(month.year, month.month, p->day.n);
    return p->day.n <=
           mt_days_in_month(month.year ? month.year : 2000, month.month);
}

/* --- weeks and weekdays ------------------------------------------------ */

mt_when mt_monday_of(mt_when day)
{
    return mt_shift_days(day, -mt_weekday(mt_when_days(day)));
}

static bool has_today(const struct mt_frame *frame)
{
    return frame->story->now.precision >= MT_PRECISION_DAY;
}

static void set_week(struct mt_days *out, mt_when monday)
{
    out->from = monday;
    out->to = mt_shift_days(monday, 6);
    out->grain = MT_GRAIN_WEEK;
}

static void set_day(struct mt_days *out, mt_when day)
{
    out->from = out->to = day;
    out->grain = MT_GRAIN_DAY;
}

/* 지난 주말, 이번 주말 첫째 날 */
static bool weekend(const struct mt_phrase *p, const struct mt_frame *frame,
                    struct mt_days *out)
{
    mt_when now = mt_day_only(frame->story->now), saturday;

    if (!has_today(frame))
        return false;
    saturday = mt_shift_days(mt_monday_of(now), 5 + 7 * p->week.n);
    if (p->week.how == MT_TIMEHOW_IS && heading(p, frame) < 0 &&
        mt_when_days(saturday) > mt_when_days(now))
        saturday = mt_shift_days(saturday, -7);
    out->from = p->last_day < 0 ? mt_shift_days(saturday, 1) : saturday;
    out->to = p->last_day > 0 ? saturday : mt_shift_days(saturday, 1);
    return true;
}

static bool named_week(const struct mt_phrase *p, const struct mt_frame *frame,
                       struct mt_days *out)
{
    mt_when monday;

    if (!has_today(frame))
        return false;
    monday = mt_shift_days(mt_monday_of(mt_day_only(frame->story->now)),
                           7 * p->week.n);
    if (p->weekday)
        set_day(out, mt_shift_days(monday, p->weekday - 1));
    else if (p->last_day)
        set_day(out, mt_shift_days(monday, p->last_day > 0 ? 0 : 6));
    else
        set_week(out, monday);
    return true;
}

/* 월요일, 지난 월요일, 이번 금요일 */
static bool lone_weekday(const struct mt_phrase *p,
                         const struct mt_frame *frame, struct mt_days *out)
{
    mt_when now = mt_day_only(frame->story->now);
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
    set_day(out, mt_shift_days(now, step));
    return true;
}

/* The nth such weekday of a month, or its last one (n < 0). */
mt_when mt_nth_weekday(mt_when month, int weekday, int n)
{
    mt_when first = mt_when_make(month.year, month.month, 1);
    int size = mt_days_in_month(month.year, month.month);
    int day = 1 + (weekday - 1 - mt_weekday(mt_when_days(first)) + 7) % 7;

    day += n > 0 ? 7 * (n - 1) : 7 * ((size - day) / 7);
    return day <= size ? mt_when_make(month.year, month.month, day)
                       : (mt_when){ 0 };
}

/* 5월 첫째 주, 3월 마지막 월요일; of this month if none is named. */
static bool nth_of_month(const struct mt_phrase *p,
                         const struct mt_frame *frame, struct mt_days *out)
{
    mt_when month = mt_when_cut(frame->story->now, MT_PRECISION_MONTH);
    int size, n = p->nth;

    if (p->month.how != MT_TIMEHOW_NONE ? !month_of(p, frame, &month)
                                        : !mt_when_known(month))
        return false;
    if (!month.year || !month.month)
        return false;
    size = mt_days_in_month(month.year, month.month);
    if (p->weekday)
        set_day(out, mt_nth_weekday(month, p->weekday, n));
    else
        set_week(out, mt_shift_days(
                          mt_monday_of(mt_when_make(month.year, month.month,
                                                    n > 0 ? 1 : size - 6)),
                          n > 0 ? 7 * (n - 1) : 0));
    return mt_when_known(out->from);
}

/* --- months, quarters, halves, years ------------------------------------ */

static void set_months(struct mt_days *out, mt_when first, int count)
{
    out->from = first;
    out->to = first.year ? mt_month_at(mt_months_of(first) + count - 1)
                         : mt_when_make(0, first.month + count - 1, 0);
    out->grain = count == 1   ? MT_GRAIN_MONTH
                 : count == 3 ? MT_GRAIN_QUARTER
                              : MT_GRAIN_HALF;
}

static bool quarter_or_half(const struct mt_phrase *p,
                            const struct mt_frame *frame, struct mt_days *out)
{
    int year, size = p->half ? 6 : 3, n = p->half ? p->half : p->quarter.n;
    mt_when now = frame->story->now;

    if (!year_of(p, frame, &year))
        return false;
    if (!p->half && p->quarter.how != MT_TIMEHOW_IS) {
        set_months(out, mt_month_at((mt_months_of(now) / 3 + n) * 3), 3);
        return mt_when_known(now);
    }
    if (!year && frame->hang != MT_HANG_NONE)
        year = frame->before->to.year;
    if (!year)
        year = now.year;
    set_months(out, mt_when_make(year, (n - 1) * size + 1, 0), size);
    if (year && p->lead.how == MT_TIMEHOW_NOW && p->lead.n < 0 &&
        mt_months_of(out->from) > mt_months_of(now))
        set_months(out, mt_month_at(mt_months_of(out->from) - MONTHS), size);
    return true;
}

static bool whole_month(const struct mt_phrase *p, const struct mt_frame *frame,
                        struct mt_days *out)
{
    mt_when month;

    if (!month_of(p, frame, &month))
        return false;
    set_months(out, month, 1);
    return true;
}

static bool whole_year(const struct mt_phrase *p, const struct mt_frame *frame,
                       struct mt_days *out)
{
    int year;

    if (!year_of(p, frame, &year) || !year)
        return false;
    out->from = out->to = mt_when_make(year, 0, 0);
    out->grain = MT_GRAIN_YEAR;
    return true;
}

/* 지난달 말일, 올해 첫날: one end of what was found. */
static void first_or_last(const struct mt_phrase *p, struct mt_days *out)
{
    mt_when end = p->last_day > 0 ? out->from : out->to;

    if (end.precision >= MT_PRECISION_DAY || !end.year)
        return;
    if (!end.month)
        end.month = p->last_day > 0 ? 1 : MONTHS;
    set_day(out, mt_when_make(end.year, end.month,
                              p->last_day > 0
                                  ? 1
                                  : mt_days_in_month(end.year, end.month)));
}

/* The date that the words themselves state. */
bool mt_days_stated(const struct mt_phrase *p, const struct mt_frame *frame,
                    struct mt_days *out)
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
        if (p->near.how != MT_TIMEHOW_NONE && explained_day(p, frame, out))
            return true;
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
void mt_days_carried(const struct mt_frame *frame, struct mt_days *out)
{
    const struct mt_story *story = frame->story;

    out->carried = true;
    out->grain = MT_GRAIN_DAY;
    if (frame->before && frame->hang == MT_HANG_END &&
        (frame->before->from.day || frame->before->from.year)) {
        out->from = mt_day_only(frame->before->from);
        out->by_now = frame->before->flags & MT_TIME_DAY_REF;
    } else if (mt_when_known(story->told)) {
        out->from = story->told;
    } else {
        out->from = mt_day_only(story->now);
        out->by_now = true;
    }
    if (out->from.precision < MT_PRECISION_DAY)
        out->from = (mt_when){ .offset = MT_KOREA };
    out->to = out->from;
}
