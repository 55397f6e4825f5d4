/* SPDX-License-Identifier: MIT */
#include "outage/draft.h"

#include "outage/about.h"
#include "outage/accident.h"
#include "outage/failing.h"
#include "outage/fit.h"
#include "outage/merge.h"
#include "outage/opening.h"
#include "outage/pair.h"

enum {
    NAMES_MOST = 24,
    FRAGMENT = 12, /* bytes around the time of a sentence that is no more */
};

static bool has_anchor(const struct mt_window *window)
{
    return mt_window_anchor(window).precision != MT_PRECISION_NONE;
}

static bool holds(const struct mt_drafts *drafts, const struct mt_draft *draft)
{
    for (size_t i = 0; i < drafts->n; i++)
        if (drafts->v[i] == draft)
            return true;
    return false;
}

static void add_name(struct mt_arena *arena, struct mt_failing *names,
                     const struct mt_name *name)
{
    for (size_t i = 0; i < names->n; i++)
        if (mt_str_eq(names->v[i]->label, name->label))
            return;
    if (names->n < NAMES_MOST)
        *mt_vec_add(arena, names) = name;
}

/* The names of the event that belong to the body of its name number i. */
static struct mt_failing body_group(struct mt_arena *arena,
                                    const struct mt_failing *all, size_t i)
{
    struct mt_failing group = { 0 };

    for (size_t k = i; k < all->n; k++)
        if (k == i || mt_same_body(all->v[i], all->v[k]))
            add_name(arena, &group, all->v[k]);
    return group;
}

static bool grouped_before(const struct mt_failing *all, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (mt_same_body(all->v[k], all->v[i]))
            return true;
    return false;
}

/* 앞서, 지난해에도: does the event go back behind what the draft tells of? */
static bool goes_back(const struct mt_draft *draft,
                      const struct mt_event *event,
                      const struct mt_window *window)
{
    mt_when at = mt_window_anchor(window);
    mt_when now = event->scene->story->article->published;

    if (has_anchor(&draft->window) || at.precision == MT_PRECISION_NONE)
        return false;
    if (at.precision < MT_PRECISION_DAY)
        return event->past || at.year != now.year || at.month != now.month;
    return event->past && now.precision >= MT_PRECISION_DAY &&
           mt_when_days(now) - mt_when_days(at) > 3;
}

/* 오전 3시와 오후 6시쯤 두 차례: one outage each. */
static bool counts(const struct mt_event *event)
{
    return event->windows.n > 1 &&
           mt_scene_has(event->scene, MT_CUE_COUNT, event->scene->span);
}

static struct mt_draft *find(const struct mt_book *book,
                             const struct mt_event *event,
                             const struct mt_failing *names,
                             const struct mt_window *window)
{
    struct mt_draft *best = NULL;
    int best_score = 0;
    bool again = mt_scene_has(event->scene, MT_CUE_AGAIN,
                              event->scene->span) ||
                 counts(event);

    for (size_t i = 0; i < book->drafts.n; i++) {
        struct mt_draft *draft = book->drafts.v[i];
        enum mt_fit fit = mt_window_fit(&draft->window, window, again);
        bool current = holds(&book->current, draft);
        int score;

        if (fit == MT_FIT_NO || goes_back(draft, event, window) ||
            (draft->past && fit < MT_FIT_NEAR &&
             !mt_is_body_line(event->scene->kind)) ||
            (names->n ? !mt_names_fit(&draft->names, names) : !current))
            continue;
        score = 4 * (int)fit + 2 * current + (draft->past == event->past);
        if (score >= best_score) {
            best = draft;
            best_score = score;
        }
    }
    return best;
}

/* "5월에만 세 번": a count over a period is no outage of its own; 2월, 7월,
 * 9월에 걸쳐 세 번 names each. */
