/* SPDX-License-Identifier: MIT */
#include "timex/timex.h"

#include <math.h>

#include "base/utf8.h"
#include "timex/join.h"
#include "timex/days.h"

enum {
    FARTHEST_TENSE = 160, /* bytes behind a date that may tell its tense */
    FARTHEST_SPEECH = 400,
    FARTHEST_MATTER = 150, /* bytes from 보상안 to the day it was told on */
    FARTHEST_CLAUSE = 60, /* between a day and 당시, …던 때 */
};

/* How far a local clock is counted by. */
enum reach {
    HOME,      /* the sentence that names it */
    DAY_LOCAL, /* until another day: 24일(현지시간) … 이날 오전 10시 */
    ALL_LOCAL  /* the text: (이하 현지시간), 오전 5시(미 동부시간) */
};

/* A text while it is being read. */
struct telling {
    mt_str text;
    const struct mt_timex_ref *ref;
    size_t aside; /* of ref, the first that does not end before here */
    struct mt_story *story;
    struct mt_join join;
    size_t seen; /* sentence ends are known up to here */
    size_t sentence; /* where the one at hand begins */
    bool pinned; /* said was set by a day of speech in this sentence */
    bool pin_tried;
    bool abroad;     /* this sentence counts by a local clock: (현지시간) */
    enum reach reach; /* and so do those behind it */
    int16_t zone;    /* the last one named that is not Korea's, or -1 */
    bool passing;    /* a day was told in passing: until the sentence ends */
    bool recalled;   /* one more of its kind was told: until the line ends */
    struct {
        mt_when said, told;
        bool said_past;
    } kept; /* what the days before it meant */
    size_t line_to;  /* end of the line looked at last */
    bool line_tells; /* it holds a sentence */
};

/* Does a sentence end with the mark at byte i? 3.5 does not. */
static bool ends_sentence(mt_str text, size_t i)
{
    if (text.p[i] == '\n')
        return true;
    if (text.p[i] != '.' && text.p[i] != '!' && text.p[i] != '?')
        return false;
    return i > 0 && !mt_is_digit(text.p[i - 1]) &&
           (i + 1 >= text.n || !mt_is_digit(text.p[i + 1]));
}

/* The tense word at byte i: enum mt_timetense, or NONE. */
static int tense_at(mt_str text, size_t i)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(&mt_timetense_index, text, i, hits);

    return n ? mt_time_tenses[hits[n - 1]->row].tense : MT_TIMETENSE_NONE;
}

/* 했, 됐, 았: a syllable that closes with ㅆ is past, but for 있 and 겠. */
static bool is_past(uint32_t cp)
{
    return mt_final(cp) == MT_FINAL_SS && cp != 0xC788 &&
           cp != 0xACA0;
}

/* 바[꾼다.], 멈[춘다고] 밝혔다: the present tense, by which news tells a
 * plan. */
static bool is_present(mt_str text, size_t i)
{
    uint32_t cp = mt_utf8_at(text, i);
    mt_str rest = mt_str_sub(text, i + mt_utf8_width(text.p[i]), text.n);

    return mt_final(cp) == MT_FINAL_N &&
           (mt_str_starts(rest, MT_LIT("다.")) ||
            mt_str_starts(rest, MT_LIT("다고 ")));
}

/* Does the clause behind byte i look ahead (21일 시행될 예정)? */
static bool looks_ahead(mt_str text, size_t i)
{
    size_t to = i + FARTHEST_TENSE < text.n ? i + FARTHEST_TENSE : text.n;

    while (i < to && !ends_sentence(text, i)) {
        int tense = (unsigned char)text.p[i] < 0x80 ? MT_TIMETENSE_NONE
                                                    : tense_at(text, i);

        if (tense == MT_TIMETENSE_FUTURE)
            return true;
        if (tense != MT_TIMETENSE_NONE || is_past(mt_utf8_at(text, i)))
            return false;
        if (is_present(text, i))
            return true;
        i += mt_utf8_width(text.p[i]);
    }
    return false;
}

