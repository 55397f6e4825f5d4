/* SPDX-License-Identifier: MIT */
/* Looking up the names that pages give to things: classes, <meta>, labels. */
#ifndef MT_PAGE_NAME_H
#define MT_PAGE_NAME_H

#include "base/str.h"

enum { MT_NAME_SIZE = 120 };

/* A name as the tables have it, in out: '_' is a blank there. What is longer
 * than a name can be is cut. */
mt_str mt_name_key(mt_str name, char out[MT_NAME_SIZE]);

/* The row of a table for exactly this name, or -1. */
int mt_name_row(int table, mt_str name);

#endif
