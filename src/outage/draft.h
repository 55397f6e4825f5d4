/* SPDX-License-Identifier: MIT */
/* Outages in the making: events of many sentences become one draft each. */
#ifndef MT_OUTAGE_DRAFT_H
#define MT_OUTAGE_DRAFT_H

#include "outage/event.h"

enum { MT_DRAFTS_MOST = 64 };

/* A sentence that tells of a draft. */
struct mt_source {
    size_t scene;            /* index of the sentence */
    enum mt_assertion claim; /* NONE: tells an end or a state only */
    mt_span trigger;
    bool shared; /* tells of other bodies, too */
};

struct mt_draft {
    struct mt_failing names;
    struct mt_window window;
    MT_VEC(struct mt_source) sources;
    MT_VEC(mt_span) others; /* starts and ends that contradict the kept ones */
    bool past;              /* told as background */
    mt_span restored, ongoing; /* to == 0: not said, or overtaken */
    size_t order;              /* of creation */
};

struct mt_drafts {
    struct mt_draft **v;
    size_t n, cap;
};

struct mt_book {
    const struct mt_story *story;
    struct mt_arena *arena;
    struct mt_drafts drafts;
    struct mt_drafts current; /* what the sentences talk about now */
    struct mt_drafts touched; /* by the event at hand */
    bool kinds; /* a kind that tells what it is for will do for a name */
    bool past;  /* a look back has begun */
    struct mt_failing topic;  /* names last said to fail, or talked about so */
    const struct mt_name *subject; /* the body that a sentence was last about:
                                      이 회사는 */
    const struct mt_name *only; /* the body that the text has named so far … */
    bool several;               /* … unless it has named more of them */
    const struct mt_name *struck; /* whom an accident befell */
    struct mt_window struck_window;
    size_t struck_at; /* index of the sentence that says so + 1 */
    mt_moment opened; /* when what all rush for began … */
    size_t opened_at; /* … and the index of the sentence that says so + 1 */
    size_t rushed_at; /* the same of one that tells the rush: 열리자마자 */
    struct mt_window pending; /* a time told in the sentence before this one,
                                 of a failure that nobody was named for */
    size_t pending_at;        /* index of that sentence + 1; 0: none */
    bool pending_claim;       /* it said that something failed */
    mt_moment told; /* the last day, month or year that a sentence told
                    of a failure, for 당시 in the next ones */
};

/* Enters an event: into the drafts that it tells of, or as new ones. */
void mt_book_enter(struct mt_book *book, const struct mt_event *event);

#endif