/* Does somebody speak in the sentence behind byte i (18일 …에 따르면)? */
static bool somebody_speaks(mt_str text, size_t i)
{
    size_t to = i + FARTHEST_SPEECH < text.n ? i + FARTHEST_SPEECH : text.n;

    while (i < to && !ends_sentence(text, i)) {
        if (tense_at(text, i) == MT_TIMETENSE_SPEECH)
            return true;
        i += mt_utf8_width(text.p[i]);
    }
    return false;
}

/* 지난 1일[에 이어], 지난달 3일 접속이 지연됐[을 때]: told in passing, the next
 * sentence goes on about what was told before. */
static bool is_passing(mt_str text, size_t i)
{
    static const char *const links[] = { "에 이어",   "에 이은",   "에 발생한",
                                         "에 있었던", "에 일어난", "에 벌어진",
                                         "에 빚어진", "에 겪은",   "에 났던",
                                         " 시작된 ",  " 발생한 ",  " 일어난 ",
                                         " 불거진 ",  " 있었던 ",  " 벌어진 ",
                                         " 빚어진 " };
    static const char *const clauses[] = { "을 때 ", "을 때와", "던 때",
                                           "당시" };
    mt_str rest = mt_str_sub(text, i, i + FARTHEST_CLAUSE);
    size_t comma = mt_str_find(rest, MT_LIT(","));

    if (mt_str_starts_any(rest, MT_ALL(links)))
        return true;
    for (size_t k = 0; k < comma; k++)
        if (ends_sentence(rest, k))
            comma = k;
    return mt_str_has_any(mt_str_sub(rest, 0, comma), MT_ALL(clauses));
}

/* 지난 3일[에도]: one more of its kind. */
static bool is_one_more(mt_str text, size_t i)
{
    return mt_str_starts(mt_str_sub(text, i, text.n), MT_LIT("에도"));
}

/* 이날 and a bare clock mean again what they meant before. */
static void go_back(struct telling *t, bool clocks)
{
    t->story->said = t->kept.said;
    t->story->said_past = t->kept.said_past;
    if (clocks)
        t->story->told = t->kept.told;
    t->passing = t->recalled = false;
}

/* Takes note of sentences that end before byte i. */
static void see(struct telling *t, size_t i)
{
    for (; t->seen < i; t->seen++)
        if (ends_sentence(t->text, t->seen)) {
            t->pinned = t->pin_tried = false;
            t->abroad = t->reach != HOME;
            t->sentence = t->seen + 1;
            t->story->month = (mt_when){ 0 };
            t->story->dated = (mt_when){ 0 };
            t->story->year = 0;
            if (t->passing)
                go_back(t, true);
            else if (t->recalled && t->text.p[t->seen] == '\n')
                go_back(t, false);
        }
}

/* Does the line around byte i hold a sentence, and not a stamp alone? */
static bool line_tells(struct telling *t, size_t i)
{
    mt_str line;
    const char *end;

    if (i < t->line_to)
        return t->line_tells;
    line = mt_str_sub(t->text, i, t->text.n);
    end = memchr(line.p, '\n', line.n);
    line.n = end ? (size_t)(end - line.p) : line.n;
    t->line_to = i + line.n;
    t->line_tells = mt_str_has(line, MT_LIT("다."));
    return t->line_tells;
}

static bool in_aside(struct telling *t, size_t i)
{
    const struct mt_timex_ref *ref = t->ref;

    while (t->aside < ref->aside_count && ref->asides[t->aside].to <= i)
        t->aside++;
    return t->aside < ref->aside_count && ref->asides[t->aside].from <= i;
}

/* A date that is no part of the story: in a bracket, in a caption, or in the
 * line of a stamp (입력 2024.05.22 06:00). */
static bool is_aside(struct telling *t, const struct mt_phrase *p)
{
    char before = p->span.from ? t->text.p[p->span.from - 1] : '\n';

    return before == '(' || before == '[' || in_aside(t, p->span.from) ||
           (p->full_date && !line_tells(t, p->span.from));
}

