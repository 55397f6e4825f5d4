/* SPDX-License-Identifier: MIT */
#include "page/decode.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "data.h"
#include "page/name.h"

enum { CHUNK = 4096 }; /* UTF-16 units converted at a time */

/* ---------------------------------------------------- bytes to Unicode -- */

/* windows-949 of ICU has the rows C9 and FE for private use, the standard
 * has not. */
static bool private_use(UChar unit)
{
    return unit >= 0xE000 && unit <= 0xF8FF;
}

/* Appends UTF-16 as UTF-8; *high keeps a first half until its second. */
static void put_units(struct mt_buf *out, const UChar *units, size_t n,
                      UChar *high)
{
    for (size_t i = 0; i < n; i++) {
        UChar u = units[i];

        if (*high && U16_IS_TRAIL(u)) {
            mt_buf_put_cp(out, (uint32_t)U16_GET_SUPPLEMENTARY(*high, u));
            *high = 0;
            continue;
        }
        if (*high)
            mt_buf_put_cp(out, 0xFFFD);
        *high = U16_IS_LEAD(u) ? u : 0;
        if (!*high)
            mt_buf_put_cp(out, U16_IS_TRAIL(u) || private_use(u) ? 0xFFFD : u);
    }
}

static bool convert(UConverter *converter, mt_str bytes, struct mt_buf *out)
{
    const char *from = bytes.p, *end = bytes.p + bytes.n;
    UChar units[CHUNK], high = 0;
    UErrorCode status;

    do {
        UChar *to = units;

        status = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &to, units + CHUNK, &from, end, NULL, true,
                       &status);
        put_units(out, units, (size_t)(to - units), &high);
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    if (high)
        mt_buf_put_cp(out, 0xFFFD);
    return U_SUCCESS(status);
}

/* Has windows-949 a pair of these bytes, as far as their rows tell? */
static bool is_pair(unsigned char lead, unsigned char trail)
{
    if (lead == 0x80 || lead == 0xFF || trail < 0x41 || trail == 0xFF)
        return false;
    if (trail > 0x80)
        return true;
    return (trail <= 0x5A || (trail >= 0x61 && trail <= 0x7A)) &&
           (lead < 0xC6 || (lead == 0xC6 && trail <= 0x52));
}

/*
 * EUC-KR with what is no pair replaced by one that stands for nothing, for
 * which ICU gives U+FFFD. As the standard wants it, the trail byte goes with
 * its lead byte unless it is ASCII: "<B0> <" must not lose the '<'.
 */
static mt_str mend_949(mt_str bytes, struct mt_arena *arena)
{
    char *out = mt_arena_alloc(arena, 2 * bytes.n + 1), *to = out;

    for (size_t i = 0; i < bytes.n; i++) {
        unsigned char lead = (unsigned char)bytes.p[i], trail;

        if (lead < 0x80) {
            *to++ = (char)lead;
            continue;
        }
        trail = i + 1 < bytes.n ? (unsigned char)bytes.p[i + 1] : 0;
        if (is_pair(lead, trail)) {
            memcpy(to, bytes.p + i++, 2);
        } else {
            memcpy(to, "\xC9\xA1", 2);
            i += lead != 0x80 && lead != 0xFF && trail >= 0x80;
        }
        to += 2;
    }
    return (mt_str){ out, (size_t)(to - out) };
}

static bool by_icu(mt_str bytes, const char *name, struct mt_arena *arena,
                   mt_str *out)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    struct mt_buf buf = { 0 };
    bool good;

    if (U_FAILURE(status))
        return false;
    mt_buf_room(&buf, bytes.n + bytes.n / 2);
    good = convert(converter, bytes, &buf);
    ucnv_close(converter);
    if (good)
        *out = mt_arena_copy(arena, mt_buf_str(&buf));
    mt_buf_release(&buf);
    return good;
}

/* UTF-8 with U+FFFD for each stray byte. */
static mt_str mend_utf8(mt_str bytes, struct mt_arena *arena)
{
    struct mt_buf buf = { 0 };
    uint32_t cp;
    mt_str out;

    if (mt_utf8_bad(bytes) == 0)
        return bytes;
    while (mt_utf8_next(&bytes, &cp))
        mt_buf_put_cp(&buf, cp);
    out = mt_arena_copy(arena, mt_buf_str(&buf));
    mt_buf_release(&buf);
    return out;
}

bool mt_charset_convert(mt_str bytes, mt_str charset, struct mt_arena *arena,
                        mt_str *out)
{
    int row = mt_name_row(MT_TABLE_PAGE_CHARSETS, charset);

    if (mt_str_eq(charset, MT_LIT("replacement"))) {
        *out = bytes.n ? MT_LIT("\xEF\xBF\xBD") : MT_LIT("");
        return true;
    }
    if (mt_str_starts(charset, MT_LIT("UTF-16")) && bytes.n > 1 &&
        ((unsigned char)bytes.p[0] | (unsigned char)bytes.p[1]) == 0xFF)
        bytes = mt_str_sub(bytes, 2, bytes.n);
    if (mt_str_eq(charset, MT_LIT("UTF-8"))) {
        mt_str_take(&bytes, MT_LIT("\xEF\xBB\xBF"));
        *out = mend_utf8(bytes, arena);
        return true;
    }
    if (mt_str_eq(charset, MT_LIT("EUC-KR")))
        bytes = mend_949(bytes, arena);
    return row >= 0 && by_icu(bytes, mt_page_charsets[row].icu.p, arena, out);
}

/* ------------------------------------------------------------- cleaning -- */

