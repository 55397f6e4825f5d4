/* SPDX-License-Identifier: MIT */
#include "outage/window.h"

enum { DAY = 24 * 60 }; /* minutes */

struct collector {
    const struct mt_scene *scene;
    struct mt_arena *arena;
    struct mt_windows *out;
    const struct mt_time *spare; /* a length before any window */
    mt_when abroad; /* the local day that the time at hand glosses */
};

static struct mt_window *fresh(struct collector *collector)
{
    struct mt_window *window = mt_vec_add(collector->arena, collector->out);

    window->length = collector->spare;
    collector->spare = NULL;
    return window;
}

static struct mt_window *last(struct collector *collector)
{
    struct mt_windows *out = collector->out;

    return out->n ? &out->v[out->n - 1] : fresh(collector);
}

static mt_moment from_of(const struct mt_time *time)
{
    return (mt_moment){ time->from, time->flags & MT_TIME_APPROX,
                        time->flags & MT_TIME_AMBIGUOUS, time->span };
}

static mt_moment to_of(const struct mt_time *time)
{
    bool range = time->kind == MT_TIME_RANGE;
    bool approx = range ? time->flags & MT_TIME_TO_APPROX
                        : time->flags & MT_TIME_APPROX;

    mt_when at = range ? time->to : time->from;

    if (range && time->flags & MT_TIME_OPEN_FROM)
        approx = (time->flags & (MT_TIME_APPROX | MT_TIME_TO_APPROX)) != 0;
    else if (range && time->flags & MT_TIME_OPEN_TO)
        at = time->from;
    if (range && time->to_grain == MT_GRAIN_PART) /* 이날 오전까지 */
        at = mt_when_cut(at, MT_PRECISION_DAY);
    return (mt_moment){ at, approx, time->flags & MT_TIME_AMBIGUOUS,
                        time->span };
}

/* A window that has only a day may take a clock of that day. */
static bool only_day(const struct mt_window *window)
{
    return !window->start.span.to && !window->end.span.to;
}

/* 오전 9시 26분(UTC 0시 26분): one mt_moment told twice. */
static bool same_instant(mt_when a, mt_when b)
{
    return a.year && b.year && mt_when_minutes(a) == mt_when_minutes(b);
}

/* Does the time name another day than the window's own? */
static bool is_other_day(const struct mt_window *window,
                         const struct mt_time *time)
{
    mt_when here = time->from;

    if (mt_when_has_clock(here) && here.year)
        here = mt_when_add_minutes(here, MT_KOREA - here.offset);
    return window->day.span.to && mt_when_has_date(window->day.at) &&
           mt_when_has_date(time->from) &&
           !(time->flags & MT_TIME_DAY_CARRIED) &&
           mt_when_days(window->day.at) != mt_when_days(here);
}

/* Is a failure said between two bytes? */
static bool fails_between(const struct mt_scene *scene, size_t from, size_t to)
{
    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &scene->story->hits.v[i];

        if (hit->span.from >= from && hit->span.to <= to &&
            mt_trigger_claim(scene, hit) > MT_CLAIM_REFER)
            return true;
    }
    return false;
}

/* 30분 만에 복구했으나 [11시] 또 꺼졌다: an end before the time, and a failure
 * behind it. */
static bool comes_again(const struct mt_scene *scene,
                        const struct mt_time *time)
{
    const struct mt_hit *owner = mt_scene_owner(scene, time->span.to);

    if (!owner || mt_trigger_claim(scene, owner) <= MT_CLAIM_REFER)
        return false;
    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &scene->story->hits.v[i];

        if (hit->span.to > time->span.from)
            return false;
        if (mt_restore_done(scene, hit))
            return true;
    }
    return false;
}

/* 어제는 A가 먹통이더니 오늘 8시부터 B가 …: two windows. 6일 자료를 보면 3일
 * 10시 40분부터 …: the first day is that of the report. */
