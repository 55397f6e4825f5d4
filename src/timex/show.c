/* SPDX-License-Identifier: MIT */
#include "timex/show.h"

#include <math.h>

#include "base/date.h"
#include "base/utf8.h"

static const char *const kinds[] = {
    [MT_TIME_DATE] = "date",         [MT_TIME_CLOCK] = "time",
    [MT_TIME_DATETIME] = "datetime", [MT_TIME_RANGE] = "range",
    [MT_TIME_DURATION] = "duration",
};
static const char *const grains[] = {
    [MT_GRAIN_NONE] = NULL,         [MT_GRAIN_SECOND] = "second",
    [MT_GRAIN_MINUTE] = "minute",   [MT_GRAIN_HOUR] = "hour",
    [MT_GRAIN_PART] = "part",       [MT_GRAIN_DAY] = "day",
    [MT_GRAIN_WEEK] = "week",       [MT_GRAIN_MONTH] = "month",
    [MT_GRAIN_QUARTER] = "quarter", [MT_GRAIN_HALF] = "half",
    [MT_GRAIN_YEAR] = "year",
};
static const char *const mods[] = { NULL, "START", "MID", "END" };
static const char *const parts[] = { NULL,      "AM",     "PM",      "dawn",
                                     "morning", "midday", "evening", "night" };

static const struct {
    unsigned flags;
    const char *name;
} names[] = {
    { MT_TIME_APPROX | MT_TIME_TO_APPROX, "approx" },
    { MT_TIME_MORE_THAN, "more_than" },
    { MT_TIME_LESS_THAN, "less_than" },
    { MT_TIME_AT_LEAST, "at_least" },
    { MT_TIME_AT_MOST, "at_most" },
    { MT_TIME_FUZZY, "fuzzy" },
    { MT_TIME_AMBIGUOUS, "ambiguous" },
    { MT_TIME_DERIVED, "derived" },
    { MT_TIME_LOCAL, "local_tz" },
    { MT_TIME_DAY_CARRIED, "day_carried" },
    { MT_TIME_ELAPSED, "elapsed" },
    { MT_TIME_NTH_DAY, "nth_day" },
    { MT_TIME_SINCE, "distance" },
};

/* Counts code points along a text, each byte once. */
struct counter {
    mt_str text;
    size_t at;
    uint32_t points;
};

static uint32_t points_at(struct counter *c, size_t at)
{
    if (at < c->at)
        return c->points -
               (uint32_t)mt_utf8_count(mt_str_sub(c->text, at, c->at));
    c->points += (uint32_t)mt_utf8_count(mt_str_sub(c->text, c->at, at));
    c->at = at;
    return c->points;
}

static void put_string(struct mt_buf *out, mt_str s)
{
    uint32_t cp;

    mt_buf_putc(out, '"');
    while (mt_utf8_next(&s, &cp)) {
        if (cp == '"' || cp == '\\')
            mt_buf_printf(out, "\\%c", (int)cp);
        else if (cp < 0x20)
            mt_buf_printf(out, "\\u%04x", cp);
        else
            mt_buf_put_cp(out, cp);
    }
    mt_buf_putc(out, '"');
}

static void put_span(struct mt_buf *out, struct counter *c, mt_span span)
{
    uint32_t from = points_at(c, span.from);

    mt_buf_put(out, MT_LIT("{\"text\":"));
    put_string(out, mt_str_at(c->text, span));
    mt_buf_printf(out, ",\"span\":[%u,%u]", from, points_at(c, span.to));
}

/* A moment; a date whose year or month nobody named as XXXX-XX-21. */
static void put_when(struct mt_buf *out, mt_when when, bool dated)
{
    char text[MT_WHEN_SIZE];

    if (!dated)
        when.year = 0;
    if (when.year == 0 && dated && (when.day || when.month)) {
        mt_buf_put(out, MT_LIT("XXXX-"));
        mt_buf_printf(out, when.month ? "%02d" : "XX", when.month);
        if (when.day)
            mt_buf_printf(out, "-%02d", when.day);
        if (!mt_when_has_clock(when))
            return;
    }
    mt_buf_put(out, mt_str_c(mt_when_format(when, text)));
}

