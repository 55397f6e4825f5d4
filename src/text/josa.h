/* SPDX-License-Identifier: MIT */
/* Particles: 카카오톡[은], KT[에서는], 네이버[와]. */
#ifndef MT_TEXT_JOSA_H
#define MT_TEXT_JOSA_H

#include "data.h"

struct mt_particle {
    enum mt_josa role; /* MT_JOSA_NONE where there is none */
    size_t n;               /* bytes */
};

/*
 * The longest particle at byte i of text after which no letter follows; none
 * otherwise.
 */
struct mt_particle mt_josa_at(mt_str text, size_t i);

/* Does a word end at byte i: no letter follows, or only a particle, or a word
 * that news glues to names (카카오톡측, 네이버앱)? */
bool mt_word_ends(mt_str text, size_t i);

#endif
