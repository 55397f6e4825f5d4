/* SPDX-License-Identifier: MIT */
/*
 * Reads:
 *   1,234,567   1 234 567   180.25   .25   1e10   1.1^23   3/4   2 1/4
 *   십육   이십만 이천   3백21   2백만   스물여섯   삼점사   반
 *   삼분의 이   3분의 1   일과 이분의 일   마이너스 5   일조 번째
 */
#include "timex/number.h"

#include <math.h>

#include "base/utf8.h"
#include "timex/atom.h"
#include "timex/numeral.h"

enum { MOST_NUMBERS = 1 << 16, MOST_PARTS = 12, MOST_POWER = 400 };

static mt_str rest(mt_str text, size_t i)
{
    return mt_str_sub(text, i, text.n);
}

static char byte_at(mt_str text, size_t i)
{
    return i < text.n ? text.p[i] : '\0';
}

/* Where a word of this kind at byte i ends, or 0. */
static size_t counter_at(mt_str text, size_t i, int kind)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(&mt_timecount_index, text, i, hits);

    while (n-- > 0)
        if (mt_time_counters[hits[n]->row].kind == kind)
            return i + hits[n]->n;
    return 0;
}

/* --- in digits ----------------------------------------------------------- */

/* 1 234 567: groups of three behind blanks, which may be fixed ones. */
static size_t blank_groups(mt_str text, size_t i, double *value)
{
    int group;

    for (int k = 0; k < 5; k++) {
        size_t at = mt_str_starts(rest(text, i), MT_LIT("\xC2\xA0")) ? i + 2
                    : byte_at(text, i) == ' '                        ? i + 1
                                                                     : i;

        if (at == i || mt_digits_at(text, at, 4, &group) != at + 3)
            return i;
        *value = *value * 1000 + group;
        i = at + 3;
    }
    return i;
}

/* 192.168.1.2 is four numbers: the first, or 0 if there are but two. */
static size_t dotted(mt_str text, size_t i, double *value)
{
    int part, next;
    size_t to = mt_digits_at(text, i, 4, &part), end;
    bool inside = i > 1 && text.p[i - 1] == '.' && mt_is_digit(text.p[i - 2]);

    if (to == i || byte_at(text, to) != '.')
        return 0;
    end = mt_digits_at(text, to + 1, 4, &next);
    if (end == to + 1 || (!inside && (byte_at(text, end) != '.' ||
                                      !mt_is_digit(byte_at(text, end + 1)))))
        return 0;
    *value = part;
    return to;
}

static size_t fraction_digits(mt_str text, size_t i, double *value)
{
    double scale = 0.1;

    if (byte_at(text, i) != '.' || !mt_is_digit(byte_at(text, i + 1)))
        return i;
    for (i++; mt_is_digit(byte_at(text, i)); i++, scale /= 10)
        *value += scale * (text.p[i] - '0');
    return i;
}

/* e10, ^-2 behind a number. */
static size_t power_at(mt_str text, size_t i, double *value)
{
    char mark = mt_lower(byte_at(text, i));
    size_t at = i + 1, to;
    int sign = 1, power;

    if (mark != 'e' && mark != '^')
        return i;
    while ((byte_at(text, at) == '-' || byte_at(text, at) == '+') &&
           at < i + 3) {
        sign = byte_at(text, at) == '-' ? -1 : sign;
        at++;
    }
    to = mt_digits_at(text, at, 3, &power);
    if (to == at || power > MOST_POWER)
        return i;
    if (mark == 'e')
        *value *= pow(10, sign * power);
    else
        *value = pow(*value, byte_at(text, at - 1) == '-' && at == i + 3
                                 ? power
                                 : sign * power);
    return to;
}

/* 3/4, and no date or telephone number: where it ends, or 0. */
static size_t slash(mt_str text, size_t i, double *value)
{
    int over, under;
    size_t to = mt_digits_at(text, i, 4, &over), end;

    if (to == i || to > i + 3 || byte_at(text, to) != '/' ||
        (i && strchr("/-.", text.p[i - 1]) && i > 1 &&
         mt_is_digit(text.p[i - 2])))
        return 0;
    end = mt_digits_at(text, to + 1, 4, &under);
    if (end == to + 1 || end > to + 4 || under == 0 ||
        byte_at(text, end) == '/' || byte_at(text, end) == '.')
        return 0;
    *value = (double)over / under;
    return end;
}

/* 2 1/4: where it ends, or i. */
static size_t mixed_slash(mt_str text, size_t i, double *value)
{
    size_t at = mt_time_blanks(text, i), to;
    double part;

    if (at == i || *value != floor(*value))
        return i;
    to = slash(text, at, &part);
    if (!to || part >= 1)
        return i;
    *value += part;
    return to;
}