/* What text has no use for: controls, bidi marks, zero-width characters. */
static bool unwanted(uint32_t cp)
{
    if (cp < 0xA0)
        return (cp < 0x20 && cp != '\t' && cp != '\n') || cp >= 0x7F;
    return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) ||
           cp == 0xFEFF || cp == 0xFFFE || cp == 0xFFFF;
}

/* Characters of blocks in which nothing is decomposed and nothing combines:
 * for them normalising need not be thought of. */
static bool always_nfc(uint32_t cp)
{
    return cp < 0x300 || mt_is_hangul(cp) || (cp >= 0x4E00 && cp <= 0x9FFF) ||
           (cp >= 0x2010 && cp <= 0x20CF) || (cp >= 0x2100 && cp <= 0x2125) ||
           (cp >= 0x2460 && cp <= 0x2ADB) || (cp >= 0x3000 && cp <= 0x3029) ||
           (cp >= 0x3041 && cp <= 0x3098) || (cp >= 0x3131 && cp <= 0x33FF) ||
           (cp >= 0xFF00 && cp <= 0xFFFD) || (cp >= 0x1F000 && cp <= 0x1FAFF);
}

/* Does a character stay as it is under NFC, whatever stands beside it? */
static bool is_nfc(uint32_t cp)
{
    return u_getIntPropertyValue((UChar32)cp, UCHAR_NFC_QUICK_CHECK) ==
               UNORM_YES &&
           u_getCombiningClass((UChar32)cp) == 0;
}

/* How many bytes from p on are plain: visible ASCII, line feeds, Hangul and
 * Hanja, with which nothing is to be done. This is nearly all of a page. */
static size_t plain_run(const char *p, const char *end)
{
    const char *from = p;

    while (p < end) {
        unsigned char c = (unsigned char)p[0];

        if (c < 0x7F) {
            if (c < 0x20 && c != '\n' && c != '\t')
                break;
            p++;
        } else if ((c >= 0xE5 && c <= 0xE9) || c == 0xEB || c == 0xEC ||
                   (c == 0xEA && (unsigned char)p[1] >= 0xB0) ||
                   (c == 0xED && (unsigned char)p[1] <= 0x9D)) {
            p += 3;
        } else {
            break;
        }
    }
    return (size_t)(p - from);
}

/* Drops what is unwanted and makes CR and CR LF one LF. *odd: something
 * stands there that normalising may change. */
static mt_str strip(mt_str s, struct mt_arena *arena, bool *odd)
{
    char *to = mt_arena_alloc(arena, s.n + 1), *begin = to;
    const char *from, *kept = s.p;
    uint32_t cp;

    for (;;) {
        s = mt_str_sub(s, plain_run(s.p, s.p + s.n), s.n);
        if (!s.n)
            break;
        from = s.p;
        mt_utf8_next(&s, &cp);
        *odd |= !always_nfc(cp) && !is_nfc(cp);
        if (!unwanted(cp))
            continue;
        memcpy(to, kept, (size_t)(from - kept));
        to += from - kept;
        kept = s.p;
        if (cp == '\r' && !(s.n && s.p[0] == '\n'))
            *to++ = '\n';
        else if (cp == '\f' || cp == '\v')
            *to++ = ' ';
    }
    memcpy(to, kept, (size_t)(s.p - kept));
    to += s.p - kept;
    return (mt_str){ begin, (size_t)(to - begin) };
}

static bool is_odd(mt_str s)
{
    uint32_t cp;

    for (;;) {
        s = mt_str_sub(s, plain_run(s.p, s.p + s.n), s.n);
        if (!mt_utf8_next(&s, &cp))
            return false;
        if (!always_nfc(cp) && !is_nfc(cp))
            return true;
    }
}

/* Appends one line in NFC. */
static void put_nfc(struct mt_buf *out, mt_str s, struct mt_arena *arena)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    int32_t n = 0, m;
    UChar *units, *formed, high = 0;

    units = mt_arena_alloc(arena, (s.n + 1) * sizeof *units);
    for (uint32_t cp; mt_utf8_next(&s, &cp);)
        U16_APPEND_UNSAFE(units, n, cp);
    /* No code point of UTF-16 grows more than threefold under NFC. */
    formed = mt_arena_alloc(arena, (size_t)(3 * n + 1) * sizeof *formed);
    m = unorm2_normalize(nfc, units, n, formed, 3 * n + 1, &status);
    if (U_SUCCESS(status))
        put_units(out, formed, (size_t)m, &high);
}

/* Lines by themselves, since nothing combines with a line feed: most lines of
 * a page need nothing. */
static mt_str normalise(mt_str s, struct mt_arena *arena)
{
    struct mt_buf out = { 0 };
    mt_str line, text;
    bool first = true;

    while (mt_str_split(&s, '\n', &line)) {
        if (!first)
            mt_buf_putc(&out, '\n');
        first = false;
        if (line.n && is_odd(line))
            put_nfc(&out, line, arena);
        else
            mt_buf_put(&out, line);
    }
    text = mt_arena_copy(arena, mt_buf_str(&out));
    mt_buf_release(&out);
    return text;
}

mt_str mt_text_clean(mt_str utf8, struct mt_arena *arena)
{
    bool odd = false;
    mt_str text = { NULL, 0 };

    if (utf8.n)
        text = strip(utf8, arena, &odd);
    return odd ? normalise(text, arena) : text;
}

mt_str mt_decode(mt_str bytes, mt_str *charset, struct mt_arena *arena)
{
    mt_str raw;

    *charset = mt_charset_sniff(bytes, *charset);
    if (!mt_charset_convert(bytes, *charset, arena, &raw)) {
        *charset = MT_LIT("UTF-8");
        mt_charset_convert(bytes, *charset, arena, &raw);
    }
    return mt_text_clean(raw, arena);
}
