/* SPDX-License-Identifier: MIT */
/*
 * Who and what was hit (신고 129건, 5만5천여 세대), and counts of outages that
 * the article states without telling each (5월에만 세 번).
 */
#include "outage/record.h"

#include "timex/number.h"

enum {
    AFFECTED_MOST = 6,
    CLAIMS_MOST = 4,
    NOUN_REACH = 20, /* bytes between 신고 and its number */
};

/* The unit that stands behind a number, or an empty string. */
static mt_str unit_at(mt_str text, size_t i, size_t *end)
{
    const struct mt_word *hits[MT_HITS];
    size_t n, at = i + (i < text.n && text.p[i] == ' ');

    n = mt_words_at(&mt_unit_index, text, at, hits);
    if (n == 0 && at > i)
        n = mt_words_at(&mt_unit_index, text, i, hits);
    if (n == 0)
        return (mt_str){ NULL, 0 };
    *end = at + hits[n - 1]->n;
    return mt_units[hits[n - 1]->row].unit;
}

/* The noun that is counted, close before the number. */
static const struct mt_hit *noun_before(const struct mt_scene *scene, size_t i)
{
    const struct mt_hits *hits = &scene->story->hits;
    const struct mt_hit *best = NULL;

    for (size_t k = scene->hits.from; k < scene->hits.to; k++)
        if (hits->v[k].table == MT_TABLE_HARMED && hits->v[k].span.to <= i &&
            hits->v[k].span.to + NOUN_REACH >= i)
            best = &hits->v[k];
    return best;
}

/* 54분, 3차례, 2시: part of a time. */
static bool in_time(const struct mt_scene *scene, mt_span span)
{
    for (size_t i = scene->times.from; i < scene->times.to; i++) {
        mt_span time = scene->story->times.v[i].span;

        if (span.from < time.to && span.to > time.from)
            return true;
    }
    return false;
}

static bool is_approx(mt_str text, mt_span span)
{
    mt_str after = mt_str_sub(text, span.to, span.to + 12);
    mt_str before = mt_str_sub(text, span.from > 8 ? span.from - 8 : 0,
                               span.from);

    return mt_str_starts(after, MT_LIT("여")) ||
           mt_str_has(after, MT_LIT("이상")) ||
           mt_str_has(before, MT_LIT("약 ")) ||
           mt_str_has(before, MT_LIT("최대"));
}

static bool has_affected(const struct mt_maker *maker, double value)
{
    for (size_t i = 0; i < maker->affected.n; i++)
        if (maker->affected.v[i].value >= value &&
            maker->affected.v[i].value <= value)
            return true;
    return false;
}

static void add_affected(struct mt_maker *maker, const struct mt_scene *scene,
                         const struct mt_number *number)
{
    mt_str text = scene->story->text;
    size_t end = number->span.to;
    mt_str unit = unit_at(text, number->span.to, &end);
    const struct mt_hit *noun = noun_before(scene, number->span.from);
    struct mt_affected *affected;

    if (!unit.n || !noun || number->value < 1 ||
        maker->affected.n == AFFECTED_MOST ||
        has_affected(maker, number->value) || in_time(scene, number->span) ||
        !mt_scene_fails(scene, noun->span.from))
        return;
    affected = mt_vec_add(maker->arena, &maker->affected);
    affected->value = number->value;
    affected->unit = unit;
    affected->what = mt_harmed[noun->row].name;
    affected->approx = is_approx(text, number->span);
    mt_maker_quote(maker, "affected",
                   (mt_span){ number->span.from, (uint32_t)end });
}

/* The month or year that a count is over. */
static mt_when period_of(const struct mt_scene *scene)
{
    for (size_t i = scene->times.from; i < scene->times.to; i++) {
        const struct mt_time *time = &scene->story->times.v[i];

        if (time->kind == MT_TIME_DATE && time->from.year &&
            time->from.precision < MT_PRECISION_DAY)
            return time->from;
    }
    return (mt_when){ 0 };
}

static void add_claim(struct mt_maker *maker, const struct mt_scene *scene,
                      const struct mt_number *number)
{
    mt_when period = period_of(scene);
    struct mt_claim *claim;

    if (number->value < 2 || number->value > 99 ||
        period.precision == MT_PRECISION_NONE || !maker->out->primary ||
        maker->claims.n == CLAIMS_MOST)
        return;
    for (size_t i = 0; i < maker->claims.n; i++)
        if (maker->claims.v[i].count == (int)number->value)
            return;
    claim = mt_vec_add(maker->arena, &maker->claims);
    claim->count = (int)number->value;
    claim->period = period;
    claim->service = maker->out->services.v[0];
    mt_maker_quote(maker, "claims", number->span);
}

/* Does a cue of counting (차례, 번) stand at the number? */
static bool counts_outages(const struct mt_scene *scene, mt_span number)
{
    const struct mt_hits *hits = &scene->story->hits;

    for (size_t k = scene->hits.from; k < scene->hits.to; k++)
        if (mt_hit_cue(&hits->v[k]) == MT_CUE_COUNT &&
            hits->v[k].span.from <= number.to &&
            hits->v[k].span.to >= number.from)
            return true;
    return false;
}

static void read_scene(struct mt_maker *maker, const struct mt_scene *scene,
                       bool own)
{
    struct mt_numbers numbers = { 0 };
    mt_str words = mt_str_at(scene->story->text, scene->span);

    mt_numbers_read(words, maker->arena, &numbers);
    for (size_t i = 0; i < numbers.n; i++) {
        struct mt_number number = numbers.v[i];

        number.span.from += scene->span.from;
        number.span.to += scene->span.from;
        if (counts_outages(scene, number.span))
            add_claim(maker, scene, &number);
        else if (own)
            add_affected(maker, scene, &number);
    }
}

void mt_harm_read(struct mt_maker *maker)
{
    const struct mt_draft *draft = maker->draft;
    struct mt_scene scene;

    for (size_t i = 0; i < draft->sources.n; i++) {
        mt_scene_read(&scene, maker->story, draft->sources.v[i].scene);
        read_scene(maker, &scene, draft->sources.v[i].claim > MT_CLAIM_REFER);
    }
}