static size_t digit_number(mt_str text, size_t i, double *value)
{
    struct mt_numeral number;
    size_t to = slash(text, i, value);

    *value = to ? *value : 0;
    if (to)
        return to;
    if (byte_at(text, i) == '.')
        return fraction_digits(text, i, value);
    to = dotted(text, i, value);
    if (to)
        return to;
    if (!mt_numeral_read(text, i, &number))
        return i;
    *value = number.value;
    to = number.to;
    if (number.words > 1)
        return to;
    if (number.whole && number.digits <= 3 && number.digits)
        to = blank_groups(text, to, value);
    to = fraction_digits(text, to, value);
    to = power_at(text, to, value);
    return mixed_slash(text, to, value);
}

/* --- in words ------------------------------------------------------------ */

/* The smallest place that a sum has filled: 100 for 300. */
static double lowest_place(double value)
{
    double place = 1;

    while (place < 1e16 && value > 0 && fmod(value, place * 10) == 0)
        place *= 10;
    return place;
}

/* 이십만 이천: parts of one number with blanks between. */
static size_t spaced_parts(mt_str text, size_t i, double *value)
{
    for (int k = 0; k < MOST_PARTS; k++) {
        size_t at = mt_time_blanks(text, i);
        struct mt_numeral next;

        if (at == i || !mt_numeral_read(text, at, &next) ||
            (next.written == MT_WRITTEN_DIGITS && next.words < 2) ||
            next.written > MT_WRITTEN_SINO || next.value <= 0 ||
            next.value >= lowest_place(*value))
            return i;
        *value += next.value;
        i = next.to;
    }
    return i;
}

/* Does the 이 before byte i belong to 이다, 이라고? */
static bool is_copula(mt_str text, size_t i)
{
    static const char *const endings[] = { "다", "고", "며", "라", "지", "었" };

    if (mt_utf8_before(text, i) != 0xC774)
        return false;
    return mt_str_starts_any(rest(text, i), MT_ALL(endings));
}

/* 삼점사: the digits behind 점. */
static size_t spoken_fraction(mt_str text, size_t i, double *value)
{
    double scale = 0.1;
    size_t at = i + MT_LIT("점").n, to, n = 0;

    if (!mt_str_starts(rest(text, i), MT_LIT("점")))
        return i;
    to = at = mt_time_blanks(text, at);
    for (int k = 0; k < MOST_PARTS; k++, scale /= 10) {
        int row = mt_time_word(text, to, MT_TABLE_TIME_NUMERALS, &n);

        if (row < 0 || mt_time_numerals[row].kind != MT_NUMERAL_DIGIT ||
            is_copula(text, to + n))
            break;
        *value += scale * mt_time_numerals[row].n;
        to += n;
    }
    return to > at ? to : i;
}

static size_t word_number(mt_str text, size_t i, double *value)
{
    struct mt_numeral number;
    size_t to;

    if (mt_str_starts(rest(text, i), MT_LIT("반"))) {
        *value = 0.5;
        return i + MT_LIT("반").n;
    }
    if (!mt_numeral_read(text, i, &number) ||
        number.written > MT_WRITTEN_NATIVE)
        return i;
    *value = number.value;
    to = number.to;
    if (number.written == MT_WRITTEN_SINO) {
        to = spaced_parts(text, to, value);
        if (is_copula(text, to)) {
            *value -= 2;
            return to - MT_LIT("이").n;
        }
        to = spoken_fraction(text, to, value);
    }
    return to;
}

/* --- either -------------------------------------------------------------- */

static size_t plain_number(mt_str text, size_t i, double *value)
{
    size_t width, to;

    if (mt_digit_at(text, i, &width) < 0 && byte_at(text, i) != '.')
        return word_number(text, i, value);
    if (byte_at(text, i) == '.' && i && mt_is_digit(text.p[i - 1]))
        return i;
    to = digit_number(text, i, value);
    if (to > i && mt_is_hangul(mt_utf8_before(text, to)))
        to = spaced_parts(text, to, value);
    return to;
}

/* Behind 마이너스 or a minus: where the number begins, or i. */
static size_t minus(mt_str text, size_t i)
{
    size_t at = counter_at(text, i, MT_TIMECOUNT_MINUS), width;

    if (at)
        return mt_time_blanks(text, at);
    if (byte_at(text, i) != '-' ||
        (i && !mt_is_space(text.p[i - 1]) && text.p[i - 1] != '('))
        return i;
    at = mt_time_blanks(text, i + 1);
    return mt_digit_at(text, at, &width) >= 0 ? at : i;
}

/* 삼분의 이: the share that value is the lower half of; or i. */
static size_t share(mt_str text, size_t i, double *value)
{
    size_t at = counter_at(text, mt_time_blanks(text, i), MT_TIMECOUNT_OVER);
    size_t from, to;
    double over;

    if (!at || *value == 0)
        return i;
    at = mt_time_blanks(text, at);
    from = minus(text, at);
    to = plain_number(text, from, &over);
    if (to == from)
        return i;
    if (mt_utf8_before(text, to) == 0xB9CC &&
        over < 1e5) { /* 일만: 만 = only */
        over /= 1e4;
        to -= MT_LIT("만").n;
    }
    *value = (from > at ? -over : over) / *value;
    return to;
}

