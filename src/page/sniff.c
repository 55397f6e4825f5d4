/* SPDX-License-Identifier: MIT */
/* Which encoding a page is in: the label lies in every way. */
#include "base/utf8.h"
#include "data.h"
#include "page/decode.h"
#include "page/name.h"
#include "page/token.h"

enum {
    META_REACH = 4096,   /* bytes in which a <meta> is believed */
    SHAPE_REACH = 65536, /* bytes that are looked at for their shape */
};

mt_str mt_charset_of(mt_str label)
{
    int row;

    while (label.n && mt_is_space(label.p[0]))
        label = mt_str_sub(label, 1, label.n);
    while (label.n && mt_is_space(label.p[label.n - 1]))
        label.n--;
    row = mt_name_row(MT_TABLE_PAGE_CHARSETS, label);
    return row < 0 ? MT_LIT("") : mt_page_charsets[row].name;
}

/* The value behind "charset" "=" in s, as <meta> and HTTP write it. */
static mt_str charset_value(mt_str s)
{
    for (size_t i = 0; i + 7 <= s.n; i++) {
        size_t j = i + 7, end;

        if (!mt_str_eq_nocase(mt_str_sub(s, i, j), MT_LIT("charset")))
            continue;
        while (j < s.n && mt_is_space(s.p[j]))
            j++;
        if (j == s.n || s.p[j] != '=')
            continue;
        do
            j++;
        while (j < s.n && mt_is_space(s.p[j]));
        if (j < s.n && (s.p[j] == '"' || s.p[j] == '\'')) {
            mt_str rest = mt_str_sub(s, j + 1, s.n);
            const char *close = rest.n ? memchr(rest.p, s.p[j], rest.n) : NULL;

            return close ? mt_str_sub(rest, 0, (size_t)(close - rest.p))
                         : MT_LIT("");
        }
        for (end = j; end < s.n && !mt_is_space(s.p[end]) &&
                      s.p[end] != ';' && s.p[end] != ',';)
            end++;
        return mt_str_sub(s, j, end);
    }
    return MT_LIT("");
}

static mt_str of_header(mt_str header)
{
    return mt_charset_of(mt_str_has(header, MT_LIT("=")) ? charset_value(header)
                                                         : header);
}

/* The encoding that the attributes of one <meta> name. */
static mt_str of_meta(mt_str *s)
{
    mt_str name, value, label = { NULL, 0 }, content = { NULL, 0 };
    bool pragma = false;

    while (mt_attr_next(s, &name, &value))
        if (mt_str_eq_nocase(name, MT_LIT("charset")) && !label.p)
            label = value;
        else if (mt_str_eq_nocase(name, MT_LIT("content")) && !content.p)
            content = charset_value(value);
        else if (mt_str_eq_nocase(name, MT_LIT("http-equiv")))
            pragma |= mt_str_eq_nocase(value, MT_LIT("content-type"));
    if (!s->n)
        return MT_LIT(""); /* the tag has no end: it is none */
    if (!label.p && pragma)
        label = content;
    label = mt_charset_of(label);
    if (mt_str_starts(label, MT_LIT("UTF-16")))
        return MT_LIT("UTF-8");
    if (mt_str_eq(label, MT_LIT("x-user-defined")))
        return MT_LIT("windows-1252");
    return label;
}

static size_t past_comment(mt_str s)
{
    /* "<!-->" is a whole comment: the search begins at its dashes. */
    size_t end = mt_str_find(mt_str_sub(s, 2, s.n), MT_LIT("-->"));

    return end + 5 > s.n ? s.n : end + 5;
}

static mt_str prescan(mt_str bytes)
{
    mt_str s = mt_str_sub(bytes, 0, META_REACH), name, value, found;

    while (s.n) {
        const char *lt = memchr(s.p, '<', s.n);

        if (!lt)
            break;
        s = mt_str_sub(s, (size_t)(lt - s.p), s.n);
        if (mt_str_starts(s, MT_LIT("<!--"))) {
            s = mt_str_sub(s, past_comment(s), s.n);
        } else if (s.n > 5 &&
                   mt_str_eq_nocase(mt_str_sub(s, 0, 5), MT_LIT("<meta")) &&
                   (mt_is_space(s.p[5]) || s.p[5] == '/')) {
            s = mt_str_sub(s, 5, s.n);
            found = of_meta(&s);
            if (found.n)
                return found;
        } else if (s.n > 2 && (mt_is_alpha(s.p[1]) ||
                               (s.p[1] == '/' && mt_is_alpha(s.p[2])))) {
            while (s.n && !mt_is_space(s.p[0]) && s.p[0] != '>')
                s = mt_str_sub(s, 1, s.n);
            while (mt_attr_next(&s, &name, &value))
                continue;
        } else if (s.n > 1 &&
                   (s.p[1] == '!' || s.p[1] == '/' || s.p[1] == '?')) {
            const char *gt = memchr(s.p, '>', s.n);

            s = gt ? mt_str_sub(s, (size_t)(gt - s.p), s.n) : MT_LIT("");
        } else {
            s = mt_str_sub(s, 1, s.n);
        }
    }
    return MT_LIT("");
}

