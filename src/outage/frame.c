/* SPDX-License-Identifier: MIT */
#include "outage/frame.h"

#include "outage/trigger.h"

enum {
    LEAD = 3,     /* sentences of the body that say what it is about */
    PRACTICE = 2, /* of them and the headlines that speak of a drill */
};

static bool is_body(enum mt_line_kind kind)
{
    return kind != MT_LINE_TITLE && kind != MT_LINE_SUBTITLE &&
           kind != MT_LINE_CAPTION;
}

/* Does the sentence state a failure by a word that means nothing else? */
static bool states_failure(const struct scene *scene)
{
    for (size_t i = scene->hits.from; i < scene->hits.to; i++)
        if (trigger_claim(scene, &scene->story->hits.v[i]) == CLAIM_FAIL)
            return true;
    return false;
}

enum frame frame_of(const struct story *story)
{
    int body = 0, drills = 0;
    bool planned = false, failed = false;

    for (size_t i = 0; i < story->sentences.n; i++) {
        struct scene scene;
        bool lead;

        scene_read(&scene, story, i);
        body += is_body(scene.kind);
        lead = body <= LEAD;
        drills += lead && scene_has(&scene, MT_CUE_DRILL, scene.span);
        planned |= lead && scene_has(&scene, MT_CUE_UPKEEP, scene.span);
        failed |= is_body(scene.kind) && states_failure(&scene);
    }
    if (drills >= PRACTICE)
        return FRAME_PRACTICE;
    return planned && !failed ? FRAME_PLAN : FRAME_REPORT;
}
