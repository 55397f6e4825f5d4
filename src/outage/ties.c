/* SPDX-License-Identifier: MIT */
#include "outage/ties.h"

#include "outage/fit.h"

enum { NAMES_LOOKED_AT = 24 }; /* of one sentence */

static uint64_t bit(const struct mt_draft *draft)
{
    return (uint64_t)1 << draft->order;
}

static void read_sources(const struct mt_book *book, struct mt_ties *out)
{
    for (size_t i = 0; i < book->drafts.n; i++) {
        const struct mt_draft *draft = book->drafts.v[i];

        for (size_t k = 0; k < draft->sources.n; k++)
            out->told[draft->sources.v[k].scene] |= bit(draft);
    }
    for (size_t i = 0; i < book->drafts.n; i++) {
        const struct mt_draft *draft = book->drafts.v[i];

        for (size_t k = 0; k < draft->sources.n; k++)
            out->together[i] |= out->told[draft->sources.v[k].scene];
    }
}

static bool is_same_day(const struct mt_draft *a, const struct mt_draft *b)
{
    mt_when x = mt_window_anchor(&a->window), y = mt_window_anchor(&b->window);

    return x.precision == MT_PRECISION_NONE ||
           y.precision == MT_PRECISION_NONE ||
           (x.year == y.year && x.month == y.month && x.day == y.day);
}

static bool is_supplier(const struct mt_draft *draft)
{
    for (size_t i = 0; i < draft->names.n; i++)
        if (draft->names.v[i]->sector == MT_SECTOR_CLOUD ||
            draft->names.v[i]->sector == MT_SECTOR_TELECOM ||
            draft->names.v[i]->sector == MT_SECTOR_SECURITY ||
            draft->names.v[i]->sector == MT_SECTOR_UTILITY)
            return true;
    return false;
}

const struct mt_draft *mt_supplier_of(const struct mt_book *book,
                                      const struct mt_draft *draft)
{
    const struct mt_draft *first = book->drafts.v[0];

    return draft != first && !draft->past && !first->past &&
                   is_supplier(first) && !is_supplier(draft)
               ? first
               : NULL;
}

static void read_pairs(const struct mt_book *book, struct mt_ties *out)
{
    for (size_t i = 0; i < book->drafts.n; i++) {
        const struct mt_draft *draft = book->drafts.v[i];

        if (is_supplier(draft))
            out->suppliers |= bit(draft);
        for (size_t k = 0; k < book->drafts.n; k++) {
            const struct mt_draft *other = book->drafts.v[k];

            if (is_same_day(draft, other))
                out->same_day[i] |= bit(other);
            if (mt_names_fit(&draft->names, &other->names))
                out->kin[i] |= bit(other);
        }
    }
}

/* The drafts that somebody named in the sentence belongs to. */
static uint64_t named_in(const struct mt_book *book,
                         const struct mt_scene *scene)
{
    uint64_t mask = 0;

    for (size_t k = scene->names.from;
         k < scene->names.to && k < scene->names.from + NAMES_LOOKED_AT; k++) {
        const struct mt_name *name = &book->story->names.v[k];

        for (size_t i = 0; !name->weak && i < book->drafts.n; i++)
            if (mt_name_fits(name, &book->drafts.v[i]->names))
                mask |= bit(book->drafts.v[i]);
    }
    return mask;
}

void mt_ties_read(const struct mt_book *book, struct mt_ties *out)
{
    size_t n = book->story->sentences.n;
    struct mt_scene scene;

    *out = (struct mt_ties){
        .told = mt_arena_alloc(book->arena, (n + 1) * sizeof *out->told),
        .named = mt_arena_alloc(book->arena, (n + 1) * sizeof *out->named),
    };
    read_sources(book, out);
    read_pairs(book, out);
    for (size_t i = 0; book->drafts.n && i < n; i++) {
        mt_scene_read(&scene, book->story, i);
        out->named[i] = named_in(book, &scene);
    }
}
