/* SPDX-License-Identifier: MIT */
/* Code points of valid UTF-8, and what kind of writing they are. */
#ifndef MT_BASE_UTF8_H
#define MT_BASE_UTF8_H

#include "meoktong.h"

/* Reads one code point off the front of *s. False at the end of s, and for a
 * bad sequence, which then is skipped as one byte with *cp = U+FFFD and true.
 */
bool mt_utf8_next(mt_str *s, uint32_t *cp);
/* The code point that begins at byte i of s (0 past the end). */
uint32_t mt_utf8_at(mt_str s, size_t i);
/* The code point that ends before byte i of s (0 at its head). */
uint32_t mt_utf8_before(mt_str s, size_t i);
/* Bytes of the code point that begins with byte c (1 for a stray one). */
size_t mt_utf8_width(char c);
/* Writes cp as 1 to 4 bytes and returns how many. */
size_t mt_utf8_put(uint32_t cp, char out[4]);
/* How many code points s has. */
size_t mt_utf8_count(mt_str s);
/* Is s valid UTF-8 (no surrogates, no overlong forms)? */
bool mt_utf8_valid(mt_str s);

/* A Hangul syllable, 가 to 힣. */
static inline bool mt_is_hangul(uint32_t cp)
{
    return cp >= 0xAC00 && cp <= 0xD7A3;
}

/* The consonant that closes a syllable, by its number in Unicode. */
enum mt_final { MT_FINAL_NONE = 0, MT_FINAL_N = 4, MT_FINAL_SS = 20 };

/* Which one closes cp (갔: MT_FINAL_SS); MT_FINAL_NONE of what is no syllable,
 * too. */
static inline int mt_final(uint32_t cp)
{
    return mt_is_hangul(cp) ? (int)((cp - 0xAC00) % 28) : MT_FINAL_NONE;
}

/* A Hangul syllable that closes with a consonant (받침). */
static inline bool mt_has_batchim(uint32_t cp)
{
    return mt_final(cp) != MT_FINAL_NONE;
}

/* A letter or digit of any writing that Korean news uses: what may not stand
 * right before a word. */
bool mt_is_wordlike(uint32_t cp);
/* The same for every writing that a page may have: Кириллица, かな, العربية. */
bool mt_is_letter(uint32_t cp);

/* The bytes of a middle dot at byte i, 0 for none: · ㆍ ・ • ‧ ∙ ⋅ ･. */
size_t mt_middle_dot(mt_str s, size_t i);

/* Takes the sign of an item of a list off the head of a line: △ ▲ ○ - *. */
bool mt_take_bullet(mt_str *line);

#endif
