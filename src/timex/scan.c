/* SPDX-License-Identifier: MIT */
/*
 * Reads, word by word as time_links.tsv joins them:
 *   지난해 11월 17일 오전 8시 46분   21일 화요일   15일(수)   어제(21일)
 *   지난 20일 오후 2시52분   이튿날   5월 첫째 주 금요일   이달 초   올 1분기
 *   8시 반   오후 세시 이십분   정오   21일 새벽   15일 오후 3시(현지시간)
 *   약 1시간 20여 분간   세 시간 반   사흘째   2시간 만에   이틀 전   수 분
 */
#include "timex/scan.h"

#include <math.h>

#include "base/utf8.h"
#include "timex/numeral.h"

enum { MOST_MARKS = 5, MOST_ATOMS = 16, MOST_DAYS = 7 };

/* An expression while it is being read. */
struct reader {
    mt_str text;
    size_t to;   /* behind its last word */
    int left;    /* class of its last atom */
    bool strict; /* the last word needs a particle or a blank behind it */
    bool shaky, linked;
    int today; /* day of the month of publication, 0 if unknown */
    struct mt_phrase *phrase;
    struct mt_phrase before; /* without its last atom, and where that ended */
    size_t before_to;
};

static mt_str rest(mt_str text, size_t i)
{
    return mt_str_sub(text, i, text.n);
}

/* The mark at byte i or behind one blank, with a proper end: its row. */
static int mark_at(mt_str text, size_t i, int side, size_t *to)
{
    size_t at = mt_time_blanks(text, i), n = 0;
    int row = mt_time_word(text, at, MT_TABLE_TIME_MARKS, &n);

    if (row < 0 || mt_time_marks[row].side != side)
        return -1;
    if (side == MT_TIMESIDE_BEHIND &&
        (!mt_time_tail(text, at + n) || mt_atom_false(text, at) > n))
        return -1;
    *to = at + n;
    return row;
}

/* Does a mark stand behind byte i that goes with an amount only: 20일간? */
static bool amount_mark(mt_str text, size_t i, int class)
{
    size_t to;
    int row = mark_at(text, i, MT_TIMESIDE_BEHIND, &to);
    unsigned on = row < 0 ? 0 : mt_time_marks[row].on;
    int other = class == MT_TC_DAY ? MT_TIMEON_DAY : MT_TIMEON_CLOCK;

    return (on >> MT_TIMEON_AMOUNT & 1) && !(on >> other & 1);
}

/* 5일 7시간: an amount goes on in a unit that is no point in time. But the
 * 19일 of 19일 3시간 동안 is a day: it is too many, or it has just been. */
static bool amount_goes_on(const struct reader *r, const struct mt_atom *atom)
{
    struct mt_atom next;
    mt_str text = r->text;

    if (atom->class == MT_TC_DAY &&
        (atom->v[0] > MOST_DAYS || atom->v[0] == r->today ||
         atom->v[0] + 1 == r->today))
        return false;
    return mt_atom_read(text, mt_time_blanks(text, atom->to), MT_LINK_START,
                        &next) &&
           next.class == MT_TC_NONE && next.field != MT_TIMEFIELD_NONE &&
           next.field > atom->field &&
           mt_digit_at(text, next.from, &(size_t){ 0 }) >= 0;
}

/* 3시 30분간 is no half past three. */
static bool minutes_last(mt_str text, const struct mt_atom *atom)
{
    return (atom->class == MT_TC_MINUTE || atom->class == MT_TC_SECOND) &&
           amount_mark(text, atom->to, atom->class) &&
           (mt_str_starts(rest(text, atom->to), MT_LIT("간")) ||
            mt_str_starts(rest(text, atom->to), MT_LIT("동안")) ||
            mt_str_starts(rest(text, atom->to), MT_LIT(" 동안")));
}

