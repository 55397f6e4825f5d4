/* SPDX-License-Identifier: MIT */
#include "article/stamp.h"

#include "base/date.h"
#include "base/str.h"
#include "base/utf8.h"
#include "data.h"

enum {
    LABEL_REACH = 40, /* bytes before a date in which its label may begin */
    AROUND = 60,      /* bytes that a line of dates may hold beside them */
};

static void skip_blanks(mt_str *s)
{
    while (mt_str_take(s, MT_LIT(" ")) || mt_str_take(s, MT_LIT("\xC2\xA0")) ||
           mt_str_take(s, MT_LIT("\t")))
        continue;
}

/* A sign or 년, 월 between the parts of a date, with blanks about it. */
static bool part_end(mt_str *s, mt_str word)
{
    mt_str t = *s;

    skip_blanks(&t);
    if (!mt_str_take(&t, word) && !mt_str_take(&t, MT_LIT(".")) &&
        !mt_str_take(&t, MT_LIT("-")) && !mt_str_take(&t, MT_LIT("/")))
        return false;
    skip_blanks(&t);
    *s = t;
    return true;
}

static mt_when day_of(int year, int month, int day)
{
    return (mt_when){ .year = (int16_t)year, .month = (uint8_t)month,
                      .day = (uint8_t)day, .precision = MT_PRECISION_DAY,
                      .offset = MT_KOREA };
}

/* Is it a day on which a page may be dated? */
static bool is_dateline_day(int year, int month, int day)
{
    return year >= 1990 && year <= 2100 && mt_date_exists(year, month, day);
}

/* 1월 7, 2025: as a page that was made for English words its dates. */
static bool read_day_first(mt_str *s, mt_when *out)
{
    mt_str t = *s;
    int year, month, day;

    if (!mt_str_digits(&t, 2, &month) || !mt_str_take(&t, MT_LIT("월 ")) ||
        !mt_str_digits(&t, 2, &day) || !mt_str_take(&t, MT_LIT(", ")) ||
        !mt_str_digits(&t, 4, &year) || !is_dateline_day(year, month, day))
        return false;
    *out = day_of(year, month, day);
    *s = t;
    return true;
}

static bool read_day(mt_str *s, mt_when *out)
{
    mt_str t = *s;
    int year, month, day;

    if (read_day_first(s, out))
        return true;
    if (!mt_str_digits(&t, 4, &year) || !part_end(&t, MT_LIT("년")) ||
        !mt_str_digits(&t, 2, &month) || !part_end(&t, MT_LIT("월")) ||
        !mt_str_digits(&t, 2, &day) || !is_dateline_day(year, month, day))
        return false;
    if (!mt_str_take(&t, MT_LIT("일")) && !mt_str_take(&t, MT_LIT(" 일")))
        mt_str_take(&t, MT_LIT("."));
    *out = day_of(year, month, day);
    *s = t;
    return true;
}

/* (목), 목요일, [목] */
static bool take_weekday(mt_str *s)
{
    static const char *const days[] = { "월", "화", "수", "목",
                                        "금", "토", "일" };
    mt_str t = *s;
    bool bracket;

    skip_blanks(&t);
    bracket = mt_str_take(&t, MT_LIT("(")) || mt_str_take(&t, MT_LIT("["));
    for (size_t i = 0; i < 7; i++) {
        if (!mt_str_take(&t, mt_str_c(days[i])))
            continue;
        if (!mt_str_take(&t, MT_LIT("요일")) && !bracket)
            return false;
        if (bracket && !mt_str_take(&t, MT_LIT(")")) &&
            !mt_str_take(&t, MT_LIT("]")))
            return false;
        *s = t;
        return true;
    }
    return false;
}

