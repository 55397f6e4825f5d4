/* SPDX-License-Identifier: MIT */
#include "timex/number.h"

void mt_numbers_read(mt_str text, struct mt_arena *arena,
                     struct mt_numbers *out)
{
    (void)text;
    (void)arena;
    (void)out;
}
