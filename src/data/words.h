/* SPDX-License-Identifier: MIT */
/* Looking words up: every word of the .tsv files, sorted, as mt-gen made it. */
#ifndef MT_DATA_WORDS_H
#define MT_DATA_WORDS_H

#include "base/str.h"

/* What may stand beside a word in running text (see src/data/SCHEMA). */
enum mt_sides { MT_SIDES_FREE, MT_SIDES_WORD };

/* A word and the row that it stands for. ASCII letters are lower case. */
struct mt_word {
    const char *text;
    uint8_t n;     /* bytes of text */
    uint8_t table; /* enum mt_table, generated */
    uint8_t sides; /* enum mt_sides */
    uint16_t row;
    bool former;           /* a name that the row had before: */
    uint16_t since, until; /* in these years; 0: no bound */
};

/* The words that begin with one character: [from, to) of the index. */
struct mt_word_start {
    uint32_t key;
    uint32_t from, to;
};

/* Words in the order of their bytes, so that those that share a beginning
 * stand together. */
struct mt_index {
    const struct mt_word *words;
    size_t n;
    const struct mt_word_start *starts;
    size_t start_count;
};

enum { MT_HITS = 24 };

/*
 * The words that begin at byte i of text, the shortest first, at most MT_HITS
 * of them; returns how many. ASCII case does not matter. sides is not looked
 * at. Cost: the length of the longest word, whatever the text.
 */
size_t mt_words_at(const struct mt_index *index, mt_str text, size_t i,
                   const struct mt_word *hits[MT_HITS]);

/* Does a word of the index begin inside the span of text? It may end behind
 * it. */
bool mt_words_begin_in(const struct mt_index *index, mt_str text,
                       mt_span span);

/* What words and texts are looked up by: the key of a mt_word_start. */
uint32_t mt_words_key(mt_str s);

/* The row of a table for exactly this word, or -1. */
int mt_words_row(const struct mt_index *index, int table, mt_str word);

#endif