/* 1 for 오전, 2 for 오후, 0 for neither. */
static int take_half(mt_str *s)
{
    mt_str t = *s;
    int half = 0;

    skip_blanks(&t);
    if (mt_str_take(&t, MT_LIT("오전")) || mt_str_take(&t, MT_LIT("AM")) ||
        mt_str_take(&t, MT_LIT("am")))
        half = 1;
    else if (mt_str_take(&t, MT_LIT("오후")) || mt_str_take(&t, MT_LIT("PM")) ||
             mt_str_take(&t, MT_LIT("pm")))
        half = 2;
    if (half) {
        skip_blanks(&t);
        *s = t;
    }
    return half;
}

/* Signs that may stand between a day and its clock. */
static void skip_joint(mt_str *s)
{
    mt_str t = *s;
    bool more = true;

    while (more) {
        skip_blanks(&t);
        more = take_weekday(&t) || mt_str_take(&t, MT_LIT("T")) ||
               mt_str_take(&t, MT_LIT(",")) || mt_str_take(&t, MT_LIT("(")) ||
               mt_str_take(&t, MT_LIT("|")) || mt_str_take(&t, MT_LIT("ㅣ")) ||
               mt_str_take(&t, MT_LIT("-")) || mt_str_take(&t, MT_LIT("·")) ||
               mt_str_take(&t, MT_LIT("[")) || mt_str_take(&t, MT_LIT("/"));
    }
    *s = t;
}

/* +09:00, +0900, Z behind a clock time. */
static void take_offset(mt_str *s, mt_when *when)
{
    mt_str t = *s;
    int hours, minutes = 0, sign = 1;

    if (mt_str_take(&t, MT_LIT("."))) {
        int fraction;

        if (!mt_str_digits(&t, 9, &fraction))
            return;
        *s = t;
    }
    if (mt_str_take(&t, MT_LIT("Z"))) {
        when->offset = 0;
        *s = t;
        return;
    }
    mt_str_take(&t, MT_LIT(" "));
    if (mt_str_take(&t, MT_LIT("-")))
        sign = -1;
    else if (!mt_str_take(&t, MT_LIT("+")))
        return;
    if (!mt_str_digits(&t, 2, &hours) || hours > 14)
        return;
    mt_str_take(&t, MT_LIT(":"));
    mt_str_digits(&t, 2, &minutes);
    if (minutes > 59)
        return;
    when->offset = (int16_t)(sign * (60 * hours + minutes));
    *s = t;
}

static bool read_clock(mt_str *s, mt_when *when)
{
    mt_str t = *s;
    int half, hour, minute, second;

    skip_joint(&t);
    half = take_half(&t);
    if (!mt_str_digits(&t, 2, &hour) || hour > 24)
        return false;
    if (!mt_str_take(&t, MT_LIT(":")) && !mt_str_take(&t, MT_LIT("시 ")) &&
        !mt_str_take(&t, MT_LIT("시")))
        return false;
    if (!mt_str_digits(&t, 2, &minute) || minute > 59)
        return false;
    if (half == 2 && hour < 12)
        hour += 12;
    if (half == 1 && hour == 12)
        hour = 0;
    when->hour = (uint8_t)hour;
    when->minute = (uint8_t)minute;
    when->precision = MT_PRECISION_MINUTE;
    mt_str_take(&t, MT_LIT("분"));
    *s = t;
    skip_blanks(&t);
    if ((mt_str_take(s, MT_LIT(":")) && mt_str_digits(s, 2, &second)) ||
        (mt_str_digits(&t, 2, &second) && mt_str_take(&t, MT_LIT("초")))) {
        when->second = (uint8_t)(second < 60 ? second : 0);
        when->precision = MT_PRECISION_SECOND;
        if (t.n < s->n && mt_str_ends((mt_str){ s->p, (size_t)(t.p - s->p) },
                                      MT_LIT("초")))
            *s = t;
    }
    if (half == 0 && (half = take_half(s)) == 2 && when->hour < 12)
        when->hour = (uint8_t)(when->hour + 12);
    take_offset(s, when);
    mt_str_take(s, MT_LIT(")"));
    return true;
}

