/* SPDX-License-Identifier: MIT */
/* Words that say that something failed, and whether they mean it. */
#ifndef MT_OUTAGE_TRIGGER_H
#define MT_OUTAGE_TRIGGER_H

#include "outage/story.h"

enum mt_assertion {
    MT_CLAIM_NONE,  /* no word of failure, or one that is denied, feared,
                    planned,  practised or prevented */
    MT_CLAIM_REFER, /* talks about a failure without stating it: 장애 원인 */
    MT_CLAIM_SOFT, /* fails of what it is said of: 오류가 났다, 멈췄다 */
    MT_CLAIM_FAIL, /* fails: 장애가 발생했다, 먹통이 됐다 */
};

/* What the word of failure at this hit claims in its scene. */
enum mt_assertion mt_trigger_claim(const struct mt_scene *scene,
                                   const struct mt_hit *hit);

/* Is the recovery told by a hit still to come: 서비스를 재개[할 예정]? */
bool mt_restore_due(const struct mt_scene *scene, const struct mt_hit *hit);

/* Is the word of recovery at this hit one that was reached (복구됐다), not a
 * work, a plan or a wish (복구 작업, 빠른 복구가 관건)? */
bool mt_restore_done(const struct mt_scene *scene, const struct mt_hit *hit);

/* Is the whole scene about something that did not happen (a drill, a plan, a
 * condition)? */
bool mt_scene_unreal(const struct mt_scene *scene);

#endif
