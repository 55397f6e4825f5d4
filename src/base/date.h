/* SPDX-License-Identifier: MIT */
/* Arithmetic of the proleptic Gregorian calendar over mt_when. */
#ifndef MT_BASE_DATE_H
#define MT_BASE_DATE_H

#include "meoktong.h"

enum { MT_KOREA = 9 * 60 }; /* minutes east of UTC */

/* Days since 1970-01-01 (a Thursday). */
int64_t mt_days_of(int year, int month, int day);
/* The day as mt_when with precision DAY, offset Korea. */
mt_when mt_day(int64_t days);
int mt_days_in_month(int year, int month);
/* Does this calendar day exist, in the years 1900 to 2199? */
bool mt_date_exists(int year, int month, int day);
/* 0 Monday .. 6 Sunday. */
int mt_weekday(int64_t days);
/* when's day (its first day if coarser) in days since 1970. */
int64_t mt_when_days(mt_when when);
/* Minutes since 1970 UTC of the first minute that when covers. */
int64_t mt_when_minutes(mt_when when);
/* when at a coarser precision; fields past it become 0. */
mt_when mt_when_cut(mt_when when, enum mt_precision precision);
/* when moved by whole days, months, minutes (a missing clock stays missing;
 * months clamp to the month's last day). */
mt_when mt_when_add_days(mt_when when, int64_t days);
mt_when mt_when_add_months(mt_when when, int months);
mt_when mt_when_add_minutes(mt_when when, int64_t minutes);
/* The date of one and the clock of the other. */
mt_when mt_when_join(mt_when date, mt_when clock);
bool mt_when_has_date(mt_when when);  /* to the day */
bool mt_when_has_clock(mt_when when);
bool mt_when_eq(mt_when a, mt_when b);
/* Are both told to the day, and on the same one? */
bool mt_when_same_day(mt_when a, mt_when b);

#endif
