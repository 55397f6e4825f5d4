/* SPDX-License-Identifier: MIT */
#include "outage/outage.h"

#include <math.h>

#include "base/hash.h"
#include "outage/about.h"
#include "outage/bystander.h"
#include "outage/failing.h"
#include "outage/fit.h"
#include "outage/day.h"
#include "outage/frame.h"
#include "outage/pick.h"
#include "outage/record.h"
#include "outage/runner.h"
#include "outage/window.h"

void mt_maker_quote(struct mt_maker *maker, const char *field, mt_span span)
{
    struct mt_evidence *evidence = mt_vec_add(maker->arena, &maker->evidence);

    *evidence = (struct mt_evidence){ field, span };
}

/* "aws.aws": the service that stands for all of its operator. */
static bool is_whole(const struct mt_name *name)
{
    mt_str id, head;

    if (name->service < 0)
        return false;
    id = mt_services[name->service].id;
    mt_str_split(&id, '.', &head);
    return mt_str_eq(id, head);
}

/* 키움증권 거래시스템, 농협 전산시스템: says less than any name beside it. */
static bool is_vague(const struct mt_name *name)
{
    return name->built && !name->known && name->kind &&
           mt_str_ends(mt_kinds[name->kind - 1].name, MT_LIT("시스템"));
}

/* 우리은행 모바일뱅킹 beside 우리WON뱅킹: what the app is, for its name. */
static bool is_app_of(const struct mt_name *kind, const struct mt_name *app)
{
    return kind->built && kind->kind &&
           mt_str_eq(mt_kinds[kind->kind - 1].name, MT_LIT("모바일뱅킹")) &&
           app->service >= 0 && !app->broad && !app->generic &&
           app->functions & 1u << MT_FUNCTION_BANKING &&
           !mt_str_has(app->label, MT_LIT("인터넷"));
}

/* EC2 beside AWS, a tenant's own data centre beside what ran in it. */
static bool is_part(const struct mt_failing *names, const struct mt_name *name)
{
    bool cloud = name->functions == 1u << MT_FUNCTION_CLOUD;

    for (size_t i = 0; i < names->n; i++) {
        const struct mt_name *other = names->v[i];

        if (other == name || !mt_same_body(other, name))
            continue;
        if ((name->sector == MT_SECTOR_CLOUD && is_whole(other)) ||
            (cloud && name->built && other->is_service && !other->built) ||
            (is_vague(name) && other->is_service && !other->broad &&
             !is_vague(other)) ||
            (is_app_of(name, other) && !is_app_of(other, name)))
            return true;
    }
    return false;
}

/* Is the kind called as in the table: ATM, and not 현금입출금기? */
static bool is_usual(const struct mt_name *name)
{
    return mt_str_ends(name->label, mt_kinds[name->kind - 1].name);
}

/* 우리은행 현금입출금기 beside 우리은행 ATM: the same kind of the same body,
 * worded otherwise. The usual word stands, else the first. */
static bool is_reworded(const struct mt_failing *names,
                        const struct mt_name *name)
{
    for (size_t i = 0; name->kind && i < names->n; i++) {
        const struct mt_name *other = names->v[i];

        if (other == name || !other->kind || !mt_same_body(other, name) ||
            !mt_str_eq(mt_kinds[other->kind - 1].name,
                       mt_kinds[name->kind - 1].name))
            continue;
        if (is_usual(other) != is_usual(name) ? is_usual(other)
                                              : other->span.from <
                                                    name->span.from)
            return true;
    }
    return false;
}

/* 지역화폐 beside 경기지역화폐: any such service, where one is named. */
static bool is_any_such(const struct mt_failing *names,
                        const struct mt_name *name)
{
    for (size_t i = 0; name->generic && i < names->n; i++)
        if (names->v[i] != name && names->v[i]->label.n > name->label.n &&
            mt_str_ends(names->v[i]->label, name->label))
            return true;
    return false;
}

bool mt_name_covered(const struct mt_failing *names, const struct mt_name *name)
{
    if (is_part(names, name) || is_reworded(names, name) ||
        is_any_such(names, name))
        return true;
    if (name->is_service && !name->broad)
        return false;
    for (size_t i = 0; i < names->n; i++) {
        const struct mt_name *other = names->v[i];

        if (other == name || !other->is_service || !mt_same_body(other, name))
            continue;
        if (!other->broad || !name->is_service)
            return true;
    }
    return false;
}

