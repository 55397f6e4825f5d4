/* SPDX-License-Identifier: MIT */
#include "timex/numeral.h"

#include "base/utf8.h"
#include "data.h"

enum { MOST_DIGITS = 18, MOST_WORDS = 40 };

int mt_digit_at(mt_str text, size_t i, size_t *width)
{
    uint32_t cp;

    if (i >= text.n)
        return -1;
    *width = 1;
    if ((unsigned char)text.p[i] < 0x80)
        return mt_is_digit(text.p[i]) ? text.p[i] - '0' : -1;
    if (text.p[i] != '\xEF')
        return -1;
    cp = mt_utf8_at(text, i);
    *width = 3;
    return cp >= 0xFF10 && cp <= 0xFF19 ? (int)(cp - 0xFF10) : -1;
}

size_t mt_digits_at(mt_str text, size_t i, int max, int *value)
{
    size_t width;
    int digit;

    *value = 0;
    for (int k = 0; k < max; k++) {
        digit = mt_digit_at(text, i, &width);
        if (digit < 0)
            break;
        *value = *value * 10 + digit;
        i += width;
    }
    return i;
}

/* Three digits and no fourth: what may follow the comma of 1,234. */
static bool three_digits(mt_str text, size_t i)
{
    int value;

    return mt_digits_at(text, i, 4, &value) - i == 3;
}

static void add_digit(struct mt_numeral *out, int digit)
{
    out->value = out->value * 10 + digit;
    out->leading_zero |= out->digits == 0 && digit == 0;
    out->digits++;
}

/* 30, 1,234, 1.5 */
static size_t read_digits(mt_str text, size_t i, struct mt_numeral *out)
{
    double scale = 0.1;
    size_t width;
    int digit;

    while (out->digits <= MOST_DIGITS) {
        digit = mt_digit_at(text, i, &width);
        if (digit >= 0)
            add_digit(out, digit);
        else if (out->digits && i < text.n && text.p[i] == ',' &&
                 three_digits(text, i + 1))
            width = 1;
        else
            break;
        i += width;
    }
    out->whole = true;
    out->leading_zero &= out->digits > 1;
    if (i + 1 >= text.n || text.p[i] != '.' || !mt_is_digit(text.p[i + 1]))
        return i;
    for (i++; i < text.n && mt_is_digit(text.p[i]); i++, scale /= 10)
        out->value += scale * (text.p[i] - '0');
    out->whole = false;
    return i;
}

/* The longest numeral word at byte i, or NULL. */
static const struct mt_time_numerals_row *word_at(mt_str text, size_t i,
                                                  size_t *n)
{
    const struct mt_word *hits[MT_HITS];
    size_t count = i < text.n && (unsigned char)text.p[i] >= 0x80
                       ? mt_words_at(&mt_time_index, text, i, hits)
                       : 0;

    while (count-- > 0)
        if (hits[count]->table == MT_TABLE_TIME_NUMERALS) {
            if (mt_str_starts(mt_str_sub(text, i, text.n), MT_LIT("조각")))
                return NULL;
            *n = hits[count]->n;
            return &mt_time_numerals[hits[count]->row];
        }
    return NULL;
}

static double power_of_ten(int n)
{
    double value = 1;

    while (n-- > 0)
        value *= 10;
    return value;
}

/* 이천칠백사십오억 삼천: a running sum of place values. */
struct sum {
    double total, section, current; /* current < 0: no digit yet */
    int place, myriad;              /* the smallest of each so far */
};

static double sum_value(const struct sum *sum)
{
    return sum->total + sum->section + (sum->current < 0 ? 0 : sum->current);
}

/* Takes one more word into the sum; false if it can't stand there. */
static bool sum_add(struct sum *sum, const struct mt_time_numerals_row *row)
{
    double part;

    switch ((enum mt_timenumeral)row->kind) {
    case MT_NUMERAL_DIGIT:
        if (sum->current >= 0)
            return false;
        sum->current = row->n;
        return true;
    case MT_NUMERAL_PLACE:
        if (row->n >= sum->place)
            return false;
        sum->section += (sum->current < 0 ? 1 : sum->current) * row->n;
        sum->place = row->n;
        sum->current = -1;
        return true;
    case MT_NUMERAL_MYRIAD:
        if (row->n >= sum->myriad)
            return false;
        part = sum->section + (sum->current < 0 ? 0 : sum->current);
        sum->total += (part > 0 ? part : 1) * power_of_ten(row->n);
        *sum = (struct sum){ sum->total, 0, -1, 10000, row->n };
        return true;
    case MT_NUMERAL_TEN:
    case MT_NUMERAL_ONE:
    case MT_NUMERAL_ABOUT:
    case MT_NUMERAL_GUESS:
    case MT_NUMERAL_NONE: break;
    }
    return false;
}

/* 십오, 3백21, 1만7000: words and digits that make one number. */
static bool read_places(mt_str text, size_t at, struct mt_numeral *out)
{
    struct sum sum = { 0, 0, -1, 10000, 100 };
    const struct mt_time_numerals_row *row;
    size_t n = 0;

    out->to = at;
    while (out->words < MOST_WORDS) {
        struct mt_numeral digits = { 0 };
        size_t to = read_digits(text, out->to, &digits);

        if (to > out->to) {
            if (sum.current >= 0 || (out->words && digits.leading_zero))
                break;
            sum.current = digits.value;
            if (out->words == 0)
                *out = digits;
            out->to = to;
            out->to2 = 0;
            out->words++;
            continue;
        }
        row = word_at(text, out->to, &n);
        if (!row)
            break;
        out->to2 = row->kind == MT_NUMERAL_DIGIT && row->n == 1 ? out->to : 0;
        out->value2 = sum_value(&sum);
        if (!sum_add(&sum, row)) {
            out->to2 = 0;
            break;
        }
        out->to += n;
        out->words++;
    }
    out->value = out->most = sum_value(&sum);
    return out->words > 0;
}

/* 세, 스물네, 서른 */
static void read_native(mt_str text, const struct mt_time_numerals_row *row,
                        struct mt_numeral *out)
{
    size_t n = 0;

    out->written = MT_WRITTEN_NATIVE;
    out->value = row->n;
    if (row->kind == MT_NUMERAL_TEN) {
        row = word_at(text, out->to, &n);
        if (row && row->kind == MT_NUMERAL_ONE) {
            out->value += row->n;
            out->to += n;
            out->words++;
        }
    }
    out->most = out->value;
}

bool mt_numeral_read(mt_str text, size_t at, struct mt_numeral *out)
{
    const struct mt_time_numerals_row *row;
    size_t width, n = 0;

    *out = (struct mt_numeral){ .whole = true };
    if (mt_digit_at(text, at, &width) >= 0)
        return read_places(text, at, out);
    row = word_at(text, at, &n);
    if (!row)
        return false;
    if (row->kind < MT_NUMERAL_TEN) {
        if (!read_places(text, at, out))
            return false;
        out->written = MT_WRITTEN_SINO;
        return true;
    }
    out->to = at + n;
    out->words = 1;
    out->value = row->n;
    out->most = row->most;
    if (row->kind == MT_NUMERAL_GUESS)
        out->written = MT_WRITTEN_FUZZY;
    else if (row->kind == MT_NUMERAL_ABOUT)
        out->written = MT_WRITTEN_ABOUT;
    else
        read_native(text, row, out);
    return true;
}