/* Is an atom that may be either a point or an amount an amount? */
static bool is_amount(const struct reader *r, const struct mt_atom *atom,
                      unsigned flags)
{
    mt_str text = r->text;

    if (atom->field == MT_TIMEFIELD_NONE)
        return false;
    if (atom->class == MT_TC_NONE || atom->class == MT_TC_MINUTE ||
        atom->class == MT_TC_SECOND)
        return true;
    if (atom->class == MT_TC_DAY &&
        (flags || mt_utf8_before(text, atom->from) == 0xBC15)) /* 1박2일 */
        return true;
    return amount_mark(text, atom->unit_to, atom->class) ||
           (!atom->bare_number && amount_goes_on(r, atom));
}

static void take(struct reader *r, const struct mt_atom *atom)
{
    r->before = *r->phrase;
    r->before_to = r->to;
    r->strict = mt_is_hangul(mt_utf8_at(r->text, atom->from));
    r->linked |= r->left != MT_TC_NONE;
    r->left = atom->class;
    r->to = atom->to;
    r->phrase->bare = atom->bare_number;
    r->phrase->flags |= atom->flags & ~(unsigned)MT_TIME_MORE_THAN;
    mt_phrase_add(r->phrase, atom);
}

/* Takes the next atom over a gap of this kind that ends at byte at. */
static bool link_over(struct reader *r, int gap, size_t at)
{
    struct mt_atom atom;

    if (!mt_atom_read(r->text, at, (mt_link){ r->left, gap }, &atom) ||
        mt_phrase_says(r->phrase, &atom, gap) || minutes_last(r->text, &atom))
        return false;
    if (atom.class == MT_TC_DAY && r->left == MT_TC_LEAD &&
        is_amount(r, &atom, 0))
        return false;
    if (gap == MT_TIMEGAP_PAREN) {
        if (atom.to >= r->text.n || r->text.p[atom.to] != ')')
            return false;
        atom.to++;
    }
    take(r, &atom);
    return true;
}

static bool link_next(struct reader *r)
{
    size_t at = mt_time_blanks(r->text, r->to);
    char c = at < r->text.n ? r->text.p[at] : '\0';

    if (link_over(r, MT_TIMEGAP_BLANK, at))
        return true;
    if (mt_str_starts(rest(r->text, r->to), MT_LIT("의 ")) &&
        link_over(r, MT_TIMEGAP_OF, r->to + MT_LIT("의 ").n))
        return true;
    if (r->left == MT_TC_ZONE || r->left == MT_TC_LOCAL) {
        static const char *const by[] = { "으로 ", "으로는 ", " 기준 ",
                                          " 기준으로 ", "으로, " };

        for (size_t k = 0; k < sizeof by / sizeof *by; k++)
            if (mt_str_starts(rest(r->text, r->to), mt_str_c(by[k])))
                return link_over(r, MT_TIMEGAP_BLANK,
                                 r->to + mt_str_c(by[k]).n);
    }
    if (c == 'T' && r->left == MT_TC_DATE)
        return link_over(r, MT_TIMEGAP_BLANK, at + 1);
    if (c == ',')
        return link_over(r, MT_TIMEGAP_COMMA, mt_time_blanks(r->text, at + 1));
    if (c == '(')
        return link_over(r, MT_TIMEGAP_PAREN, at + 1) ||
               link_over(r, MT_TIMEGAP_OPEN, at + 1);
    return false;
}

static void add_amount(struct mt_phrase *p, const struct mt_atom *atom)
{
    p->least[atom->field] = atom->least;
    p->most[atom->field] = atom->most;
    p->flags |= atom->flags;
}

/* 세 시간 반: half of the unit before it, in the next finer one. */
static void add_half(struct mt_phrase *p, int field)
{
    static const int halves[] = { 6, 15, 3, 12, 30, 30, 0 };
    static const int finer[] = { MT_TIMEFIELD_MONTHS,  MT_TIMEFIELD_DAYS,
                                 MT_TIMEFIELD_DAYS,    MT_TIMEFIELD_HOURS,
                                 MT_TIMEFIELD_MINUTES, MT_TIMEFIELD_SECONDS,
                                 MT_TIMEFIELD_SECONDS };

    p->least[finer[field]] = p->most[finer[field]] = halves[field];
}

