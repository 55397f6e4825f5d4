/* SPDX-License-Identifier: MIT */
/* Where WARC records begin and their heads end. */
#ifndef MT_ARCHIVE_FIND_H
#define MT_ARCHIVE_FIND_H

#include "base/str.h"

/* "WARC/1." */
bool mt_begins_warc(mt_str s);
/* The first place in [from, to) of s where a WARC record begins: at a line's
 * head. to if there is none. */
size_t mt_find_warc(mt_str s, size_t from, size_t to);
/* Bytes to the end of the first blank line behind from, where a line feed may
 * end the line before; 0 if there is none, or if (*next) a WARC record begins
 * first. */
size_t mt_find_blank(mt_str s, size_t from, bool *next);

#endif
