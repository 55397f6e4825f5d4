/* SPDX-License-Identifier: MIT */
/* Borrowed strings: small readers over mt_str. Nothing here allocates. */
#ifndef MT_BASE_STR_H
#define MT_BASE_STR_H

#include <string.h>

#include "meoktong.h"

/* A literal as mt_str. */
#define MT_LIT(s) ((mt_str){ (s), sizeof(s) - 1 })
/* For printf("%.*s"). */
#define MT_FMT(s) (int)(s).n, (s).p
/* An array of words and their number, for mt_str_*_any. */
#define MT_ALL(words) (words), sizeof(words) / sizeof *(words)

/* From a NUL-terminated string; NULL gives the empty string. */
mt_str mt_str_c(const char *s);
bool mt_str_eq(mt_str a, mt_str b);
/* ASCII letters compare without case. */
bool mt_str_eq_nocase(mt_str a, mt_str b);
/* Order of bytes, the shorter first: for sorting. */
int mt_str_cmp(mt_str a, mt_str b);
bool mt_str_starts(mt_str s, mt_str head);
bool mt_str_ends(mt_str s, mt_str tail);
/* Where needle begins in s, or s.n if nowhere. Linear. */
size_t mt_str_find(mt_str s, mt_str needle);
bool mt_str_has(mt_str s, mt_str needle);
/* The same with any of n words. */
bool mt_str_eq_any(mt_str s, const char *const *words, size_t n);
bool mt_str_eq_nocase_any(mt_str s, const char *const *words, size_t n);
bool mt_str_starts_any(mt_str s, const char *const *words, size_t n);
bool mt_str_ends_any(mt_str s, const char *const *words, size_t n);
bool mt_str_has_any(mt_str s, const char *const *words, size_t n);
/* [from, to) of s, both cut to its length. */
mt_str mt_str_sub(mt_str s, size_t from, size_t to);
/* Without ASCII white space, NBSP and ideographic space at both ends. */
mt_str mt_str_trim(mt_str s);
/* Takes the part before the next sep off *s; false when *s is used up. An
 * empty *s that has not been asked yet gives one empty part if p is set. */
bool mt_str_split(mt_str *s, char sep, mt_str *part);
/* Takes head off the front of *s if it stands there. */
bool mt_str_take(mt_str *s, mt_str head);
/* s without the "(…)" that it begins with, if that closes before byte most. */
mt_str mt_str_past_bracket(mt_str s, size_t most);
/* Reads 1 to max ASCII digits; moves *s only on success. */
bool mt_str_digits(mt_str *s, int max, int *out);
/* The words of text at a span. */
mt_str mt_str_at(mt_str text, mt_span span);

static inline bool mt_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool mt_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool mt_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline char mt_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

#endif
