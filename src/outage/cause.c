/* SPDX-License-Identifier: MIT */
/*
 * Why it failed. The article's own 원인 wins, then what a failure is put down
 * to (때문, 탓, 여파), then the event that a failure follows from (화재로 …
 * 중단됐다). A cause that is denied or withdrawn is kept apart.
 */
#include "outage/fit.h"
#include "outage/record.h"

#include "text/josa.h"

enum {
    DENIAL_REACH = 75, /* bytes between a cause and its denial */
    LINK_REACH = 36,   /* bytes between a cause and what leads over from it */
    AFTER_REACH = 60,  /* bytes between a cause and 때문, 탓, 추정 */
    SCORE_NAMED = 4,   /* 원인은 … */
    SCORE_PUT = 3,     /* … 때문에, … 탓에 */
    SCORE_FOLLOWS = 2, /* …로 인터넷이 끊겼다 */
    OWN = 2,           /* the sentence tells of this very outage */
};

struct candidate {
    enum mt_cause cause;
    mt_span span;
    int score;
    bool hedged;
};

struct search {
    struct mt_maker *maker;
    struct candidate best[MT_CAUSE_NONE]; /* the best mention of each cause */
    int sum[MT_CAUSE_NONE];
    bool unsure;
    mt_span unsure_span;
};

static enum mt_cause cause_of(const struct mt_hit *hit)
{
    return (enum mt_cause)mt_reasons[hit->row].cause;
}

/* Where the next cause of another kind begins, or the scene's end: 해킹 같은
 * [사이버 공격]은 아니다 denies both. */
static size_t next_other(const struct mt_scene *scene,
                         const struct mt_hit *from)
{
    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &scene->story->hits.v[i];

        if (hit->table == MT_TABLE_REASONS && hit->span.from >= from->span.to &&
            cause_of(hit) != cause_of(from))
            return hit->span.from;
    }
    return scene->span.to;
}

static mt_span behind(const struct mt_scene *scene, const struct mt_hit *hit,
                      size_t reach)
{
    size_t to = hit->span.to + reach;

    if (to > scene->span.to)
        to = scene->span.to;
    return (mt_span){ hit->span.to, (uint32_t)to };
}

static bool is_denied(const struct mt_scene *scene, const struct mt_hit *hit)
{
    mt_span span = behind(scene, hit, DENIAL_REACH);
    size_t other = next_other(scene, hit);

    if (span.to > other)
        span.to = (uint32_t)other;
    return mt_scene_has(scene, MT_CUE_EXCLUDE, span) ||
           mt_scene_has(scene, MT_CUE_DENY, span) ||
           mt_scene_has(scene, MT_CUE_WITHDRAWN, span);
}

/* Does the scene call something 원인? */
static bool names_cause(const struct mt_scene *scene)
{
    mt_str words = mt_str_at(scene->story->text, scene->span);

    return mt_str_has(words, MT_LIT("원인"));
}

static bool ahead_unreal(const struct mt_scene *scene, const struct mt_hit *hit)
{
    mt_span ahead = behind(scene, hit, LINK_REACH);

    return mt_scene_has(scene, MT_CUE_PREVENT, ahead) ||
           mt_scene_has(scene, MT_CUE_HYPO, ahead) ||
           mt_scene_has(scene, MT_CUE_PLAN, ahead);
}

/* 과부하[로], 접속자가 몰리[면서], 작업을 하[다가]: leads over to what failed.
 */
static bool leads_over(const struct mt_scene *scene, const struct mt_hit *hit)
{
    const struct mt_word *words[MT_HITS];
    mt_str text = scene->story->text;
    mt_span span = behind(scene, hit, LINK_REACH);

    if (!mt_scene_fails(scene, hit->span.to))
        return false;
    for (size_t i = span.from; i < span.to; i++)
        if (mt_words_at(&mt_link_index, text, i, words) > 0)
            return true;
    return false;
}

static int score_of(const struct mt_scene *scene, const struct mt_hit *hit)
{
    mt_span after = behind(scene, hit, AFTER_REACH);

    if (ahead_unreal(scene, hit))
        return 0;
    if (names_cause(scene))
        return SCORE_NAMED;
    if (mt_scene_has(scene, MT_CUE_CAUSE_OF, after))
        return SCORE_PUT;
    return leads_over(scene, hit) ? SCORE_FOLLOWS : 0;
}

static void exclude(struct search *search, const struct mt_hit *hit)
{
    search->maker->out->cause_excluded |= 1u << cause_of(hit);
    mt_maker_quote(search->maker, "cause_excluded", hit->span);
}

