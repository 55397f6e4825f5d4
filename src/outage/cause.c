/* SPDX-License-Identifier: MIT */
/*
 * Why it failed. The article's own 원인 wins, then what a failure is put down
 * to (때문, 탓, 여파), then the event that a failure follows from (화재로 …
 * 중단됐다). A cause that is denied or withdrawn is kept apart.
 */
#include "outage/blame.h"
#include "outage/fit.h"
#include "outage/record.h"
#include "outage/turn.h"


enum {
    HEAD = 20, /* bytes of a sentence before its first time */
    DENIAL_REACH = 75, /* bytes between a cause and its denial */
    GOES_ON = 3,       /* sentences after which one still goes on */
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
    bool main;
    struct candidate best[MT_CAUSE_NONE]; /* the best mention of each cause */
    struct candidate shared; /* told of another that failed on this day */
    int sum[MT_CAUSE_NONE];
    bool unsure;
    mt_span unsure_span;
};

/* 과부하[나] 해킹은 아니었다: two told together. */
static bool is_joined(mt_str gap)
{
    static const char *const links[] = { "나 ",  "이나 ", "와 ", "과 ", "·",
                                         " 또는 ", " 및 ",  ", ",  "도 " };

    return mt_str_eq_any(gap, MT_ALL(links));
}

/* Where the next cause of another kind begins, or the scene's end: 해킹 같은
 * [사이버 공격]은 아니다, 과부하나 [해킹]은 아니다 deny both. */
static size_t next_other(const struct mt_scene *scene,
                         const struct mt_reason *from)
{
    mt_str text = scene->story->text;

    for (size_t i = scene->reasons.from; i < scene->reasons.to; i++) {
        const struct mt_reason *other = &scene->story->reasons.v[i];

        if (other->span.from >= from->span.to && other->cause != from->cause &&
            !is_joined(mt_str_sub(text, from->span.to, other->span.from)))
            return other->span.from;
    }
    return scene->span.to;
}

/* 용량 부족이 [원인이며 ]자료 유실은 없다: blamed, and then another clause. */
static size_t clause_end(const struct mt_scene *scene, mt_span behind)
{
    static const char *const ends[] = { "며 ", "며, ", "고 ", "고, ", "로, " };
    mt_str text = scene->story->text;
    size_t blamed = 0, end = scene->span.to;

    for (size_t i = scene->hits.from; i < scene->hits.to && !blamed; i++)
        if (mt_hit_cue(&scene->story->hits.v[i]) == MT_CUE_CAUSE_OF &&
            scene->story->hits.v[i].span.from >= behind.from)
            blamed = scene->story->hits.v[i].span.to;
    if (!blamed || blamed >= behind.to)
        return end;
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
        mt_str rest = mt_str_sub(text, blamed, scene->span.to);
        size_t at = blamed + mt_str_find(rest, mt_str_c(ends[k]));

        if (at < end)
            end = at;
    }
    return end;
}

/* 접속이 되지 [않았다]: the failure's own verb, which denies no cause. */
static bool ends_failure(const struct mt_scene *scene, mt_span denial)
{
    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &scene->story->hits.v[i];

        if (hit->span.from < denial.from && hit->span.to + 1 >= denial.from &&
            mt_trigger_claim(scene, hit) > MT_CLAIM_REFER)
            return true;
    }
    return false;
}

static bool has_denial(const struct mt_scene *scene, mt_span within)
{
    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &scene->story->hits.v[i];

        if (mt_hit_cue(hit) == MT_CUE_DENY && hit->span.from >= within.from &&
            hit->span.from < within.to && !ends_failure(scene, hit->span))
            return true;
    }
    return false;
}

