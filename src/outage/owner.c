/* SPDX-License-Identifier: MIT */
/*
 * Korean puts the verb behind: what a time belongs to is, as a rule, the next
 * predicate to its right that is said by the same voice. A time outside a
 * quotation never belongs to a word inside it, and the other way round.
 */
#include "outage/owner.h"

#include "base/utf8.h"
#include "text/josa.h"

enum {
    BEHIND = 60, /* bytes: 문제가 생긴 건 오전 8시 17분쯤부터다 */
    SUBJECT_REACH = 20, /* bytes before 시작된 */
    ACCIDENT_REACH = 45, /* bytes from 발생한 to 화재 */
    AT_ONCE = 30,      /* from what was done to 직후 */
    TOLD_AT_ONCE = 12, /* from 발표 to 직후 */
};

/* 접속 오류 [탓에] 점검에 들어갔다, 장애[로] 결제가 막혔다: why, and no
 * predicate. */
static bool is_reason(const struct mt_scene *scene, const struct mt_hit *hit)
{
    static const char *const links[] = { " 탓에", " 때문에", " 여파로",
                                         "의 여파로", "로 인해", " 탓으로" };
    mt_str rest = mt_str_sub(scene->story->text, hit->span.to, scene->span.to);

    return mt_str_starts_any(rest, MT_ALL(links));
}

/* [발생한] 데이터센터 화재로: no beginning of the failure. */
static bool begins_accident(const struct mt_scene *scene,
                            const struct mt_hit *hit)
{
    mt_span behind = { hit->span.to, hit->span.to + ACCIDENT_REACH };
    const struct mt_hit *reason;

    if (!mt_str_ends(mt_str_at(scene->story->text, hit->span), MT_LIT("한 ")))
        return false;
    reason = mt_scene_find(scene, MT_TABLE_REASONS, behind);
    return mt_scene_has(scene, MT_CUE_ACCIDENT, behind) ||
           (reason && mt_reasons[reason->row].cause != MT_CAUSE_OVERLOAD);
}

/* Is this cue a predicate that can own a time? */
static bool owns(const struct mt_scene *scene, const struct mt_hit *hit)
{
    switch (mt_hit_cue(hit)) {
    case MT_CUE_FAIL:
    case MT_CUE_FLAW:
    case MT_CUE_DOWN:
    case MT_CUE_SOFT:
        return mt_trigger_claim(scene, hit) != MT_CLAIM_REFER &&
               !is_reason(scene, hit);
    case MT_CUE_RESTORE: return mt_restore_done(scene, hit);
    case MT_CUE_PARTIAL:
    case MT_CUE_ONGOING:
    case MT_CUE_NOTICE:
    case MT_CUE_SOURCE:
    case MT_CUE_PLAN:
    case MT_CUE_UPKEEP:
    case MT_CUE_PROMISE:
    case MT_CUE_ACCIDENT:
    case MT_CUE_LASTED:
    case MT_CUE_UNRELATED: return true;
    case MT_CUE_BEGIN: return !begins_accident(scene, hit);
    default: return false;
    }
}

/* 신고 in 신고 접수 시스템 is part of a name. */
static bool in_kind(const struct mt_scene *scene, mt_span span)
{
    const struct mt_hits *hits = &scene->story->hits;

    for (size_t i = scene->hits.from; i < scene->hits.to; i++)
        if (hits->v[i].table == MT_TABLE_KINDS &&
            hits->v[i].span.from <= span.from && hits->v[i].span.to > span.to)
            return true;
    for (size_t i = scene->names.from; i < scene->names.to; i++) {
        const struct mt_name *name = &scene->story->names.v[i];

        if (name->span.from <= span.from && name->span.to > span.to)
            return true;
    }
    return false;
}

/* What people said or felt about it; 긴급 점검에 들어갔다 is something else
 * that was done. */
static bool is_talk(const struct mt_scene *scene, const struct mt_hit *hit)
{
    enum mt_cue cue = mt_hit_cue(hit);

    return (cue == MT_CUE_NOTICE || cue == MT_CUE_SOURCE ||
            cue == MT_CUE_UNRELATED) &&
           !mt_str_has(mt_str_at(scene->story->text, hit->span),
                       MT_LIT("점검"));
}

