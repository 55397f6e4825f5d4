/* SPDX-License-Identifier: MIT */
/* What each time of a sentence is to the outage it is told with. */
#ifndef MT_OUTAGE_ROLE_H
#define MT_OUTAGE_ROLE_H

#include "outage/trigger.h"

enum role {
    ROLE_NONE,     /* a notice, a visit, a deadline, a promise, an anecdote */
    ROLE_START,    /* 오전 9시부터 접속이 막혔다 */
    ROLE_END,      /* 오후 6시 10분께 복구됐다 */
    ROLE_PARTIAL,  /* 3시 45분 잠시 복구됐다가: an end that is not the last */
    ROLE_WINDOW,   /* 8시30분부터 9시24분까지 */
    ROLE_LENGTH,   /* 약 54분 동안 */
    ROLE_DAY,      /* 지난해 11월: no clock */
    ROLE_ACCIDENT, /* 1시 31분께 케이블이 끊겼다: the start if none is told */
    ROLE_CURRENT,  /* 오후 6시 현재 */
};

enum role time_role(const struct scene *scene, const struct mt_time *time);

/* The predicate that a word at bytes [.., to) belongs to: the next one to its
 * right by the same voice; NULL for none. */
const struct mt_hit *scene_owner(const struct scene *scene, size_t to);

/* Is what stands before byte `to` said to fail: is its predicate a failure,
 * with no "is normal" before it? */
bool scene_fails(const struct scene *scene, size_t to);

#endif
