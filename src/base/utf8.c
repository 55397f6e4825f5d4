/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include "base/str.h"

size_t mt_utf8_width(char c)
{
    unsigned char b = (unsigned char)c;

    return b < 0xC2 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : b < 0xF5 ? 4 : 1;
}

/* Decodes the sequence at p (n > 0 bytes left); 0 for a bad one. */
static size_t decode(const unsigned char *p, size_t n, uint32_t *cp)
{
    size_t w = mt_utf8_width((char)p[0]);
    uint32_t c;

    if (p[0] < 0x80) {
        *cp = p[0];
        return 1;
    }
    if (w == 1 || w > n)
        return 0;
    c = p[0] & (0xFFu >> (w + 1));
    for (size_t i = 1; i < w; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0;
        c = c << 6 | (p[i] & 0x3Fu);
    }
    if ((w == 3 && c < 0x800) || (w == 4 && (c < 0x10000 || c > 0x10FFFF)) ||
        (c >= 0xD800 && c < 0xE000))
        return 0;
    *cp = c;
    return w;
}

bool mt_utf8_next(mt_str *s, uint32_t *cp)
{
    size_t w;

    if (s->n == 0)
        return false;
    w = decode((const unsigned char *)s->p, s->n, cp);
    if (w == 0) {
        *cp = 0xFFFD;
        w = 1;
    }
    *s = (mt_str){ s->p + w, s->n - w };
    return true;
}

uint32_t mt_utf8_at(mt_str s, size_t i)
{
    uint32_t cp = 0;
    mt_str rest = mt_str_sub(s, i, s.n);

    mt_utf8_next(&rest, &cp);
    return cp;
}

uint32_t mt_utf8_before(mt_str s, size_t i)
{
    size_t from = i;

    if (i == 0 || i > s.n)
        return 0;
    do
        from--;
    while (from > 0 && i - from < 4 &&
           ((unsigned char)s.p[from] & 0xC0) == 0x80);
    return mt_utf8_at(s, from);
}

size_t mt_utf8_put(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

size_t mt_utf8_count(mt_str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

bool mt_utf8_valid(mt_str s)
{
    uint32_t cp;

    for (size_t i = 0; i < s.n;) {
        size_t w = decode((const unsigned char *)s.p + i, s.n - i, &cp);

        if (w == 0)
            return false;
        i += w;
    }
    return true;
}

bool mt_is_wordlike(uint32_t cp)
{
    if (cp < 0x80)
        return mt_is_digit((char)cp) || mt_is_alpha((char)cp);
    return mt_is_hangul(cp) || (cp >= 0x4E00 && cp <= 0x9FFF) || /* 漢字 */
           (cp >= 0x3131 && cp <= 0x318E &&
            cp != 0x318D) || /* ㄱㄴ; 쿠팡ㆍ배달의민족: a middle dot */
           (cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7) ||
           (cp >= 0xFF10 && cp <= 0xFF19) || /* １ */
           (cp >= 0xFF21 && cp <= 0xFF3A) || /* Ａ */
           (cp >= 0xFF41 && cp <= 0xFF5A);   /* ａ */
}

bool mt_is_letter(uint32_t cp)
{
    return mt_is_wordlike(cp) ||
           (cp >= 0x370 && cp <= 0x1FFF) || /* Greek to Greek Extended */
           (cp >= 0x3041 && cp <= 0x30FF && cp != 0x30FB) || /* かな */
           (cp >= 0x3400 && cp <= 0x4DBF) || (cp >= 0xA000 && cp <= 0xABFF);
}

size_t mt_middle_dot(mt_str s, size_t i)
{
    uint32_t cp = mt_utf8_at(s, i);

    if (cp == 0xB7)
        return 2;
    return cp == 0x318D || cp == 0x30FB || cp == 0x2022 || cp == 0x2027 ||
                   cp == 0x2219 || cp == 0x22C5 || cp == 0xFF65
               ? 3
               : 0;
}

bool mt_take_bullet(mt_str *line)
{
    static const char *const signs[] = { "▲", "△", "▷", "▶", "○", "●", "◇",
                                         "◆", "■", "□", "•", "·", "-", "*" };

    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
        if (mt_str_take(line, mt_str_c(signs[k])))
            return true;
    return false;
}