static bool needs_guess(const struct mt_phrase *p)
{
    return !p->amount && p->lead.how == MT_TIMEHOW_NONE &&
           p->year.how == MT_TIMEHOW_NONE &&
           (p->day.how == MT_TIMEHOW_IS || p->month.how == MT_TIMEHOW_IS ||
            (p->weekday && p->week.how == MT_TIMEHOW_NONE) ||
            (p->weekend && p->week.how == MT_TIMEHOW_IS));
}

static bool is_bare_day(const struct mt_phrase *p)
{
    return !p->amount && p->day.how == MT_TIMEHOW_IS &&
           p->month.how == MT_TIMEHOW_NONE && p->lead.how == MT_TIMEHOW_NONE &&
           !mt_phrase_has_clock(p) && p->part == MT_PART_NONE && !p->roles;
}

/* 18일 at the head of a sentence in which somebody speaks. */
static bool heads_speech(struct telling *t, const struct mt_phrase *p)
{
    if (t->pin_tried || !is_bare_day(p))
        return false;
    t->pin_tried = true;
    return somebody_speaks(t->text, p->span.to);
}

/* 27일 밝혔다: the day of speech alone, and of no event. */
static bool is_speech_alone(struct telling *t, const struct mt_phrase *p)
{
    return is_bare_day(p) &&
           tense_at(t->text, mt_time_blanks(t->text, p->span.to)) ==
               MT_TIMETENSE_SPEECH;
}

/* KT는 [12일 오전 10시] 재발 방지 대책을 발표했다: a day on which something was
 * said of what had happened, and nothing happened. */
static bool is_of_aftermath(mt_str text, const struct mt_phrase *p)
{
    static const char *const matters[] = { "대책", "보상", "배상", "사과",
                                           "재발", "해명", "회견", "간담회",
                                           "브리핑", "조사 결과", "국회" };
    static const char *const deeds[] = { "발표", "내놨", "내놓", "밝혔", "사과",
                                         "공개", "열었", "열고", "설명했",
                                         "전했", "말했" };
    static const char *const events[] = { "발생했", "발생해", "멈췄", "멈춰",
                                          "끊겼",   "끊겨",   "마비됐",
                                          "복구됐", "먹통이", "중단됐" };
    mt_str rest = mt_str_sub(text, p->span.to, p->span.to + FARTHEST_SPEECH);
    size_t from = p->span.from, end = 0;

    while (end < rest.n && !ends_sentence(rest, end))
        end++;
    rest = mt_str_sub(rest, 0, end);
    while (from > 0 && from + FARTHEST_MATTER > p->span.from &&
           !ends_sentence(text, from - 1))
        from--;
    return mt_str_has_any(mt_str_sub(text, from, p->span.to + rest.n),
                          MT_ALL(matters)) &&
           mt_str_has_any(rest, MT_ALL(deeds)) &&
           !mt_str_has_any(rest, MT_ALL(events));
}

static mt_when story_day(const struct mt_phrase *p, const struct mt_time *time)
{
    mt_when day = mt_when_cut(mt_phrase_is(p, MT_TIMEROLE_FROM) ? time->from
                                                                : time->to,
                              MT_PRECISION_DAY);

    if (day.precision == MT_PRECISION_NONE)
        day = mt_when_cut(time->from, MT_PRECISION_DAY);
    if (time->grain == MT_GRAIN_PART)
        day = mt_when_cut(time->from, MT_PRECISION_DAY);
    day.floating = false;
    day.offset = MT_KOREA;
    return day;
}

/* Remembers what is told, if a day is named that is not its own. */
static void keep(struct telling *t, const struct mt_phrase *p, mt_when day)
{
    const struct mt_story *story = t->story;
    size_t i = p->span.to;

    if (t->passing || t->recalled) { /* 13일에 이어 14일에도: the last counts */
        t->passing = t->recalled = false;
        return;
    }
    if (!mt_when_known(story->said) ||
        mt_when_eq(story->said, day) || mt_day_is_told(p))
        return;
    t->kept.said = story->said;
    t->kept.told = story->told;
    t->kept.said_past = story->said_past;
    t->passing = is_passing(t->text, i);
    t->recalled = !t->passing && !mt_phrase_has_clock(p) &&
                  is_one_more(t->text, i);
}

