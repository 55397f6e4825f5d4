/* SPDX-License-Identifier: MIT */
#include "outage/draft.h"

#include "outage/fit.h"

enum { NAMES_MOST = 24, DRAFTS_MOST = 64 };

static bool has_anchor(const struct window *window)
{
    return window_anchor(window).precision != MT_PRECISION_NONE;
}

static bool holds(const struct drafts *drafts, const struct draft *draft)
{
    for (size_t i = 0; i < drafts->n; i++)
        if (drafts->v[i] == draft)
            return true;
    return false;
}

static void add_name(struct mt_arena *arena, struct failing *names,
                     const struct mt_name *name)
{
    for (size_t i = 0; i < names->n; i++)
        if (mt_str_eq(names->v[i]->label, name->label))
            return;
    if (names->n < NAMES_MOST)
        *mt_vec_add(arena, names) = name;
}

/* The names of the event that belong to the body of its name number i. */
static struct failing body_group(struct mt_arena *arena,
                                 const struct failing *all, size_t i)
{
    struct failing group = { 0 };

    for (size_t k = i; k < all->n; k++)
        if (k == i || mt_same_body(all->v[i], all->v[k]))
            add_name(arena, &group, all->v[k]);
    return group;
}

static bool grouped_before(const struct failing *all, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (mt_same_body(all->v[k], all->v[i]))
            return true;
    return false;
}

static bool has_several(const struct failing *all)
{
    for (size_t i = 1; i < all->n; i++)
        if (!mt_same_body(all->v[0], all->v[i]))
            return true;
    return false;
}

/* 앞서, 지난해에도: does the event go back behind what the draft tells of? */
static bool goes_back(const struct draft *draft, const struct event *event,
                      const struct window *window)
{
    mt_when at = window_anchor(window);
    mt_when now = event->scene->story->article->published;

    if (has_anchor(&draft->window) || at.precision == MT_PRECISION_NONE)
        return false;
    if (at.precision < MT_PRECISION_DAY)
        return event->past || at.year != now.year || at.month != now.month;
    return event->past && now.precision >= MT_PRECISION_DAY &&
           mt_when_days(now) - mt_when_days(at) > 3;
}

static struct draft *find(const struct book *book, const struct event *event,
                          const struct failing *names,
                          const struct window *window)
{
    struct draft *best = NULL;
    int best_score = 0;
    bool again =
        scene_has(event->scene, MT_CUE_AGAIN, event->scene->span);

    for (size_t i = 0; i < book->drafts.n; i++) {
        struct draft *draft = book->drafts.v[i];
        enum fit fit = window_fit(&draft->window, window, again);
        bool current = holds(&book->current, draft);
        int score;

        if (fit == FIT_NO || goes_back(draft, event, window) ||
            (names->n ? !names_fit(&draft->names, names) : !current))
            continue;
        score = 4 * (int)fit + 2 * current + (draft->past == event->past);
        if (score >= best_score) {
            best = draft;
            best_score = score;
        }
    }
    return best;
}

static bool finer(const moment *have, const moment *more)
{
    return !have->span.to || have->at.precision < more->at.precision;
}

static bool same_moment(const moment *a, const moment *b)
{
    return mt_when_eq(a->at, b->at);
}

static void merge_start(struct draft *draft, const struct window *more,
                        struct mt_arena *arena)
{
    struct window *have = &draft->window;

    if (!more->start.span.to)
        return;
    if (finer(&have->start, &more->start) ||
        (have->accident && !more->accident)) {
        have->start = more->start;
        have->accident = more->accident;
    } else if (!more->accident && !same_moment(&have->start, &more->start)) {
        *mt_vec_add(arena, &draft->others) = more->start.span;
    }
}

static void merge_end(struct draft *draft, const struct window *more,
                      struct mt_arena *arena)
{
    struct window *have = &draft->window;
    bool later;

    if (!more->end.span.to)
        return;
    if (have->start.span.to && mt_when_has_clock(more->end.at) &&
        mt_when_minutes(more->end.at) < mt_when_minutes(have->start.at))
        return;
    later = have->end.span.to && mt_when_minutes(more->end.at) >
                                     mt_when_minutes(have->end.at);
    if (finer(&have->end, &more->end) || (later && more->whole)) {
        have->end = more->end;
        have->whole = more->whole;
    } else if (!same_moment(&have->end, &more->end)) {
        *mt_vec_add(arena, &draft->others) = more->end.span;
    }
}

static void merge(struct book *book, struct draft *draft,
                  const struct event *event, const struct window *window)
{
    struct source *source;

    merge_start(draft, window, book->arena);
    merge_end(draft, window, book->arena);
    if (finer(&draft->window.day, &window->day) && window->day.span.to)
        draft->window.day = window->day;
    if (!draft->window.length)
        draft->window.length = window->length;
    if (draft->past && event->claim == CLAIM_NONE && event->windows.n == 0)
        return;
    draft->restored |= event->restored;
    draft->ongoing = event->ongoing || (draft->ongoing && !event->restored);
    source = mt_vec_add(book->arena, &draft->sources);
    *source = (struct source){ event->scene->index, event->claim,
                               event->trigger,
                               has_several(&event->failing) };
}

