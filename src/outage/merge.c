/* SPDX-License-Identifier: MIT */
#include "outage/merge.h"

enum { SOURCES_MOST = 200, ROUNDED = 90, HALF_DAY = 12 * 60 }; /* minutes */

static bool has_several(const struct mt_failing *all)
{
    for (size_t i = 1; i < all->n; i++)
        if (!mt_same_body(all->v[0], all->v[i]))
            return true;
    return false;
}

/* 오전 7시께 is told finer by 7시 10분, and not by 9시 9분. */
static bool finer(const mt_moment *have, const mt_moment *more)
{
    int64_t gap;

    if (!have->span.to)
        return true;
    if (have->at.precision >= more->at.precision)
        return false;
    gap = mt_when_minutes(more->at) - mt_when_minutes(have->at);
    return !mt_when_has_clock(have->at) || (gap > -ROUNDED && gap < ROUNDED);
}

/* 2시 40분 in a headline, 오후 2시 40분쯤 in the body. */
static bool surer(const mt_moment *have, const mt_moment *more)
{
    return have->either && !more->either &&
           mt_when_minutes(have->at) + 12 * 60 == mt_when_minutes(more->at);
}

static bool same_moment(const mt_moment *a, const mt_moment *b)
{
    return mt_when_eq(a->at, b->at);
}

static void merge_start(struct mt_draft *draft, const struct mt_window *more,
                        struct mt_arena *arena)
{
    struct mt_window *have = &draft->window;

    if (!more->start.span.to)
        return;
    if (finer(&have->start, &more->start) ||
        surer(&have->start, &more->start) ||
        (have->accident && !more->accident)) {
        have->start = more->start;
        have->abroad = more->abroad;
        have->accident = more->accident;
    } else if (!more->accident && !same_moment(&have->start, &more->start)) {
        *mt_vec_add(arena, &draft->others) = more->start.span;
    }
}

/* 오후 6시 20분에 멈춰 … 7시 55분 복구됐다: the half of the day in which an end
 * that does not say it can be. */
static mt_moment end_after(const struct mt_window *have, mt_moment end)
{
    if (end.either && have->start.span.to && mt_when_has_clock(end.at) &&
        mt_when_has_clock(have->start.at) &&
        mt_when_minutes(end.at) < mt_when_minutes(have->start.at) &&
        mt_when_minutes(end.at) + HALF_DAY > mt_when_minutes(have->start.at))
        end.at = mt_when_add_minutes(end.at, HALF_DAY);
    return end;
}

static void merge_end(struct mt_draft *draft, const struct mt_window *told,
                      struct mt_arena *arena)
{
    struct mt_window *have = &draft->window, placed = *told;
    const struct mt_window *more = &placed;
    bool later;

    placed.end = end_after(have, told->end);
    if (!more->end.span.to)
        return;
    if (have->start.span.to && mt_when_has_clock(more->end.at) &&
        mt_when_minutes(more->end.at) < mt_when_minutes(have->start.at))
        return;
    later = have->end.span.to && !more->end.either &&
            mt_when_minutes(more->end.at) > mt_when_minutes(have->end.at);
    if (finer(&have->end, &more->end) || surer(&have->end, &more->end) ||
        (later && more->whole)) {
        have->end = more->end;
        have->whole = more->whole;
    } else if (!same_moment(&have->end, &more->end)) {
        *mt_vec_add(arena, &draft->others) = more->end.span;
    }
}

/* A finer start may come to lie behind an end told before: that is
 * another's. */
static void drop_early_end(struct mt_draft *draft, struct mt_arena *arena)
{
    struct mt_window *have = &draft->window;

    if (!have->start.span.to || !have->end.span.to ||
        !mt_when_has_clock(have->end.at) ||
        mt_when_minutes(have->end.at) >= mt_when_minutes(have->start.at))
        return;
    *mt_vec_add(arena, &draft->others) = have->end.span;
    have->end = (mt_moment){ 0 };
}

/* 수십 분 or 3시간 넘게 in the lead, 약 3시간20분 later: the same told to the
 * minute. */
static bool is_finer(const struct mt_time *have, const struct mt_time *more)
{
    double a = mt_amount_minutes(have->least);
    double b = more ? mt_amount_minutes(more->least) : -1;

    if (have->flags & MT_TIME_FUZZY)
        return more && !(more->flags & MT_TIME_FUZZY);
    return b > 0 && a >= 60 && have->least.minutes < 0 &&
           more->least.minutes >= 0 && b > 0.7 * a && b < 1.5 * a;
}

/* [4시부터 5시까지] 멈춘 데 이어 7시부터 접속이 안 되고 있다: one of several
 * that has its end. */
static bool is_closed(const struct mt_event *event,
                      const struct mt_window *window)
{
    return event->windows.n > 1 && (window->end.span.to || window->length);
}

/* 복구됐으나 [8시께] 또 막혔다: a window told behind the recovery. */
static bool begins_after(const struct mt_window *window, mt_span restored)
{
    return window->start.span.to && window->start.span.from >= restored.to &&
           !window->end.span.to;
}

void mt_draft_merge(struct mt_book *book, struct mt_draft *draft,
                    const struct mt_event *event,
                    const struct mt_window *window)
{
    struct mt_source *source;

    merge_start(draft, window, book->arena);
    merge_end(draft, window, book->arena);
    drop_early_end(draft, book->arena);
    if (finer(&draft->window.day, &window->day) && window->day.span.to)
        draft->window.day = window->day;
    if (!draft->window.length || is_finer(draft->window.length, window->length))
        draft->window.length = window->length;
    if (draft->past && event->claim == MT_CLAIM_NONE && event->windows.n == 0)
        return;
    if (event->restored.to && !begins_after(window, event->restored))
        draft->restored = event->restored;
    if (event->restored.to > event->ongoing.to) /* 먹통 …, 지금은 복구됐다 */
        draft->ongoing = (mt_span){ 0, 0 };
    else if (event->ongoing.to && !is_closed(event, window))
        draft->ongoing = event->ongoing;
    if (draft->sources.n >= SOURCES_MOST)
        return;
    source = mt_vec_add(book->arena, &draft->sources);
    *source = (struct mt_source){ event->scene->index, event->claim,
                                  event->trigger,
                                  has_several(&event->failing) };
}
