/* SPDX-License-Identifier: MIT */
#include "timex/resolve.h"

#include <math.h>

#include "base/date.h"
#include "timex/days.h"

enum { FARTHEST = 40000 };

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
    mt_when at = sign > 0                       ? story->told
                 : mt_when_known(story->speech) ? story->speech
                                                : story->said;
    bool days = least[MT_TIMEFIELD_DAYS] >= 0 || least[MT_TIMEFIELD_WEEKS] >= 0;
    bool months = least[MT_TIMEFIELD_MONTHS] >= 0;
    enum mt_precision precision = MT_PRECISION_DAY;

    for (int f = 0; f < MT_TIMEFIELD_NONE; f++)
        if (isnan(least[f]) || phrase->most[f] > least[f] ||
            (least[f] >= 0 && f >= MT_TIMEFIELD_HOURS))
            return false;
    if (frame->before && frame->before->from.day)
        at = mt_day_only(frame->before->from);
    if (!mt_when_known(at))
        at = mt_day_only(story->now);
    if (!mt_when_has_date(at))
        return false;
    at = mt_when_add_months(at, sign * (12 * whole(least[MT_TIMEFIELD_YEARS]) +
                                        whole(least[MT_TIMEFIELD_MONTHS])));
    at = mt_shift_days(at, sign * (7 * whole(least[MT_TIMEFIELD_WEEKS]) +
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
        MT_PRECISION_YEAR,   MT_PRECISION_MONTH, MT_PRECISION_DAY,
        MT_PRECISION_DAY,    MT_PRECISION_HOUR,  MT_PRECISION_MINUTE,
        MT_PRECISION_SECOND,
    };
    mt_when unit = mt_when_cut(now, precisions[field]);

    unit.precision = precisions[field];
    return field == MT_TIMEFIELD_WEEKS ? mt_monday_of(unit) : unit;
}

static mt_when add_units(mt_when when, int field, int n)
{
    switch ((enum mt_timefield)field) {
    case MT_TIMEFIELD_YEARS: when.year = (int16_t)(when.year + n); return when;
    case MT_TIMEFIELD_MONTHS: return mt_when_add_months(when, n);
    case MT_TIMEFIELD_WEEKS: return mt_shift_days(when, 7 * n);
    case MT_TIMEFIELD_DAYS: return mt_shift_days(when, n);
    case MT_TIMEFIELD_HOURS: return mt_when_add_minutes(when, 60 * n);
    case MT_TIMEFIELD_MINUTES: return mt_when_add_minutes(when, n);
    case MT_TIMEFIELD_SECONDS:
        n += when.second;
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
        field == MT_TIMEFIELD_NONE ||
        frame->story->direction == MT_DIRECTION_PAST ||
        now.precision < (clock ? MT_PRECISION_MINUTE : MT_PRECISION_DAY))
        return false;
    unit = unit_of(now, field);
    n = whole(phrase->least[field]);
    out->kind = MT_TIME_RANGE;
    out->from = add_units(unit, field, phrase->lead.n < 0 ? -n : 1);
    out->to = add_units(out->from, field, n);
    if (!clock)
        out->to = add_units(
            out->to, field == MT_TIMEFIELD_WEEKS ? MT_TIMEFIELD_DAYS : field,
            -1);
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
    *to = mt_shift_days(from, days - 1);
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