/* 일과 이분의 일: the part behind 과; or i. */
static size_t and_share(mt_str text, size_t i, double *value)
{
    size_t at = i, to, end;
    double part;

    if (mt_str_starts(rest(text, i), MT_LIT("과 ")) ||
        mt_str_starts(rest(text, i), MT_LIT("와 ")))
        at = i + MT_LIT("과 ").n;
    if (at == i)
        return i;
    to = plain_number(text, at, &part);
    if (to == at)
        return i;
    end = share(text, to, &part);
    if (end == to)
        return i;
    *value += part;
    return end;
}

/* --- is it a number in this place? ---------------------------------------- */

/* A particle and the end of the word: 삼은, 하나만. */
static bool particle_ends(mt_str text, size_t i)
{
    return mt_time_tail(text, i);
}

static bool counted(mt_str text, size_t i)
{
    return counter_at(text, mt_time_blanks(text, i), MT_TIMECOUNT_COUNTER) > 0;
}

/* One syllable of a number in words is another word as often: 이, 일, 한. */
static bool lone_word_counts(mt_str text, mt_span span)
{
    static const char *const clear[] = { "영", "삼", "육", "칠", "팔",
                                         "천", "백", "만", "십", "둘",
                                         "셋", "넷", "열", "쉰", "반" };
    mt_str word = mt_str_at(text, span);

    static const char *const vague[] = { "이", "일", "사", "오",
                                         "구", "공", "조" };

    if (mt_str_trim(text).n == word.n)
        return true;
    if (mt_str_eq_any(word, MT_ALL(vague)))
        return false;
    if (counted(text, span.to))
        return true;
    if (word.n > 3)
        return particle_ends(text, span.to);
    if (mt_is_space(byte_at(text, span.to)))
        return false;
    if (mt_str_eq_any(word, MT_ALL(clear)))
        return particle_ends(text, span.to);
    return false;
}

static bool words_count(mt_str text, mt_span span, bool part)
{
    uint32_t before = mt_utf8_before(text, span.from);

    if (mt_is_wordlike(before))
        return false;
    if (part)
        return true;
    if (span.to - span.from <= 6)
        return lone_word_counts(text, span);
    return particle_ends(text, span.to) || counted(text, span.to) ||
           mt_str_starts(rest(text, span.to), MT_LIT("조각")) ||
           !mt_is_hangul(mt_utf8_at(text, span.to));
}

static bool digits_count(mt_str text, mt_span span)
{
    uint32_t before = mt_utf8_before(text, span.from);
    char next = byte_at(text, span.to);

    return !(before < 0x80 && mt_is_alpha((char)before)) &&
           !mt_is_alpha(next) &&
           !counter_at(text, span.to, MT_TIMECOUNT_MEASURE);
}

/* The day of 5월 4일 is no number either. */
static bool is_day(mt_str text, mt_span span)
{
    size_t from = span.from;

    while (from && text.p[from - 1] == ' ')
        from--;
    return mt_utf8_before(text, from) == 0xC6D4 &&
           mt_str_starts(rest(text, span.to), MT_LIT("일"));
}

static bool number_at(mt_str text, size_t i, struct mt_number *out)
{
    size_t from = minus(text, i), to, end, width, nth;
    double value = 0;
    bool digits, part;

    to = plain_number(text, from, &value);
    if (to == from)
        return false;
    digits = mt_digit_at(text, from, &width) >= 0 || text.p[from] == '.';
    end = share(text, to, &value);
    if (end == to)
        end = and_share(text, to, &value);
    part = end > to || from > i;
    nth = counter_at(text, mt_time_blanks(text, end), MT_TIMECOUNT_NTH);
    if (nth && !digits)
        end = nth;
    out->span = (mt_span){ (uint32_t)i, (uint32_t)end };
    out->value = from > i ? -value : value;
    return digits ? digits_count(text, out->span) && !is_day(text, out->span)
                  : words_count(text, out->span, part || nth);
}

/* Past what is no number: a digit run, or one character. */
static size_t skip(mt_str text, size_t i)
{
    size_t from = i, width;

    while (mt_digit_at(text, i, &width) >= 0)
        i += width;
    return i > from ? i : i + mt_utf8_width(text.p[i]);
}

void mt_numbers_read(mt_str text, struct mt_arena *arena,
                     struct mt_numbers *out)
{
    struct mt_number number;
    size_t i = 0;

    while (i < text.n && out->n < MOST_NUMBERS) {
        if (number_at(text, i, &number)) {
            *mt_vec_add(arena, out) = number;
            i = number.span.to;
        } else {
            i = skip(text, i);
        }
    }
}
