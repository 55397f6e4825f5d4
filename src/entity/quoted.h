/* SPDX-License-Identifier: MIT */
/* Names that stand in quotation marks: 전산망 '새올'. */
#ifndef MT_ENTITY_QUOTED_H
#define MT_ENTITY_QUOTED_H

#include "text/scan.h"

/* The name in the quotation that opens at byte i, with a noun of sort beside
 * it; else an empty span that ends where the next may begin. */
mt_span mt_quoted_name(const struct mt_hits *hits, size_t i);

#endif
