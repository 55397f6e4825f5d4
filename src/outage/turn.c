/* SPDX-License-Identifier: MIT */
#include "outage/turn.h"

#include "base/date.h"
#include "outage/failing.h"
#include "outage/fit.h"

enum {
    TOPIC_REACH = 27, /* bytes from a name to its particle: 고려대 전산처[는] */
    LAST = 9,         /* the number of 이번 in turns.tsv */
};

/* The last word before a byte that says whose turn it is. */
struct mark {
    size_t at;       /* where it ends; 0: none */
    uint64_t drafts; /* whose it is */
};

static void see(struct mark *mark, size_t at, uint64_t drafts)
{
    if (drafts && at > mark->at)
        *mark = (struct mark){ at, drafts };
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

static void see_names(struct mark *mark, const struct mt_book *book,
                      const struct mt_scene *scene, size_t at)
{
    for (size_t k = scene->names.to; k-- > scene->names.from;) {
        const struct mt_name *name = &book->story->names.v[k];

        if (name->span.to > at || !mt_heads_clause(scene, name, TOPIC_REACH))
            continue;
        see(mark, name->span.to, drafts_of_name(book, name));
        if (mark->at == name->span.to)
            return;
    }
}

static uint64_t drafts_of_day(const struct mt_book *book, mt_when day)
{
    uint64_t mask = 0;

    for (size_t i = 0; i < book->drafts.n; i++) {
        mt_when own = mt_window_anchor(&book->drafts.v[i]->window);

        if (mt_when_same_day(own, day))
            mask |= (uint64_t)1 << i;
    }
    return mask;
}

static void see_days(struct mark *mark, const struct mt_book *book,
                     const struct mt_scene *scene, size_t at)
{
    for (size_t k = scene->times.from; k < scene->times.to; k++) {
        const struct mt_time *time = &book->story->times.v[k];

        if (time->kind == MT_TIME_DATE && time->span.to <= at)
            see(mark, time->span.to, drafts_of_day(book, time->from));
    }
}

static int64_t moment_of(const struct mt_draft *draft)
{
    return mt_when_minutes(mt_window_anchor(&draft->window));
}

/* The nth of the drafts that are of one body with this one, by time. */
static uint64_t nth_of_kin(const struct mt_turn *turn, size_t nth)
{
    const struct mt_drafts *drafts = &turn->book->drafts;
    uint64_t kin = turn->ties->kin[turn->draft->order];
    size_t n = 0;

    for (size_t i = 0; i < drafts->n; i++)
        n += kin >> i & 1;
    if (nth == LAST)
        nth = n;
    for (size_t i = 0; i < drafts->n; i++) {
        size_t rank = 1;

        for (size_t k = 0; k < drafts->n; k++)
            rank += (kin >> k & 1) &&
                    moment_of(drafts->v[k]) < moment_of(drafts->v[i]);
        if ((kin >> i & 1) && n > 1 && rank == nth)
            return (uint64_t)1 << i;
    }
    return 0;
}

/* 첫 장애는 …, 두 번째는 …: by their order. */
static void see_numbers(struct mark *mark, const struct mt_turn *turn,
                        const struct mt_scene *scene, size_t at)
{
    const struct mt_word *hits[MT_HITS];
    mt_str text = turn->book->story->text;

    for (size_t i = scene->span.from; i < at; i++) {
        size_t n = mt_words_at(&mt_turn_index, text, i, hits);

        if (n)
            see(mark, i + hits[n - 1]->n,
                nth_of_kin(turn, (size_t)mt_turns[hits[n - 1]->row].nth));
    }
}

uint64_t mt_turn_of_others(const struct mt_turn *turn,
                           const struct mt_scene *scene, size_t at)
{
    struct mark mark = { 0 };

    if (turn->book->drafts.n < 2)
        return 0;
    see_names(&mark, turn->book, scene, at);
    see_days(&mark, turn->book, scene, at);
    see_numbers(&mark, turn, scene, at);
    return mt_tied(mark.drafts, turn->draft) ||
                   (mark.drafts & turn->ties->suppliers)
               ? 0
               : mark.drafts;
}
