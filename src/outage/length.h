/* SPDX-License-Identifier: MIT */
/* Which of the lengths of time in a sentence tell how long a service failed:
 * 2시간 만에 복구됐다, 30분가량 먹통이 됐다; not 하루 매출, 두 달 만에 또. */
#ifndef MT_OUTAGE_LENGTH_H
#define MT_OUTAGE_LENGTH_H

#include "outage/trigger.h"

/* Does a duration that belongs to the predicate `owner` tell how long it
 * failed? */
bool mt_length_tells(const struct mt_scene *scene, const struct mt_time *time,
                     const struct mt_hit *owner);

/* "1시간42분 만이다.": is the whole sentence the length? */
bool mt_length_alone(const struct mt_scene *scene, const struct mt_time *time);

#endif