/* The ISO week that a Monday begins: 2024-W21. */
static void put_week(struct mt_buf *out, mt_when monday)
{
    int64_t days = mt_when_days(monday);
    mt_when thursday = mt_day(days + 3);
    int64_t first = mt_days_of(thursday.year, 1, 1);

    mt_buf_printf(out, "%04d-W%02d", thursday.year,
                  (int)((days + 3 - first) / 7 + 1));
}

static void put_value(struct mt_buf *out, const struct mt_time *t)
{
    bool dated = !(t->flags & MT_TIME_DAY_REF);

    if (t->kind == MT_TIME_RANGE) {
        if (t->flags & MT_TIME_OPEN_FROM)
            mt_buf_put(out, MT_LIT(".."));
        else
            put_when(out, t->from, dated);
        mt_buf_putc(out, '/');
        if (t->flags & MT_TIME_OPEN_TO)
            mt_buf_put(out, MT_LIT(".."));
        else
            put_when(out, t->to, dated);
    } else if (t->grain == MT_GRAIN_WEEK && t->from.year) {
        put_week(out, t->from);
    } else if (t->grain == MT_GRAIN_QUARTER && t->from.year) {
        mt_buf_printf(out, "%04d-%d", t->from.year, 33 + t->from.month / 3);
    } else if (t->grain == MT_GRAIN_HALF && t->from.year) {
        mt_buf_printf(out, "%04d-%d", t->from.year, 40 + t->from.month / 7);
    } else {
        put_when(out, t->from, dated);
    }
}

static void put_pair(struct mt_buf *out, mt_when from, mt_when to)
{
    char a[MT_WHEN_SIZE], b[MT_WHEN_SIZE];

    from.floating = to.floating = true;
    mt_buf_printf(out, ",\"interval\":\"%s/%s\"", mt_when_format(from, a),
                  mt_when_format(to, b));
}

/* 이달 초: the days; 지난해 말: the months. */
static void put_modified(struct mt_buf *out, const struct mt_time *t)
{
    static const uint8_t days[][2] = {
        { 0, 0 }, { 1, 10 }, { 11, 20 }, { 21, 0 }
    };
    static const uint8_t months[][2] = {
        { 0, 0 }, { 1, 3 }, { 5, 8 }, { 12, 12 }
    };
    mt_when from = t->from, to = t->to;

    if (t->grain == MT_GRAIN_MONTH && from.year) {
        from.precision = to.precision = MT_PRECISION_DAY;
        from.day = days[t->mod][0];
        to.day = t->mod == MT_MOD_END
                     ? (uint8_t)mt_days_in_month(to.year, to.month)
                     : days[t->mod][1];
    } else if (t->grain == MT_GRAIN_YEAR && from.year) {
        from.precision = to.precision = MT_PRECISION_MONTH;
        from.month = months[t->mod][0];
        to.month = months[t->mod][1];
    } else {
        return;
    }
    put_pair(out, from, to);
}

static void put_interval(struct mt_buf *out, const struct mt_time *t)
{
    if (t->kind == MT_TIME_RANGE)
        return;
    if (t->mod != MT_MOD_NONE)
        put_modified(out, t);
    else if (t->grain == MT_GRAIN_WEEK || t->grain == MT_GRAIN_QUARTER ||
             t->grain == MT_GRAIN_HALF ||
             (t->grain == MT_GRAIN_PART && t->from.year))
        put_pair(out, t->from, t->to);
}