/* 처음에 [신청자가 몰렸]다고 했으나: said at first, and taken back. */
static bool is_first_said(const struct mt_scene *scene,
                          const struct mt_reason *reason)
{
    static const char *const first[] = { "처음", "당초", "애초", "초기" };
    static const char *const back[] = { "했으나",   "했지만",   "했다가",
                                        "밝혔으나", "밝혔지만", "밝혔다가",
                                        "알렸으나", "알렸다가", "봤으나",
                                        "봤지만",   "의심했으나" };
    mt_str text = scene->story->text;
    mt_span after = mt_behind_reason(scene, reason, DENIAL_REACH);

    return mt_str_has_any(mt_str_sub(text, scene->span.from,
                                     reason->span.from),
                          MT_ALL(first)) &&
           mt_str_has_any(mt_str_at(text, after), MT_ALL(back));
}

static bool is_denied(const struct mt_scene *scene,
                      const struct mt_reason *reason)
{
    mt_span span = mt_behind_reason(scene, reason, DENIAL_REACH);
    size_t other = next_other(scene, reason), end = clause_end(scene, span);

    if (span.to > other)
        span.to = (uint32_t)other;
    if (span.to > end)
        span.to = (uint32_t)end;
    return mt_scene_has(scene, MT_CUE_EXCLUDE, span) ||
           has_denial(scene, span) ||
           mt_scene_has(scene, MT_CUE_WITHDRAWN, span) ||
           is_first_said(scene, reason);
}

static bool is_source(const struct mt_maker *maker, size_t scene)
{
    return mt_tied(maker->ties->told[scene], maker->draft);
}

static void enter(struct search *search, const struct candidate *found,
                  bool own)
{
    struct candidate *best = &search->best[found->cause];

    search->sum[found->cause] += found->score + (own ? OWN : 0);
    if (found->score > best->score)
        *best = *found;
}

/* Cloudflare is nobody else to Cloudflare. */
static bool is_own_name(const struct search *search,
                        const struct mt_scene *scene,
                        const struct mt_reason *reason)
{
    for (size_t k = scene->names.from; k < scene->names.to; k++) {
        const struct mt_name *name = &scene->story->names.v[k];

        if (name->span.from <= reason->span.from &&
            name->span.to >= reason->span.to &&
            mt_name_fits(name, &search->maker->draft->names))
            return true;
    }
    return false;
}

/* Those of whom what stands at a byte is told, and not of this one. */
static uint64_t others_at(const struct search *search,
                          const struct mt_scene *scene, size_t at)
{
    struct mt_turn turn = { search->maker->book, search->maker->ties,
                            search->maker->draft };

    return mt_turn_of_others(&turn, scene, at);
}

static uint64_t same_day(const struct search *search)
{
    return search->maker->ties->same_day[search->maker->draft->order];
}

static void exclude(struct search *search, const struct mt_reason *reason)
{
    search->maker->out->cause_excluded |= 1u << reason->cause;
    mt_maker_quote(search->maker, "cause_excluded", reason->span);
}

/* The best candidate of the scene: of equal ones the last, for a chain of
 * causes ends at what broke the service; but a slip is why, whatever it broke
 * (실수로 전원을 내린 것이 원인). */
static void consider(struct search *search, const struct mt_scene *scene,
                     const struct mt_reason *reason, struct candidate *best)
{
    bool follows = scene->index > 0 &&
                   is_source(search->maker, scene->index - 1);
    struct candidate next = { reason->cause, reason->span, 0, false };
    uint64_t others = others_at(search, scene, reason->span.from);

    if (others && !(others & same_day(search)))
        return;
    if (is_denied(scene, reason)) {
        exclude(search, reason);
        return;
    }
    next.score = mt_blame_score(scene, reason, follows);
    next.hedged = mt_scene_has(scene, MT_CUE_HEDGE, scene->span);
    if (others) {
        if (next.score > search->shared.score)
            search->shared = next;
        return;
    }
    if (next.cause == MT_CAUSE_THIRD_PARTY) {
        if (next.score && !is_own_name(search, scene, reason))
            enter(search, &next, false);
        return;
    }
    if (next.score > best->score ||
        (next.score == best->score && (best->cause != MT_CAUSE_HUMAN_ERROR ||
                                       next.cause == best->cause)))
        *best = next;
}