static struct mt_window *window_for(struct collector *collector,
                                    const struct mt_time *time)
{
    struct mt_window *window = last(collector);

    if ((window->length || !only_day(window)) &&
        comes_again(collector->scene, time))
        return fresh(collector);
    if (!is_other_day(window, time))
        return window;
    if (fails_between(collector->scene, window->day.span.to, time->span.from))
        return fresh(collector);
    window->day = (mt_moment){ 0 };
    return window;
}

static void put_start(struct collector *collector, const struct mt_time *time,
                      bool accident)
{
    struct mt_window *window = window_for(collector, time);

    if (window->start.span.to &&
        (accident || same_instant(window->start.at, time->from)))
        return;
    if (window->start.span.to && !window->accident)
        window = fresh(collector);
    window->start = from_of(time);
    window->accident = accident;
}

static void put_range(struct collector *collector, const struct mt_time *time)
{
    struct mt_window *window = window_for(collector, time);

    if (window->start.span.to || window->end.span.to)
        window = fresh(collector);
    window->start = from_of(time);
    if (time->grain == MT_GRAIN_PART) { /* 오전부터 7시까지 */
        window->day = window->start;
        window->day.at = mt_when_cut(window->day.at, MT_PRECISION_DAY);
        window->start = (mt_moment){ 0 };
    }
    /* 6시부터 20분, 10시부터 정오를 넘기도록: no end is told */
    if (!(time->flags & (MT_TIME_DERIVED | MT_TIME_AT_LEAST)))
        window->end = to_of(time);
    if (time->range_amount >= 0 && !window->length)
        window->length = &collector->scene->story->times.v[time->range_amount];
}

/* 업비트는 10시에, [빗썸은] 11시에 복구됐다: is another body named between? */
static bool names_other(const struct mt_scene *scene, size_t from, size_t to)
{
    const struct mt_name *before = NULL;

    for (size_t k = scene->names.from; k < scene->names.to; k++) {
        const struct mt_name *name = &scene->story->names.v[k];

        if (name->josa != MT_JOSA_TOPIC)
            continue;
        if (name->span.to <= from)
            before = name;
        else if (before && name->span.to <= to)
            return !mt_same_body(before, name);
    }
    return false;
}

static void put_end(struct collector *collector, const struct mt_time *time)
{
    struct mt_window *window;
    mt_span around = { collector->scene->span.from, collector->scene->span.to };
    mt_moment end = to_of(time);

    if (time->flags & MT_TIME_AT_LEAST)
        return;
    window = last(collector);
    if (window->end.span.to &&
        names_other(collector->scene, window->end.span.to, time->span.from))
        window = fresh(collector);
    /* Ends of several functions: the last one is the end. */
    if (window->end.span.to &&
        mt_when_minutes(end.at) < mt_when_minutes(window->end.at))
        return;
    window->end = end;
    window->whole |= mt_scene_has(collector->scene, MT_CUE_WHOLE, around) ||
                     mt_scene_has(collector->scene, MT_CUE_EACH, around);
}

bool mt_window_lasts_days(const struct mt_window *window)
{
    return window->length &&
           mt_amount_minutes(window->length->least) >= DAY;
}

/* 이틀간 끊겼다가 [26일] 복구됐다: it lasted too long to begin on that day. */
static bool began_earlier(const struct mt_window *window)
{
    return !window->day.span.to && !window->start.span.to &&
           mt_window_lasts_days(window);
}

/* 4일 멈춰 [7일] 복구됐다: the day of the end of what began before. */
static bool is_end_day(const struct collector *collector,
                       const struct mt_window *window,
                       const struct mt_time *time)
{
    const struct mt_hit *owner = mt_scene_owner(collector->scene,
                                                time->span.to);
    mt_when began = window->start.span.to ? window->start.at : window->day.at;

    if (!owner || mt_hit_cue(owner) != MT_CUE_RESTORE ||
        window->end.span.to || !mt_when_has_date(time->from))
        return false;
    return began_earlier(window) ||
           (mt_when_has_date(began) &&
            mt_when_days(time->from) > mt_when_days(began));
}

