/* SPDX-License-Identifier: MIT */
#include "outage/day.h"

#include "outage/ties.h"

/* The first day that a sentence names before byte `before`. */
static mt_moment first_day(const struct mt_story *story, size_t index,
                           size_t before)
{
    struct mt_scene scene;

    mt_scene_read(&scene, story, index);
    for (size_t k = scene.times.from; k < scene.times.to; k++) {
        const struct mt_time *time = &story->times.v[k];

        if (time->span.from < before && time->kind == MT_TIME_DATE &&
            mt_when_has_date(time->from) && mt_when_eq(time->from, time->to))
            return (mt_moment){ time->from, false, false, time->span };
    }
    return (mt_moment){ 0 };
}

static bool shares_source(const struct mt_draft *a, const struct mt_draft *b)
{
    for (size_t i = 0; i < a->sources.n; i++)
        for (size_t k = 0; k < b->sources.n; k++)
            if (a->sources.v[i].scene == b->sources.v[k].scene)
                return true;
    return false;
}

/* The day of another outage that the same sentence tells of: one cause, several
 * operators. */
static mt_moment sibling_day(const struct mt_book *book,
                             const struct mt_draft *draft)
{
    for (size_t i = 0; i < book->drafts.n; i++) {
        const struct mt_draft *other = book->drafts.v[i];
        const struct mt_window *window = &other->window;
        mt_moment at = window->start.span.to ? window->start : window->day;

        if (other == draft || !mt_when_has_date(at.at) ||
            !shares_source(draft, other))
            continue;
        at.at = mt_when_cut(at.at, MT_PRECISION_DAY);
        return at;
    }
    return (mt_moment){ 0 };
}

/* "18일 로이터에 따르면 … 막혔다": the day of the report, in its own sentence.
 */
mt_moment mt_own_day(const struct mt_story *story,
                     const struct mt_draft *draft)
{
    mt_moment day = { 0 };

    for (size_t i = 0; i < draft->sources.n && !day.span.to; i++)
        day = first_day(story, draft->sources.v[i].scene,
                        draft->sources.v[i].trigger.from);
    return day;
}

/* The day of publication, where the lead names it. */
static mt_moment lead_day(const struct mt_story *story)
{
    mt_when today = mt_when_cut(story->article->published, MT_PRECISION_DAY);
    mt_moment day = { 0 };
    size_t lead = 0;

    for (size_t i = 0; i < story->sentences.n && lead < MT_LEAD && !day.span.to;
         i++) {
        if (!mt_is_body_line(story->sentences.v[i].kind))
            continue;
        day = first_day(story, i, story->text.n);
        if (!mt_when_eq(today, day.at))
            day = (mt_moment){ 0 };
        lead++;
    }
    return day;
}

/* AWS에서 25일 장애가 났다. 이 여파로 쿠팡이 …: the day of the supplier that
 * the article is about, for those who hang on it. */
static mt_moment supplier_day(const struct mt_book *book,
                              const struct mt_draft *draft)
{
    const struct mt_draft *supplier = mt_supplier_of(book, draft);
    mt_moment at = { 0 };

    if (supplier)
        at = supplier->window.start.span.to ? supplier->window.start
                                            : supplier->window.day;
    if (!mt_when_has_date(at.at))
        return (mt_moment){ 0 };
    at.at = mt_when_cut(at.at, MT_PRECISION_DAY);
    return at;
}

mt_moment mt_implied_day(const struct mt_book *book,
                         const struct mt_draft *draft)
{
    mt_moment day = sibling_day(book, draft);

    if (!day.span.to)
        day = mt_own_day(book->story, draft);
    if (!day.span.to)
        day = lead_day(book->story);
    return day.span.to ? day : supplier_day(book, draft);
}
