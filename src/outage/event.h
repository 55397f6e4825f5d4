/* SPDX-License-Identifier: MIT */
/* What one sentence says: who failed, and when. */
#ifndef MT_OUTAGE_EVENT_H
#define MT_OUTAGE_EVENT_H

#include "outage/role.h"

/* A value with the words that it rests on; span.to == 0: not said. */
typedef struct moment {
    mt_when at;
    bool approx;
    mt_span span;
} moment;

/* One stretch of time that a sentence gives to a failure. */
struct window {
    moment start, end, day; /* day: without a clock, to any precision */
    const struct mt_time *length;
    bool whole;     /* the end is said to be the last */
    bool accident;  /* start is that of the accident that caused it */
    bool shared;    /* length stands for all windows: 각각 6분간 */
};

struct windows {
    struct window *v;
    size_t n, cap;
};

/* Names that failed in the sentence, as indices into story.names. */
struct failing {
    const struct mt_name **v;
    size_t n, cap;
};

struct event {
    const struct scene *scene;
    enum claim claim;    /* the strongest of the sentence */
    mt_span trigger;     /* its words */
    bool restored, ongoing, past;
    struct failing failing;  /* where it claims none: its subjects */
    struct failing referred; /* whose failure is talked about */
    struct windows windows;
};

/* Reads a scene. An event without claim may still tell an end or a length of
 * an outage told before (restored, lasted). */
void event_read(struct event *event, const struct scene *scene,
                struct mt_arena *arena);

#endif