/* 1.5 hours are PT1H30M. */
static void put_number(struct mt_buf *out, double value, char unit)
{
    if (value < 0)
        return;
    if (isnan(value))
        mt_buf_printf(out, "X%c", unit);
    else if (floor(value) == value)
        mt_buf_printf(out, "%.0f%c", value, unit);
    else
        mt_buf_printf(out, "%.10g%c", value, unit);
}

/* Hours and minutes with a fraction, in the next finer unit. */
static void carry_fraction(double *value, double *finer)
{
    double rest = *value - floor(*value);

    if (*value < 0 || isnan(*value) || rest == 0 || !(*finer < 0))
        return;
    *finer = round(rest * 60 * 1000) / 1000;
    *value = floor(*value);
}

static void put_amount(struct mt_buf *out, mt_amount a)
{
    carry_fraction(&a.hours, &a.minutes);
    carry_fraction(&a.minutes, &a.seconds);
    mt_buf_putc(out, 'P');
    put_number(out, a.years, 'Y');
    put_number(out, a.months, 'M');
    put_number(out, a.weeks, 'W');
    put_number(out, a.days, 'D');
    if (a.hours < 0 && a.minutes < 0 && a.seconds < 0)
        return;
    mt_buf_putc(out, 'T');
    put_number(out, a.hours, 'H');
    put_number(out, a.minutes, 'M');
    put_number(out, a.seconds, 'S');
}

static bool same_number(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool same_amount(const mt_amount *a, const mt_amount *b)
{
    return same_number(a->years, b->years) &&
           same_number(a->months, b->months) &&
           same_number(a->weeks, b->weeks) && same_number(a->days, b->days) &&
           same_number(a->hours, b->hours) &&
           same_number(a->minutes, b->minutes) &&
           same_number(a->seconds, b->seconds);
}

static void put_time(struct mt_buf *out, struct counter *c,
                     const struct mt_time *t)
{
    put_span(out, c, t->span);
    mt_buf_printf(out, ",\"kind\":\"%s\"", kinds[t->kind]);
    if (t->kind == MT_TIME_DURATION) {
        mt_buf_put(out, MT_LIT(",\"duration\":\""));
        put_amount(out, t->least);
        if (!same_amount(&t->least, &t->most)) {
            mt_buf_putc(out, '/');
            put_amount(out, t->most);
        }
        mt_buf_putc(out, '"');
    } else {
        mt_buf_put(out, MT_LIT(",\"value\":\""));
        put_value(out, t);
        mt_buf_putc(out, '"');
        put_interval(out, t);
    }
    if (grains[t->grain])
        mt_buf_printf(out, ",\"grain\":\"%s\"", grains[t->grain]);
    if (mods[t->mod])
        mt_buf_printf(out, ",\"mod\":\"%s\"", mods[t->mod]);
    if (t->grain == MT_GRAIN_PART && parts[t->part])
        mt_buf_printf(out, ",\"part\":\"%s\"", parts[t->part]);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (t->flags & names[i].flags)
            mt_buf_printf(out, ",\"%s\":true", names[i].name);
    mt_buf_putc(out, '}');
}

void mt_times_json(mt_str text, const struct mt_times *times,
                   struct mt_buf *out)
{
    struct counter c = { .text = text };

    mt_buf_putc(out, '[');
    for (size_t i = 0; i < times->n; i++) {
        if (i)
            mt_buf_putc(out, ',');
        put_time(out, &c, &times->v[i]);
    }
    mt_buf_putc(out, ']');
}

void mt_numbers_json(mt_str text, const struct mt_numbers *numbers,
                     struct mt_buf *out)
{
    struct counter c = { .text = text };

    mt_buf_putc(out, '[');
    for (size_t i = 0; i < numbers->n; i++) {
        if (i)
            mt_buf_putc(out, ',');
        put_span(out, &c, numbers->v[i].span);
        mt_buf_printf(out, ",\"value\":%.15g}", numbers->v[i].value);
    }
    mt_buf_putc(out, ']');
}
