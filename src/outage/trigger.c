/* SPDX-License-Identifier: MIT */
#include "outage/trigger.h"

#include "base/utf8.h"
#include "text/josa.h"

enum {
    WORDS_AHEAD = 3, /* 장애가 [또 한때 크게] 발생했다 */
    MOOD_REACH = 30, /* bytes in which a fear or a prevention must follow */
    PROMISE_REACH = 75, /* between a recovery and 겠다 */
    VERB_MOST = 5,      /* syllables of its verb */
    EXPECTED_REACH = 18, /* bytes between a recovery and 을 것 */
    BEGIN_REACH = 120, /* bytes between 장애는 and 시작됐다 */
    DENIED_REACH = 12, /* bytes between the neighbour and its denial */
};

/* The class of the longest tail that begins at byte i. */
static enum mt_tail tail_at(mt_str text, size_t i)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(&mt_tail_index, text, i, hits);

    return n ? (enum mt_tail)mt_tails[hits[n - 1]->row].class : MT_TAIL_NONE;
}

/* The next word's first byte, or 0 at the end of the scene. */
static size_t next_word(const struct mt_scene *scene, size_t i)
{
    mt_str text = scene->story->text;

    while (i < scene->span.to && text.p[i] != ' ')
        i++;
    while (i < scene->span.to && text.p[i] == ' ')
        i++;
    return i < scene->span.to ? i : 0;
}

static bool ends_clause(mt_str text, size_t i, size_t end)
{
    uint32_t cp = i < end ? mt_utf8_at(text, i) : 0;

    return cp == 0 || cp == '.' || cp == ',' || cp == '"' || cp == '!' ||
           cp == '?' || cp == 0x2026 || cp == 0x201D || cp == 0x2019 ||
           cp == '\'' || cp == ']' || cp == 0xB7;
}

/* 마비[됐]지만, 멈[췄]는데: a verb in the past, which no later word takes
 * back. */
static bool is_past(mt_str text, size_t to)
{
    return mt_final(mt_utf8_before(text, to)) == MT_FINAL_SS;
}

/* 다운[되면서] 상인들이 피해를 봤다: a clause of its own, before the next. */
static bool is_while(const struct mt_scene *scene, size_t i)
{
    mt_str rest = mt_str_sub(scene->story->text, i, scene->span.to);

    rest = mt_str_sub(rest, 0, mt_str_find(rest, MT_LIT(" ")));
    return mt_str_ends(rest, MT_LIT("면서"));
}

/* What follows the noun of failure that ends at byte i. */
static enum mt_tail tail_of(const struct mt_scene *scene, size_t i)
{
    mt_str text = scene->story->text;
    enum mt_tail tail = tail_at(text, i);
    size_t at = i + mt_josa_at(text, i).n;

    if (tail != MT_TAIL_NONE || is_past(text, i))
        return tail;
    if (is_while(scene, i))
        return MT_TAIL_ASSERT;
    if (at > i && at < scene->span.to && text.p[at] == ' ')
        at++;
    else if (at == i && text.p[i] == ' ')
        at = i + 1;
    for (int n = 0; n < WORDS_AHEAD && at && at < scene->span.to; n++) {
        tail = tail_at(text, at);
        /* 막혀 결제할 수 [없는] 상황: not as in 장애 없는 */
        if (mt_str_ends(mt_str_sub(text, 0, at), MT_LIT("수 ")))
            tail = MT_TAIL_NONE;
        if (tail != MT_TAIL_NONE)
            return tail;
        at = next_word(scene, at);
    }
    return MT_TAIL_NONE;
}

/* Is the word a stem with its ending behind it (막혔|다), not a noun? */
static bool is_verb(mt_str text, const struct mt_hit *hit)
{
    uint32_t next = mt_utf8_at(text, hit->span.to);

    return mt_is_hangul(next) && mt_josa_at(text, hit->span.to).n == 0;
}

/* 접속되지 않자 [해킹]설이 돌았다: a rumour of why, which takes no failure
 * back; 먹통이라는 소문이 돌았다: of the failure itself. */
static bool is_rumoured(const struct mt_scene *scene, mt_span ahead)
{
    static const char *const whys[] = { "해킹", "공격",   "디도스", "때문",
                                        "원인", "자 ",    "면서 ",  "탓" };
    const struct mt_hits *hits = &scene->story->hits;

    for (size_t i = mt_first_hit(hits, ahead.from);
         i < scene->hits.to && hits->v[i].span.from < ahead.to; i++)
        if (mt_hit_cue(&hits->v[i]) == MT_CUE_RUMOR)
            return !mt_str_has_any(mt_str_sub(hits->text, ahead.from,
                                              hits->v[i].span.to),
                                   MT_ALL(whys));
    return false;
}