/* Does the scene ask why: [왜] 장애가 났는지, [까닭]을 알지 못한다? */
static bool asks_why(const struct mt_scene *scene)
{
    static const char *const words[] = { "왜 ", "까닭", "어쩌다", "이유" };

    return mt_str_has_any(mt_str_at(scene->story->text, scene->span),
                          MT_ALL(words));
}

/* 원인을 파악 중: that it is not known. */
static void see_unsure(struct search *search, const struct mt_scene *scene)
{
    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &scene->story->hits.v[i];

        if (search->unsure || mt_hit_cue(hit) != MT_CUE_UNSURE ||
            !(mt_names_cause(scene) || asks_why(scene)) ||
            others_at(search, scene, hit->span.from))
            continue;
        search->unsure = true;
        search->unsure_span = hit->span;
    }
}

/* 디도스란 … 공격을 뜻한다: explains a word. */
static bool is_definition(const struct mt_scene *scene)
{
    static const char *const ends[] = {
        "뜻한다.", "말한다.", "일컫는다.", "가리킨다.", "의미한다.",
        "공격이다.", "기법이다.", "방식이다.", "기술이다.", "개념이다.",
        "뜻합니다.", "말합니다.",
    };
    mt_str words = mt_str_at(scene->story->text, scene->span);

    if (mt_str_ends_any(words, MT_ALL(ends)))
        return !mt_names_cause(scene);
    return false;
}

static void search_scene(struct search *search, const struct mt_scene *scene,
                         bool own)
{
    struct candidate best = { .score = 0 };

    for (size_t i = scene->reasons.from; i < scene->reasons.to; i++)
        consider(search, scene, &scene->story->reasons.v[i], &best);
    if (own || search->main)
        see_unsure(search, scene);
    if (best.score > 0)
        enter(search, &best, own);
}

/* Does a sentence tell of another draft, and of one that has nothing to do with
 * this? */
static bool is_foreign(const struct mt_maker *maker, size_t scene)
{
    const struct mt_ties *ties = maker->ties;
    size_t me = maker->draft->order;
    uint64_t near = ties->suppliers | ties->together[me] | ties->kin[me];

    return (ties->told[scene] & ~ties->same_day[me]) ||
           ((ties->told[scene] | ties->named[scene]) & ~near);
}

/* [2021년] 장애 때는 라우터 설정 오류가 원인이었다: begins with a year that has
 * been. */
static bool names_old_year(const struct mt_scene *scene)
{
    int year = scene->story->article->published.year;

    for (size_t k = scene->times.from; k < scene->times.to; k++) {
        const struct mt_time *time = &scene->story->times.v[k];

        if (time->kind == MT_TIME_DATE && time->from.year &&
            time->from.year + 1 < year &&
            time->span.from <= scene->span.from + HEAD)
            return true;
    }
    return false;
}

/* Does a sentence go back to another time before it gives a reason? */
static bool goes_back(const struct mt_scene *scene)
{
    mt_span span = scene->span;

    if (scene->reasons.from < scene->reasons.to)
        span.to = scene->story->reasons.v[scene->reasons.to - 1].span.to;
    return mt_scene_has(scene, MT_CUE_PAST, span) ||
           mt_scene_has(scene, MT_CUE_THEN, span) || names_old_year(scene);
}

/* May a sentence that does not tell of this draft give its cause? Not one that
 * tells of another, or goes back to another time. */
static bool is_open(const struct mt_maker *maker, const struct mt_scene *scene)
{
    if (!mt_tied(maker->ties->named[scene->index], maker->draft) &&
        is_foreign(maker, scene->index))
        return false;
    return !goes_back(scene);
}

