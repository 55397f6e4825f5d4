/* SPDX-License-Identifier: MIT */
#include "outage/event.h"

#include "base/utf8.h"
#include "outage/bystander.h"
#include "outage/failing.h"
#include "outage/unnamed.h"
#include "outage/window.h"
#include "text/josa.h"

enum {
    RIGHT_BEFORE = 12, /* bytes between a day and a word of recovery */
    VERB_REACH = 40,   /* between a failure and that it goes on */
};

/* 네트워크 장비 오류[로], 장애 [등으로]: why something else failed. */
static bool leads_on(const struct mt_scene *scene, const struct mt_hit *hit)
{
    static const char *const links[] = { "로 ",   "으로 ", " 등으로", "로 인",
                                         " 때문", " 탓",   "의 여파", "로, " };
    mt_str rest = mt_str_sub(scene->story->text, hit->span.to, scene->span.to);

    if (mt_hit_cue(hit) == MT_CUE_SOFT || !mt_scene_fails(scene, hit->span.to))
        return false;
    return mt_str_starts_any(rest, MT_ALL(links));
}

static void read_claims(struct mt_event *event, struct mt_arena *arena)
{
    const struct mt_scene *scene = event->scene;

    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &scene->story->hits.v[i];
        enum mt_assertion claim = mt_trigger_claim(scene, hit);

        if (claim == MT_CLAIM_NONE || leads_on(scene, hit))
            continue;
        if (claim > MT_CLAIM_REFER)
            mt_failing_read(scene, hit->span, arena, &event->failing);
        else
            mt_failing_read(scene, hit->span, arena, &event->referred);
        if (claim > event->claim) {
            event->claim = claim;
            event->trigger = hit->span;
        }
    }
}

/* A name of the sentence that an end or a length is told of. */
static void read_subject(struct mt_event *event, struct mt_arena *arena)
{
    const struct mt_scene *scene = event->scene;

    for (size_t k = scene->names.from; k < scene->names.to; k++) {
        const struct mt_name *name = &scene->story->names.v[k];

        if (mt_may_fail(scene, name))
            *mt_vec_add(arena, &event->failing) = name;
    }
}

/* 병원 "[28일]중 복구", on the 27th: a day to come right before it? */
static bool is_to_come(const struct mt_scene *scene, mt_span restored)
{
    mt_when now = scene->story->article->published;

    for (size_t i = scene->times.from; i < scene->times.to; i++) {
        const struct mt_time *time = &scene->story->times.v[i];

        if (mt_when_has_date(now) && mt_when_has_date(time->from) &&
            time->span.to <= restored.from &&
            time->span.to + RIGHT_BEFORE >= restored.from &&
            mt_when_days(time->from) > mt_when_days(now))
            return true;
    }
    return false;
}

static mt_span restored_span(const struct mt_scene *scene)
{
    for (size_t i = scene->hits.from; i < scene->hits.to; i++)
        if (mt_restore_done(scene, &scene->story->hits.v[i]) &&
            !is_to_come(scene, scene->story->hits.v[i].span))
            return scene->story->hits.v[i].span;
    return (mt_span){ 0, 0 };
}

/* 접속이 지연되[고 있다], 원활하지 못한[ 상태다]: does the verb say that it
 * goes on? */
static bool goes_on(const struct mt_scene *scene, const struct mt_hit *hit)
{
    mt_str text = scene->story->text;
    const struct mt_word *words[MT_HITS];
    size_t i = hit->span.to;
    int blanks = mt_josa_at(text, i).role == MT_JOSA_BY; /* 오류로 보고 있다 */

    if (!mt_is_body_line(scene->kind) ||
        mt_scene_quote(scene, hit->span.from) >= 0 ||
        mt_trigger_claim(scene, hit) <= MT_CLAIM_REFER)
        return false;
    if (mt_str_has(mt_str_at(text, hit->span), MT_LIT("고 있")))
        return true; /* 발급하[지 못하고 있]다 */
    for (size_t to = i + VERB_REACH;
         i < scene->span.to && i < to && blanks < 2;
         i += mt_utf8_width(text.p[i])) {
        if (mt_words_at(&mt_still_index, text, i, words))
            return true;
        blanks += text.p[i] == ' ';
    }
    return false;
}

/* 복구하[고 있]다, 복구[ 중]: a recovery under way. */
static bool is_under_way(const struct mt_scene *scene,
                         const struct mt_hit *hit)
{
    mt_str words = mt_str_at(scene->story->text, hit->span);

    return mt_hit_cue(hit) == MT_CUE_PARTIAL &&
           (mt_str_has(words, MT_LIT("고 있")) ||
            mt_str_has(words, MT_LIT(" 중")));
}

