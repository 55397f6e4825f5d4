/* SPDX-License-Identifier: MIT */
/* What one sentence says: who failed, and when. */
#ifndef MT_OUTAGE_EVENT_H
#define MT_OUTAGE_EVENT_H

#include "outage/use.h"

/* A value with the words that it rests on; span.to == 0: not said. */
typedef struct mt_moment {
    mt_when at;
    bool approx;
    bool either; /* 2시 40분, with nothing that says which half of the day */
    mt_span span;
} mt_moment;

/* One stretch of time that a sentence gives to a failure. */
struct mt_window {
    mt_moment start, end, day; /* day: without a clock, to any precision */
    const struct mt_time *length;
    mt_when abroad; /* the day of the start by the clocks there: 26일(한국시간
                       27일) */
    bool whole;    /* the end is said to be the last */
    bool accident; /* start is that of the accident that caused it */
    bool shared;   /* length stands for all windows: 각각 6분간 */
};

struct mt_windows {
    struct mt_window *v;
    size_t n, cap;
};

/* Names that failed in the sentence, as indices into story.names. */
struct mt_failing {
    const struct mt_name **v;
    size_t n, cap;
};

struct mt_event {
    const struct mt_scene *scene;
    enum mt_assertion claim;   /* the strongest of the sentence */
    mt_span trigger;           /* its words */
    mt_span restored, ongoing; /* the words that say so; to == 0: none */
    bool past;
    bool recalled; /* a day told as one more: 지난 1월에 이어 */
    bool dated;    /* a failure named by its day: 12월 7일 장애 때는 */
    struct mt_failing failing;     /* where it claims none: its subjects */
    struct mt_failing revived; /* who is back while others fail: A는 복구됐지만
                                  B는 여전히 …; failing are then the rest */
    struct mt_failing referred;    /* whose failure is talked about */
    const struct mt_name *unnamed; /* what failed, by its kind alone, or NULL */
    struct mt_windows windows;
};

/* Reads a scene. An event without claim may still tell an end or a length of
 * an outage told before (restored, lasted). */
void mt_event_read(struct mt_event *event, const struct mt_scene *scene,
                   struct mt_arena *arena);

#endif
