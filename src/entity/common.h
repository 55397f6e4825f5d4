/* SPDX-License-Identifier: MIT */
/* Names that are ordinary words, too: 다음, 라인, 토스. */
#ifndef MT_ENTITY_COMMON_H
#define MT_ENTITY_COMMON_H

#include "entity/name.h"

/* Is the word at a hit of a row an ordinary one, too? Not a former name (트위터
 * of 엑스), nor one that is spelled out (네이버 라인). */
bool mt_is_common(mt_str text, const struct mt_hit *hit);

/* Nothing but a blank, a quotation mark or 인 between a sort and its name? */
bool mt_is_apposed(mt_str gap);

/* Does a noun of sort stand right before or behind the span: 포털 [다음]? */
bool mt_beside_sort(const struct mt_hits *hits, mt_span span);

/*
 * By rows of services: those that some place in the text makes names of
 * (소셜미디어 '엑스', 네이버·다음). found: candidates by their place. In the
 * arena.
 */
const bool *mt_introduced(const struct mt_hits *hits,
                          const struct mt_names *found,
                          struct mt_arena *arena);

/* Is the candidate a name where it stands? So is any that is no ordinary word;
 * one that is counts where it stands out, where it fails to do what its service
 * does (토스에서 송금이 안 된다), and with a particle wherever the text
 * introduced it. */
bool mt_is_name_here(const struct mt_hits *hits, const struct mt_name *name,
                     const bool *introduced);

#endif
