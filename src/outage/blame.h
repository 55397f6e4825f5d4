/* SPDX-License-Identifier: MIT */
/* How surely a sentence puts a failure down to a reason that it has. */
#ifndef MT_OUTAGE_BLAME_H
#define MT_OUTAGE_BLAME_H

#include "outage/trigger.h"

/*
 * 0: not at all; more where the sentence calls it 원인, puts the failure down
 * to it (때문, 탓), lets the failure follow from it, or states it.
 * `follows`: the sentence before told of the failure, so that a bare fact says
 * why (접속이 막혔다. 이용자가 한꺼번에 몰렸다).
 */
int mt_blame_score(const struct mt_scene *scene,
                   const struct mt_reason *reason, bool follows);

/* Does the scene call something 원인? */
bool mt_names_cause(const struct mt_scene *scene);

/* At most so many bytes behind the reason, within the scene. */
mt_span mt_behind_reason(const struct mt_scene *scene,
                         const struct mt_reason *reason, size_t reach);

#endif
