/* SPDX-License-Identifier: MIT */
/* Outages for people at a terminal. */
#ifndef MT_OUTPUT_TABLE_H
#define MT_OUTPUT_TABLE_H

#include "base/buf.h"

struct mt_table_style {
    size_t columns; /* of the terminal; 40 at least */
    bool color;
};

/*
 * Appends an article's head and a line for each of its outages:
 *
 *     카카오톡 또 멈췄다
 *     ○○일보  2024-05-22 06:00  page.html
 *       2024-05-21 08:30–09:24   ~54 min  카카오톡 (카카오)  software  resolved
 *
 * ~ marks what the article states as approximate.
 */
void mt_table_put(const struct mt_result *result, struct mt_table_style style,
                  struct mt_buf *out);

#endif
