/* SPDX-License-Identifier: MIT */
#include "outage/pick.h"

#include "outage/day.h"
#include "outage/fit.h"

enum {
    SERIES = 4,  /* sentences that tell the outages of a series */
    RECENT = 35, /* days from the article in which an outage is its subject */
};

/* Is it told in the first `most` sentences of the body? */
static bool in_lead(const struct mt_story *story, const struct mt_draft *draft,
                    int most)
{
    int body = 0;

    for (size_t i = 0; i < story->sentences.n && body < most; i++) {
        body += mt_is_body_line(story->sentences.v[i].kind);
        for (size_t k = 0; k < draft->sources.n; k++)
            if (draft->sources.v[k].scene == i)
                return true;
    }
    return false;
}

/* The day of the newest outage told, in days since 1970. */
static int64_t newest_day(const struct mt_book *book)
{
    int64_t best = INT64_MIN;

    for (size_t i = 0; i < book->drafts.n; i++) {
        mt_when at = mt_window_anchor(&book->drafts.v[i]->window);

        if (mt_when_has_date(at) && mt_when_days(at) > best)
            best = mt_when_days(at);
    }
    return best;
}

bool mt_is_main(const struct mt_book *book, const struct mt_draft *draft)
{
    mt_when at = mt_window_anchor(&draft->window);
    mt_when now = book->story->article->published;
    bool first = draft->order == 0;

    if (at.precision == MT_PRECISION_NONE)
        return !draft->past;
    if (at.precision < MT_PRECISION_DAY || now.precision < MT_PRECISION_DAY)
        return first;
    if (mt_when_days(now) - mt_when_days(at) > RECENT)
        return first && in_lead(book->story, draft, MT_LEAD);
    if (first)
        return true;
    return !draft->past && (mt_when_days(at) + 1 >= newest_day(book) ||
                            in_lead(book->story, draft, SERIES));
}

static bool is_told(const struct mt_draft *draft)
{
    for (size_t i = 0; i < draft->sources.n; i++)
        if (draft->sources.v[i].claim > MT_CLAIM_NONE)
            return draft->names.n > 0;
    /* 2일에는 8시 56분부터 같은 증상이 나타났다: claimed by its clock */
    return draft->names.n > 0 && draft->window.start.span.to;
}

/* Said by somebody, and not by the report? */
static bool is_quoted(const struct mt_story *story,
                      const struct mt_source *source)
{
    struct mt_scene scene;

    mt_scene_read(&scene, story, source->scene);
    return mt_scene_quote(&scene, source->trigger.from) >= 0;
}

/* One remark without any time: a supplier, a bystander, the name of a law. */
static bool is_remark(const struct mt_story *story,
                      const struct mt_draft *draft)
{
    bool first = draft->order == 0;

    if (draft->sources.n != 1 || draft->window.length ||
        mt_window_anchor(&draft->window).precision != MT_PRECISION_NONE ||
        mt_own_day(story, draft).span.to)
        return false;
    if (first && is_quoted(story, &draft->sources.v[0]))
        return !draft->ongoing.to && !draft->restored.to;
    if (first)
        return draft->sources.v[0].claim < MT_CLAIM_FAIL &&
               !draft->ongoing.to && !draft->restored.to;
    return draft->sources.v[0].claim < MT_CLAIM_FAIL &&
           !(draft->names.v[0]->known && draft->names.v[0]->service >= 0 &&
             !draft->names.v[0]->generic && !draft->past);
}

/* 66[건], 47[억]: a number of cases or a sum. */
static bool has_count(mt_str words)
{
    static const char *const units[] = { "건", "억", "회" };

    for (size_t i = 0; i + 1 < words.n; i++)
        for (size_t k = 0; k < sizeof units / sizeof *units; k++)
            if (mt_is_digit(words.p[i]) &&
                mt_str_starts(mt_str_sub(words, i + 1, words.n),
                              mt_str_c(units[k])))
                return true;
    return false;
}

/* 최근 5년간 증권사에서 840건 발생했다: a count over years, which tells no
 * outage. */
static bool is_statistic(const struct mt_story *story, size_t index)
{
    struct mt_scene scene;
    bool years = false, counts;

    mt_scene_read(&scene, story, index);
    counts = has_count(mt_str_at(story->text, scene.span));
    for (size_t k = scene.times.from; k < scene.times.to; k++) {
        const struct mt_time *time = &story->times.v[k];

        if (time->kind == MT_TIME_DATE &&
            time->from.precision >= MT_PRECISION_DAY &&
            !mt_when_eq(mt_when_cut(story->article->published,
                                    MT_PRECISION_DAY),
                        time->from))
            return false;
        years |= (time->kind == MT_TIME_DURATION && time->least.years >= 1) ||
                 ((time->kind == MT_TIME_RANGE || counts) &&
                  time->from.precision == MT_PRECISION_YEAR);
    }
    return years;
}

/* Told by nothing but statistics, and with no time of its own? */
static bool is_counted(const struct mt_story *story,
                       const struct mt_draft *draft)
{
    if (mt_window_anchor(&draft->window).precision >= MT_PRECISION_MONTH ||
        draft->window.length || draft->restored.to || draft->ongoing.to)
        return false;
    for (size_t i = 0; i < draft->sources.n; i++)
        if (mt_is_body_line(
                story->sentences.v[draft->sources.v[i].scene].kind) &&
            !is_statistic(story, draft->sources.v[i].scene))
            return false;
    return true;
}

/* 재판부는 "전산 장애로 …"라고 했다. 한편 2017년 11월 12일에는 …: the same
 * outage, first talked about and then told with its day. */
static bool is_told_later(const struct mt_book *book,
                          const struct mt_draft *draft)
{
    if (mt_window_anchor(&draft->window).precision != MT_PRECISION_NONE ||
        draft->window.length || draft->restored.to || draft->ongoing.to ||
        mt_implied_day(book, draft).span.to)
        return false;
    for (size_t i = 0; i < book->drafts.n; i++) {
        const struct mt_draft *other = book->drafts.v[i];

        if (other != draft && is_told(other) &&
            mt_names_fit(&other->names, &draft->names) &&
            mt_window_anchor(&other->window).precision >= MT_PRECISION_DAY)
            return true;
    }
    return false;
}

/* 은행 앱이 잇달아 멈췄다: a kind that stands for those named afterwards. */
static bool is_stand_in(const struct mt_book *book,
                        const struct mt_draft *draft)
{
    const struct mt_name *name = draft->names.v[0];

    if (name->service >= 0 || name->body_label.n || draft->window.length ||
        mt_when_has_clock(mt_window_anchor(&draft->window)))
        return false;
    for (size_t i = 0; i < book->drafts.n; i++) {
        const struct mt_draft *other = book->drafts.v[i];

        if (other != draft && is_told(other) && !other->past &&
            other->names.v[0]->body_label.n &&
            mt_window_fit(&other->window, &draft->window, false) != MT_FIT_NO)
            return true;
    }
    return false;
}

bool mt_is_record(const struct mt_book *book, const struct mt_draft *draft)
{
    return is_told(draft) && !is_remark(book->story, draft) &&
           !is_counted(book->story, draft) && !is_told_later(book, draft) &&
           !is_stand_in(book, draft);
}