/* What 이날, 이튿날 and a bare clock mean after this expression. */
static void tell_day(struct telling *t, const struct mt_phrase *p,
                     const struct mt_time *time)
{
    struct mt_story *story = t->story;
    mt_when day = story_day(p, time);
    bool alone = is_speech_alone(t, p), speech;

    if (day.precision < MT_PRECISION_DAY || day.day == 0 ||
        time->grain == MT_GRAIN_WEEK || /* 첫 주, 8일 사이: stretches */
        mt_phrase_is(p, MT_TIMEROLE_BETWEEN))
        return;
    if (story->article && mt_when_known(story->now) && day.year &&
        mt_when_days(day) > mt_when_days(story->now))
        return; /* 오는 28일: what is told has not come to it */
    keep(t, p, day);
    speech = heads_speech(t, p) || alone;
    if (p->month.how != MT_TIMEHOW_NONE && day.year) {
        story->days[day.day & 31] = day;
        story->dated = is_passing(t->text, p->span.to) ||
                               is_one_more(t->text, p->span.to)
                           ? (mt_when){ 0 } /* 3일에 이어 8일에도 */
                           : day;
    }
    if (!(alone || is_of_aftermath(t->text, p)) ||
        story->told.precision == MT_PRECISION_NONE)
        story->told = day;
    if (mt_day_is_told(p))
        return;
    if (speech)
        story->speech = day;
    if (!t->pinned || speech) {
        story->said = day;
        story->said_past = p->lead.how != MT_TIMEHOW_NONE ||
                           p->day.how == MT_TIMEHOW_NOW; /* 어제 */
    }
    t->pinned |= speech;
}

/* 2017년 하반기, 2016년[에는]: a year that the months behind it lie in. */
static bool names_year(const struct telling *t, const struct mt_phrase *p,
                       const struct mt_time *time)
{
    mt_str rest = mt_str_sub(t->text, p->span.to, t->text.n);

    return time->kind == MT_TIME_DATE && time->from.year &&
           time->from.year == time->to.year &&
           (time->grain == MT_GRAIN_HALF || time->grain == MT_GRAIN_QUARTER ||
            (time->grain == MT_GRAIN_YEAR &&
             mt_str_starts(rest, MT_LIT("에"))));
}

static void tell(struct telling *t, const struct mt_phrase *p,
                 const struct mt_time *time)
{
    struct mt_story *story = t->story;
    mt_when last = time->to.precision != MT_PRECISION_NONE ? time->to
                                                           : time->from;

    if (p->amount || time->kind == MT_TIME_DURATION || is_aside(t, p))
        return;
    if (time->grain == MT_GRAIN_PART) {
        story->part = p->part;
        story->part_to = p->span.to;
    }
    if (mt_phrase_has_date(p))
        tell_day(t, p, time);
    if (last.year && last.precision == MT_PRECISION_MONTH &&
        time->grain == MT_GRAIN_MONTH) /* and no quarter */
        story->month = last;
    if (names_year(t, p, time))
        story->year = last.year;
    if (last.year && !(time->flags & MT_TIME_DAY_REF)) {
        story->named.year = last.year;
        if (last.month)
            story->named.month = last.month;
    }
    if (mt_when_has_clock(last) && time->grain != MT_GRAIN_PART &&
        !(time->flags & MT_TIME_AMBIGUOUS && !p->midnight))
        story->clock = last;
}

/* 한국에서는 오후 9시부터 …: a sentence that counts by the clocks of home,
 * or a stamp. */
static bool is_home(struct telling *t, const struct mt_phrase *p)
{
    static const char *const homes[] = { "한국", "국내", "우리나라" };
    mt_str lead = mt_str_sub(t->text, t->sentence, p->span.from);

    return mt_str_has_any(lead, MT_ALL(homes)) ||
           !line_tells(t, p->span.from);
}

/* Whose clocks the sentences behind p count by. */
static enum reach reach_of(const struct telling *t, const struct mt_phrase *p)
{
    mt_str told = mt_str_sub(t->text, p->span.from, p->span.to);

