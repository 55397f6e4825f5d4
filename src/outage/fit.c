/* SPDX-License-Identifier: MIT */
#include "outage/fit.h"

enum {
    SLACK = 90,      /* minutes in which two stated starts are one */
    WEEKS = 14,      /* days after which a day may still be an end */
    NIGHT = 36 * 60, /* an end may come the next day */
};

/* 8일 멈춰 9일 7시 40분에 복구됐다: an end of a later day than it began. */
static bool ends_later(const struct mt_window *window)
{
    return window->day.span.to &&
           window->day.at.precision == MT_PRECISION_DAY &&
           mt_when_days(window->end.at) > mt_when_days(window->day.at);
}

mt_when mt_window_anchor(const struct mt_window *window)
{
    if (window->start.span.to)
        return window->start.at;
    return window->end.span.to &&
                   (mt_when_has_clock(window->end.at) ||
                    !window->day.span.to) &&
                   !ends_later(window)
               ? window->end.at
               : window->day.at;
}

static bool has_time(mt_when when)
{
    return when.precision != MT_PRECISION_NONE;
}

/* Is one of two dates the other, or does one contain the other? */
static bool same_date(mt_when a, mt_when b)
{
    enum mt_precision p = MT_PRECISION_DAY;

    if (a.precision < p)
        p = (enum mt_precision)a.precision;
    if (b.precision < p)
        p = (enum mt_precision)b.precision;
    if (p >= MT_PRECISION_YEAR && a.year != b.year)
        return false;
    if (p >= MT_PRECISION_MONTH && a.month != b.month)
        return false;
    return p < MT_PRECISION_DAY || a.day == b.day;
}

static bool clocked(const mt_moment *m)
{
    return m->span.to && mt_when_has_clock(m->at);
}

/* The end as stated, else start plus length; false if neither is known. */
static bool end_minute(const struct mt_window *window, int64_t *out)
{
    double minutes = window->length ? mt_amount_minutes(window->length->most)
                                    : -1;

    if (clocked(&window->end))
        *out = mt_when_minutes(window->end.at);
    else if (clocked(&window->start) && minutes >= 0)
        *out = mt_when_minutes(window->start.at) + (int64_t)minutes;
    else
        return false;
    return true;
}

/* more is only an end: does it close what have began? */
static enum mt_fit closes(const struct mt_window *have,
                          const struct mt_window *more)
{
    int64_t gap = mt_when_minutes(more->end.at) -
                  mt_when_minutes(have->start.at);

    if (gap >= 0 && gap <= NIGHT)
        return MT_FIT_NEAR;
    return same_date(have->start.at, more->end.at) ? MT_FIT_OPEN : MT_FIT_NO;
}

static enum mt_fit by_clock(const struct mt_window *have,
                            const struct mt_window *more, bool again)
{
    int64_t a = mt_when_minutes(have->start.at);
    int64_t b = mt_when_minutes(more->start.at);
    int64_t gap = a > b ? a - b : b - a, end;

    if (gap == 0 ||
        (gap == 12 * 60 && have->start.either != more->start.either))
        return MT_FIT_EXACT;
    if (end_minute(have, &end) && b >= end)
        return MT_FIT_NO;
    if (end_minute(more, &end) && a >= end)
        return MT_FIT_NO;
    if (!same_date(have->start.at, more->start.at) && gap > SLACK)
        return MT_FIT_NO;
    if (gap <= SLACK)
        return MT_FIT_NEAR;
    return again ? MT_FIT_NO : MT_FIT_OPEN;
}

/* 서비스는 25일 복구됐다: an end told by its day. */
static bool ends_by_day(const struct mt_window *window)
{
    return window->end.span.to && !clocked(&window->end) &&
           !window->start.span.to && !window->day.span.to;
}

/* 12일 오전 11시 재개했다: nothing but an end with its clock. */
static bool ends_by_clock(const struct mt_window *window)
{
    return clocked(&window->end) && !window->start.span.to &&
           !window->day.span.to;
}

enum mt_fit mt_window_fit(const struct mt_window *have,
                          const struct mt_window *more, bool again)
{
    mt_when a = mt_window_anchor(have), b = mt_window_anchor(more);
    int64_t days;

    if (!has_time(a) || !has_time(b))
        return MT_FIT_OPEN;
    if (ends_by_day(more) && a.precision >= MT_PRECISION_DAY) {
        days = mt_when_days(more->end.at) - mt_when_days(a);
        return days > 0 && days <= WEEKS ? MT_FIT_NEAR : MT_FIT_NO;
    }
    if (have->abroad.year && !clocked(&more->start) &&
        same_date(have->abroad, b))
        return MT_FIT_NEAR;
    if (clocked(&have->start) && clocked(&more->start))
        return by_clock(have, more, again);
    if (clocked(&have->start) && clocked(&more->end))
        return closes(have, more);
    if (clocked(&more->start) && clocked(&have->end))
        return closes(more, have);
    /* 11일 오전부터 멈췄다. 12일 11시 재개했다 */
    if (ends_by_clock(more) && !have->end.span.to &&
        a.precision == MT_PRECISION_DAY) {
        days = mt_when_days(more->end.at) - mt_when_days(a);
        if (days == 1 || days == 2)
            return MT_FIT_OPEN;
    }
    return same_date(a, b) ? MT_FIT_NEAR : MT_FIT_NO;
}

/* 한전 전기차 충전기 and 전기차 충전기: any such service, where one was
 * named. */
static bool is_any_such(const struct mt_name *generic,
                        const struct mt_name *name)
{
    return generic->generic && !generic->body_label.n &&
           mt_str_ends(name->label, generic->label);
}

bool mt_name_fits(const struct mt_name *name, const struct mt_failing *names)
{
    for (size_t i = 0; i < names->n; i++)
        if (mt_same_body(name, names->v[i]) ||
            mt_str_eq(name->label, names->v[i]->label) ||
            is_any_such(name, names->v[i]) || is_any_such(names->v[i], name))
            return true;
    return false;
}

bool mt_names_fit(const struct mt_failing *a, const struct mt_failing *b)
{
    for (size_t i = 0; i < a->n; i++)
        if (mt_name_fits(a->v[i], b))
            return true;
    return false;
}