bool mt_stamp_read(mt_str *s, mt_when *out)
{
    mt_when when;

    if (!read_day(s, &when))
        return false;
    if (!read_clock(s, &when))
        take_weekday(s);
    *out = when;
    return true;
}

static enum mt_stamp_kind kind_of(const struct mt_page_labels_row *row)
{
    switch ((enum mt_page_stamp)row->stamp) {
    case MT_STAMP_PUBLISHED: return MT_STAMP_IS_PUBLISHED;
    case MT_STAMP_MODIFIED: return MT_STAMP_IS_MODIFIED;
    case MT_STAMP_CLOCK: return MT_STAMP_IS_CLOCK;
    case MT_STAMP_NONE: break;
    }
    return MT_STAMP_BARE;
}

/* The longest label that begins at byte at of line; its length or 0. */
static size_t label_at(mt_str line, size_t at, enum mt_stamp_kind *kind)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(&mt_page_index, line, at, hits), length = 0;

    for (size_t i = 0; i < n; i++)
        if (hits[i]->table == MT_TABLE_PAGE_LABELS) {
            *kind = kind_of(&mt_page_labels[hits[i]->row]);
            length = hits[i]->n;
        }
    return length;
}

/* Is there nothing but blanks, colons and bars in s? */
static bool only_joints(mt_str s)
{
    static const char *const joints[] = { " ", ":", "|", "ㅣ", "：", "(", "[",
                                          "\xC2\xA0", "-", "=", "·", "]", "<",
                                          ">", "\t", "일시", "시간" };
    bool more = true;

    while (more) {
        more = false;
        for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
            more |= mt_str_take(&s, mt_str_c(joints[i]));
    }
    return s.n == 0;
}

/* The label before a date that begins at from, the nearest one, and of those
 * that end at one place the longest. Moves *from before it. */
static enum mt_stamp_kind label_before(mt_str line, size_t least, size_t *from)
{
    size_t at = *from > LABEL_REACH ? *from - LABEL_REACH : 0;
    enum mt_stamp_kind kind = MT_STAMP_BARE, best = MT_STAMP_BARE;
    size_t start = *from;

    for (at = at < least ? least : at; at < start; at++) {
        size_t n = label_at(line, at, &kind);

        if (n && at + n <= *from &&
            only_joints(mt_str_sub(line, at + n, *from))) {
            best = kind;
            start = at;
        }
    }
    *from = start;
    return best;
}

static enum mt_stamp_kind label_after(mt_str line, size_t *to)
{
    size_t at = *to;
    enum mt_stamp_kind kind = MT_STAMP_BARE;
    size_t n;

    while (at < line.n && (line.p[at] == ' ' || line.p[at] == ')'))
        at++;
    n = label_at(line, at, &kind);
    /* 2023.05.31 08:36 수정 2023.05.31 09:00: the label of the next, and
     * not in 2023.05.31 08:36 송고 | 2023.05.31 09:00 수정. */
    if (!n || (at + n < line.n && line.p[at + n] != ' '))
        return MT_STAMP_BARE;
    for (size_t i = at + n; i < line.n && i < at + n + 8; i++) {
        if (line.p[i] == '|' || line.p[i] == '/')
            break;
        if (mt_is_digit(line.p[i]))
            return MT_STAMP_BARE;
    }
    *to = at + n;
    return kind;
}

