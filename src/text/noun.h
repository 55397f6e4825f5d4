/* SPDX-License-Identifier: MIT */
/* Nouns that stand before another without a particle: [재난지원금] 시스템. */
#ifndef MT_TEXT_NOUN_H
#define MT_TEXT_NOUN_H

#include "base/str.h"

/* Are bytes [from, to) one bare noun: letters alone, no particle, no ending of
 * a verb? */
bool mt_is_bare_noun(mt_str text, size_t from, size_t to);

#endif
