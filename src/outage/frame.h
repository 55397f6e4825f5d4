/* SPDX-License-Identifier: MIT */
/* What an article is about as a whole. */
#ifndef MT_OUTAGE_FRAME_H
#define MT_OUTAGE_FRAME_H

#include "outage/story.h"

enum mt_frame {
    MT_FRAME_REPORT,   /* of things that happened */
    MT_FRAME_PRACTICE, /* a drill: failures in it are assumed */
    MT_FRAME_OTHER,    /* a rumour, a wrong price: no service failed */
    MT_FRAME_PLAN,     /* announced maintenance: what stops will stop */
};

enum mt_frame mt_frame_of(const struct mt_story *story);

#endif
