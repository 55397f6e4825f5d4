/* SPDX-License-Identifier: MIT */
/*
 * Recognition: finds time expressions and says what their words say, without
 * asking which day that is (resolve) or what stands beside it (join).
 */
#ifndef MT_TIMEX_SCAN_H
#define MT_TIMEX_SCAN_H

#include "timex/phrase.h"

/* Where the reading of a text stands. */
struct mt_scan {
    mt_str text;
    size_t at;
    size_t ended; /* where the last expression ended */
    int today;    /* day of the month of publication, 0 if unknown */
};

/* Finds the next expression; false at the end of the text. */
bool mt_scan_next(struct mt_scan *scan, struct mt_phrase *out);

#endif