static bool has_label(const mt_str *v, size_t n, mt_str label)
{
    for (size_t i = 0; i < n; i++)
        if (mt_str_eq(v[i], label))
            return true;
    return false;
}

/* The names in the order of the text: those of one sentence were read from its
 * trigger backwards. */
static struct mt_failing in_order(const struct mt_failing *names,
                                  struct mt_arena *arena)
{
    struct mt_failing out = { 0 };

    for (size_t i = names->n; i-- > 0;) {
        size_t k = out.n;

        mt_vec_add(arena, &out);
        for (; k > 0 && out.v[k - 1]->span.from > names->v[i]->span.from; k--)
            out.v[k] = out.v[k - 1];
        out.v[k] = names->v[i];
    }
    return out;
}

static void put_names(struct mt_maker *maker)
{
    const struct mt_failing *names = &maker->draft->names;
    struct mt_failing told = in_order(names, maker->arena);
    mt_str *labels = mt_arena_alloc(maker->arena,
                                    (names->n + 1) * sizeof *labels);
    mt_str *ids = mt_arena_alloc(maker->arena, (names->n + 1) * sizeof *ids);
    struct mt_outage *out = maker->out;

    out->services.v = labels;
    out->service_ids.v = ids;
    for (size_t i = 0; i < told.n; i++) {
        const struct mt_name *name = told.v[i];

        if (mt_name_covered(names, name) ||
            has_label(labels, out->services.n, name->label) ||
            (name->service >= 0 &&
             has_label(ids, out->service_ids.n, mt_services[name->service].id)))
            continue;
        labels[out->services.n++] = name->label;
        mt_maker_quote(maker, "services", name->span);
        if (name->service >= 0)
            ids[out->service_ids.n++] = mt_services[name->service].id;
    }
    if (out->services.n == 0) { /* each covers another: the first stands */
        labels[out->services.n++] = names->v[0]->label;
        mt_maker_quote(maker, "services", names->v[0]->span);
    }
}

static void put_body(struct mt_maker *maker)
{
    const struct mt_failing *names = &maker->draft->names;
    const struct mt_name *runner;

    maker->out->sector = MT_SECTOR_NONE;
    for (size_t i = 0; i < names->n; i++) {
        if (maker->out->sector == MT_SECTOR_NONE)
            maker->out->sector = (enum mt_sector)names->v[i]->sector;
        if (!maker->out->operator_name.n && names->v[i]->body_label.n) {
            maker->out->operator_name = names->v[i]->body_label;
            mt_maker_quote(maker, "operator", names->v[i]->span);
        }
    }
    runner = maker->out->operator_name.n ? NULL : mt_runner_of(maker);
    if (runner) {
        maker->out->operator_name = runner->body_label;
        mt_maker_quote(maker, "operator", runner->span);
    }
}

/* 오후 4시 반까지 2시간가량 불통이었다: it began on the day of its end. */
static mt_moment day_of_end(const struct mt_window *window)
{
    mt_moment day = window->end;
    double minutes = window->length ? mt_amount_minutes(window->length->most)
                                    : -1;
    mt_when began;

    if (minutes < 0 || !mt_when_has_clock(day.at) || !mt_when_has_date(day.at))
        return (mt_moment){ 0 };
    began = mt_when_add_minutes(day.at, -(int64_t)minutes);
    if (mt_when_days(began) != mt_when_days(day.at))
        return (mt_moment){ 0 };
    day.at = mt_when_cut(day.at, MT_PRECISION_DAY);
    return day;
}

/* 이틀 동안 끊겼다. 26일 부품이 왔고 같은 날 복구됐다: the day of its end can't
 * be that of its start. */
static bool is_day_of_end(const struct mt_window *window)
{
    return window->day.span.to && window->end.span.to &&
           mt_window_lasts_days(window) &&
           mt_when_same_day(window->day.at, window->end.at);
}

