/* SPDX-License-Identifier: MIT */
#include "archive/digest.h"

#include <stdio.h>

#include "base/hash.h"

enum { SHA1_DIGITS = 40, SHA256_DIGITS = 64 };

static uint32_t turn(uint32_t x, int n)
{
    return x << n | x >> (32 - n);
}

struct state {
    uint32_t a, b, c, d, e;
};

static inline void step(struct state *s, uint32_t mixed, uint32_t word)
{
    uint32_t first = turn(s->a, 5) + mixed + s->e + word;

    s->e = s->d;
    s->d = s->c;
    s->c = turn(s->b, 30);
    s->b = s->a;
    s->a = first;
}

static void rounds(struct state *s, const uint32_t w[80])
{
    for (int i = 0; i < 20; i++)
        step(s, (s->d ^ (s->b & (s->c ^ s->d))) + 0x5a827999, w[i]);
    for (int i = 20; i < 40; i++)
        step(s, (s->b ^ s->c ^ s->d) + 0x6ed9eba1, w[i]);
    for (int i = 40; i < 60; i++)
        step(s, ((s->b & s->c) | (s->d & (s->b | s->c))) + 0x8f1bbcdc, w[i]);
    for (int i = 60; i < 80; i++)
        step(s, (s->b ^ s->c ^ s->d) + 0xca62c1d6, w[i]);
}

static void block(uint32_t *h, const unsigned char *p)
{
    struct state s = { h[0], h[1], h[2], h[3], h[4] };
    uint32_t w[80];

    for (int i = 0; i < 16; i++, p += 4)
        w[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
               (uint32_t)p[2] << 8 | p[3];
    for (int i = 16; i < 80; i++)
        w[i] = turn(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    rounds(&s, w);
    h[0] += s.a;
    h[1] += s.b;
    h[2] += s.c;
    h[3] += s.d;
    h[4] += s.e;
}

/* FIPS 180-4, as 40 hexadecimal digits. */
static void sha1(mt_str s, char hex[SHA1_DIGITS + 1])
{
    uint32_t h[5] = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476,
                      0xc3d2e1f0 };

    mt_hash_blocks(s, block, h);
    for (int i = 0; i < 5; i++)
        snprintf(hex + 8 * i, 9, "%08x", (unsigned)h[i]);
}

static int base32_of(char c)
{
    c = mt_lower(c);
    return c >= 'a' && c <= 'z' ? c - 'a' : c >= '2' && c <= '7' ? c - '2' + 26
                                                                 : -1;
}

/* "3I42H3S6..." of which nothing but = is left out -> the hexadecimal digits;
 * false if it is none, or of another length. */
static bool hex_of(mt_str base32, size_t digits, char *hex)
{
    uint32_t bits = 0;
    size_t count = 0, n = 0;

    while (base32.n && base32.p[base32.n - 1] == '=')
        base32.n--;
    if (base32.n != (digits * 4 + 4) / 5)
        return false;
    for (size_t i = 0; i < base32.n; i++) {
        int value = base32_of(base32.p[i]);

        if (value < 0)
            return false;
        bits = bits << 5 | (uint32_t)value;
        for (count += 5; count >= 4 && n < digits; count -= 4)
            hex[n++] = "0123456789abcdef"[bits >> (count - 4) & 15];
        bits &= 0xff;
    }
    return n == digits;
}

bool mt_digest_differs(mt_str stated, mt_str bytes)
{
    char right[SHA256_DIGITS + 1], hex[SHA256_DIGITS];
    size_t colon = mt_str_find(stated, MT_LIT(":"));
    mt_str name = mt_str_trim(mt_str_sub(stated, 0, colon));
    mt_str value = mt_str_trim(mt_str_sub(stated, colon + 1, stated.n));
    bool short_one = mt_str_eq_nocase(name, MT_LIT("sha1")) ||
                     mt_str_eq_nocase(name, MT_LIT("sha-1"));
    size_t digits = short_one ? SHA1_DIGITS : SHA256_DIGITS;

    if (!short_one && !mt_str_eq_nocase(name, MT_LIT("sha256")) &&
        !mt_str_eq_nocase(name, MT_LIT("sha-256")))
        return false;
    if (value.n != digits) {
        if (!hex_of(value, digits, hex))
            return false;
        value = (mt_str){ hex, digits };
    }
    if (short_one)
        sha1(bytes, right);
    else
        mt_sha256(bytes, right);
    return !mt_str_eq_nocase(value, (mt_str){ right, digits });
}
