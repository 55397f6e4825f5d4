/* SPDX-License-Identifier: MIT */
#include "text/noun.h"

#include "base/utf8.h"
#include "text/josa.h"

enum { NOUN_MOST = 36 }; /* bytes of one */

/* 앞두[고], 멈[춘], 뒤흔[든]: the last syllable of many verb forms and adverbs.
 */
static bool ends_as_verb(mt_str text, size_t to)
{
    static const char endings[] =
        "고며서자면한된는던할은인린운께쯤해돼져며듯춘든난"
        "춰워려여켜쳐혀겨펴눠줘둬놔봐와";
    char last[5] = { 0 };

    mt_utf8_put(mt_utf8_before(text, to), last);
    return strstr(endings, last) != NULL;
}

/* 새롬온[라인], 한빛[코인]: a noun, whatever its last syllable looks like. */
static bool ends_as_noun(mt_str text, size_t to)
{
    static const char *const nouns[] = { "라인", "코인", "메인", "자인" };

    return mt_str_ends_any(mt_str_sub(text, 0, to), MT_ALL(nouns));
}

bool mt_is_bare_noun(mt_str text, size_t from, size_t to)
{
    mt_str rest = mt_str_sub(text, from, to);
    const struct mt_word *hits[MT_HITS];
    uint32_t cp;

    if (to - from < (mt_is_alpha(text.p[from]) ? 2u : 6u) ||
        to - from > NOUN_MOST || mt_is_digit(text.p[from]) ||
        (ends_as_verb(text, to) && !ends_as_noun(text, to)) ||
        mt_words_row(&mt_deictic_index, MT_TABLE_DEICTICS,
                     mt_str_sub(text, from, to)) >= 0)
        return false;
    for (size_t i = from; mt_utf8_next(&rest, &cp); i = to - rest.n) {
        if (!mt_is_wordlike(cp) && cp != 0xB7)
            return false;
        if (i > from + 2 && mt_josa_at(text, i).n == to - i &&
            mt_words_at(&mt_josa_index, text, i, hits) > 0 &&
            !ends_as_noun(text, to))
            return false;
    }
    return true;
}