static size_t half_at(mt_str text, size_t i)
{
    size_t at = mt_time_blanks(text, i);

    if (!mt_str_starts(rest(text, at), MT_LIT("반")))
        return 0;
    at += MT_LIT("반").n;
    return mt_time_tail(text, at) || mt_str_starts(rest(text, at), MT_LIT("안"))
               ? at
               : 0;
}

/* Where the next part of an amount begins: 한 달 그리고 이틀. */
static size_t next_part(mt_str text, size_t i)
{
    static const char *const ands[] = { " 그리고 ", " 하고 ", "하고 " };

    for (size_t k = 0; k < sizeof ands / sizeof *ands; k++)
        if (mt_str_starts(rest(text, i), mt_str_c(ands[k])))
            return i + mt_str_c(ands[k]).n;
    return mt_time_blanks(text, i);
}

/* 하루 24시간, 1년 365일: the same said twice. */
static bool says_again(const struct mt_atom *a, const struct mt_atom *b)
{
    return (a->field == MT_TIMEFIELD_DAYS && b->field == MT_TIMEFIELD_HOURS &&
            b->least >= 24) ||
           (a->field == MT_TIMEFIELD_YEARS && b->field == MT_TIMEFIELD_DAYS &&
            b->least >= 365);
}

/* An amount that begins with this atom: 1시간 30분, 세 시간 반, 2년 한 달. */
static void read_amount(struct reader *r, struct mt_atom atom)
{
    struct mt_atom next;
    size_t half;

    r->phrase->amount = true;
    for (int k = 0; k < MT_TIMEFIELD_NONE; k++) {
        add_amount(r->phrase, &atom);
        r->to = atom.to;
        r->phrase->bare = atom.bare_number;
        r->strict = mt_is_hangul(mt_utf8_at(r->text, atom.from));
        half = half_at(r->text, r->to);
        if (half && !atom.bare_number) {
            add_half(r->phrase, atom.field);
            r->to = half;
            return;
        }
        if (atom.bare_number ||
            !mt_atom_read(r->text, next_part(r->text, r->to), MT_LINK_START,
                          &next) ||
            next.field == MT_TIMEFIELD_NONE || next.field <= atom.field ||
            next.bare_number || says_again(&atom, &next))
            return;
        r->linked = true;
        atom = next;
    }
}

/* '24년 5월: two digits are a year before a month. */
static void short_year(mt_str text, struct mt_atom *atom)
{
    struct mt_atom next;

    if (atom->class == MT_TC_NONE && atom->field == MT_TIMEFIELD_YEARS &&
        atom->v[1] &&
        mt_atom_read(text, mt_time_blanks(text, atom->to),
                     (mt_link){ MT_TC_YEAR, MT_TIMEGAP_BLANK }, &next)) {
        atom->class = MT_TC_YEAR;
        atom->v[0] = atom->v[1];
    }
}

/* 지난 3일간, 최근 5년, 다음 3시간 */
static bool led_amount(struct reader *r)
{
    struct mt_atom atom;

    if (!mt_atom_read(r->text, mt_time_blanks(r->text, r->to), MT_LINK_START,
                      &atom) ||
        atom.field == MT_TIMEFIELD_NONE)
        return false;
    r->linked = true;
    read_amount(r, atom);
    return true;
}

static bool is_lead(int class)
{
    return class == MT_TC_LEAD || class == MT_TC_NEXT || class == MT_TC_RECENT;
}

