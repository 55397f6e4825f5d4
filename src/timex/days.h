/* SPDX-License-Identifier: MIT */
/* The days, months and years that the words of an expression mean. */
#ifndef MT_TIMEX_DAYS_H
#define MT_TIMEX_DAYS_H

#include "timex/resolve.h"

/* A date on the way to its resolution: the first and last day, month or year
 * that it covers. */
struct mt_days {
    mt_when from, to;
    enum mt_grain grain;
    bool carried; /* the words name no day: it is the story's */
    bool by_now;  /* nor does the story: it is the day of publication */
};

/* The date that the words state; false if they need a day that nobody has
 * named. */
bool mt_days_stated(const struct mt_phrase *phrase,
                    const struct mt_frame *frame, struct mt_days *out);
/* The day of a clock that has none of its own. */
void mt_days_carried(const struct mt_frame *frame, struct mt_days *out);

/* A date; month and day may be 0. */
mt_when mt_when_make(int year, int month, int day);
bool mt_when_known(mt_when when);
mt_when mt_day_only(mt_when when);
/* A day moved; one without a year stays. */
mt_when mt_shift_days(mt_when when, int days);
mt_when mt_monday_of(mt_when day);
/* Months since the year 0, and the month that is so many. */
int mt_months_of(mt_when when);
mt_when mt_month_at(int months);
/* The nth such weekday (1 Monday) of a month, the last one if n < 0; NONE if
 * there are fewer. */
mt_when mt_nth_weekday(mt_when month, int weekday, int n);

#endif