static bool is_count(const struct mt_event *event,
                     const struct mt_window *window)
{
    mt_when at = mt_window_anchor(window);

    return at.precision != MT_PRECISION_NONE &&
           at.precision < MT_PRECISION_DAY && event->windows.n < 2 &&
           !event->recalled && /* 지난 1월에 이어 두 번째 */
           mt_scene_has(event->scene, MT_CUE_COUNT, event->scene->span);
}

/* Is there a word of failure in it, whatever it claims? Not of an attack, which
 * may do no harm. */
static bool names_failure(const struct mt_scene *scene)
{
    mt_str words = mt_str_at(scene->story->text, scene->span);

    return !mt_str_has(words, MT_LIT("공격")) &&
           (mt_scene_has(scene, MT_CUE_FAIL, scene->span) ||
            mt_scene_has(scene, MT_CUE_FLAW, scene->span) ||
            mt_scene_has(scene, MT_CUE_SOFT, scene->span) ||
            mt_str_has(words, MT_LIT("사고")) ||
            mt_str_has(words, MT_LIT("사태")) ||
            mt_str_has(words, MT_LIT("증상")) ||
            mt_str_has(words, MT_LIT("문제")) ||
            mt_str_has(words, MT_LIT("현상")));
}

/* How plainly a sentence must claim a failure to open a record: one that gives
 * its clock may refer to it (사고는 11시 16분께 시작돼 …). */
static enum mt_assertion least_claim(const struct mt_event *event,
                                     const struct mt_window *window)
{
    const struct mt_scene *scene = event->scene;

    if (!mt_when_has_clock(mt_window_anchor(window)))
        return event->recalled || event->dated ? MT_CLAIM_REFER
                                               : MT_CLAIM_SOFT;
    if (names_failure(scene) &&
        (mt_scene_has(scene, MT_CUE_BEGIN, scene->span) ||
         mt_scene_has(scene, MT_CUE_LASTED, scene->span)))
        return MT_CLAIM_NONE;
    return MT_CLAIM_REFER;
}

/* A maker of cars whose plant stands still is no service that failed: a body of
 * no sector of ours needs a word of use, of kind or of device beside it. */
static bool is_service(const struct mt_event *event,
                       const struct mt_failing *names)
{
    const struct mt_scene *scene = event->scene;
    const struct mt_name *name = names->v[0];

    if (name->is_service ||
        (name->sector != MT_SECTOR_OTHER && name->sector != MT_SECTOR_NONE &&
         name->sector != MT_SECTOR_UTILITY))
        return true;
    return mt_scene_find(scene, MT_TABLE_USES, scene->span) ||
           mt_scene_find(scene, MT_TABLE_KINDS, scene->span) ||
           mt_scene_find(scene, MT_TABLE_DEVICES, scene->span);
}

/* 네티즌들은 "A도 B도 늘 이 모양"이라고 적었다: a user's remark with no time
 * opens nothing. */
static bool is_user_remark(const struct mt_event *event,
                           const struct mt_window *window)
{
    return !has_anchor(window) && event->trigger.to &&
           mt_scene_quote(event->scene, event->trigger.from) >= 0 &&
           mt_users_speak(event->scene);
}

static bool may_begin(const struct mt_book *book, const struct mt_event *event,
                      const struct mt_failing *names,
                      const struct mt_window *window)
{
    enum mt_assertion least = least_claim(event, window);

    if (event->claim < least || names->n == 0 ||
        book->drafts.n >= MT_DRAFTS_MOST || is_user_remark(event, window))
        return false;
    if (is_count(event, window) || !mt_is_body_line(event->scene->kind) ||
        (names->v[0]->generic && !has_anchor(window)))
        return false;
    return (has_anchor(window) || !event->past) && is_service(event, names);
}

/* 앞서 … 3월 14일 …. 지난달 31일에는 …: one look back follows the other. */
static bool goes_on_back(const struct mt_book *book,
                         const struct mt_window *window)
{
    mt_when at = mt_window_anchor(window), first;

    if (!book->past || !at.year)
        return false;
    first = mt_window_anchor(&book->drafts.v[0]->window);
    return first.year && mt_when_days(at) + 1 < mt_when_days(first);
}