const struct mt_hit *mt_scene_owner(const struct mt_scene *scene, size_t to)
{
    const struct mt_hits *hits = &scene->story->hits;
    const struct mt_hit *reason = NULL;
    int voice = mt_scene_quote(scene, to - 1);

    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &hits->v[i];

        if (hit->table != MT_TABLE_CUES || hit->span.from < to ||
            mt_scene_quote(scene, hit->span.from) != voice)
            continue;
        if (owns(scene, hit) && !in_kind(scene, hit->span))
            return reason && is_talk(scene, hit) ? reason : hit;
        if (!reason && is_reason(scene, hit) &&
            mt_trigger_claim(scene, hit) > MT_CLAIM_REFER &&
            !in_kind(scene, hit->span))
            reason = hit;
    }
    return reason; /* 장애 탓에 불만이 쏟아졌다: nothing else failed */
}

/* The last predicate that ends at most BEHIND bytes before the time. */
static const struct mt_hit *last_owner(const struct mt_scene *scene,
                                       size_t from)
{
    const struct mt_hits *hits = &scene->story->hits;
    const struct mt_hit *best = NULL;

    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &hits->v[i];

        if (hit->table == MT_TABLE_CUES && hit->span.to <= from &&
            hit->span.to + BEHIND >= from && owns(scene, hit))
            best = hit;
    }
    return best;
}

bool mt_cue_fails(enum mt_cue cue)
{
    return cue == MT_CUE_FAIL || cue == MT_CUE_FLAW || cue == MT_CUE_SOFT ||
           cue == MT_CUE_LASTED || cue == MT_CUE_DOWN ||
           cue == MT_CUE_RESTORE || cue == MT_CUE_ONGOING ||
           cue == MT_CUE_BEGIN || cue == MT_CUE_PARTIAL;
}

/* 2교시가 [시작된] 9시에 멈췄다: what began is no failure. */
static bool begins_other(const struct mt_scene *scene,
                         const struct mt_hit *hit)
{
    mt_span before = { hit->span.from - SUBJECT_REACH, hit->span.from };

    if (hit->span.from < scene->span.from + SUBJECT_REACH)
        before.from = scene->span.from;
    return mt_hit_cue(hit) == MT_CUE_BEGIN &&
           !mt_str_ends(mt_str_trim(mt_str_at(scene->story->text, hit->span)),
                        MT_LIT("은")) &&
           !mt_scene_has(scene, MT_CUE_FAIL, before) &&
           !mt_scene_has(scene, MT_CUE_FLAW, before);
}

/* 접속이 막힌[ 것은 ]오후 2시였다: nothing but what a predicate is equated with
 * a time by; 멈춘 것은 2005년 이후 처음이다 tells no time of it. */
static bool is_cleft(mt_str gap, const struct mt_time *time)
{
    static const char *const nouns[] = { "것은", "건",     "때는",  "시각은",
                                         "시점은", "시간은", "것이", "게" };

    gap = mt_str_trim(gap);
    if (mt_str_eq_any(gap, MT_ALL(nouns)))
        return time->from.precision >= MT_PRECISION_DAY;
    return gap.n == 0;
}

/* 장애가 [시작된] 오전 9시 이후 문의가 쏟아졌다, [복구 시각은] 11시다: the
 * predicate right before a time that it describes or is equated with. */
static const struct mt_hit *described_by(const struct mt_scene *scene,
                                         const struct mt_time *time)
{
    const struct mt_hits *hits = &scene->story->hits;
    mt_str text = scene->story->text;
    mt_str before = mt_str_sub(text, scene->span.from, time->span.from);
    mt_str words = mt_str_trim(before);

    if (words.n == before.n || mt_str_ends(words, MT_LIT("만")) || /* 됐지만 */
        mt_final(mt_utf8_before(words, words.n)) != MT_FINAL_N)
        return NULL;
    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &hits->v[i];

        if (hit->table == MT_TABLE_CUES && hit->span.to <= time->span.from &&
            is_cleft(mt_str_sub(text, hit->span.to, time->span.from), time) &&
            mt_cue_fails(mt_hit_cue(hit)) && owns(scene, hit) &&
            !begins_other(scene, hit))
            return hit;
    }
    return NULL;
}

/* The first recovery told in bytes [from, to) of a scene, or NULL. */
static const struct mt_hit *end_within(const struct mt_scene *scene,
                                       size_t from, size_t to)
{
    const struct mt_hits *hits = &scene->story->hits;

    for (size_t i = mt_first_hit(hits, from);
         i < scene->hits.to && hits->v[i].span.from < to; i++)
        if (mt_hit_cue(&hits->v[i]) == MT_CUE_RESTORE &&
            owns(scene, &hits->v[i]))
            return &hits->v[i];
    return NULL;
}