/* The best candidate of the scene: of equal ones the last, for a chain of
 * causes ends at what broke the service. */
static void consider(struct search *search, const struct mt_scene *scene,
                     const struct mt_hit *hit, struct candidate *best)
{
    struct candidate next = { cause_of(hit), hit->span, 0, false };

    if (is_denied(scene, hit)) {
        exclude(search, hit);
        return;
    }
    next.score = score_of(scene, hit);
    next.hedged = mt_scene_has(scene, MT_CUE_HEDGE, scene->span);
    if (next.score && next.cause == MT_CAUSE_THIRD_PARTY)
        next.score = 1; /* only where no kind of fault is given */
    if (next.score >= best->score)
        *best = next;
}

static void enter(struct search *search, const struct candidate *found,
                  bool own)
{
    struct candidate *best = &search->best[found->cause];

    search->sum[found->cause] += found->score + (own ? OWN : 0);
    if (found->score > best->score)
        *best = *found;
}

static void search_scene(struct search *search, size_t index, bool own)
{
    struct candidate best = { .score = 0 };
    struct mt_scene scene;

    mt_scene_read(&scene, search->maker->story, index);
    for (size_t i = scene.hits.from; i < scene.hits.to; i++) {
        const struct mt_hit *hit = &scene.story->hits.v[i];

        if (hit->table == MT_TABLE_REASONS)
            consider(search, &scene, hit, &best);
        else if (mt_hit_cue(hit) == MT_CUE_UNSURE && !search->unsure &&
                 names_cause(&scene)) {
            search->unsure = true;
            search->unsure_span = hit->span;
        }
    }
    if (best.score > 0)
        enter(search, &best, own);
}

static bool is_source(const struct mt_draft *draft, size_t scene)
{
    for (size_t i = 0; i < draft->sources.n; i++)
        if (draft->sources.v[i].scene == scene)
            return true;
    return false;
}

/* Do both stand on one day, as when one cause hits several operators? */
static bool same_day(const struct mt_draft *a, const struct mt_draft *b)
{
    mt_when x = mt_window_anchor(&a->window), y = mt_window_anchor(&b->window);

    return x.precision == MT_PRECISION_NONE ||
           y.precision == MT_PRECISION_NONE ||
           (x.year == y.year && x.month == y.month && x.day == y.day);
}

/* May a sentence that does not tell of this draft give its cause? Not one that
 * tells of another, or goes back to another time. */
static bool is_open(const struct mt_maker *maker, size_t scene_index)
{
    struct mt_scene scene;

    for (size_t i = 0; i < maker->book->drafts.n; i++)
        if (is_source(maker->book->drafts.v[i], scene_index) &&
            !same_day(maker->draft, maker->book->drafts.v[i]))
            return false;
    mt_scene_read(&scene, maker->story, scene_index);
    return !mt_scene_has(&scene, MT_CUE_PAST, scene.span) &&
           !mt_scene_has(&scene, MT_CUE_THEN, scene.span);
}

static const struct candidate *winner(const struct search *search)
{
    size_t best = 0;

    for (size_t i = 1; i < MT_CAUSE_NONE; i++)
        if (search->sum[i] > search->sum[best])
            best = i;
    return search->sum[best] ? &search->best[best] : NULL;
}

static void settle(struct search *search)
{
    struct mt_outage *out = search->maker->out;
    const struct candidate *best = winner(search);

    out->cause = MT_CAUSE_NONE;
    if (best) {
        out->cause = best->cause;
        out->cause_text = mt_str_at(search->maker->story->text, best->span);
        out->cause_certainty = best->hedged || search->unsure
                                   ? MT_CERTAINTY_SUSPECTED
                                   : MT_CERTAINTY_CONFIRMED;
        mt_maker_quote(search->maker, "cause", best->span);
    } else if (search->unsure) {
        out->cause = MT_CAUSE_UNKNOWN;
        out->cause_certainty = MT_CERTAINTY_UNDER_INVESTIGATION;
        mt_maker_quote(search->maker, "cause", search->unsure_span);
    }
    if (out->cause < MT_CAUSE_NONE)
        out->cause_excluded &= ~(1u << out->cause);
}

void mt_cause_read(struct mt_maker *maker, bool main)
{
    struct search search = { .maker = maker };
    const struct mt_sentences *sentences = &maker->story->sentences;

    for (size_t i = 0; i < sentences->n; i++) {
        bool own = is_source(maker->draft, i);

        if (own || (main && is_open(maker, i)))
            search_scene(&search, i, own);
    }
    settle(&search);
}
