/* SPDX-License-Identifier: MIT */
/* The predicate of a sentence that a word or a time of it belongs to. */
#ifndef MT_OUTAGE_OWNER_H
#define MT_OUTAGE_OWNER_H

#include "outage/trigger.h"

/* Does a cue tell of the failure itself: that it began, went on, ended? */
bool mt_cue_fails(enum mt_cue cue);

/* What a time belongs to: the predicate that it describes or is equated with,
 * the next one to its right, the end that this one came to, or the last one
 * close to its left; NULL for none. */
const struct mt_hit *mt_time_owner(const struct mt_scene *scene,
                                   const struct mt_time *time);

/* The predicate that a word at bytes [.., to) belongs to: the next one to its
 * right by the same voice; NULL for none. */
const struct mt_hit *mt_scene_owner(const struct mt_scene *scene, size_t to);

/* Is what stands before byte `to` said to fail: is its predicate a failure,
 * with no "is normal" before it? */
bool mt_scene_fails(const struct mt_scene *scene, size_t to);

#endif
