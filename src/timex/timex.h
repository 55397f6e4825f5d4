/* SPDX-License-Identifier: MIT */
/*
 * Time expressions of Korean text, resolved as far as the text allows.
 *
 *     struct mt_times times = { 0 };
 *     mt_timex_read(text, &(struct mt_timex_ref){ .now = published }, arena,
 *                   &times);
 *
 * Gives some answer for any bytes; linear in the text.
 */
#ifndef MT_TIMEX_H
#define MT_TIMEX_H

#include "base/arena.h"
#include "base/date.h"

enum mt_time_kind {
    MT_TIME_DATE,  /* 21일, 지난해 11월, 1분기: from (== to) */
    MT_TIME_CLOCK, /* 오후 2시52분 with no day of its own: from (== to) */
    MT_TIME_DATETIME, /* 21일 오전 8시30분: from (== to) */
    MT_TIME_RANGE,    /* from and to; one of them may be open */
    MT_TIME_DURATION, /* least and most */
};

enum mt_grain {
    MT_GRAIN_NONE,
    MT_GRAIN_SECOND,
    MT_GRAIN_MINUTE,
    MT_GRAIN_HOUR,
    MT_GRAIN_PART, /* of a day: 오전, 밤 */
    MT_GRAIN_DAY,
    MT_GRAIN_WEEK,
    MT_GRAIN_MONTH,
    MT_GRAIN_QUARTER,
    MT_GRAIN_HALF,
    MT_GRAIN_YEAR,
};

enum mt_time_mod { MT_MOD_NONE, MT_MOD_START, MT_MOD_MID, MT_MOD_END };

enum mt_day_part {
    MT_PART_NONE,
    MT_PART_AM,      /* 00-12 */
    MT_PART_PM,      /* 12-24 */
    MT_PART_DAWN,    /* 새벽 00-06 */
    MT_PART_MORNING, /* 아침 06-10 */
    MT_PART_MIDDAY,  /* 낮, 점심 11-14 */
    MT_PART_EVENING, /* 저녁 18-21 */
    MT_PART_NIGHT,   /* 밤 18-24 */
};

/* Flags of an expression, as data; several may be set. */
enum {
    MT_TIME_APPROX = 1 << 0, /* 께 쯤 경 무렵 전후 약 가량 안팎 정도 */
    MT_TIME_MORE_THAN = 1 << 1,  /* 여 남짓 넘게 */
    MT_TIME_LESS_THAN = 1 << 2,  /* 가까이, 도 안 돼 */
    MT_TIME_AT_LEAST = 1 << 3,   /* 이상 최소 */
    MT_TIME_AT_MOST = 1 << 4,    /* 이내 최대 */
    MT_TIME_FUZZY = 1 << 5,      /* 수 분, 몇 시간: no number is made up */
    MT_TIME_AMBIGUOUS = 1 << 6,  /* 8시 with nothing that says which half */
    MT_TIME_DERIVED = 1 << 7,    /* computed: 3시부터 3시간 as T15/T18 */
    MT_TIME_LOCAL = 1 << 8,      /* (현지시간): the zone is not Korea's */
    MT_TIME_TO_APPROX = 1 << 9,  /* of a range: its end is approximate */
    MT_TIME_OPEN_FROM = 1 << 10, /* ..까지: no beginning stated */
    MT_TIME_OPEN_TO = 1 << 11,   /* ..부터: no end stated */
    MT_TIME_DAY_CARRIED = 1 << 12, /* from's day is the narrative day, not in
                                      the words themselves */
    MT_TIME_ELAPSED = 1 << 13, /* duration before 만에: 2시간 만에 복구 */
    MT_TIME_NTH_DAY = 1 << 14, /* 사흘째, 이틀 연속 */
    MT_TIME_SINCE = 1 << 15,   /* duration before 뒤 후 전: a distance */
    MT_TIME_DAY_REF = 1 << 16, /* with DAY_CARRIED: no day was named, it is
                                  the day of publication */
};

/* An amount of time in the units stated. < 0 in a field: not stated; NAN: it
 * was, without a number (몇 시간). */
typedef struct mt_amount {
    double years, months, weeks, days, hours, minutes, seconds;
} mt_amount;

struct mt_time {
    mt_span span; /* bytes of the text; flags such as 께, 약 are inside */
    enum mt_time_kind kind;
    enum mt_grain grain;
    enum mt_grain to_grain; /* of a range whose ends differ */
    /*
     * The value. For a day or coarser: from and to are the first and the last
     * day, month or year covered, at their own precision (from == to for one
     * day). A clock whose day is known from its surroundings carries that day
     * here with MT_TIME_DAY_CARRIED set; without one year is 0. A part of the
     * day (grain PART): its first hour and the hour it ends.
     */
    mt_when from, to;
    enum mt_time_mod mod;
    enum mt_day_part part; /* stated or carried half of the day */
    mt_amount least, most; /* of a duration; equal unless 2~3시간 */
    int32_t range_amount;  /* a derived range: index of its duration, or -1 */
    unsigned flags;
};

struct mt_times {
    struct mt_time *v; /* by span.from; spans do not overlap, except that the
                          duration of a derived range lies inside it */
    size_t n, cap;
};

/* Where a day or month without a year or month lies. */
enum mt_direction {
    MT_DIRECTION_PAST, /* unless a future word stands by */
    MT_DIRECTION_FUTURE,
    MT_DIRECTION_NEAREST,
};

struct mt_timex_ref {
    mt_when now;    /* publication; precision NONE: unknown, nothing is made
                       up from it */
    mt_str context; /* a sentence before the text that may name the day */
    const mt_span *asides; /* captions and the like, in order: their days are
                              read, and told to no sentence behind them */
    size_t aside_count;
    enum mt_direction direction;
    bool article;     /* a whole article, in which 전날 is the day before it
                         and not before a 지난 20일 named on the way */
    bool zone_of_now; /* clocks are read in the zone of now; else they are
                         Korean, and now is converted (published: ..Z) */
};

/*
 * Finds and resolves the expressions of text (any number of sentences and
 * lines), appending to *out, which the arena owns. The narrative day (이날,
 * 전날, a bare clock) is carried through the text in order.
 */
void mt_timex_read(mt_str text, const struct mt_timex_ref *ref,
                   struct mt_arena *arena, struct mt_times *out);

/* A duration in minutes; < 0 if fuzzy or in months or years. */
double mt_amount_minutes(mt_amount amount);

#endif
