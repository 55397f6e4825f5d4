/* SPDX-License-Identifier: MIT */
/* All that the stages before found in an article, ready to be asked. */
#ifndef MT_OUTAGE_STORY_H
#define MT_OUTAGE_STORY_H

#include "entity/name.h"
#include "outage/reason.h"
#include "text/sentence.h"
#include "timex/timex.h"

struct mt_story {
    const struct mt_article *article;
    struct mt_arena *arena;
    mt_str text;
    struct mt_sentences sentences;
    struct mt_hits hits;
    struct mt_names names;
    struct mt_times times;
    struct mt_reasons reasons;
    mt_str *larger_places; /* by row of mt_places: what stands before it
                              anywhere, or empty */
};

/* [from, to) of one of the arrays of a story. */
struct mt_range {
    size_t from, to;
};

/* The elements of a sorted array of n structures (one every step bytes, a span
 * at the head of each) that begin inside a span. */
struct mt_range mt_inside(const void *v, size_t n, size_t step, mt_span span);

/* A sentence with what it holds. */
struct mt_scene {
    const struct mt_story *story;
    size_t index; /* of the sentence */
    mt_span span;
    enum mt_line_kind kind;
    struct mt_range hits, names, times, reasons;
    struct mt_spans quotes;
};

void mt_story_read(struct mt_story *story, const struct mt_article *article,
                   struct mt_arena *arena);
void mt_scene_read(struct mt_scene *scene, const struct mt_story *story,
                   size_t index);

/* The quotation of the scene that holds byte i: its index, or -1. */
int mt_scene_quote(const struct mt_scene *scene, size_t i);

/* 한 승객은 "…"고 했다: does a word for users stand outside the quotations? */
bool mt_users_speak(const struct mt_scene *scene);

/* △…: is the scene an item of a list within a line? */
bool mt_scene_is_item(const struct mt_scene *scene);

enum { MT_LEAD = 3 }; /* sentences of the body that say what it is about */

/* A line that reports, and no headline or caption, which repeat and round. */
bool mt_is_body_line(enum mt_line_kind kind);

/* The class of a hit of the table cues; MT_CUE_NONE for other tables. */
enum mt_cue mt_hit_cue(const struct mt_hit *hit);
/* Does the scene have a cue of this class between two bytes? */
bool mt_scene_has(const struct mt_scene *scene, enum mt_cue cue,
                  mt_span within);
/* The first hit of the table inside the span, or NULL. */
const struct mt_hit *mt_scene_find(const struct mt_scene *scene,
                                   enum mt_table table, mt_span within);

#endif