static struct mt_draft *begin(struct mt_book *book,
                              const struct mt_event *event,
                              const struct mt_window *window)
{
    struct mt_draft *draft = mt_arena_alloc(book->arena, sizeof *draft);

    draft->order = book->drafts.n;
    draft->past = event->past || goes_on_back(book, window);
    book->past |= draft->past && draft->order > 0;
    *mt_vec_add(book->arena, &book->drafts) = draft;
    return draft;
}

/* Tells of nothing but an end or of work towards it, by whoever did it. */
static bool is_repair(const struct mt_event *event)
{
    return event->claim == MT_CLAIM_NONE && !event->past &&
           ((event->restored.to && event->windows.n) || event->ongoing.to);
}

/* 서비스는 [25일] 복구됐다: does the window say no more than the day of a
 * recovery? */
static bool is_day_of_end(const struct mt_event *event,
                          const struct mt_window *window)
{
    return event->restored.to && event->claim == MT_CLAIM_NONE &&
           window->day.span.to && !window->start.span.to &&
           !window->end.span.to;
}

static void enter_one(struct mt_book *book, const struct mt_event *event,
                      const struct mt_failing *names,
                      const struct mt_window *window)
{
    static const struct mt_failing nobody = { 0 };
    struct mt_window ends = { .end = window->day, .length = window->length };
    struct mt_draft *draft = NULL;

    if (is_day_of_end(event, window))
        draft = find(book, event, names, &ends);
    if (draft)
        window = &ends;
    else
        draft = find(book, event, names, window);
    if (!draft && is_repair(event)) /* 시는 KT와 복구에 나서 10시께 되살렸다 */
        draft = find(book, event, &nobody, window);
    if (!draft) {
        if (!may_begin(book, event, names, window))
            return;
        draft = begin(book, event, window);
    }
    if (event->claim > MT_CLAIM_REFER || draft->names.n == 0)
        for (size_t i = 0; i < names->n; i++)
            add_name(book->arena, &draft->names, names->v[i]);
    mt_draft_merge(book, draft, event, window);
    if (!holds(&book->touched, draft))
        *mt_vec_add(book->arena, &book->touched) = draft;
}

/* 네이버와 카카오가 멈췄다. [10시에 복구됐다]: of all that the sentence before
 * told of. */
static bool enter_end_of_all(struct mt_book *book,
                             const struct mt_event *event,
                             const struct mt_window *window)
{
    if (event->failing.n || event->claim != MT_CLAIM_NONE ||
        !event->restored.to || book->current.n < 2)
        return false;
    for (size_t i = 0; i < book->current.n; i++)
        enter_one(book, event, &book->current.v[i]->names, window);
    return true;
}

static void enter_window(struct mt_book *book, const struct mt_event *event,
                         const struct mt_window *window)
{
    const struct mt_failing *all = &event->failing;
    struct mt_failing names = mt_topic_of(book);

    if (enter_end_of_all(book, event, window))
        return;
    if (all->n == 0 && names.n == 0 && event->unnamed &&
        (!event->unnamed->generic || book->kinds))
        add_name(book->arena, &names, event->unnamed);
    if (all->n == 0 && names.n == 0)
        mt_fail_only(book, event, &names);
    if (all->n == 0)
        enter_one(book, event, &names, window);
    for (size_t i = 0; i < all->n; i++)
        if (!grouped_before(all, i)) {
            names = body_group(book->arena, all, i);
            enter_one(book, event, &names, window);
        }
}

/* 2022년 화재 … 당시 닷새간 먹통이었다: the day told before is meant. */
static struct mt_window then(const struct mt_book *book,
                             const struct mt_event *event)
{
    struct mt_window window = { 0 };
    const struct mt_scene *scene = event->scene;

    if (mt_scene_has(scene, MT_CUE_THEN, scene->span))
        window.day = book->told;
    else if (mt_scene_has(scene, MT_CUE_SAME, scene->span) && book->current.n)
        window.start = book->current.v[0]->window.start;
    return window;
}

