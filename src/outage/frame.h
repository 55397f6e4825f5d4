/* SPDX-License-Identifier: MIT */
/* What an article is about as a whole. */
#ifndef MT_OUTAGE_FRAME_H
#define MT_OUTAGE_FRAME_H

#include "outage/story.h"

enum frame {
    FRAME_REPORT,   /* of things that happened */
    FRAME_PRACTICE, /* a drill: failures in it are assumed */
    FRAME_PLAN,     /* announced maintenance: what stops will stop */
};

enum frame frame_of(const struct story *story);

#endif
