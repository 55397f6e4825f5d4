/* SPDX-License-Identifier: MIT */
/*
 * Words that are cues only beside others: 수 없었다 tells a failure where a use
 * was lost, 주저앉았다 where a machine did, 끝났다 ends a failure that is its
 * subject, 중단했다 fails where a failure forced it.
 */
#ifndef MT_OUTAGE_SETTLE_H
#define MT_OUTAGE_SETTLE_H

#include "outage/story.h"

/* By the words beside them; what is not settled so is left for
 * mt_settle_since. */
void mt_settle_hits(struct mt_hits *hits);

/* By the names and the reasons of the text. */
void mt_settle_story(struct mt_story *story);

/* By its times: 9시부터 11시까지 서버가 통신하지 [못했다] fails by any verb, in
 * a text that tells a failure. What is left is no cue. */
void mt_settle_since(struct mt_story *story);

#endif