static void put_times(struct mt_maker *maker)
{
    const struct mt_window *window = &maker->draft->window;
    struct mt_outage *out = maker->out;
    mt_moment start = window->start.span.to ? window->start : window->day;

    if (!window->start.span.to && is_day_of_end(window))
        start = (mt_moment){ 0 };
    if (!start.span.to && !window->end.span.to && out->primary &&
        !maker->draft->past)
        start = mt_implied_day(maker->book, maker->draft);
    if (!start.span.to)
        start = day_of_end(window);
    out->start = start.at;
    out->start_approx = start.approx;
    out->end = window->end.at;
    out->end_approx = window->end.approx;
    if (start.span.to)
        mt_maker_quote(maker, "start", start.span);
    if (window->end.span.to)
        mt_maker_quote(maker, "end", window->end.span);
}

static enum mt_bound bound_of(unsigned flags)
{
    if (flags & MT_TIME_AT_LEAST)
        return MT_BOUND_AT_LEAST;
    if (flags & MT_TIME_AT_MOST)
        return MT_BOUND_AT_MOST;
    if (flags & MT_TIME_LESS_THAN)
        return MT_BOUND_LESS_THAN;
    return flags & MT_TIME_MORE_THAN ? MT_BOUND_MORE_THAN : MT_BOUND_NONE;
}

static void put_stated(struct mt_maker *maker, const struct mt_time *length)
{
    struct mt_outage *out = maker->out;
    double least = mt_amount_minutes(length->least);
    double most = mt_amount_minutes(length->most);

    out->duration_stated = true;
    out->duration_approx = (length->flags &
                            (MT_TIME_APPROX | MT_TIME_MORE_THAN |
                             MT_TIME_LESS_THAN | MT_TIME_FUZZY)) != 0;
    out->duration_bound = bound_of(length->flags);
    out->duration_minutes = least;
    if (most > least)
        out->duration_minutes_max = most;
    mt_maker_quote(maker, "duration_minutes", length->span);
}

static void put_length(struct mt_maker *maker)
{
    const struct mt_window *window = &maker->draft->window;
    struct mt_outage *out = maker->out;

    out->duration_minutes = out->duration_minutes_max = -1;
    if (window->length)
        put_stated(maker, window->length);
    if (out->duration_minutes >= 0)
        return;
    if (out->start.precision >= MT_PRECISION_HOUR &&
        out->end.precision >= MT_PRECISION_HOUR && out->start.year &&
        out->end.year) {
        int64_t gap = mt_when_minutes(out->end) - mt_when_minutes(out->start);

        if (gap < 0)
            return;
        out->duration_minutes = (double)gap;
        out->duration_approx |= out->start_approx || out->end_approx;
        mt_maker_quote(maker, "duration_minutes", window->start.span);
        mt_maker_quote(maker, "duration_minutes", window->end.span);
    }
}

/* What says that it is over: the end, the length, or a word of recovery. */
static mt_span over_span(const struct mt_draft *draft)
{
    if (draft->window.end.span.to)
        return draft->window.end.span;
    if (draft->window.length)
        return draft->window.length->span;
    return draft->restored;
}

/* What says that it still fails. */
static mt_span going_span(const struct mt_draft *draft)
{
    return draft->past ? (mt_span){ 0, 0 } : draft->ongoing;
}

/* 복구에 나섰다 …. 1시간 반 동안 거래를 하지 못했다: work on it that was told
 * before how it ended. */
static bool was_mended(const struct mt_maker *maker,
                       const struct mt_draft *draft)
{
    static const char *const work[] = { "복구", "조치", "점검", "정상화" };
    const struct mt_window *window = &draft->window;
    mt_str words = mt_str_at(maker->story->text, draft->ongoing);

    if (over_span(draft).from < draft->ongoing.to)
        return false;
    return window->end.span.to ||
           (window->length && mt_str_has_any(words, MT_ALL(work)) &&
            !(window->length->flags & (MT_TIME_MORE_THAN | MT_TIME_SINCE)));
}

/* Of who hangs on a supplier and is not told of itself, the supplier's. */
static void put_state(struct mt_maker *maker)
{
    const struct mt_draft *draft = maker->draft;
    mt_span going, over;

    if (!going_span(draft).to && !over_span(draft).to &&
        mt_supplier_of(maker->book, draft))
        draft = mt_supplier_of(maker->book, draft);
    going = going_span(draft);
    over = over_span(draft);
    if (!going.to && !over.to)
        return;
    if (going.to && over.to && was_mended(maker, draft))
        going = (mt_span){ 0, 0 };
    maker->out->status = going.to ? MT_STATE_ONGOING : MT_STATE_RESOLVED;
    mt_maker_quote(maker, "status", going.to ? going : over);
}

