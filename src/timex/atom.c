/* SPDX-License-Identifier: MIT */
#include "timex/atom.h"

#include <math.h>

#include "base/utf8.h"
#include "timex/numeral.h"
#include "timex/stamp.h"
#include "timex/timex.h"

enum { MOST_LISTED = 8, MOST_WEEKS = 60 };

/* The bits that a generated set of flags has are those of MT_TIME_... */
_Static_assert(1 << MT_TF_APPROX == MT_TIME_APPROX &&
                   1 << MT_TF_MORE_THAN == MT_TIME_MORE_THAN &&
                   1 << MT_TF_LESS_THAN == MT_TIME_LESS_THAN &&
                   1 << MT_TF_AT_LEAST == MT_TIME_AT_LEAST &&
                   1 << MT_TF_AT_MOST == MT_TIME_AT_MOST &&
                   1 << MT_TF_FUZZY == MT_TIME_FUZZY,
               "see timeflag in SCHEMA");

static mt_str rest(mt_str text, size_t i)
{
    return mt_str_sub(text, i, text.n);
}

size_t mt_time_blanks(mt_str text, size_t i)
{
    for (int k = 0; k < 2 && i < text.n; k++) {
        if (mt_is_space(text.p[i]) && text.p[i] != '\n')
            i++;
        else if (mt_str_starts(rest(text, i), MT_LIT("\xC2\xA0")))
            i += 2;
        else
            break;
    }
    return i;
}