    if (mt_str_has(told, MT_LIT("이하")))
        return ALL_LOCAL;
    if (p->zone < 0)
        return t->reach == ALL_LOCAL ? ALL_LOCAL : DAY_LOCAL;
    if (mt_time_zones[p->zone].minutes == MT_KOREA)
        return HOME;
    return mt_phrase_has_clock(p) ? ALL_LOCAL : DAY_LOCAL;
}

/* 현지시간 오전 4시 55분 …, 오전 7시 14분: the clocks of a sentence that
 * counts by a local clock are local, by the zone that the text has named, and
 * so are those of the day it told. */
static void place(struct telling *t, struct mt_phrase *p)
{
    bool own_day = mt_phrase_has_date(p) && !mt_day_is_told(p) &&
                   !is_passing(t->text, p->span.to);
    bool says = p->zone >= 0 || p->local;
    char before = p->span.from ? t->text.p[p->span.from - 1] : '\n';

    if (p->amount)
        return;
    if (says)
        t->reach = reach_of(t, p);
    else if (own_day && t->reach == DAY_LOCAL)
        t->reach = HOME;
    if (before == '(')
        return;
    if (p->zone >= 0 && mt_time_zones[p->zone].minutes != MT_KOREA)
        t->zone = p->zone;
    if (says)
        t->abroad = p->zone < 0 || mt_time_zones[p->zone].minutes != MT_KOREA;
    else if (own_day || t->reach != HOME)
        t->abroad = t->reach != HOME && !is_home(t, p);
    if (t->abroad && p->zone < 0 && mt_phrase_has_clock(p)) {
        p->local = true;
        p->zone = t->zone;
    }
}

static void read_text(struct telling *t)
{
    struct mt_scan scan = { .text = t->text, .today = t->story->now.day };
    struct mt_phrase phrase;

    t->join.text = t->text;
    t->join.at = MT_NOBODY;
    t->abroad = t->reach != HOME;
    while (t->join.out->n < MT_MOST_TIMES && mt_scan_next(&scan, &phrase)) {
        bool ahead = needs_guess(&phrase) &&
                     looks_ahead(t->text, phrase.span.to);
        struct mt_time *time;

        phrase.lead_recent |= is_one_more(t->text, phrase.span.to);
        see(t, phrase.span.from);
        place(t, &phrase);
        time = mt_join_add(&t->join, &phrase, t->story, ahead);
        if (!time)
            continue;
        tell(t, &phrase, time);
    }
}

void mt_timex_read(mt_str text, const struct mt_timex_ref *ref,
                   struct mt_arena *arena, struct mt_times *out)
{
    struct mt_story story = { .now = ref->now,
                              .article = ref->article,
                              .zone = MT_KOREA,
                              .direction = ref->direction };
    static const struct mt_timex_ref plain = { 0 };
    struct mt_times aside = { 0 };
    struct telling context = { .text = ref->context,
                               .ref = &plain,
                               .story = &story,
                               .zone = -1,
                               .join = { .arena = arena, .out = &aside } };
    struct telling told = { .text = text,
                            .ref = ref,
                            .story = &story,
                            .zone = -1,
                            .join = { .arena = arena, .out = out } };

    if (ref->zone_of_now)
        story.zone = ref->now.offset;
    else if (mt_when_has_clock(ref->now))
        story.now = mt_when_add_minutes(ref->now, MT_KOREA - ref->now.offset);
    story.now.offset = story.zone;
    if (ref->context.n) {
        read_text(&context);
        told.reach = context.reach;
        told.zone = context.zone;
    }
    read_text(&told);
}

double mt_amount_minutes(mt_amount a)
{
    static const double minutes[] = { 7 * 24 * 60, 24 * 60, 60, 1, 1.0 / 60 };
    double parts[] = { a.weeks, a.days, a.hours, a.minutes, a.seconds };
    double sum = 0;

    if (!(a.years < 0) || !(a.months < 0))
        return -1;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (isnan(parts[i]))
            return -1;
        if (parts[i] > 0)
            sum += parts[i] * minutes[i];
    }
    return sum;
}
