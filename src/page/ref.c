/* SPDX-License-Identifier: MIT */
#include "page/ref.h"

#include "data.h"

enum { LONGEST = 32 }; /* letters of a name */

/* The row of the longest name that s begins with and that may stand there. */
static int find_name(mt_str s, size_t *length)
{
    int best = -1;
    size_t lo = 0, hi = MT_PAGE_ENTITIES_ROWS;

    /* Narrow the sorted rows byte by byte; each row that ends is a match. */
    for (size_t i = 0; i < s.n && i < LONGEST && lo < hi; i++) {
        size_t a = lo, b = hi, c = hi;
        unsigned char byte = (unsigned char)s.p[i];

        while (a < b) {
            size_t mid = a + (b - a) / 2;
            mt_str name = mt_page_entities[mid].name;

            if (name.n > i && (unsigned char)name.p[i] >= byte)
                b = mid;
            else
                a = mid + 1;
        }
        lo = b = a;
        while (b < c) {
            size_t mid = b + (c - b) / 2;
            mt_str name = mt_page_entities[mid].name;

            if (name.n > i && (unsigned char)name.p[i] > byte)
                c = mid;
            else
                b = mid + 1;
        }
        hi = b;
        if (lo < hi && mt_page_entities[lo].name.n == i + 1 &&
            (mt_page_entities[lo].bare || (i + 1 < s.n && s.p[i + 1] == ';'))) {
            best = (int)lo;
            *length = i + 1;
        }
    }
    return best;
}

/* Code points that HTML replaces, as windows-1252 means them. */
static uint32_t legacy(uint32_t cp)
{
    static const uint16_t table[32] = {
        0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
        0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
        0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178,
    };

    if (cp >= 0x80 && cp < 0xA0)
        cp = table[cp - 0x80];
    if (cp == 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000))
        return 0xFFFD;
    return cp;
}

static void put_visible(struct mt_buf *out, uint32_t cp)
{
    if (cp == '\t' || cp == '\n' || cp == '\r')
        mt_buf_putc(out, cp == '\t' ? '\t' : '\n');
    else if (cp >= 0x20 && !(cp >= 0x7F && cp < 0xA0) && cp != 0xAD &&
             !(cp >= 0x200B && cp <= 0x200F) &&
             !(cp >= 0x202A && cp <= 0x202E) &&
             !(cp >= 0x2060 && cp <= 0x206F) && cp != 0xFEFF &&
             (cp & 0xFFFE) != 0xFFFE)
        mt_buf_put_cp(out, cp);
}

static int digit_of(char c, bool hex)
{
    if (mt_is_digit(c))
        return c - '0';
    c = mt_lower(c);
    return hex && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* &#...; returns the bytes used, 0 if it is none. */
static size_t numeric(struct mt_buf *out, mt_str s)
{
    bool hex = s.n > 2 && mt_lower(s.p[2]) == 'x';
    size_t begin = hex ? 3 : 2, i = begin;
    uint32_t cp = 0;

    for (; i < s.n && digit_of(s.p[i], hex) >= 0; i++)
        if (cp <= 0x10FFFF)
            cp = cp * (hex ? 16 : 10) + (uint32_t)digit_of(s.p[i], hex);
    if (i == begin)
        return 0;
    put_visible(out, legacy(cp));
    return i + (i < s.n && s.p[i] == ';');
}

static size_t named(struct mt_buf *out, mt_str s, bool attribute)
{
    size_t n = 0;
    int row = find_name(mt_str_sub(s, 1, s.n), &n);
    char next;

    if (row < 0)
        return 0;
    next = n + 1 < s.n ? s.p[n + 1] : '\0';
    if (attribute && next != ';' &&
        (next == '=' || mt_is_alpha(next) || mt_is_digit(next)))
        return 0;
    put_visible(out, (uint32_t)mt_page_entities[row].first);
    if (mt_page_entities[row].second)
        put_visible(out, (uint32_t)mt_page_entities[row].second);
    return n + 1 + (next == ';');
}

void mt_ref_put(struct mt_buf *out, mt_str s, bool attribute)
{
    while (s.n) {
        const char *amp = memchr(s.p, '&', s.n);
        size_t before = amp ? (size_t)(amp - s.p) : s.n, used = 0;

        mt_buf_put(out, mt_str_sub(s, 0, before));
        s = mt_str_sub(s, before, s.n);
        if (!s.n)
            break;
        if (s.n > 1 && s.p[1] == '#')
            used = numeric(out, s);
        else if (s.n > 1 && mt_is_alpha(s.p[1]))
            used = named(out, s, attribute);
        if (!used) {
            mt_buf_putc(out, '&');
            used = 1;
        }
        s = mt_str_sub(s, used, s.n);
    }
}

mt_str mt_ref_resolve(struct mt_arena *arena, mt_str s, bool attribute)
{
    struct mt_buf buf = { 0 };
    mt_str out;

    if (!s.n || !memchr(s.p, '&', s.n))
        return s;
    mt_ref_put(&buf, s, attribute);
    out = mt_arena_copy(arena, mt_buf_str(&buf));
    mt_buf_release(&buf);
    return out;
}