size_t mt_time_dash(mt_str text, size_t i)
{
    uint32_t cp = mt_utf8_at(text, i);

    if (cp == '~' || cp == '-')
        return 1;
    if (cp == 0x2DC)
        return 2;
    return (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 || cp == 0x223C ||
                   cp == 0x301C || cp == 0xFF5E || cp == 0xFF0D || cp == 0x2053
               ? 3
               : 0;
}

int mt_time_word(mt_str text, size_t i, int table, size_t *n)
{
    const struct mt_word *hits[MT_HITS];
    size_t count = mt_words_at(&mt_time_index, text, i, hits);

    while (count-- > 0)
        if (hits[count]->table == table) {
            *n = hits[count]->n;
            return hits[count]->row;
        }
    return -1;
}

bool mt_time_tail(mt_str text, size_t i)
{
    const struct mt_word *hits[MT_HITS];

    return !mt_is_hangul(mt_utf8_at(text, i)) ||
           mt_words_at(&mt_timetail_index, text, i, hits) > 0;
}

/* May class right stand there? */
static bool is_linked(mt_link link, int right)
{
    for (size_t i = 0; i < MT_TIME_LINKS_ROWS; i++)
        if (mt_time_links[i].left == link.left &&
            mt_time_links[i].right == right)
            return mt_time_links[i].gaps >> link.gap & 1;
    return false;
}

size_t mt_atom_false(mt_str text, size_t at)
{
    size_t n = 0;

    return mt_time_word(text, at, MT_TABLE_TIME_FALSE, &n) < 0 ? 0 : n;
}

/* The unit at byte i, unless a longer word there is none (시스템): its row. */
static int unit_at(mt_str text, size_t i, int written, size_t *n)
{
    int row = i < text.n && (unsigned char)text.p[i] >= 0x80
                  ? mt_time_word(text, i, MT_TABLE_TIME_UNITS, n)
                  : -1;

    if (row < 0 || mt_atom_false(text, i) > *n)
        return -1;
    if (written <= MT_WRITTEN_NATIVE &&
        !(mt_time_units[row].numbers >> written & 1))
        return -1;
    return row;
}

/* 여 between number and unit, blanks on either side: 30여 분, 10여분. */
static size_t odd(mt_str text, size_t i)
{
    size_t to = i;

    if (!mt_str_starts(rest(text, to), MT_LIT("여")))
        to = mt_time_blanks(text, to);
    if (!mt_str_starts(rest(text, to), MT_LIT("여")))
        return i;
    return to + MT_LIT("여").n;
}

/* What parts the numbers of a list or a range: its bytes, or 0. */
static size_t number_sep(mt_str text, size_t i, bool *dash)
{
    size_t sep = mt_time_dash(text, i);

    *dash = sep > 0;
    if (sep)
        return sep;
    sep = mt_middle_dot(text, i);
    return !sep && i < text.n && text.p[i] == ',' ? 1 : sep;
}

/* Past 20 or 1.5 at byte i; i if no number stands there. */
static size_t past_number(mt_str text, size_t i)
{
    int value;
    size_t to = mt_digits_at(text, i, 5, &value);

    if (to > i && to + 1 < text.n && text.p[to] == '.' &&
        mt_is_digit(text.p[to + 1]))
        to = mt_digits_at(text, to + 1, 3, &value);
    return to;
}

/* The unit that stands at the last number of 13·20·21일, 2~4시: its row, and
 * where it ends. Amounts (2~3시간) share one only over a dash. */
static int borrowed_unit(mt_str text, size_t i, size_t *to)
{
    bool dashes = true, dash;
    size_t n;

    for (int k = 0; k < MOST_LISTED; k++) {
        size_t at = mt_time_blanks(text, i);
        size_t sep = number_sep(text, at, &dash);
        int row;

        if (!sep)
            break;
        dashes &= dash;
        at = mt_time_blanks(text, at + sep);
        i = past_number(text, at);
        if (i == at)
            return -1;
        if (number_sep(text, mt_time_blanks(text, i), &dash))
            continue;
        at = mt_time_blanks(text, odd(text, i));
        row = unit_at(text, at, MT_WRITTEN_DIGITS, &n);
        *to = at + n;
        return row >= 0 && (dashes || mt_time_units[row].class != MT_TC_NONE)
                   ? row
                   : -1;
    }
    return -1;
}

/* 오전 9시 20~10시 20분, 4시30부터: minutes that have lost their unit. */
static bool lost_minute(mt_str text, const struct mt_numeral *number)
{
    static const char *const tails[] = { "부터", "께", "쯤", "경", "까지" };
    size_t to;
    int row;

    if (number->written != MT_WRITTEN_DIGITS || number->words > 1 ||
        number->digits > 2)
        return false;
    row = borrowed_unit(text, number->to, &to);
    if (row >= 0 && mt_time_dash(text, mt_time_blanks(text, number->to)))
        return mt_time_units[row].class == MT_TC_HOUR;
    for (size_t k = 0; k < sizeof tails / sizeof *tails; k++)
        if (number->digits == 2 &&
            mt_str_starts(rest(text, number->to), mt_str_c(tails[k])))
            return true;
    return false;
}

/* Numbers in words that mean other things as often: 이분, 한시, 두 분. */
static bool is_shaky(const struct mt_numeral *number, int class, int field)
{
    if (number->written == MT_WRITTEN_SINO)
        return number->words == 1 && class != MT_TC_QUARTER &&
               field != MT_TIMEFIELD_MONTHS;
    if (number->written == MT_WRITTEN_NATIVE)
        return (class == MT_TC_MINUTE && number->value < 10) ||
               (class == MT_TC_HOUR && number->value < 2);
    return number->written == MT_WRITTEN_ABOUT && class == MT_TC_MINUTE;
}

/* The number as a point in time, as an amount, or both. */
static bool set_count(struct mt_atom *out, const struct mt_numeral *number,
                      int row)
{
    const struct mt_time_units_row *unit = &mt_time_units[row];
    bool fuzzy = number->written == MT_WRITTEN_FUZZY;
    bool point = unit->class != MT_TC_NONE && number->whole && !fuzzy &&
                 number->most <= number->value && !out->flags &&
                 number->value >= unit->least && number->value <= unit->most;

    out->class = point ? unit->class : (uint8_t)MT_TC_NONE;
    out->field = unit->field;
    out->how = MT_TIMEHOW_IS;
    out->written = (uint8_t)number->written;
    out->full_clock = number->leading_zero;
    out->v[0] = point ? (int)number->value : 0;
    if (unit->class == MT_TC_YEAR && number->digits == 2 && number->whole)
        out->v[1] = 2000 + (int)number->value;
    out->least = fuzzy ? NAN : number->value;
    out->most = fuzzy ? NAN : number->most;
    if (fuzzy)
        out->flags |= MT_TIME_FUZZY;
    if (number->written == MT_WRITTEN_ABOUT && number->most <= number->value)
        out->flags |= MT_TIME_APPROX;
    out->shaky = is_shaky(number, unit->class, unit->field);
    if (unit->field == MT_TIMEFIELD_WEEKS && number->value > MOST_WEEKS)
        out->field = MT_TIMEFIELD_NONE;
    return out->class != MT_TC_NONE || out->field != MT_TIMEFIELD_NONE;
}

/* 이십일: the last 일 is a unit if none follows. */
static int trimmed_unit(mt_str text, struct mt_numeral *number, size_t *n)
{
    if (number->words < 2 || !number->to2 || !mt_time_tail(text, number->to))
        return -1;
    number->to = number->to2;
    number->value = number->most = number->value2;
    number->words--;
    return unit_at(text, number->to, MT_WRITTEN_SINO, n);
}

/* A number and its unit. */
static bool count_atom(mt_str text, size_t at, int left, struct mt_atom *out)
{
    struct mt_numeral number;
    size_t to, n = 0;
    int row;

    if (!mt_numeral_read(text, at, &number))
        return false;
    to = odd(text, number.to);
    out->flags = to > number.to ? MT_TIME_MORE_THAN : 0;
    to = mt_time_blanks(text, to);
    row = unit_at(text, to, (int)number.written, &n);
    if (row < 0 && number.written == MT_WRITTEN_SINO) {
        row = trimmed_unit(text, &number, &n);
        to = number.to;
    }
    if (row < 0 && left == MT_TC_HOUR && lost_minute(text, &number)) {
        row = mt_time_word(MT_LIT("분"), 0, MT_TABLE_TIME_UNITS, &n);
        to = number.to;
        n = 0;
    } else if (row < 0 && number.written == MT_WRITTEN_DIGITS) {
        row = borrowed_unit(text, number.to, &out->unit_to);
        out->to = number.to;
        out->bare_number = true;
        return row >= 0 && set_count(out, &number, row) &&
               (out->class != MT_TC_NONE ||
                mt_time_dash(text, mt_time_blanks(text, number.to)));
    }
    out->to = out->unit_to = to + n;
    if (left == MT_TC_NONE && to > number.to &&
        number.written == MT_WRITTEN_SINO && number.words == 1)
        return false; /* 이 시간, 이 일 */
    return row >= 0 && set_count(out, &number, row);
}

/* 10분의 1: no minutes. */
static bool is_fraction(mt_str text, const struct mt_atom *atom)
{
    struct mt_numeral number;
    size_t i = atom->to;

    if (atom->field != MT_TIMEFIELD_MINUTES ||
        !mt_str_starts(rest(text, i), MT_LIT("의")))
        return false;
    return mt_numeral_read(text, mt_time_blanks(text, i + MT_LIT("의").n),
                           &number);
}

static void set_word(struct mt_atom *out, const struct mt_word *word)
{
    const struct mt_time_words_row *row = &mt_time_words[word->row];

    out->class = row->class;
    out->how = row->how;
    out->v[0] = row->n;
}

static void set_amount(struct mt_atom *out, const struct mt_word *word)
{
    const struct mt_time_amounts_row *row = &mt_time_amounts[word->row];

    out->field = row->field;
    out->least = row->most < 0 ? (double)NAN : row->least;
    out->most = row->most < 0 ? (double)NAN : row->most;
    out->flags = row->flags;
}

static void set_holiday(struct mt_atom *out, const struct mt_word *word)
{
    out->class = MT_TC_HOLIDAY;
    out->v[0] = mt_time_holidays[word->row].month;
    out->v[1] = mt_time_holidays[word->row].day;
}

/* May an expression begin with it? The rest needs something before it. */
static bool may_begin(int class)
{
    switch ((enum mt_timeclass) class) {
    case MT_TC_EDGE:
    case MT_TC_NTHWEEK:
    case MT_TC_LASTDAY:
    case MT_TC_WDAY:
    case MT_TC_SECOND:
    case MT_TC_MINUTE:
    case MT_TC_HALFPAST:
    case MT_TC_SHARP: return false;
    case MT_TC_ZONE:
    case MT_TC_LOCAL:
    case MT_TC_LEAD:
    case MT_TC_NEXT:
    case MT_TC_RECENT:
    case MT_TC_YEAR:
    case MT_TC_THISYEAR:
    case MT_TC_YEAREDGE:
    case MT_TC_HALF:
    case MT_TC_QUARTER:
    case MT_TC_MONTH:
    case MT_TC_WEEK:
    case MT_TC_WEEKEND:
    case MT_TC_NTH:
    case MT_TC_WEEKDAY:
    case MT_TC_DAY:
    case MT_TC_DATE:
    case MT_TC_HOLIDAY:
    case MT_TC_LASTNIGHT:
    case MT_TC_DAYNIGHT:
    case MT_TC_PART:
    case MT_TC_NOON:
    case MT_TC_HOUR:
    case MT_TC_CLOCK:
    case MT_TC_AMOUNT:
    case MT_TC_NONE: break;
    }
    return true;
}

/* Does it fit behind left, or at the beginning? */
static bool fits(const struct mt_atom *atom, mt_link link)
{
    if (link.left == MT_TC_NONE)
        return atom->class == MT_TC_NONE || may_begin(atom->class) ||
               atom->field != MT_TIMEFIELD_NONE;
    return is_linked(link, atom->class);
}

/* Tries one word of the index as an atom. */
static bool try_word(const struct mt_word *word, struct mt_atom *out)
{
    switch ((enum mt_table)word->table) {
    case MT_TABLE_TIME_WORDS: set_word(out, word); return true;
    case MT_TABLE_TIME_AMOUNTS: set_amount(out, word); return true;
    case MT_TABLE_TIME_HOLIDAYS: set_holiday(out, word); return true;
    case MT_TABLE_TIME_ZONES:
        out->class = MT_TC_ZONE;
        out->v[0] = word->row;
        return true;
    default: return false;
    }
}

static struct mt_atom blank_atom(size_t at, size_t to)
{
    return (struct mt_atom){ .from = at,
                             .to = to,
                             .class = MT_TC_NONE,
                             .field = MT_TIMEFIELD_NONE,
                             .how = MT_TIMEHOW_IS,
                             .written = MT_WRITTEN_DIGITS };
}

static bool read_word(mt_str text, size_t at, mt_link link, struct mt_atom *out)
{
    const struct mt_word *hits[MT_HITS];
    size_t count = mt_words_at(&mt_time_index, text, at, hits);
    bool numeral = false, blocked = false;

    while (count-- > 0) {
        const struct mt_word *word = hits[count];

        *out = blank_atom(at, at + word->n);
        if (word->table == MT_TABLE_TIME_FALSE) {
            if (link.left == MT_TC_NONE)
                return false;
            blocked = true;
        } else if (word->table == MT_TABLE_TIME_NUMERALS) {
            if (!numeral && count_atom(text, at, link.left, out) &&
                fits(out, link) && !is_fraction(text, out))
                return true;
            numeral = true;
        } else if (!blocked && try_word(word, out) && fits(out, link)) {
            return true;
        }
    }
    return false;
}

static bool read_number(mt_str text, size_t at, mt_link link,
                        struct mt_atom *out)
{
    *out = blank_atom(at, at);
    if (mt_stamp_date(text, at, out) && fits(out, link))
        return true;
    *out = blank_atom(at, at);
    if (mt_stamp_clock(text, at, link.left != MT_TC_NONE, out) &&
        fits(out, link))
        return true;
    *out = blank_atom(at, at);
    return count_atom(text, at, link.left, out) && fits(out, link) &&
           !is_fraction(text, out);
}

bool mt_atom_read(mt_str text, size_t at, mt_link link, struct mt_atom *out)
{
    size_t width;

    if (at >= text.n)
        return false;
    if (mt_digit_at(text, at, &width) >= 0)
        return read_number(text, at, link, out);
    if (text.p[at] == '\'' || mt_utf8_at(text, at) == 0x2018 ||
        mt_utf8_at(text, at) == 0x2019) {
        *out = blank_atom(at, at);
        return mt_stamp_date(text, at, out) && fits(out, link);
    }
    return read_word(text, at, link, out);
}
