/* SPDX-License-Identifier: MIT */
#include "outage/unnamed.h"

#include "base/utf8.h"
#include "text/josa.h"
#include "text/noun.h"

enum {
    TRIGGER_REACH = 45, /* bytes between the noun of kind and the trigger */
    NOUNS = 2,          /* bare nouns that may stand before it */
    GLUED_LEAST = 6,    /* bytes of a name before a kind in one word */
    SAYS_LEAST = 15,    /* bytes of a kind that tells what it is for */
};

/* The last noun of kind or sort that ends close before the trigger. */
static const struct mt_hit *kind_before(const struct mt_scene *scene,
                                        mt_span trigger)
{
    const struct mt_hits *hits = &scene->story->hits;
    const struct mt_hit *best = NULL;

    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &hits->v[i];

        if ((hit->table == MT_TABLE_KINDS || hit->table == MT_TABLE_SORTS) &&
            hit->span.to <= trigger.from &&
            hit->span.to + TRIGGER_REACH >= trigger.from &&
            (!best || hit->span.to > best->span.to) &&
            mt_word_ends(scene->story->text, hit->span.to))
            best = hit;
    }
    return best;
}

static size_t word_start(mt_str text, size_t i, size_t least)
{
    while (i > least && text.p[i - 1] != ' ')
        i--;
    return i;
}

/* 20분 [동안]: part of a time. */
static bool in_time(const struct mt_scene *scene, size_t from, size_t to)
{
    for (size_t k = scene->times.from; k < scene->times.to; k++) {
        mt_span time = scene->story->times.v[k].span;

        if (from < time.to && to > time.from)
            return true;
    }
    return false;
}

/* Moves *from back over the bare nouns before it; how many there were. */
static int take_nouns(const struct mt_scene *scene, size_t *from)
{
    mt_str text = scene->story->text;
    int nouns = 0;

    while (nouns<NOUNS && * from> scene->span.from + 1 &&
           text.p[*from - 1] == ' ') {
        size_t to = *from - 1;
        size_t start = word_start(text, to, scene->span.from);

        if (in_time(scene, start, to) || !mt_is_bare_noun(text, start, to))
            break;
        *from = start;
        nouns++;
    }
    return nouns;
}

/* 주문 앱, 원격수업 시스템: nothing but a use and a kind, which names nothing.
 */
static bool is_plain_use(const struct mt_scene *scene, size_t from, size_t head)
{
    const struct mt_hits *hits = &scene->story->hits;

    for (size_t i = scene->hits.from; i < scene->hits.to; i++)
        if ((hits->v[i].table == MT_TABLE_USES ||
             hits->v[i].table == MT_TABLE_HARMED ||
             hits->v[i].table == MT_TABLE_KINDS) &&
            hits->v[i].span.from == from && hits->v[i].span.to + 1 >= head)
            return true;
    return false;
}

/* 푸른[마트 앱]: a name whose end begins what a kind is called; not
 * 비공개[서비스]. */
static bool is_glued(mt_str text, const struct mt_hit *kind, size_t head)
{
    return kind->span.from - head >= GLUED_LEAST &&
           mt_str_has(mt_str_at(text, kind->span), MT_LIT(" "));
}

/* 수강신청 시스템, 사전예약 시스템: a kind that tells what it is for. */
static bool says_what_for(const struct mt_hit *kind)
{
    return kind->table == MT_TABLE_KINDS &&
           kind->span.to - kind->span.from >= SAYS_LEAST &&
           !mt_is_plain_kind(kind);
}

const struct mt_name *mt_unnamed_read(const struct mt_scene *scene,
                                      mt_span trigger, struct mt_arena *arena)
{
    const struct mt_hit *kind = kind_before(scene, trigger);
    mt_str text = scene->story->text;
    struct mt_name *name;
    size_t from, head;
    bool plain;

    if (!kind)
        return NULL;
    head = word_start(text, kind->span.from, scene->span.from);
    from = head;
    plain = (take_nouns(scene, &from) == 0 && !is_glued(text, kind, head)) ||
            is_plain_use(scene, from, head);
    if (plain && !says_what_for(kind))
        return NULL;
    name = mt_arena_alloc(arena, sizeof *name);
    name->generic = plain;
    name->span = (mt_span){ (uint32_t)from, kind->span.to };
    name->label = mt_str_at(text, name->span);
    name->service = name->body = -1;
    name->sector = MT_SECTOR_NONE;
    name->is_service = true;
    if (kind->table == MT_TABLE_KINDS) {
        name->functions = mt_kinds[kind->row].functions;
        name->platforms = mt_kinds[kind->row].platforms;
    }
    return name;
}
