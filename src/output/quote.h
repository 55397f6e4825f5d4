/* SPDX-License-Identifier: MIT */
/* Strings of JSON. */
#ifndef MT_OUTPUT_QUOTE_H
#define MT_OUTPUT_QUOTE_H

#include "base/buf.h"

/* Appends s in quotes; bytes that are no UTF-8 become U+FFFD. */
void mt_quote(mt_str s, struct mt_buf *out);

#endif
