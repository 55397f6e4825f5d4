/* SPDX-License-Identifier: MIT */
/*
 * The atoms of time expressions: one word (오전, 지난해, 이날), one number with
 * its unit (21일, 두 시, 30여 분) or one numeric form (2024.05.22, 08:30).
 */
#ifndef MT_TIMEX_ATOM_H
#define MT_TIMEX_ATOM_H

#include "base/str.h"
#include "data.h"

struct mt_atom {
    size_t from, to;
    uint8_t class;      /* enum mt_timeclass as a point in time, or NONE */
    uint8_t field;      /* enum mt_timefield as an amount, or NONE */
    uint8_t how;        /* enum mt_timehow */
    uint8_t written;    /* enum mt_written of its number */
    bool shaky;         /* common in other senses: needs company */
    bool full_clock;    /* 08시, 08:30: on a clock of 24 hours */
    bool bare_number;   /* the unit stands at the next number: 13·20일 */
    size_t unit_to;     /* behind the unit, which may be the next number's */
    int v[3];           /* value; year month day; hour minute second */
    double least, most; /* as an amount; NAN: no number is meant */
    unsigned flags;     /* MT_TIME_... of the number itself: 30여 분 */
};

/* What an atom stands behind: the class of the one before (MT_TC_NONE at the
 * beginning of an expression), over what kind of gap. */
typedef struct mt_link {
    int left; /* enum mt_timeclass */
    int gap;  /* enum mt_timegap */
} mt_link;

#define MT_LINK_START ((mt_link){ MT_TC_NONE, MT_TIMEGAP_BLANK })

/* Reads the atom at byte at of text, if it may stand there. */
bool mt_atom_read(mt_str text, size_t at, mt_link link, struct mt_atom *out);

/* The bytes of a word at `at` that only looks like time (시스템), or 0. */
size_t mt_atom_false(mt_str text, size_t at);

/* The longest word of a table of the index `time` at byte i: its row, or -1;
 * *n: its bytes. */
int mt_time_word(mt_str text, size_t i, int table, size_t *n);

/* Is text at byte i done with the word before it (a blank, a particle)? */
bool mt_time_tail(mt_str text, size_t i);

/* i behind at most two blanks. */
size_t mt_time_blanks(mt_str text, size_t i);

/* The bytes of a dash or tilde at byte i, or 0. */
size_t mt_time_dash(mt_str text, size_t i);

#endif
