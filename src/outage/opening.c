/* SPDX-License-Identifier: MIT */
#include "outage/opening.h"

enum {
    NEAR = 4,   /* sentences between an opening and what it led to */
    REACH = 200, /* bytes from the clock to what was opened then */
};

static bool has_stage(const struct mt_scene *scene, enum mt_opening stage,
                      mt_span within)
{
    const struct mt_hits *hits = &scene->story->hits;

    for (size_t i = mt_first_hit(hits, within.from);
         i < scene->hits.to && hits->v[i].span.from < within.to; i++)
        if (hits->v[i].table == MT_TABLE_OPENINGS &&
            hits->v[i].span.to <= within.to &&
            mt_openings[hits->v[i].row].stage == stage)
            return true;
    return false;
}

/* A point of the clock, or a stretch from it on. */
static bool is_clock(const struct mt_time *time)
{
    return time->kind != MT_TIME_DURATION && time->grain != MT_GRAIN_PART &&
           mt_when_has_clock(time->from) && mt_when_has_date(time->from) &&
           !(time->flags & MT_TIME_OPEN_FROM);
}

static bool is_near(const struct mt_book *book, const struct mt_scene *scene)
{
    return book->opened_at && scene->index + 1 <= book->opened_at + NEAR;
}

void mt_opening_see(struct mt_book *book, const struct mt_event *event)
{
    const struct mt_scene *scene = event->scene;

    if (is_near(book, scene) &&
        has_stage(scene, MT_OPENING_ONCE, scene->span))
        book->rushed_at = scene->index + 1;
    if (event->claim > MT_CLAIM_REFER || event->restored.to ||
        event->windows.n)
        return;
    for (size_t k = scene->times.from; k < scene->times.to; k++) {
        const struct mt_time *time = &scene->story->times.v[k];
        mt_span behind = { time->span.to, time->span.to + REACH };

        if (!is_clock(time) || !has_stage(scene, MT_OPENING_OPENS, behind))
            continue;
        book->opened = (mt_moment){ time->from,
                                    (time->flags & MT_TIME_APPROX) != 0, false,
                                    time->span };
        book->opened_at = scene->index + 1;
        return;
    }
}

/* Has the event no time of its own but, at most, the day of the opening? */
static bool may_take(const struct mt_event *event, const mt_moment *opened)
{
    const struct mt_window *window = event->windows.v;

    if (event->windows.n != 1)
        return event->windows.n == 0;
    return !window->start.span.to && !window->end.span.to &&
           window->day.span.to &&
           mt_when_same_day(window->day.at, opened->at);
}

void mt_opening_follow(const struct mt_book *book, struct mt_event *event)
{
    const struct mt_scene *scene = event->scene;
    mt_span before = { scene->span.from, event->trigger.from };
    struct mt_window window = { 0 };

    if (event->claim <= MT_CLAIM_REFER || !is_near(book, scene) ||
        !may_take(event, &book->opened))
        return;
    if (!has_stage(scene, MT_OPENING_ONCE, before) &&
        (!book->rushed_at || book->rushed_at != scene->index))
        return;
    if (event->windows.n)
        window = event->windows.v[0];
    window.start = book->opened;
    event->windows = (struct mt_windows){ 0 };
    *mt_vec_add(book->arena, &event->windows) = window;
}
