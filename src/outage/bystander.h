/* SPDX-License-Identifier: MIT */
/* Whom a sentence about a failure names without saying that it failed: the
 * newsroom that was told, the channel of a notice, who runs it, whose share
 * fell. */
#ifndef MT_OUTAGE_BYSTANDER_H
#define MT_OUTAGE_BYSTANDER_H

#include "outage/trigger.h"

/* The class of the longest aside at byte i: 트위터[ 사용자]. */
enum mt_aside mt_aside_at(mt_str text, size_t i);

/* What the words right behind the name make it, MT_ASIDE_NONE for nothing. */
enum mt_aside mt_aside_of(const struct mt_scene *scene,
                          const struct mt_name *name);

/* Is the name one that can fail here at all? */
bool mt_may_fail(const struct mt_scene *scene, const struct mt_name *name);

#endif
