/* SPDX-License-Identifier: MIT */
/* Which of the names of a sentence failed. */
#ifndef MT_OUTAGE_FAILING_H
#define MT_OUTAGE_FAILING_H

#include "outage/event.h"

/*
 * Adds the names that fail at a trigger: the nearest before it and those
 * coordinated with that one (쿠팡, 배달의민족, 야놀자의 앱이 …), else the one
 * that it modifies (장애를 일으킨 카카오톡). Sources, channels, alternatives
 * and names said to be normal are passed over.
 */
void mt_failing_read(const struct mt_scene *scene, mt_span trigger,
                     struct mt_arena *arena, struct mt_failing *out);

/* What of a name told before failed here, by the kinds that stand before the
 * trigger (유선전화와 인터넷이 끊겼다), else the name itself. */
struct mt_failing mt_failing_with_kinds(const struct mt_scene *scene,
                                        const struct mt_name *name,
                                        mt_span trigger,
                                        struct mt_arena *arena);

/* 네이버[는], SRT 앱[은], SR[의 SRT 앱은]: is a name at the head of what a
 * clause is about? reach: bytes from it to the particle, at most. */
bool mt_heads_clause(const struct mt_scene *scene, const struct mt_name *name,
                     size_t reach);

#endif