static bool mood_against(const struct mt_scene *scene, const struct mt_hit *hit)
{
    mt_span ahead = { hit->span.to, hit->span.to + MOOD_REACH };

    return is_rumoured(scene, ahead) ||
           mt_scene_has(scene, MT_CUE_PREVENT, ahead) ||
           mt_scene_has(scene, MT_CUE_HYPO, ahead);
}

/* 장애[나 이상이 없]다, 장애[와 이상 징후가 없]다: denied with its
 * neighbour. */
static bool is_denied_too(const struct mt_scene *scene,
                          const struct mt_hit *hit)
{
    static const char *const links[] = { "나 ", "이나 ", "와 ", "과 ",
                                         "·",   " 또는 ", " 및 ", ", " };
    mt_str rest = mt_str_sub(scene->story->text, hit->span.to, scene->span.to);

    for (size_t k = 0; k < sizeof links / sizeof *links; k++)
        if (mt_str_take(&rest, mt_str_c(links[k]))) {
            size_t at = scene->span.to - rest.n;

            return mt_scene_has(scene, MT_CUE_NORMAL,
                                (mt_span){ (uint32_t)at,
                                           (uint32_t)at + DENIED_REACH });
        }
    return false;
}

/* [장애 시간은] 20일 15:40~17:05이다: a label, and then its time. */
static bool labels_time(const struct mt_scene *scene, const struct mt_hit *hit)
{
    static const char *const labels[] = { "간은 ", "각은 ", "대는 ", "시는 " };

    if (!mt_str_ends_any(mt_str_at(scene->story->text, hit->span),
                         MT_ALL(labels)))
        return false;
    for (size_t k = scene->times.from; k < scene->times.to; k++) {
        const struct mt_time *time = &scene->story->times.v[k];

        if (time->span.from == hit->span.to)
            return time->kind == MT_TIME_RANGE;
    }
    return false;
}

/* Does a clock stand between two bytes? */
static bool is_timed(const struct mt_scene *scene, mt_span within)
{
    for (size_t k = scene->times.from; k < scene->times.to; k++) {
        const struct mt_time *time = &scene->story->times.v[k];

        if (time->span.from >= within.from && time->span.to <= within.to &&
            time->grain != MT_GRAIN_PART && mt_when_has_clock(time->from))
            return true;
    }
    return false;
}

/* [장애는] 20일 오후 3시 49분 버지니아 리전에서 [시작됐다]: said to have
 * begun, however much is told between. */
static bool is_said_to_begin(const struct mt_scene *scene,
                             const struct mt_hit *hit)
{
    enum mt_josa role = mt_josa_at(scene->story->text, hit->span.to).role;
    mt_span ahead = { hit->span.to, hit->span.to + BEGIN_REACH };
    mt_str words = mt_str_at(scene->story->text, ahead);
    static const char *const verbs[] = { "시작됐", "발생했", "일어났", "생겼",
                                         "나타났", "벌어졌", "불거졌", "빚어졌",
                                         "시작돼", "발생해", "일어나",
                                         "나타나" };

    if (role != MT_JOSA_TOPIC || !is_timed(scene, ahead))
        return false;
    words = mt_str_sub(words, 0, mt_str_find(words, MT_LIT("다.")));
    ahead.to = ahead.from + (uint32_t)words.n;
    return mt_str_has_any(words, MT_ALL(verbs)) &&
           !mt_scene_has(scene, MT_CUE_HYPO, ahead) &&
           !mt_scene_has(scene, MT_CUE_NORMAL, ahead);
}

