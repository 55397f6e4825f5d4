/* SPDX-License-Identifier: MIT */
#include "base/date.h"

#include <stdio.h>

#include "base/str.h"

enum { MINUTES_A_DAY = 24 * 60 };

/* Howard Hinnant's days_from_civil: years that begin in March. */
int64_t mt_days_of(int year, int month, int day)
{
    int64_t y = year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t yoe = y - era * 400;
    int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

mt_when mt_day(int64_t days)
{
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int64_t month = mp < 10 ? mp + 3 : mp - 9;

    return (mt_when){
        .year = (int16_t)(yoe + era * 400 + (month <= 2)),
        .month = (uint8_t)month,
        .day = (uint8_t)(doy - (153 * mp + 2) / 5 + 1),
        .precision = MT_PRECISION_DAY,
        .offset = MT_KOREA,
    };
}

int mt_days_in_month(int year, int month)
{
    static const uint8_t days[] = { 31, 28, 31, 30, 31, 30,
                                    31, 31, 30, 31, 30, 31 };
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && leap);
}

bool mt_date_exists(int year, int month, int day)
{
    return year >= 1900 && year < 2200 && day >= 1 &&
           day <= mt_days_in_month(year, month);
}

int mt_weekday(int64_t days)
{
    int64_t w = (days + 3) % 7;

    return (int)(w < 0 ? w + 7 : w);
}

int64_t mt_when_days(mt_when when)
{
    return mt_days_of(when.year, when.month ? when.month : 1,
                      when.day ? when.day : 1);
}

int64_t mt_when_minutes(mt_when when)
{
    return mt_when_days(when) * MINUTES_A_DAY + when.hour * 60 + when.minute -
           when.offset;
}

mt_when mt_when_cut(mt_when when, enum mt_precision precision)
{
    if (precision >= when.precision)
        return when;
    when.precision = (uint8_t)precision;
    if (precision < MT_PRECISION_SECOND)
        when.second = 0;
    if (precision < MT_PRECISION_MINUTE)
        when.minute = 0;
    if (precision < MT_PRECISION_HOUR)
        when.hour = 0;
    if (precision < MT_PRECISION_DAY)
        when.day = 0;
    if (precision < MT_PRECISION_MONTH)
        when.month = 0;
    if (precision < MT_PRECISION_YEAR)
        when.year = 0;
    return when;
}

/* Another day for when; clock and precision stay. */
static mt_when on_day(mt_when when, mt_when day)
{
    when.year = day.year;
    when.month = day.month;
    when.day = day.day;
    return when;
}

mt_when mt_when_add_days(mt_when when, int64_t days)
{
    return on_day(when, mt_day(mt_when_days(when) + days));
}

mt_when mt_when_add_months(mt_when when, int months)
{
    int at = when.year * 12 + (when.month ? when.month - 1 : 0) + months;
    int last;

    when.year = (int16_t)(at / 12);
    if (when.precision < MT_PRECISION_MONTH)
        return when;
    when.month = (uint8_t)(at % 12 + 1);
    last = mt_days_in_month(when.year, when.month);
    if (when.day > last)
        when.day = (uint8_t)last;
    return when;
}

mt_when mt_when_add_minutes(mt_when when, int64_t minutes)
{
    int64_t at = mt_when_days(when) * MINUTES_A_DAY + when.hour * 60 +
                 when.minute + minutes;
    int64_t days = at / MINUTES_A_DAY, rest = at % MINUTES_A_DAY;

    if (rest < 0) {
        days--;
        rest += MINUTES_A_DAY;
    }
    when = on_day(when, mt_day(days));
    when.hour = (uint8_t)(rest / 60);
    when.minute = (uint8_t)(rest % 60);
    return when;
}

mt_when mt_when_join(mt_when date, mt_when clock)
{
    clock.year = date.year;
    clock.month = date.month;
    clock.day = date.day;
    return clock;
}

bool mt_when_has_date(mt_when when)
{
    return when.year != 0 && when.precision >= MT_PRECISION_DAY;
}

bool mt_when_has_clock(mt_when when)
{
    return when.precision >= MT_PRECISION_HOUR;
}

bool mt_when_eq(mt_when a, mt_when b)
{
    return a.precision == b.precision && a.year == b.year &&
           a.month == b.month && a.day == b.day && a.hour == b.hour &&
           a.minute == b.minute && a.second == b.second &&
           (a.precision < MT_PRECISION_HOUR || a.offset == b.offset);
}