/* 4일부터 7일까지: days, without their clocks. */
static bool is_day_range(const struct mt_time *time)
{
    return time->kind == MT_TIME_RANGE && time->grain == MT_GRAIN_DAY &&
           !(time->flags & (MT_TIME_OPEN_FROM | MT_TIME_OPEN_TO)) &&
           mt_when_has_date(time->from) && mt_when_has_date(time->to) &&
           mt_when_days(time->to) > mt_when_days(time->from);
}

static void put_day(struct collector *collector, const struct mt_time *time)
{
    struct mt_window *window = last(collector);

    if (is_end_day(collector, window, time)) {
        window->end = from_of(time);
        window->end.at = mt_when_cut(window->end.at, MT_PRECISION_DAY);
        return;
    }
    if (window->day.span.to || !only_day(window))
        window = fresh(collector);
    window->day = from_of(time);
    window->day.at = mt_when_cut(window->day.at,
                                 time->mod != MT_MOD_NONE &&
                                         !mt_when_eq(time->from, time->to)
                                     ? MT_PRECISION_MONTH
                                     : MT_PRECISION_DAY);
    if (is_day_range(time)) {
        window->end = to_of(time);
        window->end.at = mt_when_cut(window->end.at, MT_PRECISION_DAY);
    }
}

static void put_length(struct collector *collector, const struct mt_time *time)
{
    if (collector->out->n == 0)
        collector->spare = time;
    else if (!last(collector)->length)
        last(collector)->length = time;
}

/* 현지시간 오전 8시(한국시간 오후 4시): does b tell a over in Korean time? */
static bool is_gloss(mt_str text, const struct mt_time *a,
                     const struct mt_time *b)
{
    mt_str words = mt_str_at(text, b->span);

    return b->span.from > a->span.to && b->span.from <= a->span.to + 8 &&
           text.p[b->span.from - 1] == '(' &&
           (mt_str_starts(words, MT_LIT("한국")) ||
            mt_str_starts(words, MT_LIT("우리")));
}

static void put(struct collector *collector, const struct mt_time *time)
{
    switch (mt_time_use(collector->scene, time)) {
    case MT_USE_START: put_start(collector, time, false); break;
    case MT_USE_ACCIDENT: put_start(collector, time, true); break;
    case MT_USE_WINDOW: put_range(collector, time); break;
    case MT_USE_END: put_end(collector, time); break;
    case MT_USE_DAY: put_day(collector, time); break;
    case MT_USE_LENGTH: put_length(collector, time); break;
    case MT_USE_PARTIAL:
    case MT_USE_CURRENT:
    case MT_USE_NONE: break;
    }
}

/* 2:52부터 2:58까지, …1:44부터 1:50까지 각각 6분간; 5월 13일·20일에도
 * 1시간가량: one length for all. */
static void share_length(struct collector *collector)
{
    struct mt_windows *out = collector->out;
    const struct mt_time *length = out->n ? out->v[out->n - 1].length : NULL;
    bool days = true;

    if (!length || out->n < 2)
        return;
    for (size_t i = 0; i < out->n; i++)
        days &= only_day(&out->v[i]);
    if (!days &&
        !mt_scene_has(collector->scene, MT_CUE_EACH, collector->scene->span))
        return;
    for (size_t i = 0; i < out->n; i++)
        if (!out->v[i].length)
            out->v[i].length = length;
}

void mt_windows_read(const struct mt_scene *scene, struct mt_arena *arena,
                     struct mt_windows *out)
{
    struct collector collector = { scene, arena, out, NULL, { 0 } };
    const struct mt_time *times = scene->story->times.v;

    for (size_t i = scene->times.from; i < scene->times.to; i++) {
        if (i + 1 < scene->times.to &&
            is_gloss(scene->story->text, &times[i], &times[i + 1])) {
            collector.abroad = mt_when_cut(times[i].from, MT_PRECISION_DAY);
            continue;
        }
        put(&collector, &times[i]);
        if (out->n && collector.abroad.year)
            out->v[out->n - 1].abroad = collector.abroad;
        collector.abroad = (mt_when){ 0 };
    }
    if (collector.spare)
        fresh(&collector);
    share_length(&collector);
}
