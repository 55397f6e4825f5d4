/* SPDX-License-Identifier: MIT */
/* Columns of a terminal: Korean takes two. */
#ifndef MT_OUTPUT_WIDTH_H
#define MT_OUTPUT_WIDTH_H

#include "base/buf.h"

/* Columns that text takes in a terminal, whatever the locale. */
size_t mt_width(mt_str text);
/*
 * Appends text cut to at most columns, with "…" in place of what is cut, and
 * filled with blanks to exactly columns if pad. Control characters, which
 * could command the terminal, become blanks.
 */
void mt_width_put(mt_str text, size_t columns, bool pad, struct mt_buf *out);

#endif