/* "5월에만 세 번": a count over a period is no outage of its own. */
static bool is_count(const struct event *event, const struct window *window)
{
    mt_when at = window_anchor(window);

    return at.precision != MT_PRECISION_NONE &&
           at.precision < MT_PRECISION_DAY &&
           scene_has(event->scene, MT_CUE_COUNT, event->scene->span);
}

/* A headline or a caption alone is no report. */
static bool is_body(const struct scene *scene)
{
    return scene->kind != MT_LINE_TITLE && scene->kind != MT_LINE_SUBTITLE &&
           scene->kind != MT_LINE_CAPTION;
}

static bool may_begin(const struct book *book, const struct event *event,
                      const struct failing *names, const struct window *window)
{
    /* 사고는 11시 16분께 시작돼: refers to the failure and yet tells it */
    enum claim least = mt_when_has_clock(window_anchor(window))
                           ? CLAIM_REFER
                           : CLAIM_SOFT;

    if (event->claim < least || names->n == 0 ||
        book->drafts.n >= DRAFTS_MOST)
        return false;
    if (is_count(event, window) || !is_body(event->scene) ||
        (names->v[0]->generic && !has_anchor(window)))
        return false;
    return has_anchor(window) || !event->past;
}

static struct draft *begin(struct book *book, const struct event *event)
{
    struct draft *draft = mt_arena_alloc(book->arena, sizeof *draft);

    draft->order = book->drafts.n;
    draft->past = event->past;
    *mt_vec_add(book->arena, &book->drafts) = draft;
    return draft;
}

static void enter_one(struct book *book, const struct event *event,
                      const struct failing *names, const struct window *window,
                      struct drafts *touched)
{
    struct draft *draft = find(book, event, names, window);

    if (!draft) {
        if (!may_begin(book, event, names, window))
            return;
        draft = begin(book, event);
    }
    if (event->claim > CLAIM_REFER || draft->names.n == 0)
        for (size_t i = 0; i < names->n; i++)
            add_name(book->arena, &draft->names, names->v[i]);
    merge(book, draft, event, window);
    if (!holds(touched, draft))
        *mt_vec_add(book->arena, touched) = draft;
}

/* The names of what is talked about, for a sentence that names nothing. */
static struct failing topic(const struct book *book)
{
    return book->current.n ? book->current.v[0]->names : book->topic;
}

static void enter_window(struct book *book, const struct event *event,
                         const struct window *window, struct drafts *touched)
{
    const struct failing *all = &event->failing;
    struct failing names = topic(book);

    if (all->n == 0)
        enter_one(book, event, &names, window, touched);
    for (size_t i = 0; i < all->n; i++)
        if (!grouped_before(all, i)) {
            names = body_group(book->arena, all, i);
            enter_one(book, event, &names, window, touched);
        }
}

/* 2022년 화재 … 당시 닷새간 먹통이었다: the day told before is meant. */
static struct window then(const struct book *book, const struct event *event)
{
    struct window window = { 0 };
    const struct scene *scene = event->scene;

    if (scene_has(scene, MT_CUE_THEN, scene->span))
        window.day = book->told;
    else if (scene_has(scene, MT_CUE_SAME, scene->span) && book->current.n)
        window.start = book->current.v[0]->window.start;
    return window;
}

static void remember(struct book *book, const struct event *event)
{
    const struct scene *scene = event->scene;

    for (size_t i = scene->times.from; i < scene->times.to; i++) {
        const struct mt_time *time = &scene->story->times.v[i];

        if (time->kind == MT_TIME_DATE || time->kind == MT_TIME_DATETIME)
            book->told = (moment){
                mt_when_cut(time->from, MT_PRECISION_DAY),
                (time->flags & MT_TIME_APPROX) != 0, time->span
            };
    }
}

void book_enter(struct book *book, const struct event *event)
{
    struct window window = then(book, event);
    struct drafts touched = { 0 };

    remember(book, event);
    if (event->claim >= CLAIM_REFER && event->failing.n)
        book->topic = event->failing;

    if (event->claim <= CLAIM_REFER && event->windows.n == 0 &&
        !event->restored && !event->ongoing)
        return;
    if (event->windows.n == 0)
        enter_window(book, event, &window, &touched);
    for (size_t i = 0; i < event->windows.n; i++) {
        if (has_anchor(&event->windows.v[i])) {
            enter_window(book, event, &event->windows.v[i], &touched);
            continue;
        }
        window.length = event->windows.v[i].length;
        enter_window(book, event, &window, &touched);
    }
    if (touched.n)
        book->current = touched;
}
