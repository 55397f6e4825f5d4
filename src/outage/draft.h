/* SPDX-License-Identifier: MIT */
/* Outages in the making: events of many sentences become one draft each. */
#ifndef MT_OUTAGE_DRAFT_H
#define MT_OUTAGE_DRAFT_H

#include "outage/event.h"

/* A sentence that tells of a draft. */
struct source {
    size_t scene;     /* index of the sentence */
    enum claim claim; /* NONE: tells an end or a state only */
    mt_span trigger;
    bool shared;      /* tells of other bodies, too */
};

struct draft {
    struct failing names;
    struct window window;
    MT_VEC(struct source) sources;
    MT_VEC(mt_span) others; /* starts and ends that contradict the kept ones */
    bool past;     /* told as background */
    bool restored, ongoing;
    size_t order;  /* of creation */
};

struct drafts {
    struct draft **v;
    size_t n, cap;
};

struct book {
    const struct story *story;
    struct mt_arena *arena;
    struct drafts drafts;
    struct drafts current; /* what the sentences talk about now */
    struct failing topic;  /* names last said to fail, or talked about so */
    moment told;           /* the last day, month or year that a sentence told
                              of a failure, for 당시 in the next ones */
};

/* Enters an event: into the drafts that it tells of, or as new ones. */
void book_enter(struct book *book, const struct event *event);

#endif
