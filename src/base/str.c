/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* memmem */
#include "base/str.h"

mt_str mt_str_c(const char *s)
{
    return (mt_str){ s, s ? strlen(s) : 0 };
}

bool mt_str_eq(mt_str a, mt_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool mt_str_eq_nocase(mt_str a, mt_str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (mt_lower(a.p[i]) != mt_lower(b.p[i]))
            return false;
    return true;
}

int mt_str_cmp(mt_str a, mt_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;

    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool mt_str_starts(mt_str s, mt_str head)
{
    return s.n >= head.n && mt_str_eq((mt_str){ s.p, head.n }, head);
}

bool mt_str_ends(mt_str s, mt_str tail)
{
    return s.n >= tail.n &&
           mt_str_eq((mt_str){ s.p + (s.n - tail.n), tail.n }, tail);
}

size_t mt_str_find(mt_str s, mt_str needle)
{
    const char *hit;

    if (needle.n == 0)
        return 0;
    if (needle.n > s.n)
        return s.n;
    hit = memmem(s.p, s.n, needle.p, needle.n);
    return hit ? (size_t)(hit - s.p) : s.n;
}

bool mt_str_has(mt_str s, mt_str needle)
{
    return needle.n == 0 || mt_str_find(s, needle) < s.n;
}

typedef bool (*match)(mt_str s, mt_str word);

static bool any(match matches, mt_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (matches(s, mt_str_c(words[i])))
            return true;
    return false;
}

bool mt_str_eq_any(mt_str s, const char *const *words, size_t n)
{
    return any(mt_str_eq, s, words, n);
}

bool mt_str_eq_nocase_any(mt_str s, const char *const *words, size_t n)
{
    return any(mt_str_eq_nocase, s, words, n);
}

bool mt_str_starts_any(mt_str s, const char *const *words, size_t n)
{
    return any(mt_str_starts, s, words, n);
}

bool mt_str_ends_any(mt_str s, const char *const *words, size_t n)
{
    return any(mt_str_ends, s, words, n);
}

bool mt_str_has_any(mt_str s, const char *const *words, size_t n)
{
    return any(mt_str_has, s, words, n);
}

mt_str mt_str_sub(mt_str s, size_t from, size_t to)
{
    if (to > s.n)
        to = s.n;
    if (from > to)
        from = to;
    return (mt_str){ s.p ? s.p + from : NULL, to - from };
}

/* The width of the white space that s begins with. */
static size_t space_at(mt_str s)
{
    if (s.n && mt_is_space(s.p[0]))
        return 1;
    if (mt_str_starts(s, MT_LIT("\xC2\xA0")))
        return 2;
    return mt_str_starts(s, MT_LIT("\xE3\x80\x80")) ? 3 : 0;
}

static size_t space_before(mt_str s)
{
    if (s.n && mt_is_space(s.p[s.n - 1]))
        return 1;
    if (mt_str_ends(s, MT_LIT("\xC2\xA0")))
        return 2;
    return mt_str_ends(s, MT_LIT("\xE3\x80\x80")) ? 3 : 0;
}

mt_str mt_str_trim(mt_str s)
{
    size_t w;

    while ((w = space_at(s)) > 0)
        s = mt_str_sub(s, w, s.n);
    while ((w = space_before(s)) > 0)
        s.n -= w;
    return s;
}

bool mt_str_split(mt_str *s, char sep, mt_str *part)
{
    const char *hit;

    if (!s->p)
        return false;
    hit = s->n ? memchr(s->p, sep, s->n) : NULL;
    if (hit) {
        *part = (mt_str){ s->p, (size_t)(hit - s->p) };
        *s = (mt_str){ hit + 1, s->n - part->n - 1 };
    } else {
        *part = *s;
        *s = (mt_str){ NULL, 0 };
    }
    return true;
}

bool mt_str_take(mt_str *s, mt_str head)
{
    if (!mt_str_starts(*s, head))
        return false;
    *s = mt_str_sub(*s, head.n, s->n);
    return true;
}

bool mt_str_digits(mt_str *s, int max, int *out)
{
    int value = 0, n = 0;

    while (n < max && (size_t)n < s->n && mt_is_digit(s->p[n]))
        value = value * 10 + (s->p[n++] - '0');
    if (n == 0)
        return false;
    *s = mt_str_sub(*s, (size_t)n, s->n);
    *out = value;
    return true;
}

mt_str mt_str_at(mt_str text, mt_span span)
{
    return mt_str_sub(text, span.from, span.to);
}

mt_str mt_str_past_bracket(mt_str s, size_t most)
{
    size_t close;

    if (s.n == 0 || s.p[0] != '(')
        return s;
    close = mt_str_find(mt_str_sub(s, 0, most), MT_LIT(")"));
    return close < most && close < s.n ? mt_str_sub(s, close + 1, s.n) : s;
}