static bool read_words(struct reader *r, size_t at)
{
    struct mt_atom atom;

    if (!mt_atom_read(r->text, at, MT_LINK_START, &atom))
        return false;
    r->shaky = atom.shaky;
    short_year(r->text, &atom);
    if (is_amount(r, &atom, r->phrase->flags)) {
        read_amount(r, atom);
        return true;
    }
    if (atom.class == MT_TC_NONE)
        return false;
    take(r, &atom);
    if (atom.bare_number && atom.field != MT_TIMEFIELD_NONE)
        add_amount(r->phrase, &atom);
    for (int k = 0; k < MOST_ATOMS; k++) {
        if (r->phrase->bare || !link_next(r))
            return k > 0 || !is_lead(atom.class) || led_amount(r);
    }
    return true;
}

/* Marks before: 약, 최소. Where the words begin. */
static size_t marks_before(struct reader *r, size_t at)
{
    size_t to;

    for (int k = 0; k < 2; k++) {
        int row = mark_at(r->text, at, MT_TIMESIDE_BEFORE, &to);

        if (row < 0 || mt_time_blanks(r->text, at) != at)
            break;
        r->phrase->flags |= mt_time_marks[row].flags;
        if (mt_time_marks[row].role != MT_TIMEROLE_NONE)
            r->phrase->roles |= (uint16_t)(1u << mt_time_marks[row].role);
        at = mt_time_blanks(r->text, to);
    }
    return at;
}

/* What kind of expression a mark would stand beside. */
static int mark_side(const struct mt_phrase *p)
{
    bool day = p->day.how == MT_TIMEHOW_IS && p->month.how == MT_TIMEHOW_NONE &&
               p->hour < 0 && p->part == MT_PART_NONE;

    return p->amount ? MT_TIMEON_AMOUNT : day ? MT_TIMEON_DAY : MT_TIMEON_CLOCK;
}

static bool marks_behind(struct reader *r)
{
    bool any = false;
    size_t to;

    for (int k = 0; k < MOST_MARKS; k++) {
        int row = mark_at(r->text, r->to, MT_TIMESIDE_BEHIND, &to);
        const struct mt_time_marks_row *mark;

        if (row < 0)
            break;
        mark = &mt_time_marks[row];
        if (!(mark->on >> mark_side(r->phrase) & 1))
            break;
        r->phrase->flags |= mark->flags;
        if (mark->role != MT_TIMEROLE_NONE)
            r->phrase->roles |= (uint16_t)(1u << mark->role);
        r->to = to;
        r->strict = false;
        any = true;
        if (mark->role == MT_TIMEROLE_FROM || mark->role == MT_TIMEROLE_TO)
            break;
    }
    return any;
}

/* 오전, 오후 and 새벽 stand alone; 밤 and 낮 only before a particle. */
static bool lone_part(const struct reader *r)
{
    mt_str behind = rest(r->text, r->to);

    return r->phrase->part <= MT_PART_DAWN || r->phrase->roles ||
           mt_str_starts(behind, MT_LIT("에 ")) ||
           mt_str_starts(behind, MT_LIT("에도")) ||
           mt_str_starts(behind, MT_LIT(" 한때")) ||
           mt_str_eq(behind, MT_LIT("에"));
}

/* Has it said enough to be a time? */
static bool complete(const struct reader *r)
{
    const struct mt_phrase *p = r->phrase;

    if (p->amount)
        return true;
    if (p->year.how == MT_TIMEHOW_NOW && p->year.n == 0 &&
        r->left == MT_TC_THISYEAR)
        return false;
    if (p->nth && !p->weekday && !p->nth_week)
        return false;
    if (mt_phrase_has_clock(p))
        return true;
    if (p->part != MT_PART_NONE && !mt_phrase_has_date(p))
        return lone_part(r);
    return mt_phrase_has_date(p) &&
           (p->day.how != MT_TIMEHOW_IS || !p->last_day);
}

/* Gives back an atom that turns out to be part of another word: 점심 of
 * 19일 점심시간대. */
static bool give_back(struct reader *r)
{
    if (!r->linked || r->phrase->amount || r->before_to == 0)
        return false;
    *r->phrase = r->before;
    r->to = r->before_to;
    return mt_phrase_has_date(r->phrase) && mt_time_tail(r->text, r->to);
}