/* "T08:30+09:00" behind n bytes of out. */
static void format_clock(mt_when when, char *out, size_t n)
{
    static const char *const shape[] = { "T%02d", "T%02d:%02d",
                                         "T%02d:%02d:%02d" };
    int offset = when.offset < 0 ? -when.offset : when.offset;

    n += (size_t)snprintf(out + n, MT_WHEN_SIZE - n,
                          shape[when.precision - MT_PRECISION_HOUR],
                          when.hour % 100, when.minute % 100,
                          when.second % 100);
    if (when.year && !when.floating)
        snprintf(out + n, MT_WHEN_SIZE - n, "%c%02d:%02d",
                 when.offset < 0 ? '-' : '+', offset / 60 % 100, offset % 60);
}

char *mt_when_format(mt_when when, char out[MT_WHEN_SIZE])
{
    size_t n = 0;

    out[0] = '\0';
    if (when.year)
        n += (size_t)snprintf(out, MT_WHEN_SIZE, "%04d", when.year);
    if (when.year && when.precision >= MT_PRECISION_MONTH)
        n += (size_t)snprintf(out + n, MT_WHEN_SIZE - n, "-%02d",
                              when.month % 100);
    if (when.year && when.precision >= MT_PRECISION_DAY)
        n += (size_t)snprintf(out + n, MT_WHEN_SIZE - n, "-%02d",
                              when.day % 100);
    if (when.precision >= MT_PRECISION_HOUR)
        format_clock(when, out, n);
    return out;
}

static bool two(mt_str *s, int most, uint8_t *out)
{
    mt_str rest = *s;
    int value;

    if (!mt_str_digits(&rest, 2, &value) || rest.n + 2 != s->n || value > most)
        return false;
    *out = (uint8_t)value;
    *s = rest;
    return true;
}

/* "Z", "+09:00", "+0900", "+09". */
static bool read_offset(mt_str *s, int16_t *out)
{
    uint8_t hours = 0, minutes = 0;
    bool west;

    if (mt_str_take(s, MT_LIT("Z")) || mt_str_take(s, MT_LIT("z"))) {
        *out = 0;
        return true;
    }
    if (s->n == 0 || (s->p[0] != '+' && s->p[0] != '-'))
        return false;
    west = s->p[0] == '-';
    *s = mt_str_sub(*s, 1, s->n);
    if (!two(s, 14, &hours))
        return false;
    mt_str_take(s, MT_LIT(":"));
    if (s->n && !two(s, 59, &minutes))
        return false;
    *out = (int16_t)((west ? -1 : 1) * (hours * 60 + minutes));
    return true;
}

/* ":SS", a fraction, the offset: what may follow hours and minutes. */
static bool read_clock(mt_str *s, mt_when *w)
{
    int fraction;

    if (!two(s, 24, &w->hour))
        return false;
    w->precision = MT_PRECISION_HOUR;
    if (mt_str_take(s, MT_LIT(":"))) {
        if (!two(s, 59, &w->minute))
            return false;
        w->precision = MT_PRECISION_MINUTE;
    }
    if (w->precision == MT_PRECISION_MINUTE && mt_str_take(s, MT_LIT(":"))) {
        if (!two(s, 60, &w->second))
            return false;
        w->precision = MT_PRECISION_SECOND;
        if (mt_str_take(s, MT_LIT(".")) && !mt_str_digits(s, 9, &fraction))
            return false;
    }
    if (w->hour == 24 && (w->minute || w->second))
        return false;
    mt_str_take(s, MT_LIT(" "));
    return s->n == 0 || read_offset(s, &w->offset);
}

static bool read_date(mt_str *s, mt_when *w)
{
    int year;
    size_t n = s->n;

    if (!mt_str_digits(s, 4, &year) || n - s->n != 4 || year < 1)
        return false;
    w->year = (int16_t)year;
    w->precision = MT_PRECISION_YEAR;
    if (!mt_str_take(s, MT_LIT("-")))
        return true;
    if (!two(s, 12, &w->month) || w->month == 0)
        return false;
    w->precision = MT_PRECISION_MONTH;
    if (!mt_str_take(s, MT_LIT("-")))
        return true;
    w->precision = MT_PRECISION_DAY;
    return two(s, 31, &w->day) && w->day >= 1 &&
           w->day <= mt_days_in_month(w->year, w->month);
}

bool mt_when_parse(mt_str text, mt_when *out)
{
    mt_when w = { .offset = MT_KOREA };
    mt_str s = mt_str_trim(text);

    if (!read_date(&s, &w))
        return false;
    if (w.precision == MT_PRECISION_DAY &&
        (mt_str_take(&s, MT_LIT("T")) || mt_str_take(&s, MT_LIT("t")) ||
         mt_str_take(&s, MT_LIT(" "))) &&
        !read_clock(&s, &w))
        return false;
    if (s.n)
        return false;
    *out = w;
    return true;
}

bool mt_when_same_day(mt_when a, mt_when b)
{
    return mt_when_has_date(a) && mt_when_has_date(b) &&
           mt_when_days(a) == mt_when_days(b);
}
