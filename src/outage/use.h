/* SPDX-License-Identifier: MIT */
/* What each time of a sentence is to the outage it is told with. */
#ifndef MT_OUTAGE_USE_H
#define MT_OUTAGE_USE_H

#include "outage/owner.h"

enum mt_time_use {
    MT_USE_NONE,  /* a notice, a visit, a deadline, a promise, an anecdote */
    MT_USE_START, /* 오전 9시부터 접속이 막혔다 */
    MT_USE_END,   /* 오후 6시 10분께 복구됐다 */
    MT_USE_PARTIAL, /* 3시 45분 잠시 복구됐다가: an end that is not the last */
    MT_USE_WINDOW, /* 8시30분부터 9시24분까지 */
    MT_USE_LENGTH, /* 약 54분 동안 */
    MT_USE_DAY,    /* 지난해 11월: no clock */
    MT_USE_ACCIDENT, /* 1시 31분께 케이블이 끊겼다: the start if none is told */
    MT_USE_CURRENT, /* 오후 6시 현재 */
};

enum mt_time_use mt_time_use(const struct mt_scene *scene,
                             const struct mt_time *time);

#endif