size_t mt_stamps_read(mt_str line, mt_stamp out[MT_STAMPS])
{
    size_t n = 0, least = 0;

    for (size_t i = 0; i + 8 <= line.n && n < MT_STAMPS;) {
        mt_str s = mt_str_sub(line, i, line.n);
        mt_stamp stamp = { 0 };
        size_t from = i, to;

        if (!mt_is_digit(line.p[i]) || (i && mt_is_digit(line.p[i - 1])) ||
            !mt_stamp_read(&s, &stamp.when)) {
            i++;
            continue;
        }
        to = line.n - s.n;
        stamp.kind = label_before(line, least, &from);
        if (stamp.kind == MT_STAMP_BARE)
            stamp.kind = label_after(line, &to);
        if (mt_str_starts(s, MT_LIT(" (")) && take_weekday(&s)) {
            /* "2026-03-12 19:03 (목)": the weekday last is a page's clock. */
            stamp.kind = MT_STAMP_IS_CLOCK;
            to = line.n - s.n;
        }
        stamp.span = (mt_span){ (uint32_t)from, (uint32_t)to };
        out[n++] = stamp;
        i = least = to;
    }
    return n;
}

bool mt_stamp_line(mt_str line, const mt_stamp *stamps, size_t n)
{
    size_t covered = 0;

    for (size_t i = 0; i < n; i++)
        covered += stamps[i].span.to - stamps[i].span.from;
    return n && line.n - covered <= AROUND;
}

/* ----------------------------------------------------------------- URLs -- */

/* A run of digits that begins with a day, and the clock that may follow. */
static mt_when of_digits(mt_str run)
{
    mt_when when = { 0 };
    int v[14];
    int year, month, day, hour, minute, second;

    if (run.n < 8)
        return when;
    for (size_t i = 0; i < 14; i++)
        v[i] = i < run.n ? run.p[i] - '0' : 0;
    year = 1000 * v[0] + 100 * v[1] + 10 * v[2] + v[3];
    month = 10 * v[4] + v[5];
    day = 10 * v[6] + v[7];
    hour = 10 * v[8] + v[9];
    minute = 10 * v[10] + v[11];
    second = 10 * v[12] + v[13];
    if (year < 1990 || year > 2049 || !mt_date_exists(year, month, day))
        return when;
    when = mt_day(mt_days_of(year, month, day));
    /* Serial numbers behind a day begin with zeros: 20250924 01 00 13555. */
    if ((run.n == 12 || run.n >= 14) && hour >= 5 && hour < 24 &&
        minute < 60 && second < 60) {
        when.hour = (uint8_t)hour;
        when.minute = (uint8_t)minute;
        when.precision = MT_PRECISION_MINUTE;
    }
    return when;
}

/* /2024/05/22/, /2024-05-22 */
static mt_when of_parts(mt_str s)
{
    mt_when when = { 0 };
    int year, month, day;
    char sep;

    if (!mt_str_digits(&s, 4, &year) || year < 1990 || year > 2049 || !s.n)
        return when;
    sep = s.p[0];
    if (sep != '/' && sep != '-' && sep != '.')
        return when;
    s = mt_str_sub(s, 1, s.n);
    if (!mt_str_digits(&s, 2, &month) || !s.n || s.p[0] != sep)
        return when;
    s = mt_str_sub(s, 1, s.n);
    if (!mt_str_digits(&s, 2, &day) || (s.n && mt_is_digit(s.p[0])) ||
        !mt_date_exists(year, month, day))
        return when;
    return mt_day(mt_days_of(year, month, day));
}

mt_when mt_stamp_of_url(mt_str url)
{
    mt_when best = { 0 };
    size_t at = mt_str_find(url, MT_LIT("://"));

    at = at < url.n ? at + 3 : 0;
    while (at < url.n && url.p[at] != '/')
        at++;
    while (at < url.n) {
        size_t end = at;
        mt_when when;

        if (!mt_is_digit(url.p[at])) {
            at++;
            continue;
        }
        while (end < url.n && mt_is_digit(url.p[end]))
            end++;
        when = end - at == 4 ? of_parts(mt_str_sub(url, at, url.n))
                             : of_digits(mt_str_sub(url, at, end));
        if (when.precision > best.precision)
            best = when;
        at = end;
    }
    return best;
}
