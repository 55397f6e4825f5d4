/* SPDX-License-Identifier: MIT */
/* The rush that a failure came with: when it began is told of what all came
 * for, in a sentence before. */
#ifndef MT_OUTAGE_OPENING_H
#define MT_OUTAGE_OPENING_H

#include "outage/draft.h"

/* Notes the clock of 14일 오후 2시 티켓을 열었다, which tells no failure. */
void mt_opening_see(struct mt_book *book, const struct mt_event *event);

/* 티켓이 열리자마자 이용자가 몰렸다. 서버가 오류를 일으켰다: gives a failure of
 * no clock, told in that sentence or the next, the one that was noted. */
void mt_opening_follow(const struct mt_book *book, struct mt_event *event);

#endif