enum mt_assertion mt_trigger_claim(const struct mt_scene *scene,
                                   const struct mt_hit *hit)
{
    mt_str text = scene->story->text;
    enum mt_cue cue = mt_hit_cue(hit);
    enum mt_assertion full = cue == MT_CUE_FAIL ? MT_CLAIM_FAIL : MT_CLAIM_SOFT;
    enum mt_tail tail;

    if (cue == MT_CUE_DOWN)
        return mood_against(scene, hit) ? MT_CLAIM_NONE : MT_CLAIM_SOFT;
    if (cue == MT_CUE_LASTED && labels_time(scene, hit))
        return MT_CLAIM_SOFT;
    if (cue != MT_CUE_FAIL && cue != MT_CUE_SOFT && cue != MT_CUE_FLAW)
        return MT_CLAIM_NONE;
    tail = tail_of(scene, hit->span.to);
    if (tail == MT_TAIL_UNREAL || mood_against(scene, hit) ||
        is_denied_too(scene, hit))
        return MT_CLAIM_NONE;
    if (cue != MT_CUE_SOFT && is_said_to_begin(scene, hit))
        return full;
    if (tail == MT_TAIL_REFER && cue != MT_CUE_SOFT)
        return MT_CLAIM_REFER;
    if (tail == MT_TAIL_ASSERT || cue == MT_CUE_SOFT || is_verb(text, hit) ||
        ends_clause(text, hit->span.to, scene->span.to))
        return full;
    return scene->kind == MT_LINE_PARAGRAPH ? MT_CLAIM_REFER : full;
}

/* 복구, 정상화 alone: nouns that say nothing without what follows. */
static bool is_noun_of_recovery(mt_str words)
{
    return mt_str_eq(words, MT_LIT("복구")) ||
           mt_str_eq(words, MT_LIT("정상화")) ||
           mt_str_eq(words, MT_LIT("안정화"));
}

/* 다시 접속할 수 있[을 것], 정상화[될 전망], 해결되[는 것은 아니]다: not
 * yet. */
static bool is_expected(const struct mt_scene *scene, const struct mt_hit *hit)
{
    static const char *const words[] = {
        "을 것",   "될 것", "할 것", "될 전망",     "될 예정",
        "할 예정", "지 않", "지 못", "는 것은 아니", "는 것이 아니",
    };
    mt_str rest = mt_str_sub(scene->story->text, hit->span.to,
                             hit->span.to + EXPECTED_REACH);

    return mt_str_has_any(rest, MT_ALL(words));
}

/* 복구를 마[치고] 진료를 정상화하[겠다]: no past tense, and a promise at the
 * clause's end. */
static bool is_promised(const struct mt_scene *scene, const struct mt_hit *hit)
{
    static const char *const words[] = { "겠다", "겠습니다", "기로 ", "할 계획",
                                         "할 방침", "할 것" };
    mt_str rest = mt_str_sub(scene->story->text, hit->span.to,
                             hit->span.to + PROMISE_REACH);
    mt_str stop = MT_LIT("다."), first = rest;
    uint32_t cp;

    if (is_past(scene->story->text, hit->span.to))
        return false; /* [완료했]으며 */
    rest = mt_str_sub(rest, 0, mt_str_find(rest, stop) + 3);
    for (int n = 0; n < VERB_MOST && mt_utf8_next(&first, &cp) && cp != ' ';
         n++)
        if (mt_final(cp) == MT_FINAL_SS && cp != 0xACA0)
            return false; /* 했, 됐, 쳤 */
    return mt_str_has_any(rest, MT_ALL(words));
}

bool mt_restore_due(const struct mt_scene *scene, const struct mt_hit *hit)
{
    static const char *const dues[] = { "할 예정", "될 예정", "할 전망",
                                        "될 전망", "할 계획", "겠다" };
    mt_str rest = mt_str_sub(scene->story->text, hit->span.to,
                             hit->span.to + EXPECTED_REACH);

    return mt_hit_cue(hit) == MT_CUE_RESTORE &&
           mt_str_has_any(rest, MT_ALL(dues));
}

bool mt_restore_done(const struct mt_scene *scene, const struct mt_hit *hit)
{
    const struct mt_word *hits[MT_HITS];
    mt_str text = scene->story->text;

    if (mt_hit_cue(hit) != MT_CUE_RESTORE ||
        (mood_against(scene, hit) && !is_past(text, hit->span.to)) ||
        is_expected(scene, hit) || is_promised(scene, hit))
        return false;
    if (!is_noun_of_recovery(mt_str_at(text, hit->span)) ||
        hit->span.to >= scene->span.to)
        return true;
    return mt_words_at(&mt_done_index, text, hit->span.to, hits) > 0;
}

bool mt_scene_unreal(const struct mt_scene *scene)
{
    mt_span head = { scene->span.from, scene->span.from + 40 };

    return mt_scene_has(scene, MT_CUE_DRILL, scene->span) ||
           (mt_scene_has(scene, MT_CUE_HYPO, head) &&
            (mt_scene_has(scene, MT_CUE_PLAN, scene->span) ||
             mt_scene_has(scene, MT_CUE_UPKEEP, scene->span)));
}
