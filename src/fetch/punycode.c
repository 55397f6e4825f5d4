/* SPDX-License-Identifier: MIT */
#include "fetch/punycode.h"

#include "base/utf8.h"

/* The names and values of RFC 3492, section 5. */
enum { BASE = 36, TMIN = 1, TMAX = 26, SKEW = 38, DAMP = 700 };
enum { INITIAL_BIAS = 72, INITIAL_N = 128, LONGEST_LABEL = 63 };

static char digit(uint32_t d)
{
    return (char)(d < 26 ? 'a' + d : '0' + (d - 26));
}

static uint32_t adapt(uint32_t delta, uint32_t points, bool first)
{
    uint32_t k = 0;

    delta = first ? delta / DAMP : delta / 2;
    for (delta += delta / points; delta > ((BASE - TMIN) * TMAX) / 2; k += BASE)
        delta /= BASE - TMIN;
    return k + (BASE - TMIN + 1) * delta / (delta + SKEW);
}

static void put_delta(uint32_t delta, uint32_t bias, struct mt_buf *out)
{
    uint32_t q = delta;

    for (uint32_t k = BASE;; k += BASE) {
        uint32_t t = k <= bias ? TMIN : k >= bias + TMAX ? TMAX : k - bias;

        if (q < t)
            break;
        mt_buf_putc(out, digit(t + (q - t) % (BASE - t)));
        q = (q - t) / (BASE - t);
    }
    mt_buf_putc(out, digit(q));
}

/* The smallest code point of cps that is at least n. */
static uint32_t next_of(const uint32_t *cps, size_t count, uint32_t n)
{
    uint32_t least = UINT32_MAX;

    for (size_t i = 0; i < count; i++)
        if (cps[i] >= n && cps[i] < least)
            least = cps[i];
    return least;
}

/* count is at most LONGEST_LABEL, so that nothing overflows. */
static void encode(const uint32_t *cps, size_t count, struct mt_buf *out)
{
    uint32_t n = INITIAL_N, delta = 0, bias = INITIAL_BIAS, basic = 0, done;

    for (size_t i = 0; i < count; i++)
        if (cps[i] < INITIAL_N) {
            mt_buf_putc(out, mt_lower((char)cps[i]));
            basic++;
        }
    if (basic)
        mt_buf_putc(out, '-');
    for (done = basic; done < count; delta++, n++) {
        uint32_t next = next_of(cps, count, n);

        delta += (next - n) * (done + 1);
        n = next;
        for (size_t i = 0; i < count; i++) {
            delta += cps[i] < n;
            if (cps[i] != n)
                continue;
            put_delta(delta, bias, out);
            bias = adapt(delta, done + 1, done == basic);
            delta = 0;
            done++;
        }
    }
}

static bool put_label(mt_str label, struct mt_buf *out)
{
    uint32_t cps[LONGEST_LABEL], cp;
    size_t count = 0;
    bool ascii = true;

    for (size_t i = 0; i < label.n; i++)
        ascii &= (unsigned char)label.p[i] < 0x80;
    if (ascii) {
        mt_buf_put(out, label);
        return true;
    }
    if (!mt_utf8_valid(label))
        return false;
    while (mt_utf8_next(&label, &cp)) {
        if (count == LONGEST_LABEL)
            return false;
        cps[count++] = cp;
    }
    mt_buf_put(out, MT_LIT("xn--"));
    encode(cps, count, out);
    return true;
}

bool mt_punycode(mt_str host, struct mt_buf *out)
{
    mt_str label;
    bool first = true;

    while (mt_str_split(&host, '.', &label)) {
        if (!first)
            mt_buf_putc(out, '.');
        if (!put_label(label, out))
            return false;
        first = false;
    }
    return true;
}
