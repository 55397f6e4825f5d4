/* SPDX-License-Identifier: MIT */
#include "outage/story.h"

#include <stdio.h>

#include "base/utf8.h"
#include "outage/settle.h"

/* "10일 …" near the head of a text that was published on the 9th and changed on
 * the 10th: it was written anew, and its days count from the change. */
static bool was_rewritten(const struct mt_article *article)
{
    mt_str head = mt_str_sub(article->text, 0, 900);
    mt_when changed = article->modified;
    char day[16];
    size_t at;

    if (!mt_when_has_date(changed) || !mt_when_has_date(article->published) ||
        mt_when_days(changed) != mt_when_days(article->published) + 1)
        return false;
    snprintf(day, sizeof day, "%d일", changed.day);
    at = mt_str_find(head, mt_str_c(day));
    return at < head.n && (at == 0 || !mt_is_digit(head.p[at - 1]));
}

struct mt_range mt_inside(const void *v, size_t n, size_t step,
                              mt_span span)
{
    const char *base = v;
    struct mt_range range;
    size_t lo = 0, hi = n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (((const mt_span *)(const void *)(base + mid * step))->from <
            span.from)
            lo = mid + 1;
        else
            hi = mid;
    }
    range.from = lo;
    while (lo < n &&
           ((const mt_span *)(const void *)(base + lo * step))->from < span.to)
        lo++;
    range.to = lo;
    return range;
}

/* mt_inside() reads the span at the head of each element. */
_Static_assert(offsetof(struct mt_hit, span) == 0, "span leads");
_Static_assert(offsetof(struct mt_name, span) == 0, "span leads");
_Static_assert(offsetof(struct mt_time, span) == 0, "span leads");
_Static_assert(offsetof(struct mt_reason, span) == 0, "span leads");

/* The captions, in the order of the text. */
static void list_captions(const struct mt_story *story,
                          struct mt_timex_ref *ref)
{
    MT_VEC(mt_span) spans = { 0 };

    for (size_t i = 0; i < story->sentences.n; i++)
        if (story->sentences.v[i].kind == MT_LINE_CAPTION)
            *mt_vec_add(story->arena, &spans) = story->sentences.v[i].span;
    ref->asides = spans.v;
    ref->aside_count = spans.n;
}

/* 서구 is 광주 서구 where the text says so anywhere. */
static void read_larger_places(struct mt_story *story)
{
    const struct mt_hits *hits = &story->hits;
    const struct mt_hit *last = NULL;

    story->larger_places = mt_arena_alloc(
        story->arena, (MT_PLACES_ROWS + 1) * sizeof *story->larger_places);
    for (size_t k = 0; k < hits->n; k++) {
        const struct mt_hit *hit = &hits->v[k];

        if (hit->table != MT_TABLE_PLACES)
            continue;
        if (last && last->row != hit->row &&
            hit->span.from == last->span.to + 1 &&
            story->text.p[last->span.to] == ' ' &&
            !story->larger_places[hit->row].n)
            story->larger_places[hit->row] = mt_places[last->row].name;
        last = hit;
    }
}

void mt_story_read(struct mt_story *story, const struct mt_article *article,
                   struct mt_arena *arena)
{
    struct mt_timex_ref ref = { .now = article->published, .article = true };

    *story = (struct mt_story){ .article = article,
                                .arena = arena,
                                .text = article->text };
    if (was_rewritten(article) ||
        article->published.precision == MT_PRECISION_NONE)
        ref.now = article->modified;
    mt_sentences_read(article, arena, &story->sentences);
    mt_scan(story->text, arena, &story->hits);
    mt_settle_hits(&story->hits);
    read_larger_places(story);
    mt_reasons_read(&story->hits, arena, &story->reasons);
    mt_names_read(&story->hits, ref.now.year, arena, &story->names);
    mt_settle_story(story);
    list_captions(story, &ref);
    mt_timex_read(story->text, &ref, arena, &story->times);
    mt_settle_since(story);
}

void mt_scene_read(struct mt_scene *scene, const struct mt_story *story,
                   size_t index)
{
    const struct mt_sentence *sentence = &story->sentences.v[index];

    *scene = (struct mt_scene){ .story = story,
                                .index = index,
                                .span = sentence->span,
                                .kind = sentence->kind };
    scene->hits = mt_inside(story->hits.v, story->hits.n, sizeof *story->hits.v,
                         scene->span);
    scene->names = mt_inside(story->names.v, story->names.n,
                          sizeof *story->names.v, scene->span);
    scene->times = mt_inside(story->times.v, story->times.n,
                          sizeof *story->times.v, scene->span);
    scene->reasons = mt_inside(story->reasons.v, story->reasons.n,
                            sizeof *story->reasons.v, scene->span);
    mt_quotes_read(story->text, scene->span, story->arena, &scene->quotes);
}

int mt_scene_quote(const struct mt_scene *scene, size_t i)
{
    for (size_t q = 0; q < scene->quotes.n; q++)
        if (i >= scene->quotes.v[q].from && i < scene->quotes.v[q].to)
            return (int)q;
    return -1;
}

bool mt_users_speak(const struct mt_scene *scene)
{
    const struct mt_hits *hits = &scene->story->hits;

    for (size_t i = scene->hits.from; i < scene->hits.to; i++)
        if (hits->v[i].table == MT_TABLE_USERS &&
            mt_scene_quote(scene, hits->v[i].span.from) < 0)
            return true;
    return false;
}

bool mt_scene_is_item(const struct mt_scene *scene)
{
    mt_str line = mt_str_at(scene->story->text, scene->span);

    return mt_str_starts(line, MT_LIT("△")) ||
           (mt_take_bullet(&line) &&
            !mt_str_ends(mt_str_trim(line), MT_LIT(".")));
}

bool mt_is_body_line(enum mt_line_kind kind)
{
    return kind != MT_LINE_TITLE && kind != MT_LINE_SUBTITLE &&
           kind != MT_LINE_CAPTION;
}

enum mt_cue mt_hit_cue(const struct mt_hit *hit)
{
    if (hit->table != MT_TABLE_CUES)
        return MT_CUE_NONE;
    return (enum mt_cue)hit->cue;
}

bool mt_scene_has(const struct mt_scene *scene, enum mt_cue cue, mt_span within)
{
    const struct mt_hits *hits = &scene->story->hits;
    size_t i = scene->hits.from;

    if (within.from > scene->span.from)
        i = mt_first_hit(hits, within.from);
    for (; i < scene->hits.to && hits->v[i].span.from < within.to; i++)
        if (mt_hit_cue(&hits->v[i]) == cue)
            return true;
    return false;
}

const struct mt_hit *mt_scene_find(const struct mt_scene *scene,
                                   enum mt_table table, mt_span within)
{
    const struct mt_hits *hits = &scene->story->hits;
    size_t i = scene->hits.from;

    if (within.from > scene->span.from)
        i = mt_first_hit(hits, within.from);
    for (; i < scene->hits.to && hits->v[i].span.from < within.to; i++)
        if (hits->v[i].table == table && hits->v[i].span.to <= within.to)
            return &hits->v[i];
    return NULL;
}
