/* SPDX-License-Identifier: MIT */
/* Spellings of enumerations that meoktong.h does not spell itself. */
#ifndef MT_OUTPUT_NAMES_H
#define MT_OUTPUT_NAMES_H

#include "meoktong.h"

/* "article", "blocked", ...: never NULL. */
const char *mt_page_status_name(enum mt_page_status status);
/* "title", "paragraph", ...: never NULL. */
const char *mt_line_kind_name(enum mt_line_kind kind);

#endif
