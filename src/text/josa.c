/* SPDX-License-Identifier: MIT */
#include "text/josa.h"

#include "base/utf8.h"

struct mt_particle mt_josa_at(mt_str text, size_t i)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(&mt_josa_index, text, i, hits);

    while (n-- > 0)
        if (!mt_is_wordlike(mt_utf8_at(text, i + hits[n]->n)))
            return (struct mt_particle){ mt_josas[hits[n]->row].role,
                                         hits[n]->n };
    return (struct mt_particle){ MT_JOSA_NONE, 0 };
}

bool mt_word_ends(mt_str text, size_t i)
{
    const struct mt_word *hits[MT_HITS];
    uint32_t last = mt_utf8_before(text, i), next = mt_utf8_at(text, i);

    if (!mt_is_wordlike(next))
        return true;
    if (!mt_is_hangul(next)) /* KT|X, 갤럭시S|24 are other words */
        return mt_is_hangul(last) && next >= 0x4E00;
    return mt_josa_at(text, i).n > 0 ||
           mt_words_at(&mt_glue_index, text, i, hits) > 0;
}
