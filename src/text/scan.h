/* SPDX-License-Identifier: MIT */
/* Every lexicon word of a text, in one pass. */
#ifndef MT_TEXT_SCAN_H
#define MT_TEXT_SCAN_H

#include "base/arena.h"
#include "data.h"

/* A word of the index `news` in the text. */
struct mt_hit {
    mt_span span;
    uint8_t table; /* enum mt_table */
    uint8_t cue;   /* enum mt_cue: what a word of cues is where it stands */
    uint16_t row;
    const struct mt_word *word;
};

struct mt_hits {
    struct mt_hit *v; /* by span.from, longer first */
    size_t n, cap;
    mt_str text; /* what was scanned */
};

/*
 * Finds the words of all tables of the index: within one table the leftmost
 * and longest win and do not overlap, over tables they may. Tables with sides
 * "word" match only whole words. Linear in the text.
 */
void mt_scan(mt_str text, struct mt_arena *arena, struct mt_hits *out);

/* The number of the first hit that begins at byte i or behind it. */
size_t mt_first_hit(const struct mt_hits *hits, size_t i);

#endif