/* Reads the expression that begins at byte at. */
static bool phrase_at(const struct mt_scan *scan, size_t at,
                      struct mt_phrase *out)
{
    struct reader r = { .text = scan->text,
                        .left = MT_TC_NONE,
                        .today = scan->today,
                        .phrase = out };
    bool marked;

    *out = mt_phrase_empty();
    if (!read_words(&r, marks_before(&r, at)))
        return false;
    if (out->part != MT_PART_NONE && out->lead.how == MT_TIMEHOW_NOW &&
        out->lead.n == 0 && !mt_phrase_has_date(out))
        out->day = (mt_slot){ MT_TIMEHOW_NOW, 0 }; /* 이번 아침 */
    marked = !out->bare && marks_behind(&r);
    if (r.strict && !out->bare && !mt_time_tail(r.text, r.to) && !give_back(&r))
        return false;
    if ((r.shaky && !r.linked && !marked) || !complete(&r))
        return false;
    out->span = (mt_span){ (uint32_t)at, (uint32_t)r.to };
    return true;
}

/* May digits at byte i begin a number, and not go on with one (1.5, 02-730)?
 * A dash right behind an expression joins two. */
static bool may_start_digits(const struct mt_scan *scan, size_t i)
{
    mt_str text = scan->text;
    uint32_t before = mt_utf8_before(text, i);
    char c = before < 0x80 ? (char)before : '\0';

    if (before == 0xC81C || (before >= 0x4E00 && before <= 0x9FFF) ||
        mt_is_alpha(c) || mt_is_digit(c)) /* 제21 */
        return false;
    if (scan->ended + 1 == i && scan->ended)
        return true;
    if (c == '.') /* 있다.19일 */
        return mt_is_hangul(mt_utf8_before(text, i - 1));
    return (c != ',' && c != ':' && c != '/' && c != '-') || i < 2 ||
           !mt_is_digit(text.p[i - 2]);
}

/* May an expression begin at byte i, as far as what stands before it tells? */
static bool may_start(const struct mt_scan *scan, size_t i)
{
    mt_str text = scan->text;
    size_t width;
    char c = text.p[i];

    if (mt_digit_at(text, i, &width) >= 0)
        return may_start_digits(scan, i);
    if ((unsigned char)c < 0x80 && c != '\'' && !mt_is_alpha(c))
        return false;
    return !mt_is_wordlike(mt_utf8_before(text, i));
}

/* Does any word of the tables, or a number, begin at byte i? Most words of a
 * text are done with this. */
static bool is_known(mt_str text, size_t i)
{
    const struct mt_word *hits[MT_HITS];
    size_t width;

    return text.p[i] == '\'' || mt_digit_at(text, i, &width) >= 0 ||
           mt_utf8_at(text, i) == 0x2018 || mt_utf8_at(text, i) == 0x2019 ||
           mt_words_at(&mt_time_index, text, i, hits) > 0;
}

/* Past a word or number that is no time. */
static size_t skip(mt_str text, size_t i, bool starts)
{
    size_t n, width;

    if (mt_digit_at(text, i, &width) >= 0) {
        while (mt_digit_at(text, i, &width) >= 0)
            i += width;
        return i;
    }
    n = starts ? mt_atom_false(text, i) : 0;
    return i + (n ? n : mt_utf8_width(text.p[i]));
}

bool mt_scan_next(struct mt_scan *scan, struct mt_phrase *out)
{
    while (scan->at < scan->text.n) {
        bool starts = may_start(scan, scan->at) &&
                      is_known(scan->text, scan->at);

        if (starts && phrase_at(scan, scan->at, out)) {
            scan->at = scan->ended = out->span.to;
            if (!mt_phrase_is(out, MT_TIMEROLE_REPEAT)) /* 매주 월요일 */
                return true;
            continue;
        }
        scan->at = skip(scan->text, scan->at, starts);
    }
    return false;
}