static mt_span ongoing_span(const struct mt_scene *scene)
{
    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &scene->story->hits.v[i];
        enum mt_cue cue = mt_hit_cue(hit);

        if (cue == MT_CUE_ONGOING || cue == MT_CUE_DOWN ||
            cue == MT_CUE_PROMISE || cue == MT_CUE_END_DENIED ||
            is_under_way(scene, hit) || mt_restore_due(scene, hit) ||
            goes_on(scene, hit))
            return hit->span;
    }
    return (mt_span){ 0, 0 };
}

/* 지난해 10월[에도] …: a day told as one more of its kind, and not today. */
static bool recalls(const struct mt_scene *scene)
{
    mt_str text = scene->story->text;
    mt_when now = scene->story->article->published;

    for (size_t i = scene->times.from; i < scene->times.to; i++) {
        const struct mt_time *time = &scene->story->times.v[i];
        mt_str rest = mt_str_sub(text, time->span.to, scene->span.to);

        if (time->kind == MT_TIME_DATE &&
            !mt_when_same_day(time->from, now) &&
            (mt_str_starts(rest, MT_LIT("에도")) ||
             mt_str_starts(rest, MT_LIT("에 이어"))))
            return true;
    }
    return false;
}

/* 롯데시네마와 메가박스는 복구됐지만 CGV는 여전히 …: names before the word of
 * recovery, where others stand between it and the word of failure. */
static void read_revived(struct mt_event *event, struct mt_arena *arena)
{
    const struct mt_scene *scene = event->scene;
    bool others = false;

    if (!event->restored.to || event->claim <= MT_CLAIM_REFER ||
        event->trigger.from < event->restored.to)
        return;
    for (size_t i = 0; i < event->failing.n; i++)
        others |= event->failing.v[i]->span.from >= event->restored.to;
    for (size_t k = scene->names.from; others && k < scene->names.to; k++) {
        const struct mt_name *name = &scene->story->names.v[k];

        if (name->span.to <= event->restored.from &&
            mt_may_fail(scene, name))
            *mt_vec_add(arena, &event->revived) = name;
    }
}

/* 12월 7일 [장애] 때는: is the failure that is talked about named by its
 * day? */
static bool is_dated(const struct mt_event *event)
{
    const struct mt_scene *scene = event->scene;

    for (size_t i = scene->times.from; i < scene->times.to; i++) {
        const struct mt_time *time = &scene->story->times.v[i];

        if (time->kind == MT_TIME_DATE &&
            time->from.precision >= MT_PRECISION_DAY &&
            time->span.to + 1 == event->trigger.from)
            return true;
    }
    return false;
}

/* 21일 오후 4시부터 27일 오전 9시까지 …를 쓸 수 없다: a stretch that ends after
 * the day of the article is announced, and has not failed. */
static bool is_announced(const struct mt_scene *scene)
{
    mt_when now = scene->story->article->published;

    if (mt_when_has_date(scene->story->article->modified))
        now = scene->story->article->modified;
    for (size_t i = scene->times.from; i < scene->times.to; i++) {
        const struct mt_time *time = &scene->story->times.v[i];

        if (mt_when_has_date(now) && time->kind == MT_TIME_RANGE &&
            !(time->flags & (MT_TIME_OPEN_FROM | MT_TIME_OPEN_TO)) &&
            mt_when_has_clock(time->to) && mt_when_has_date(time->to) &&
            mt_when_days(time->to) > mt_when_days(now) + 1)
            return true;
    }
    return false;
}

/* "△카카오페이: 1시~2시 송금 중단", and, behind what they are a list of, "△6월
 * 4일 2시간": nouns that say what happened. */
static bool is_told_by_item(const struct mt_event *event)
{
    return mt_scene_is_item(event->scene) && event->windows.n &&
           event->claim < MT_CLAIM_SOFT &&
           (event->claim == MT_CLAIM_REFER || event->failing.n == 0);
}

void mt_event_read(struct mt_event *event, const struct mt_scene *scene,
                   struct mt_arena *arena)
{
    *event = (struct mt_event){ .scene = scene };
    if (mt_scene_unreal(scene) || is_announced(scene))
        return;
    read_claims(event, arena);
    event->restored = restored_span(scene);
    event->ongoing = ongoing_span(scene);
    event->recalled = recalls(scene);
    event->past = mt_scene_has(scene, MT_CUE_PAST, scene->span) ||
                  mt_scene_has(scene, MT_CUE_THEN, scene->span) ||
                  event->recalled;
    if (event->claim > MT_CLAIM_REFER)
        event->unnamed = mt_unnamed_read(scene, event->trigger, arena);
    mt_windows_read(scene, arena, &event->windows);
    read_revived(event, arena);
    event->dated = event->claim == MT_CLAIM_REFER && is_dated(event);
    if (event->claim == MT_CLAIM_REFER)
        event->failing = event->referred;
    else if (event->claim == MT_CLAIM_NONE)
        read_subject(event, arena);
    if (is_told_by_item(event))
        event->claim = MT_CLAIM_SOFT;
}
