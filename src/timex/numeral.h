/* SPDX-License-Identifier: MIT */
/* One number as Korean writes it: 30, 1,234, 1.5, 3백21, 십오, 세, 한두, 몇. */
#ifndef MT_TIMEX_NUMERAL_H
#define MT_TIMEX_NUMERAL_H

#include "base/str.h"

struct mt_numeral {
    size_t to;          /* where it ends */
    double value, most; /* most > value: 한두, 서너 */
    enum mt_written {
        MT_WRITTEN_DIGITS, /* begins with a digit: 30, 3백21 */
        MT_WRITTEN_SINO,   /* 십오 */
        MT_WRITTEN_NATIVE, /* 세, 스물네 */
        MT_WRITTEN_ABOUT,  /* 한두, 두어 */
        MT_WRITTEN_FUZZY,  /* 몇, 수십: value is 0 and means nothing */
    } written;
    int words;         /* syllables or words that it is made of */
    int digits;        /* of the whole part, if in digits */
    bool leading_zero; /* 08 */
    bool whole;        /* no fraction */
    /* 이십일 may be 20 and the unit 일: the end and value without it; to2 is
     * 0 where the last word isn't 일. */
    size_t to2;
    double value2;
};

/* Reads the number that begins at byte at of text; false if none does. */
bool mt_numeral_read(mt_str text, size_t at, struct mt_numeral *out);

/* The value of the digit at byte i (０ to ９ too), and its bytes; or -1. */
int mt_digit_at(mt_str text, size_t i, size_t *width);

/* Where at most max digits from byte i end; their value in *value. Equal to i
 * if there is none. */
size_t mt_digits_at(mt_str text, size_t i, int max, int *value);

#endif