static void put_conflicts(struct mt_maker *maker)
{
    const struct mt_draft *draft = maker->draft;
    mt_span kept = draft->window.start.span.to ? draft->window.start.span
                                               : draft->window.end.span;

    for (size_t i = 0; i < draft->others.n; i++) {
        struct mt_conflict *conflict = mt_vec_add(maker->arena,
                                                  &maker->conflicts);

        conflict->field = "time";
        conflict->kept = mt_str_at(maker->story->text, kept);
        conflict->other = mt_str_at(maker->story->text, draft->others.v[i]);
    }
}

/* A carrier whose internet alone failed: LG유플러스 인터넷. */
static void name_line(struct mt_maker *maker)
{
    struct mt_outage *out = maker->out;
    const struct mt_name *name = maker->draft->names.v[0];

    if (out->sector != MT_SECTOR_TELECOM || out->services.n != 1 ||
        out->functions != 1u << MT_FUNCTION_INTERNET || !name->broad)
        return;
    *(mt_str *)out->services.v = mt_arena_printf(maker->arena, "%.*s 인터넷",
                                                 MT_FMT(out->services.v[0]));
}

/* Two outages of one service that nothing tells apart: counted. */
static void put_id(struct mt_maker *maker, const struct mt_outages *before)
{
    char start[MT_WHEN_SIZE], end[MT_WHEN_SIZE];
    struct mt_outage *out = maker->out;
    size_t same = 0;
    mt_str key;

    mt_when_format(out->start, start);
    mt_when_format(out->end, end);
    for (size_t i = 0; i + 1 < before->n; i++) {
        char from[MT_WHEN_SIZE], to[MT_WHEN_SIZE];

        mt_when_format(before->v[i].start, from);
        mt_when_format(before->v[i].end, to);
        same += strcmp(from, start) == 0 && strcmp(to, end) == 0 &&
                mt_str_eq(before->v[i].services.v[0], out->services.v[0]);
    }
    key = mt_arena_printf(maker->arena, "%s|%.*s|%s|%s|%zu",
                          maker->story->article->id, MT_FMT(out->services.v[0]),
                          start, end, same);
    mt_id('o', key, out->id);
}

/*
 * How sure, as log-odds fitted over annotated articles (fixtures/articles/
 * ROUNDS.md tells how): of the records with 0.9 or more, 95 in 100 are right.
 */
static double confidence_of(const struct mt_outage *out)
{
    double odds = -0.6;

    if (mt_when_has_clock(out->start))
        odds += 1.9;
    else if (out->start.precision != MT_PRECISION_NONE)
        odds += 0.4;
    if (out->duration_stated)
        odds += 1.5;
    if (out->service_ids.n)
        odds += 0.5;
    if (out->cause != MT_CAUSE_NONE)
        odds += 1.0;
    return round(100 / (1 + exp(-odds))) / 100;
}

static void hand_over(struct mt_maker *maker)
{
    struct mt_outage *out = maker->out;

    out->symptoms = (mt_strs){ maker->symptoms.v, maker->symptoms.n };
    out->regions = (mt_strs){ maker->regions.v, maker->regions.n };
    out->affected = maker->affected.v;
    out->affected_count = maker->affected.n;
    out->claims = maker->claims.v;
    out->claim_count = maker->claims.n;
    out->conflicts = maker->conflicts.v;
    out->conflict_count = maker->conflicts.n;
    out->evidence = maker->evidence.v;
    out->evidence_count = maker->evidence.n;
}