/* 올해 1월 [문을 연] 서비스가 멈췄다. 당시 …: not the day of the opening. */
static bool is_of_another(const struct mt_scene *scene,
                          const struct mt_time *time)
{
    const struct mt_hit *owner = mt_time_owner(scene, time);

    return owner && mt_hit_cue(owner) == MT_CUE_UNRELATED;
}

static void remember(struct mt_book *book, const struct mt_event *event)
{
    const struct mt_scene *scene = event->scene;

    for (size_t i = scene->times.from; i < scene->times.to; i++) {
        const struct mt_time *time = &scene->story->times.v[i];

        if ((time->kind == MT_TIME_DATE || time->kind == MT_TIME_DATETIME) &&
            !is_of_another(scene, time))
            book->told = (mt_moment){ mt_when_cut(time->from, MT_PRECISION_DAY),
                                      (time->flags & MT_TIME_APPROX) != 0,
                                      false, time->span };
    }
}

static struct mt_window fragment_window(const struct mt_scene *scene)
{
    const struct mt_time *time = &scene->story->times.v[scene->times.from];
    mt_moment at = { time->from, (time->flags & MT_TIME_APPROX) != 0, false,
                     time->span };

    if (mt_when_has_clock(time->from) && time->grain != MT_GRAIN_PART)
        return (struct mt_window){ .start = at };
    at.at = mt_when_cut(at.at, MT_PRECISION_DAY);
    return (struct mt_window){ .day = at };
}

/* "5일 0시.": a sentence that is a time and nothing else. */
static bool is_fragment(const struct mt_scene *scene)
{
    const struct mt_time *time;
    size_t last = scene->times.to;
    mt_span span;

    if (scene->times.from == last)
        return false;
    time = &scene->story->times.v[scene->times.from];
    if (time->kind == MT_TIME_DURATION)
        return false;
    span = scene->story->times.v[last - 1].span;
    return time->span.from <= scene->span.from + FRAGMENT &&
           scene->span.to <= span.to + FRAGMENT;
}

/* Keeps the time of a sentence that names nobody for the next one. */
static void suspend(struct mt_book *book, const struct mt_event *event)
{
    const struct mt_scene *scene = event->scene;
    bool claims = event->claim > MT_CLAIM_REFER;

    bool quiet = !claims && !event->windows.n && !event->restored.to;

    /* 장애가 났다. 이 망은 … 쓴다. [센터는 …]: past a sentence of neither */
    if (quiet && book->pending_claim && book->drafts.n == 0 &&
        book->pending_at == scene->index && !event->failing.n) {
        book->pending_at = scene->index + 1;
        return;
    }
    book->pending_at = 0;
    if (book->touched.n || event->failing.n)
        return;
    if (claims && event->windows.n == 1)
        book->pending = event->windows.v[0];
    else if (is_fragment(scene))
        book->pending = fragment_window(scene);
    else
        return;
    book->pending_claim = claims;
    book->pending_at = scene->index + 1;
}

/* 오류가 났다. [농협·하나은행 등에서 고객들이 불편을 겪었다]: the names to
 * the time of the sentence before. */
static bool resumes(const struct mt_book *book, const struct mt_event *event)
{
    const struct mt_scene *scene = event->scene;

    if (book->pending_at == 0 || book->pending_at != scene->index ||
        event->windows.n || event->failing.n == 0)
        return false;
    return event->claim > MT_CLAIM_REFER ||
           (book->pending_claim &&
            mt_scene_has(scene, MT_CUE_LASTED, scene->span));
}

/* The windows that stand before byte `at` (or behind it). */
static struct mt_windows windows_by(const struct mt_event *event, size_t at,
                                    bool before, struct mt_arena *arena)
{
    struct mt_windows out = { 0 };

    for (size_t i = 0; i < event->windows.n; i++) {
        const struct mt_window *window = &event->windows.v[i];
        mt_span span = window->start.span.to ? window->start.span
                       : window->end.span.to ? window->end.span
                                             : window->day.span;

        if ((span.from < at) == before)
            *mt_vec_add(arena, &out) = *window;
    }
    return out;
}

