/* SPDX-License-Identifier: MIT */
/*
 * Why it failed. The article's own 원인 wins, then what a failure is put down
 * to (때문, 탓, 여파), then the event that a failure follows from (화재로 …
 * 중단됐다). A cause that is denied or withdrawn is kept apart.
 */
#include "outage/record.h"

#include "text/josa.h"

enum {
    DENIAL_REACH = 75, /* bytes between a cause and its denial */
    SCORE_NAMED = 4,   /* 원인은 … */
    SCORE_PUT = 3,     /* … 때문에, … 탓에 */
    SCORE_FOLLOWS = 2, /* …로 인터넷이 끊겼다 */
    SCORE_WEAK = 1,
};

struct candidate {
    enum mt_cause cause;
    mt_span span;
    int score;
    bool hedged;
};

struct search {
    struct maker *maker;
    struct candidate best;
    bool unsure;
    mt_span unsure_span;
};

/* The next hit of reasons behind byte i in the scene, or the scene's end. */
static size_t next_reason(const struct scene *scene, size_t i)
{
    mt_span rest = { (uint32_t)i, scene->span.to };
    const struct mt_hit *hit = scene_find(scene, MT_TABLE_REASONS, rest);

    return hit ? hit->span.from : scene->span.to;
}

static mt_span denial_span(const struct scene *scene, const struct mt_hit *hit)
{
    size_t to = next_reason(scene, hit->span.to);

    if (to > hit->span.to + DENIAL_REACH)
        to = hit->span.to + DENIAL_REACH;
    return (mt_span){ hit->span.to, (uint32_t)to };
}

/* Does the scene call something 원인? */
static bool names_cause(const struct scene *scene)
{
    mt_str words = mt_str_at(scene->story->text, scene->span);

    return mt_str_has(words, MT_LIT("원인")) || mt_str_has(words, MT_LIT("이유"));
}

static bool ahead_unreal(const struct scene *scene, const struct mt_hit *hit)
{
    mt_span ahead = { hit->span.to, hit->span.to + 36 };

    return scene_has(scene, MT_CUE_PREVENT, ahead) ||
           scene_has(scene, MT_CUE_HYPO, ahead) ||
           scene_has(scene, MT_CUE_PLAN, ahead);
}

/* 과부하[로], 접속자가 몰리[면서], 작업 중: leads over to what follows. */
static bool leads_over(const struct scene *scene, const struct mt_hit *hit)
{
    return scene_fails(scene, hit->span.to);
}

static int score_of(const struct scene *scene, const struct mt_hit *hit)
{
    mt_span after = { hit->span.to, hit->span.to + 45 };

    if (ahead_unreal(scene, hit))
        return 0;
    if (names_cause(scene))
        return SCORE_NAMED;
    if (scene_has(scene, MT_CUE_CAUSE_OF, after))
        return SCORE_PUT;
    if (leads_over(scene, hit))
        return SCORE_FOLLOWS;
    return scene_has(scene, MT_CUE_HEDGE, after) ? SCORE_FOLLOWS : SCORE_WEAK;
}

static void consider(struct search *search, const struct scene *scene,
                     const struct mt_hit *hit)
{
    enum mt_cause cause = (enum mt_cause)mt_reasons[hit->row].cause;
    mt_span denial = denial_span(scene, hit);
    struct candidate next = { cause, hit->span, score_of(scene, hit), false };

    if (scene_has(scene, MT_CUE_EXCLUDE, denial) ||
        scene_has(scene, MT_CUE_DENY, denial) ||
        scene_has(scene, MT_CUE_WITHDRAWN, denial)) {
        search->maker->out->cause_excluded |= 1u << cause;
        maker_quote(search->maker, "cause_excluded", hit->span);
        return;
    }
    next.hedged = scene_has(scene, MT_CUE_HEDGE, scene->span);
    if (cause == MT_CAUSE_THIRD_PARTY && next.score > 0)
        next.score = SCORE_WEAK; /* only where no kind of fault is given */
    if (next.score > search->best.score)
        search->best = next;
}

static void search_scene(struct search *search, size_t index)
{
    struct scene scene;

    scene_read(&scene, search->maker->story, index);
    for (size_t i = scene.hits.from; i < scene.hits.to; i++) {
        const struct mt_hit *hit = &scene.story->hits.v[i];

        if (hit->table == MT_TABLE_REASONS)
            consider(search, &scene, hit);
        else if (hit_cue(hit) == MT_CUE_UNSURE && !search->unsure &&
                 names_cause(&scene)) {
            search->unsure = true;
            search->unsure_span = hit->span;
        }
    }
}

static bool is_source(const struct draft *draft, size_t scene)
{
    for (size_t i = 0; i < draft->sources.n; i++)
        if (draft->sources.v[i].scene == scene)
            return true;
    return false;
}

static void settle(struct search *search)
{
    struct mt_outage *out = search->maker->out;
    const struct candidate *best = &search->best;

    out->cause = MT_CAUSE_NONE;
    if (best->score >= SCORE_FOLLOWS ||
        (best->score == SCORE_WEAK && !search->unsure &&
         best->cause == MT_CAUSE_THIRD_PARTY)) {
        out->cause = best->cause;
        out->cause_text = mt_str_at(search->maker->story->text, best->span);
        out->cause_certainty = best->hedged || search->unsure
                                   ? MT_CERTAINTY_SUSPECTED
                                   : MT_CERTAINTY_CONFIRMED;
        maker_quote(search->maker, "cause", best->span);
    } else if (search->unsure) {
        out->cause = MT_CAUSE_UNKNOWN;
        out->cause_certainty = MT_CERTAINTY_UNDER_INVESTIGATION;
        maker_quote(search->maker, "cause", search->unsure_span);
    }
    if (out->cause < MT_CAUSE_NONE)
        out->cause_excluded &= ~(1u << out->cause);
}

void cause_read(struct maker *maker, bool main)
{
    struct search search = { .maker = maker };
    const struct mt_sentences *sentences = &maker->story->sentences;

    for (size_t i = 0; i < sentences->n; i++)
        if (is_source(maker->draft, i) || main)
            search_scene(&search, i);
    settle(&search);
}
