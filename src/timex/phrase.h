/* SPDX-License-Identifier: MIT */
/* What the words of one expression say, before anyone asks which day it is. */
#ifndef MT_TIMEX_PHRASE_H
#define MT_TIMEX_PHRASE_H

#include "timex/atom.h"
#include "timex/timex.h"

/* One stated part of a date: its number, or a number counted from elsewhere.*/
typedef struct mt_slot {
    uint8_t how; /* enum mt_timehow */
    int16_t n;
} mt_slot;

/* What the words of one expression say. */
struct mt_phrase {
    mt_span span;
    bool amount; /* an amount of time; else a point in time */
    bool bare;   /* a bare number of a list: 13 of 13·20일 */

    mt_slot year, month, week, day, quarter;
    mt_slot near;     /* 어제 of 어제(29일) */
    mt_slot lead;     /* 지난 -1, 이번 0, 오는 1 */
    bool lead_recent; /* 최근 */
    bool lead_next;   /* 다음, 앞으로 */
    uint8_t half;     /* 1, 2 */
    uint8_t edge;     /* enum mt_time_mod */
    int8_t nth;       /* 첫째 1 .. 마지막 -1 */
    bool nth_week;    /* 첫째 주 */
    bool weekend;
    int8_t last_day;    /* 첫날 1, 말일 -1 */
    uint8_t weekday;    /* 월요일 1 .. 7 */
    bool check_weekday; /* 15일(수): it does not move the day */
    bool last_night;    /* 간밤: until 6 o'clock */
    bool full_date;     /* 2024.05.22 */

    uint8_t part;                /* enum mt_day_part */
    int8_t hour, minute, second; /* -1: not stated */
    bool full_clock;             /* on a clock of 24 hours */
    bool midnight;               /* 자정 */
    bool local;                  /* (현지시간) */
    int16_t zone;                /* row of time_zones, or -1 */

    double least[MT_TIMEFIELD_NONE],
        most[MT_TIMEFIELD_NONE]; /* < 0: not stated */

    uint16_t roles; /* bit r: enum mt_timerole r */
    unsigned flags; /* MT_TIME_... of the marks */
};

struct mt_phrase mt_phrase_empty(void);
/* Puts what an atom says into the phrase. */
void mt_phrase_add(struct mt_phrase *phrase, const struct mt_atom *atom);
/* Does the phrase say already what the atom says, which then begins another
 * one? gap: over which it stands. */
bool mt_phrase_says(const struct mt_phrase *phrase, const struct mt_atom *atom,
                    int gap);

static inline bool mt_phrase_is(const struct mt_phrase *phrase, int role)
{
    return phrase->roles >> role & 1;
}

/* Does it state a clock, a day, a month, a year by itself? */
bool mt_phrase_has_clock(const struct mt_phrase *phrase);
bool mt_phrase_has_date(const struct mt_phrase *phrase);

/* 이날, 이튿날, 같은 날: is the day one that the story has told? */
static inline bool mt_day_is_told(const struct mt_phrase *phrase)
{
    return phrase->day.how == MT_TIMEHOW_STORY ||
           phrase->day.how == MT_TIMEHOW_TOLD;
}

#endif
