/* SPDX-License-Identifier: MIT */
/* Services that no table knows, named by what they are. */
#ifndef MT_OUTAGE_UNNAMED_H
#define MT_OUTAGE_UNNAMED_H

#include "outage/event.h"

/*
 * The service that the words before a trigger name by its kind: [재난지원금
 * 처리 시스템]에 장애가, [느린마을 앱]이 먹통. One or two bare nouns and the
 * noun of kind, or, generic, a kind that tells what it is for ([수강신청
 * 시스템]); NULL if none stands close before the trigger.
 */
const struct mt_name *mt_unnamed_read(const struct mt_scene *scene,
                                      mt_span trigger, struct mt_arena *arena);

#endif
