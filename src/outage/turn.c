/* SPDX-License-Identifier: MIT */
#include "outage/turn.h"

#include "base/date.h"
#include "outage/fit.h"

enum {
    TOPIC_REACH = 27, /* bytes from a name to its particle: 고려대 전산처[는] */
    LAST = 9,         /* the number of 이번 in turns.tsv */
};

/* The last word before a byte that says whose turn it is. */
struct turn {
    size_t at;       /* where it ends; 0: none */
    uint64_t drafts; /* whose it is */
};

static void see(struct turn *turn, size_t at, uint64_t drafts)
{
    if (drafts && at > turn->at)
        *turn = (struct turn){ at, drafts };
}

/* 네이버[는], 고려대 전산처[는], SK텔레콤 측[은]: is a name what a clause is
 * about? */
static bool is_topic(const struct mt_scene *scene, const struct mt_name *name)
{
    mt_str rest = mt_str_sub(scene->story->text, name->span.to,
                             name->span.to + TOPIC_REACH);

    if (name->josa == MT_JOSA_TOPIC)
        return true;
    if (name->josa != MT_JOSA_NONE && name->josa != MT_JOSA_OF)
        return false;
    for (size_t i = 0; i + 4 <= rest.n; i++) {
        mt_str here = mt_str_sub(rest, i, rest.n);

        if (rest.p[i] == ',' || rest.p[i] == '.')
            return false;
        if (mt_str_starts(here, MT_LIT("은 ")) ||
            mt_str_starts(here, MT_LIT("는 ")))
            return true;
    }
    return false;
}

static uint64_t drafts_of_name(const struct mt_book *book,
                               const struct mt_name *name)
{
    uint64_t mask = 0;

    for (size_t i = 0; !name->weak && i < book->drafts.n; i++)
        if (mt_name_fits(name, &book->drafts.v[i]->names))
            mask |= (uint64_t)1 << i;
    return mask;
}

static void see_names(struct turn *turn, const struct mt_book *book,
                      const struct mt_scene *scene, size_t at)
{
    for (size_t k = scene->names.to; k-- > scene->names.from;) {
        const struct mt_name *name = &book->story->names.v[k];

        if (name->span.to > at || !is_topic(scene, name))
            continue;
        see(turn, name->span.to, drafts_of_name(book, name));
        if (turn->at == name->span.to)
            return;
    }
}

static uint64_t drafts_of_day(const struct mt_book *book, mt_when day)
{
    uint64_t mask = 0;

    for (size_t i = 0; i < book->drafts.n; i++) {
        mt_when own = mt_window_anchor(&book->drafts.v[i]->window);

        if (mt_when_has_date(own) && mt_when_days(own) == mt_when_days(day))
            mask |= (uint64_t)1 << i;
    }
    return mask;
}

static void see_days(struct turn *turn, const struct mt_book *book,
                     const struct mt_scene *scene, size_t at)
{
    for (size_t k = scene->times.from; k < scene->times.to; k++) {
        const struct mt_time *time = &book->story->times.v[k];

        if (time->kind == MT_TIME_DATE && time->span.to <= at &&
            mt_when_has_date(time->from))
            see(turn, time->span.to, drafts_of_day(book, time->from));
    }
}

static int64_t moment_of(const struct mt_draft *draft)
{
    return mt_when_minutes(mt_window_anchor(&draft->window));
}

/* The nth of the drafts that are of one body with this one, by time. */
static uint64_t nth_of_kin(const struct mt_book *book,
                           const struct mt_ties *ties,
                           const struct mt_draft *draft, size_t nth)
{
    uint64_t kin = ties->kin[draft->order];
    size_t n = 0;

    for (size_t i = 0; i < book->drafts.n; i++)
        n += kin >> i & 1;
    if (nth == LAST)
        nth = n;
    for (size_t i = 0; i < book->drafts.n; i++) {
        size_t rank = 1;

        for (size_t k = 0; k < book->drafts.n; k++)
            rank += (kin >> k & 1) &&
                    moment_of(book->drafts.v[k]) < moment_of(book->drafts.v[i]);
        if ((kin >> i & 1) && n > 1 && rank == nth)
            return (uint64_t)1 << i;
    }
    return 0;
}

/* 첫 장애는 …, 두 번째는 …: by their order. */
static void see_numbers(struct turn *turn, const struct mt_book *book,
                        const struct mt_ties *ties,
                        const struct mt_draft *draft,
                        const struct mt_scene *scene, size_t at)
{
    const struct mt_word *hits[MT_HITS];

    for (size_t i = scene->span.from; i < at; i++) {
        size_t n = mt_words_at(&mt_turn_index, book->story->text, i, hits);

        if (n)
            see(turn, i + hits[n - 1]->n,
                nth_of_kin(book, ties, draft,
                           (size_t)mt_turns[hits[n - 1]->row].nth));
    }
}

uint64_t mt_turn_of_others(const struct mt_book *book,
                           const struct mt_ties *ties,
                           const struct mt_draft *draft,
                           const struct mt_scene *scene, size_t at)
{
    struct turn turn = { 0 };

    if (book->drafts.n < 2)
        return 0;
    see_names(&turn, book, scene, at);
    see_days(&turn, book, scene, at);
    see_numbers(&turn, book, ties, draft, scene, at);
    return mt_tied(turn.drafts, draft) || (turn.drafts & ties->suppliers)
               ? 0
               : turn.drafts;
}