static void enter_windows(struct mt_book *book, const struct mt_event *event);

/* A는 3시에 복구됐지만 B는 여전히 …: one sentence, two things told. */
static void enter_parts(struct mt_book *book, const struct mt_event *event)
{
    size_t turn = event->restored.to;
    struct mt_event back = *event, still = *event;

    back.failing = event->revived;
    back.claim = MT_CLAIM_NONE;
    back.ongoing = (mt_span){ 0, 0 };
    back.windows = windows_by(event, turn, true, book->arena);
    still.restored = (mt_span){ 0, 0 };
    still.windows = windows_by(event, turn, false, book->arena);
    back.revived = still.revived = (struct mt_failing){ 0 };
    enter_windows(book, &still); /* first: what is told next is about it */
    enter_windows(book, &back);
}

static void enter_windows(struct mt_book *book, const struct mt_event *event)
{
    const struct mt_failing *pairs = mt_event_pair(event, book->arena);
    struct mt_window window = then(book, event);
    struct mt_event one = *event;

    if (event->revived.n) {
        enter_parts(book, event);
        return;
    }
    if (event->windows.n == 0)
        enter_window(book, event, &window);
    for (size_t i = 0; i < event->windows.n; i++) {
        if (pairs)
            one.failing = pairs[i];
        if (has_anchor(&event->windows.v[i])) {
            enter_window(book, &one, &event->windows.v[i]);
            continue;
        }
        window.length = event->windows.v[i].length;
        enter_window(book, &one, &window);
    }
}

/* LG유플러스에서는 △2006년 6월 …: the head of a list, whose items are its. */
static bool heads_list(const struct mt_event *event)
{
    const struct mt_scene *scene = event->scene;

    return event->failing.n && event->windows.n == 0 &&
           !mt_scene_is_item(scene) &&
           mt_str_starts(mt_str_sub(scene->story->text, scene->span.to,
                                    scene->story->text.n),
                         MT_LIT("△"));
}

/* 이 회사는 작년에도 …: does the sentence begin so? */
static bool is_anaphor(const struct mt_scene *scene)
{
    const struct mt_word *hits[MT_HITS];

    return mt_words_at(&mt_anaphor_index, scene->story->text, scene->span.from,
                       hits) > 0;
}

void mt_book_enter(struct mt_book *book, const struct mt_event *event)
{
    struct mt_event resumed = *event;

    if (mt_is_use_of_topic(book, &event->failing))
        resumed.failing = (struct mt_failing){ 0 };
    event = &resumed;
    book->touched = (struct mt_drafts){ 0 };
    remember(book, event);
    if (event->claim >= MT_CLAIM_REFER && event->failing.n)
        book->topic = event->failing;
    if (heads_list(event)) {
        book->topic = event->failing;
        book->current = (struct mt_drafts){ 0 };
    }
    if (is_anaphor(event->scene) && event->failing.n == 0 && book->subject)
        *mt_vec_add(book->arena, &resumed.failing) = book->subject;
    mt_accident_follow(book, &resumed);
    mt_accident_see(book, event);
    mt_opening_follow(book, &resumed);
    mt_opening_see(book, event);
    mt_about_see(book, event->scene);
    if (resumes(book, event)) {
        resumed.windows = (struct mt_windows){ &book->pending, 1, 1 };
        if (resumed.claim < MT_CLAIM_SOFT)
            resumed.claim = MT_CLAIM_SOFT;
        enter_windows(book, &resumed);
    } else if (event->claim > MT_CLAIM_REFER || event->windows.n ||
               event->restored.to || event->ongoing.to) {
        enter_windows(book, &resumed);
    }
    suspend(book, event);
    if (book->touched.n)
        book->current = book->touched;
}