/* 10시에 서버를 [늘려] 접속을 재개했다: what was done, and the end that it
 * brought about at once. */
static const struct mt_hit *repaired_by(const struct mt_scene *scene,
                                        const struct mt_hit *deed)
{
    static const char *const joined[] = { "려", "해", "아", "어" };
    mt_str rest = mt_str_sub(scene->story->text, deed->span.to, scene->span.to);
    const struct mt_hit *end = NULL;

    if (mt_str_ends_any(mt_str_at(scene->story->text, deed->span),
                        MT_ALL(joined)))
        end = end_within(scene, deed->span.to,
                         deed->span.to + mt_str_find(rest, MT_LIT(",")));
    return end ? end : deed;
}

/* 9시 문을 연 [직후부터] 결제가 막혔다, 판매를 시작하[자마자] …: the failure
 * that came right behind what was done. */
static const struct mt_hit *right_behind(const struct mt_scene *scene,
                                         const struct mt_hit *deed)
{
    static const char *const links[] = { "직후", "자마자", "동시에", "되자 ",
                                         "하자 ", "때부터", "뒤부터",
                                         "후부터", "곧바로", "곧장" };
    bool told = mt_hit_cue(deed) == MT_CUE_NOTICE; /* 8시 발표 [직후] */
    mt_str rest = mt_str_sub(scene->story->text, deed->span.to,
                             deed->span.to + (told ? TOLD_AT_ONCE : AT_ONCE));
    const struct mt_hit *next;

    if ((!told && mt_hit_cue(deed) != MT_CUE_UNRELATED) ||
        !mt_str_has_any(rest, MT_ALL(links)))
        return NULL;
    next = mt_scene_owner(scene, deed->span.to);
    return next && mt_trigger_claim(scene, next) > MT_CLAIM_REFER ? next : NULL;
}

/* 낮 12시까지 점검을 벌인 [끝에 정상화]했다: the end that it came to. */
static const struct mt_hit *outcome_of(const struct mt_scene *scene,
                                       const struct mt_hit *owner)
{
    const struct mt_hit *end;
    mt_str rest;

    if (!owner || mt_cue_fails(mt_hit_cue(owner)))
        return owner;
    end = right_behind(scene, owner);
    if (end)
        return end;
    if (mt_hit_cue(owner) == MT_CUE_UNRELATED)
        return repaired_by(scene, owner);
    rest = mt_str_sub(scene->story->text, owner->span.to, scene->span.to);
    end = end_within(scene,
                     owner->span.to + mt_str_find(rest, MT_LIT(" 끝에 ")),
                     scene->span.to);
    return end ? end : owner;
}

/* 접속이 막힌 건 22일[이다]; not 멈춘 원인을 22일 [내놨다]. */
static bool is_equated(const struct mt_scene *scene, const struct mt_time *time)
{
    static const char *const ends[] = { "이다", "이었", "였",   "입니",
                                        "이며", "이고", "부터", "로 ",
                                        "\"",  "”",    ".",    ")",
                                        "에 이", " 이어", "과 ", "와 ", "·",
                                        ", ",   " 두 ", " 세 ", "에도" };
    mt_str rest = mt_str_sub(scene->story->text, time->span.to, scene->span.to);

    return rest.n == 0 || mt_str_starts_any(rest, MT_ALL(ends));
}

const struct mt_hit *mt_time_owner(const struct mt_scene *scene,
                                   const struct mt_time *time)
{
    const struct mt_hit *owner = NULL;

    if (time->kind != MT_TIME_DURATION)
        owner = described_by(scene, time);
    if (!owner)
        owner = outcome_of(scene, mt_scene_owner(scene, time->span.to));
    if (!owner && (mt_when_has_clock(time->from) || is_equated(scene, time)))
        owner = last_owner(scene, time->span.from);
    return owner;
}

bool mt_scene_fails(const struct mt_scene *scene, size_t to)
{
    const struct mt_hit *owner = mt_scene_owner(scene, to);
    mt_span before;

    while (owner && mt_hit_cue(owner) == MT_CUE_ACCIDENT)
        owner = mt_scene_owner(scene, owner->span.to); /* 공격을 받아 멈췄다 */
    before = (mt_span){ (uint32_t)to, owner ? owner->span.from : 0 };
    if (!owner || mt_scene_has(scene, MT_CUE_NORMAL, before))
        return false;
    return mt_trigger_claim(scene, owner) > MT_CLAIM_REFER ||
           mt_hit_cue(owner) == MT_CUE_ONGOING;
}
