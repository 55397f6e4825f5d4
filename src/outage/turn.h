/* SPDX-License-Identifier: MIT */
/*
 * Whose turn it is: one sentence may give several outages their own reason,
 * each behind whom or when it is about (A는 과부하를, B는 전원 고장을 이유로
 * 꼽았다; 14일 장애는 …, 17일에는 …; 첫날은 …, 둘째 날은 …).
 */
#ifndef MT_OUTAGE_TURN_H
#define MT_OUTAGE_TURN_H

#include "outage/ties.h"

struct mt_turn {
    const struct mt_book *book;
    const struct mt_ties *ties;
    const struct mt_draft *draft; /* whose reason is looked for */
};

/* The drafts that what stands at byte `at` of a scene is told of, where the
 * draft of the turn is not among them, nor what it hangs on; else 0. */
uint64_t mt_turn_of_others(const struct mt_turn *turn,
                           const struct mt_scene *scene, size_t at);

#endif
