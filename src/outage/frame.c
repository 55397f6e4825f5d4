/* SPDX-License-Identifier: MIT */
#include "outage/frame.h"

#include "base/utf8.h"
#include "outage/trigger.h"

enum {
    PRACTICE = 2, /* of them and the headlines that speak of a drill */
    PLANS = 2,    /* the same of announced work */
    VERB_REACH = 24, /* bytes from a noun of failure to its verb's past */
};

/* Does the sentence state a failure by a word that means nothing else? */
static bool states_failure(const struct mt_scene *scene)
{
    for (size_t i = scene->hits.from; i < scene->hits.to; i++)
        if (mt_trigger_claim(scene, &scene->story->hits.v[i]) == MT_CLAIM_FAIL)
            return true;
    return false;
}

/* 오류[를 일으켰]다, 오류가 [잇따랐]다: the verb of a noun of failure. */
static bool has_past_verb(mt_str text, size_t from)
{
    uint32_t cp;
    mt_str rest = mt_str_sub(text, from, from + VERB_REACH);

    while (mt_utf8_next(&rest, &cp) && cp != '.' && cp != ',')
        if (mt_final(cp) == MT_FINAL_SS && cp != 0xC788 && cp != 0xACA0)
            return true; /* and neither 있 nor 겠 */
    return false;
}

/* 멈[췄]다, 되지 않[았]다: has it happened, and not for announced work? */
static bool is_past(const struct mt_scene *scene, const struct mt_hit *hit)
{
    mt_str text = scene->story->text;
    uint32_t last = mt_utf8_before(text, hit->span.to);
    uint32_t next = mt_utf8_at(text, hit->span.to);

    return (mt_final(last) == MT_FINAL_SS || mt_final(next) == MT_FINAL_SS) &&
           next != 0xACA0 /* 겠 */ &&
           !mt_scene_has(scene, MT_CUE_UPKEEP, scene->span);
}

/* 업데이트 뒤 접속 오류[를 일으켰]다: no work that was announced. */
static bool tells_flaw(const struct mt_scene *scene)
{
    if (mt_scene_has(scene, MT_CUE_UPKEEP, scene->span))
        return false;
    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &scene->story->hits.v[i];

        if (mt_hit_cue(hit) == MT_CUE_FLAW &&
            mt_trigger_claim(scene, hit) > MT_CLAIM_REFER &&
            has_past_verb(scene->story->text, hit->span.to))
            return true;
    }
    return false;
}

/* 앱에 들어갈 수 없어 이용자들이 불편을 겪었다: a failure by a softer word,
 * which announced work is told by, too, told as one that hurt or is over. */
static bool tells_harm(const struct mt_scene *scene)
{
    bool soft = false;

    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &scene->story->hits.v[i];

        if (mt_trigger_claim(scene, hit) <= MT_CLAIM_REFER)
            continue;
        if (is_past(scene, hit))
            return true;
        soft = true;
    }
    return soft && (mt_scene_has(scene, MT_CUE_LASTED, scene->span) ||
                    mt_scene_has(scene, MT_CUE_AGAIN, scene->span) ||
                    mt_scene_has(scene, MT_CUE_CAUSE_OF, scene->span));
}

/* 거래를 멈출 예정이다: a failure that is planned. */
static bool plans_failure(const struct mt_scene *scene)
{
    if (!mt_scene_has(scene, MT_CUE_PLAN, scene->span))
        return false;
    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &scene->story->hits.v[i];
        enum mt_cue cue = mt_hit_cue(hit);

        if ((cue == MT_CUE_SOFT || cue == MT_CUE_FAIL) &&
            mt_trigger_claim(scene, hit) == MT_CLAIM_NONE)
            return true;
    }
    return false;
}

/* '140원' 가격 오류에도 …, [팩트체크] 내일 전면 중단?: a headline that speaks
 * of a failure which is none. */
static bool is_decoy(const struct mt_scene *scene)
{
    if (scene->kind != MT_LINE_TITLE)
        return false;
    if (mt_scene_has(scene, MT_CUE_RUMOR, scene->span))
        return true;
    for (size_t i = scene->hits.from; i < scene->hits.to; i++)
        if (mt_trigger_claim(scene, &scene->story->hits.v[i]) == MT_CLAIM_FAIL)
            return false;
    return mt_scene_has(scene, MT_CUE_DECOY, scene->span);
}

/* What the sentences of a text speak of: how many of them. */
struct tally {
    int drills, plans;
    int failures, flaws; /* failures by a stronger, by a softer word */
    bool decoy, rumour;  /* in the headline */
    bool upfront;        /* a failure in the lead */
};

static void count(struct tally *tally, const struct mt_scene *scene, bool lead)
{
    bool title = scene->kind == MT_LINE_TITLE;
    bool failed = false, flawed = false;

    if (mt_is_body_line(scene->kind)) {
        failed = states_failure(scene) || tells_harm(scene);
        flawed = !failed && tells_flaw(scene);
    }
    if (lead && mt_scene_has(scene, MT_CUE_DRILL, scene->span))
        tally->drills += title ? PRACTICE : 1;
    tally->plans += lead && (mt_scene_has(scene, MT_CUE_UPKEEP, scene->span) ||
                             plans_failure(scene));
    tally->upfront |= (failed || flawed) && lead;
    tally->failures += failed;
    tally->flaws += flawed;
    tally->decoy |= is_decoy(scene);
    tally->rumour |= title && mt_scene_has(scene, MT_CUE_RUMOR, scene->span);
}

enum mt_frame mt_frame_of(const struct mt_story *story)
{
    struct tally tally = { 0 };
    int body = 0, failures;

    for (size_t i = 0; i < story->sentences.n; i++) {
        struct mt_scene scene;

        mt_scene_read(&scene, story, i);
        body += mt_is_body_line(scene.kind);
        count(&tally, &scene, body <= MT_LEAD);
    }
    failures = tally.failures + tally.flaws;
    if (tally.drills >= PRACTICE)
        return MT_FRAME_PRACTICE;
    if (tally.rumour || (tally.decoy && !tally.failures))
        return MT_FRAME_OTHER;
    /* 점검 예고, and at its end: 지난해에는 … 먹통이 되기도 했다 */
    if (tally.plans >= PLANS && !tally.upfront && failures <= 1)
        return MT_FRAME_PLAN;
    return tally.plans && !failures ? MT_FRAME_PLAN : MT_FRAME_REPORT;
}
