/* SPDX-License-Identifier: MIT */
/* Resolution: which day and which moment the words of an expression mean. */
#ifndef MT_TIMEX_RESOLVE_H
#define MT_TIMEX_RESOLVE_H

#include "timex/scan.h"

/* What has been told so far. Days are mt_when of precision DAY, or NONE. */
struct mt_story {
    mt_when now;  /* publication; NONE if unknown */
    int16_t zone; /* minutes east of UTC that clocks are read in */
    enum mt_direction direction;
    mt_when speech; /* the day on which somebody speaks: 전날 */
    mt_when said;   /* 이날; 전날 if nobody speaks */
    mt_when month; /* named alone in this sentence: 작년 12월에는 12일과 26일 */
    /* named alone in this sentence: 2017년에는 7월과 9월에; 0: none */
    int year;
    /* the last day of this sentence that is told with its month */
    mt_when dated;
    bool article;   /* see mt_timex_ref */
    bool said_past; /* said is a 지난 20일, 어제: 전날 doesn't count from it */
    mt_when told;   /* the day of the last event: bare clocks, 이튿날 */
    mt_when named;  /* the last year and month named: 같은 달, 이듬해 */
    mt_when clock;  /* the last clock whose half of the day is known */
    uint8_t part;   /* of the day, told alone: 31일 저녁[에도] 6시 45분 */
    uint32_t part_to; /* where its words end */
    mt_when days[32]; /* the last day of each number whose month was named */
};

/* How an expression hangs on the one before it. */
enum mt_hang {
    MT_HANG_NONE,
    MT_HANG_END,  /* the end of a range that begins there */
    MT_HANG_LIST, /* the next of a list */
};

/* What an expression is resolved with. */
struct mt_frame {
    const struct mt_story *story;
    const struct mt_time *before; /* what it hangs on, or NULL */
    enum mt_hang hang;
    bool month_stated; /* before states its month itself */
    bool ahead;        /* a word of the future stands behind it */
};

/* Resolves a point in time; span, marks and roles are the caller's work.
 * False if its words need a day that nobody has named. */
bool mt_resolve_point(const struct mt_phrase *phrase,
                      const struct mt_frame *frame, struct mt_time *out);

/* 이틀 전, 2주 뒤: the day, month or year at that distance. False for hours
 * and for amounts without a number. */
bool mt_resolve_distance(const struct mt_phrase *phrase,
                         const struct mt_frame *frame, struct mt_time *out);

/* 지난 3시간, 다음 2주: the whole units before or after that of now, in texts
 * that look ahead; news means no moments by it, and gets false. */
bool mt_resolve_around(const struct mt_phrase *phrase,
                       const struct mt_frame *frame, struct mt_time *out);

/* The moment or day an amount after from: 3시부터 3시간, 29일부터 사흘간. */
bool mt_resolve_after(mt_when from, const mt_amount *amount, mt_when *to);

#endif
