/* SPDX-License-Identifier: MIT */
/*
 * Reads:
 *   2024.05.22   2024. 5. 22.   2024-05-22   2024/5/22   '24.5.22   24.05.22
 *   02/22/2016   21/04/2016     13.5.2015    9-18-15     74/10/31   4/22
 *   08:30        15:23:24       22: 29       3PM         3:18am     3:20p
 */
#include "timex/stamp.h"

#include "base/date.h"
#include "base/utf8.h"
#include "timex/numeral.h"

struct parts {
    int v[3], width[3];
    int n;
    char sep;
    size_t to;
};

static char byte_at(mt_str text, size_t i)
{
    return i < text.n ? text.p[i] : '\0';
}

/* 2024. 5. 22: behind a dot one blank may stand. */
static size_t behind_sep(mt_str text, size_t i, char sep)
{
    size_t width;

    if (byte_at(text, i) != sep)
        return 0;
    i++;
    if (sep == '.' && byte_at(text, i) == ' ')
        i++;
    return mt_digit_at(text, i, &width) >= 0 ? i : 0;
}

static bool read_parts(mt_str text, size_t at, struct parts *out)
{
    *out = (struct parts){ .to = at };
    while (out->n < 3) {
        size_t to = mt_digits_at(text, out->to, 5, &out->v[out->n]), next;

        out->width[out->n] = (int)(to - out->to);
        if (to == out->to || out->width[out->n] > 4)
            return false;
        out->to = to;
        if (++out->n == 1)
            out->sep = byte_at(text, to);
        if (out->sep != '.' && out->sep != '-' && out->sep != '/')
            return false;
        next = behind_sep(text, to, out->sep);
        if (next && out->n == 3)
            return byte_at(text, next - 1) == ' ';
        if (!next)
            break;
        out->to = next;
    }
    return out->n >= 2;
}

