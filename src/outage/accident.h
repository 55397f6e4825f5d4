/* SPDX-License-Identifier: MIT */
/* Whom an accident befell, and what the next sentence says of it. */
#ifndef MT_OUTAGE_ACCIDENT_H
#define MT_OUTAGE_ACCIDENT_H

#include "outage/draft.h"

/* Does the sentence begin as one that tells what an accident led to? */
bool mt_is_sequel(const struct mt_story *story, size_t index);

/* Notes who is named in a sentence that tells an accident and no failure: KT
 * 통신케이블이 훼손됐다. */
void mt_accident_see(struct mt_book *book, const struct mt_event *event);

/* 이 때문에 전화와 인터넷이 끊겼다: gives a failure that names nobody, and
 * follows an accident closely, whom that befell, and when. */
void mt_accident_follow(const struct mt_book *book, struct mt_event *event);

#endif