static void make(const struct mt_book *book, const struct mt_ties *ties,
                 const struct mt_draft *draft, struct mt_outages *all)
{
    struct mt_outage *out = mt_vec_add(book->arena, all);
    struct mt_maker maker = { .story = book->story,
                              .arena = book->arena,
                              .book = book,
                              .ties = ties,
                              .draft = draft,
                              .out = out };

    out->primary = mt_is_main(book, draft);
    put_names(&maker);
    put_body(&maker);
    put_times(&maker);
    put_length(&maker);
    put_state(&maker);
    mt_details_read(&maker);
    mt_cause_read(&maker, out->primary);
    mt_harm_read(&maker);
    name_line(&maker);
    put_conflicts(&maker);
    put_id(&maker, all);
    out->confidence = confidence_of(out);
    hand_over(&maker);
}

/* The body first: a headline rounds, a caption repeats. */
static void tell(struct mt_book *book, bool body)
{
    for (size_t i = 0; i < book->story->sentences.n; i++) {
        struct mt_scene *scene;
        struct mt_event event;

        if (mt_is_body_line(book->story->sentences.v[i].kind) != body)
            continue;
        scene = mt_arena_alloc(book->arena, sizeof *scene);
        mt_scene_read(scene, book->story, i);
        mt_event_read(&event, scene, book->arena);
        mt_book_enter(book, &event);
    }
}

/* Names that the headline has: what the lead may leave out. */
static struct mt_failing headline_names(const struct mt_story *story,
                                        struct mt_arena *arena)
{
    struct mt_failing out = { 0 };

    for (size_t i = 0; i < story->sentences.n && out.n == 0; i++) {
        struct mt_scene scene;

        if (story->sentences.v[i].kind != MT_LINE_TITLE)
            continue;
        mt_scene_read(&scene, story, i);
        for (size_t k = scene.names.from; k < scene.names.to; k++)
            if (mt_may_fail(&scene, &story->names.v[k]))
                *mt_vec_add(arena, &out) = &story->names.v[k];
    }
    return out;
}

/* The service that the first sentence is about: IoT 플랫폼 '스마트싱스'는 …. */
static struct mt_failing lead_names(const struct mt_story *story,
                                    struct mt_arena *arena)
{
    struct mt_failing out = { 0 };
    struct mt_scene scene;
    size_t i = 0;

    while (i < story->sentences.n &&
           !mt_is_body_line(story->sentences.v[i].kind))
        i++;
    if (i == story->sentences.n)
        return out;
    mt_scene_read(&scene, story, i);
    for (size_t k = scene.names.from; k < scene.names.to && out.n == 0; k++) {
        const struct mt_name *name = &story->names.v[k];

        if (name->is_service && !name->built && !name->generic &&
            (name->josa == MT_JOSA_TOPIC || name->josa == MT_JOSA_SUBJECT) &&
            mt_may_fail(&scene, name))
            *mt_vec_add(arena, &out) = name;
    }
    return out;
}

static void make_all(const struct mt_book *book, const struct mt_ties *ties,
                     bool main, struct mt_outages *out)
{
    for (size_t i = 0; i < book->drafts.n; i++) {
        const struct mt_draft *draft = book->drafts.v[i];

        if (mt_is_record(book, draft) && mt_is_main(book, draft) == main)
            make(book, ties, draft, out);
    }
}

static bool names_any(const struct mt_book *book)
{
    for (size_t i = 0; i < book->drafts.n; i++)
        if (book->drafts.v[i]->names.n &&
            !book->drafts.v[i]->names.v[0]->generic)
            return true;
    return false;
}

void mt_outages_read(const struct mt_article *article, struct mt_arena *arena,
                     struct mt_outages *out)
{
    struct mt_story story;
    struct mt_book book = { .story = &story, .arena = arena }, again;
    struct mt_ties ties;

    mt_story_read(&story, article, arena);
    if (mt_frame_of(&story) != MT_FRAME_REPORT)
        return;
    book.topic = headline_names(&story, arena);
    if (book.topic.n == 0)
        book.topic = lead_names(&story, arena);
    again = book;
    tell(&book, true);
    if (!names_any(&book)) { /* 수강신청 시스템이 멈췄다 */
        book = again;
        book.kinds = true;
        book.only = mt_only_carrier(&story);
        tell(&book, true);
    }
    book.current = (struct mt_drafts){ 0 };
    if (book.drafts.n)
        *mt_vec_add(arena, &book.current) = book.drafts.v[0];
    tell(&book, false);
    mt_ties_read(&book, &ties);
    make_all(&book, &ties, true, out);
    make_all(&book, &ties, false, out);
}
