/* SPDX-License-Identifier: MIT */
/* Whom a text is about, for the sentences that name nobody. */
#ifndef MT_OUTAGE_ABOUT_H
#define MT_OUTAGE_ABOUT_H

#include "outage/draft.h"

/* The names of what is talked about, for a sentence that names nothing. */
struct mt_failing mt_topic_of(const struct mt_book *book);

/* Notes whom the sentence is about, and the only body named so far. */
void mt_about_see(struct mt_book *book, const struct mt_scene *scene);

/* 가천대길병원이 …. 병원 전산시스템이 멈췄다: what of the only body of the text
 * failed; names is left as it is where that can't be told. */
void mt_fail_only(struct mt_book *book, const struct mt_event *event,
                  struct mt_failing *names);

/* 홈택스가 멈췄다. 간편인증이 되지 않았다: do the names say what the topic
 * does, and name no service of their own? */
bool mt_is_use_of_topic(const struct mt_book *book,
                        const struct mt_failing *names);

/* The only carrier that a text names, or NULL. */
const struct mt_name *mt_only_carrier(const struct mt_story *story);

#endif