/* The drafts that the last telling sentence before this one tells of, at most
 * so many back: … 오류가 났다. 불편이 컸다. 당시 회사는 … */
static uint64_t told_before(const struct mt_maker *maker,
                            const struct mt_scene *scene, size_t most)
{
    for (size_t k = 1; k <= most && k <= scene->index; k++)
        if (maker->ties->told[scene->index - k])
            return maker->ties->told[scene->index - k];
    return 0;
}

/* The drafts that a sentence goes on about: one that names nobody about those
 * of the sentence before, 당시 카카오는 … about those last told. */
static uint64_t goes_on(const struct mt_maker *maker,
                        const struct mt_scene *scene)
{
    bool then = mt_scene_has(scene, MT_CUE_THEN, scene->span);

    if (scene->names.from == scene->names.to)
        return told_before(maker, scene, then ? GOES_ON : 1);
    if (!then && mt_scene_fails(scene, scene->span.from))
        return 0;
    return told_before(maker, scene, then ? GOES_ON : 1) &
           maker->ties->named[scene->index];
}

/* Does it go on about another draft, told as background? */
static bool is_taken(const struct mt_maker *maker, const struct mt_scene *scene)
{
    uint64_t told = goes_on(maker, scene);

    return !mt_tied(told, maker->draft) &&
           (told & ~maker->ties->same_day[maker->draft->order]);
}

/* May the sentence speak of why this draft failed? */
static bool concerns(const struct mt_maker *maker, const struct mt_scene *scene,
                     bool main)
{
    if (is_source(maker, scene->index))
        return true;
    if (!main)
        return mt_tied(goes_on(maker, scene), maker->draft);
    return is_open(maker, scene) && !is_taken(maker, scene);
}

static const struct candidate *winner(const struct search *search)
{
    size_t best = 0;

    for (size_t i = 1; i < MT_CAUSE_NONE; i++)
        if (i != MT_CAUSE_THIRD_PARTY && search->sum[i] > search->sum[best])
            best = i;
    if (!search->sum[best]) /* only where no kind of fault is given */
        best = MT_CAUSE_THIRD_PARTY;
    return search->sum[best] ? &search->best[best] : NULL;
}

/* AWS에서 장애가 났다. 이 여파로 쿠팡이 …: of those who hang on the supplier
 * that the article is about. */
static void blame_supplier(struct search *search)
{
    struct mt_maker *maker = search->maker;
    const struct mt_draft *supplier = mt_supplier_of(maker->book, maker->draft);
    const struct mt_name *name;

    if (!supplier || supplier->names.n == 0 ||
        !mt_tied(maker->ties->same_day[supplier->order], maker->draft))
        return;
    name = supplier->names.v[0];
    maker->out->cause = MT_CAUSE_THIRD_PARTY;
    maker->out->cause_text = mt_str_at(maker->story->text, name->span);
    maker->out->cause_certainty = MT_CERTAINTY_SUSPECTED;
    mt_maker_quote(maker, "cause", name->span);
}

static void settle(struct search *search)
{
    struct mt_outage *out = search->maker->out;
    const struct candidate *best = winner(search);

    if (!best && !search->unsure && search->shared.score)
        best = &search->shared;
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
    if (out->cause == MT_CAUSE_NONE)
        blame_supplier(search);
    if (out->cause < MT_CAUSE_NONE)
        out->cause_excluded &= ~(1u << out->cause);
}

void mt_cause_read(struct mt_maker *maker, bool main)
{
    struct search search = { .maker = maker, .main = main };
    const struct mt_sentences *sentences = &maker->story->sentences;
    struct mt_scene scene;

    for (size_t i = 0; i < sentences->n; i++) {
        mt_scene_read(&scene, maker->story, i);
        if (concerns(maker, &scene, main) && !is_definition(&scene))
            search_scene(&search, &scene, is_source(maker, i));
    }
    settle(&search);
}
