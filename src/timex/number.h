/* SPDX-License-Identifier: MIT */
/* Numbers of Korean text: 1,234, 십오, 3백21, 삼분의 이, 마이너스 5. */
#ifndef MT_TIMEX_NUMBER_H
#define MT_TIMEX_NUMBER_H

#include "base/arena.h"

struct mt_number {
    mt_span span; /* bytes of the text */
    double value;
};

struct mt_numbers {
    struct mt_number *v; /* by span.from */
    size_t n, cap;
};

/* Finds the numbers of text, appending to *out, which the arena owns. Linear;
 * gives some answer for any bytes. */
void mt_numbers_read(mt_str text, struct mt_arena *arena,
                     struct mt_numbers *out);

#endif