/* What the bytes look like as UTF-8 and as windows-949. */
struct shape {
    size_t good8, bad8;     /* sequences of several bytes, stray bytes */
    size_t hangul, bad949;  /* pairs of the KS X 1001 syllables, bad bytes */
};

/* Past ASCII, eight bytes at a time. */
static size_t ascii_run(mt_str s, size_t at)
{
    uint64_t word;

    for (; at + sizeof word <= s.n; at += sizeof word) {
        memcpy(&word, s.p + at, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
    }
    while (at < s.n && (unsigned char)s.p[at] < 0x80)
        at++;
    return at;
}

/* Past ASCII and the commonest sequences of three bytes, counting these. */
static size_t easy_run(mt_str s, size_t at, size_t *count)
{
    const unsigned char *p = (const unsigned char *)s.p;

    while (at < s.n) {
        if (p[at] < 0x80) {
            at = ascii_run(s, at);
        } else if (p[at] > 0xE0 && p[at] < 0xED && s.n - at > 2 &&
                   (p[at + 1] & 0xC0) == 0x80 && (p[at + 2] & 0xC0) == 0x80) {
            at += 3;
            ++*count;
        } else {
            break;
        }
    }
    return at;
}

/* Counts the sequences of several bytes and the bytes of none. A sequence
 * that the end of s cuts is no bad one if cut_ok. */
static void count_utf8(mt_str s, bool cut_ok, size_t *good, size_t *bad)
{
    size_t at = 0;

    while ((at = easy_run(s, at, good)) < s.n) {
        mt_str rest = { s.p + at, s.n - at };
        uint32_t cp;

        mt_utf8_next(&rest, &cp);
        if (s.n - rest.n - at > 1)
            ++*good;
        else if (!cut_ok || s.n - at > 3)
            ++*bad;
        at = s.n - rest.n;
    }
}

size_t mt_utf8_bad(mt_str s)
{
    size_t good = 0, bad = 0;

    count_utf8(s, false, &good, &bad);
    return bad;
}

static void shape_949(mt_str s, struct shape *shape)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char lead = (unsigned char)s.p[i], trail;

        if (lead < 0x80)
            continue;
        trail = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
        if (lead == 0x80 || lead == 0xFF || trail < 0x41 || trail == 0xFF) {
            shape->bad949++;
            continue;
        }
        shape->hangul += lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1;
        i++;
    }
}

static bool whole_utf8(const struct shape *shape)
{
    return shape->good8 && !shape->bad8;
}

/* More broken than whole as UTF-8, and clean Korean as windows-949. */
static bool rather_949(const struct shape *shape)
{
    return shape->hangul > 4 && shape->bad8 > shape->good8 &&
           shape->bad949 * 20 < shape->hangul;
}

static bool rather_utf8(const struct shape *shape)
{
    return shape->good8 > 4 && shape->bad8 * 20 < shape->good8;
}

mt_str mt_charset_label(mt_str bytes, mt_str header)
{
    mt_str label = of_header(header);

    return label.n ? label : prescan(bytes);
}

mt_str mt_charset_sniff(mt_str bytes, mt_str header)
{
    struct shape shape = { 0 };
    mt_str label;

    if (mt_str_starts(bytes, MT_LIT("\xEF\xBB\xBF")))
        return MT_LIT("UTF-8");
    if (mt_str_starts(bytes, MT_LIT("\xFF\xFE")))
        return MT_LIT("UTF-16LE");
    if (mt_str_starts(bytes, MT_LIT("\xFE\xFF")))
        return MT_LIT("UTF-16BE");
    count_utf8(bytes, true, &shape.good8, &shape.bad8);
    if (whole_utf8(&shape))
        return MT_LIT("UTF-8");
    shape_949(mt_str_sub(bytes, 0, SHAPE_REACH), &shape);
    label = mt_charset_label(bytes, header);
    if (mt_str_eq(label, MT_LIT("UTF-8")) && rather_949(&shape))
        return MT_LIT("EUC-KR");
    if (mt_str_eq(label, MT_LIT("EUC-KR")) && rather_utf8(&shape))
        return MT_LIT("UTF-8");
    if (label.n)
        return label;
    if (rather_utf8(&shape))
        return MT_LIT("UTF-8");
    return rather_949(&shape) ? MT_LIT("EUC-KR") : MT_LIT("windows-1252");
}