static int full_year(int year, int width)
{
    return width > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

static bool set_date(struct mt_atom *out, int year, int month, int day)
{
    out->v[0] = year;
    out->v[1] = month;
    out->v[2] = day;
    return month >= 1 && month <= 12 && day >= 1 &&
           day <= mt_days_in_month(year ? year : 2000, month) &&
           (year == 0 || (year >= 1000 && year < 3000));
}

/* Month first unless that can't be: 02/22/2016, 21/04/2016. */
static bool set_year_last(struct mt_atom *out, const struct parts *p)
{
    int year = full_year(p->v[2], p->width[2]);

    return p->v[0] > 12 ? set_date(out, year, p->v[1], p->v[0])
                        : set_date(out, year, p->v[0], p->v[1]);
}

/* 24.5.20.(월), '24.5.20: two digits that must be a year. */
static bool marks_year(mt_str text, size_t at, const struct parts *p)
{
    size_t to = p->to + (byte_at(text, p->to) == '.');

    return mt_utf8_at(text, at) >= 0x80 || !mt_is_digit(text.p[at]) ||
           byte_at(text, to) == '(';
}

static bool set_three(struct mt_atom *out, const struct parts *p, bool quoted)
{
    bool pairs = p->width[0] == 2 && p->width[1] == 2 && p->width[2] == 2;

    if (p->width[0] == 4)
        return p->width[1] < 3 && p->width[2] < 3 &&
               set_date(out, p->v[0], p->v[1], p->v[2]);
    if (p->width[0] > 2 || p->width[1] > 2 || p->width[2] == 3)
        return false;
    if (p->width[2] == 4)
        return set_year_last(out, p);
    if (p->sep == '.')
        return (quoted || pairs) &&
               set_date(out, full_year(p->v[0], 2), p->v[1], p->v[2]);
    if (p->width[2] == 1)
        return false;
    if (p->v[0] > 31)
        return set_date(out, full_year(p->v[0], 2), p->v[1], p->v[2]);
    return set_year_last(out, p);
}

/* Behind 4/22: a particle, a clock or a bracket, and no word that would make
 * it a share (1/10 수준). */
static bool day_follows(mt_str text, size_t i)
{
    static const char *const tails[] = { "에", "부터", "까지", "(", "~", "일" };

    if (i >= text.n)
        return true;
    if (mt_str_starts_any(mt_str_sub(text, i, text.n), MT_ALL(tails)))
        return true;
    if (text.p[i] == ' ') {
        size_t n;
        int row = mt_time_word(text, i + 1, MT_TABLE_TIME_WORDS, &n);

        return mt_str_starts(mt_str_sub(text, i + 1, text.n), MT_LIT("에 ")) ||
               (row >= 0 && mt_time_words[row].class == MT_TC_PART);
    }
    return false;
}

static bool set_two(struct mt_atom *out, const struct parts *p, mt_str text)
{
    if (p->sep != '/' || p->width[0] > 2 || p->width[1] > 2 ||
        p->width[0] + p->width[1] < 3 || !day_follows(text, p->to))
        return false;
    return p->v[0] > 12 ? set_date(out, 0, p->v[1], p->v[0])
                        : set_date(out, 0, p->v[0], p->v[1]);
}

/* The mark of a short year: '24 */
static size_t quote_at(mt_str text, size_t i)
{
    if (byte_at(text, i) == '\'' || byte_at(text, i) == '`')
        return 1;
    return mt_str_starts(mt_str_sub(text, i, text.n), MT_LIT("‘")) ||
                   mt_str_starts(mt_str_sub(text, i, text.n), MT_LIT("’"))
               ? 3
               : 0;
}

bool mt_stamp_date(mt_str text, size_t at, struct mt_atom *out)
{
    size_t quote = quote_at(text, at), width;
    struct parts p;

    if (!read_parts(text, at + quote, &p))
        return false;
    if (quote && (p.n != 3 || p.width[0] != 2))
        return false;
    if (p.n == 3 ? !set_three(out, &p, marks_year(text, at, &p))
                 : !set_two(out, &p, text))
        return false;
    if (p.sep == '.' && byte_at(text, p.to) == '.' &&
        mt_digit_at(text, p.to + 1, &width) < 0)
        p.to++;
    else if (mt_str_starts(mt_str_sub(text, p.to, text.n), MT_LIT("일")))
        p.to += 3;
    out->class = MT_TC_DATE;
    out->how = MT_TIMEHOW_IS;
    out->field = MT_TIMEFIELD_NONE;
    out->from = at;
    out->to = p.to;
    return mt_digit_at(text, p.to, &width) < 0;
}

/* am, pm, a, p behind a clock, and no further letter: its bytes. */
static size_t meridiem(mt_str text, size_t i, bool *pm)
{
    size_t n = byte_at(text, i) == ' ';
    char c = mt_lower(byte_at(text, i + n));

    if (c != 'a' && c != 'p')
        return 0;
    *pm = c == 'p';
    n++;
    if (mt_lower(byte_at(text, i + n)) == 'm')
        n++;
    else if (byte_at(text, i) == ' ')
        return 0;
    return mt_is_alpha(byte_at(text, i + n)) ? 0 : n;
}

/* The bytes of a colon at i; with blanks around it only if chained. */
static size_t colon(mt_str text, size_t i, bool chained)
{
    size_t n = 0, width;

    if (chained && byte_at(text, i) == ' ')
        n++;
    if (byte_at(text, i + n) == ':')
        n++;
    else if (mt_utf8_at(text, i + n) == 0xFF1A)
        n += 3;
    else
        return 0;
    if (chained && byte_at(text, i + n) == ' ')
        n++;
    return mt_digit_at(text, i + n, &width) >= 0 ? n : 0;
}

/* Two digits below 60 behind a colon: where they end, or 0. */
static size_t sixty(mt_str text, size_t i, int *value)
{
    size_t to = mt_digits_at(text, i, 3, value), width = 1;

    mt_digit_at(text, i, &width);
    return to - i == 2 * width && *value < 60 ? to : 0;
}

static bool set_meridiem(mt_str text, struct mt_atom *out)
{
    bool pm = false;
    size_t n = meridiem(text, out->to, &pm);

    if (n == 0)
        return false;
    if (out->v[0] < 1 || out->v[0] > 12)
        return false;
    out->v[0] = out->v[0] % 12 + (pm ? 12 : 0);
    out->full_clock = true;
    out->to += n;
    return true;
}

bool mt_stamp_clock(mt_str text, size_t at, bool chained, struct mt_atom *out)
{
    size_t to = mt_digits_at(text, at, 3, &out->v[0]), n, next;

    out->v[1] = out->v[2] = -1;
    if (to == at || out->v[0] > 24)
        return false;
    out->class = MT_TC_CLOCK;
    out->how = MT_TIMEHOW_IS;
    out->field = MT_TIMEFIELD_NONE;
    out->from = at;
    out->to = to;
    out->full_clock = out->v[0] == 0 || text.p[at] == '0' || out->v[0] > 12;
    out->full_clock |= to - at > 1;
    n = colon(text, to, chained);
    if (n == 0)
        return set_meridiem(text, out);
    next = sixty(text, to + n, &out->v[1]);
    if (!next || (out->v[0] == 24 && out->v[1]))
        return false;
    out->to = next;
    n = colon(text, next, false);
    if (n) {
        next = sixty(text, next + n, &out->v[2]);
        if (!next || colon(text, next, false))
            return false;
        out->to = next;
    }
    set_meridiem(text, out);
    return byte_at(text, out->to) != '%';
}
