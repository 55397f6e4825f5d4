/* SPDX-License-Identifier: MIT */
/*
 * Reads:
 *   오전 9시 2분부터 23분까지   오후 2∼4시   밤 11시 30분부터 새벽 1시까지
 *   13~15일   지난달 30일부터 이달 2일까지   2019년부터 올해 8월까지
 *   5월 13일·20일·21일   13·20·21일   올해 3월과 7월
 *   오후 3시부터 3시간   30~40여분간   이튿날인 16일   2주 전 화요일
 */
#include "timex/join.h"

#include <math.h>

#include "base/date.h"

enum { LONGEST_GAP = 32 };

/* What stands between two expressions. */
enum joint {
    JOINT_NONE,
    JOINT_NEXT,  /* a blank or nothing */
    JOINT_DASH,  /* ~ */
    JOINT_FROM,  /* 부터 belongs to the first */
    JOINT_LIST,  /* ·, 과 */
    JOINT_WAY,   /* 에서 */
    JOINT_THAT,  /* 인 */
    JOINT_COUNT, /* 로부터 */
};

static bool is_dash(mt_str gap)
{
    size_t n = mt_time_dash(gap, 0);

    return n && n == gap.n;
}

static enum joint joint_word(mt_str gap)
{
    int row = mt_words_row(&mt_timejoint_index, MT_TABLE_TIME_JOINTS, gap);

    if (row < 0)
        return JOINT_NONE;
    switch ((enum mt_timejoint)mt_time_joints[row].joint) {
    case MT_TIMEJOINT_LIST: return JOINT_LIST;
    case MT_TIMEJOINT_WAY: return JOINT_WAY;
    case MT_TIMEJOINT_THAT: return JOINT_THAT;
    case MT_TIMEJOINT_COUNT: return JOINT_COUNT;
    case MT_TIMEJOINT_NONE: break;
    }
    return JOINT_NONE;
}

static enum joint joint_of(const struct mt_join *join,
                           const struct mt_phrase *phrase)
{
    mt_str gap = mt_str_at(join->text,
                           (mt_span){ join->last.span.to, phrase->span.from });

    if (!join->any || gap.n > LONGEST_GAP)
        return JOINT_NONE;
    if (gap.n && memchr(gap.p, '\n', gap.n))
        return JOINT_NONE;
    gap = mt_str_trim(gap);
    if (mt_phrase_is(&join->last, MT_TIMEROLE_FROM) &&
        (gap.n == 0 || mt_str_eq(gap, MT_LIT(",")) || is_dash(gap)))
        return JOINT_FROM;
    if (gap.n == 0)
        return JOINT_NEXT;
    return is_dash(gap) ? JOINT_DASH : joint_word(gap);
}

/* --- items -------------------------------------------------------------- */

static mt_amount amount_of(const double *fields)
{
    return (mt_amount){
        fields[MT_TIMEFIELD_YEARS],   fields[MT_TIMEFIELD_MONTHS],
        fields[MT_TIMEFIELD_WEEKS],   fields[MT_TIMEFIELD_DAYS],
        fields[MT_TIMEFIELD_HOURS],   fields[MT_TIMEFIELD_MINUTES],
        fields[MT_TIMEFIELD_SECONDS],
    };
}

static enum mt_grain amount_grain(const double *fields)
{
    static const enum mt_grain grains[] = {
        MT_GRAIN_YEAR, MT_GRAIN_MONTH,  MT_GRAIN_WEEK,   MT_GRAIN_DAY,
        MT_GRAIN_HOUR, MT_GRAIN_MINUTE, MT_GRAIN_SECOND,
    };

    for (int f = MT_TIMEFIELD_NONE - 1; f >= 0; f--)
        if (!(fields[f] < 0))
            return grains[f];
    return MT_GRAIN_NONE;
}

static bool is_distance(const struct mt_phrase *p)
{
    return mt_phrase_is(p, MT_TIMEROLE_AGO) ||
           mt_phrase_is(p, MT_TIMEROLE_LATER);
}

static struct mt_time make_amount(const struct mt_phrase *p)
{
    struct mt_time time = {
        .span = p->span,
        .kind = MT_TIME_DURATION,
        .grain = amount_grain(p->least),
        .least = amount_of(p->least),
        .most = amount_of(p->most),
        .range_amount = MT_NOBODY,
        .flags = p->flags,
    };

    time.to_grain = time.grain;
    if (mt_phrase_is(p, MT_TIMEROLE_ELAPSED))
        time.flags |= MT_TIME_ELAPSED;
    if (mt_phrase_is(p, MT_TIMEROLE_NTH))
        time.flags |= MT_TIME_NTH_DAY;
    if (is_distance(p))
        time.flags |= MT_TIME_SINCE;
    return time;
}

static struct mt_time *append(struct mt_join *join, struct mt_time time)
{
    struct mt_time *item;

    if (join->out->n >= MT_MOST_TIMES)
        return NULL;
    item = mt_vec_add(join->arena, join->out);
    *item = time;
    return item;
}

/* Appends an item that the next expression may hang on. */
static struct mt_time *append_last(struct mt_join *join,
                                   const struct mt_phrase *phrase,
                                   struct mt_time time)
{
    struct mt_time *item = append(join, time);

    join->last = *phrase;
    join->any = true;
    join->closed = false;
    join->at = item ? (int32_t)(join->out->n - 1) : MT_NOBODY;
    join->point = time;
    return item;
}

static struct mt_time *item_before(struct mt_join *join)
{
    return join->any && join->at != MT_NOBODY ? &join->out->v[join->at] : NULL;
}

/* ..부터, ..까지 with nothing to close the range. */
static void open_range(const struct mt_phrase *p, struct mt_time *time)
{
    bool open_to = mt_phrase_is(p, MT_TIMEROLE_FROM) ||
                   mt_phrase_is(p, MT_TIMEROLE_LATER);
    bool open_from = mt_phrase_is(p, MT_TIMEROLE_TO) ||
                     mt_phrase_is(p, MT_TIMEROLE_AGO);

    if (open_to == open_from)
        return;
    time->kind = MT_TIME_RANGE;
    time->flags |= open_to ? MT_TIME_OPEN_TO : MT_TIME_OPEN_FROM;
    if (open_to)
        time->to = (mt_when){ .offset = MT_KOREA };
    else
        time->from = (mt_when){ .offset = MT_KOREA };
}

/* --- two amounts: 2~3시간 ------------------------------------------------ */

static struct mt_time *pair_amounts(struct mt_join *join,
                                    const struct mt_phrase *p)
{
    struct mt_time *item = item_before(join), second = make_amount(p);

    item->most = second.most;
    item->flags |= second.flags;
    item->grain = second.grain;
    item->span.to = p->span.to;
    join->last = *p;
    return item;
}

/* Do both state the same fields? */
static bool same_unit(const struct mt_phrase *a, const struct mt_phrase *b)
{
    for (int f = 0; f < MT_TIMEFIELD_NONE; f++)
        if ((a->least[f] < 0) != (b->least[f] < 0))
            return false;
    return true;
}

static bool makes_pair(const struct mt_join *join, const struct mt_phrase *p,
                       enum joint joint)
{
    if (!join->any || !join->last.amount || !p->amount || join->at == MT_NOBODY)
        return false;
    return joint == JOINT_DASH ||
           (joint == JOINT_WAY && (mt_phrase_is(p, MT_TIMEROLE_TO) ||
                                   mt_phrase_is(p, MT_TIMEROLE_BETWEEN) ||
                                   join->last.flags & MT_TIME_AT_LEAST)) ||
           (joint == JOINT_LIST && join->last.bare &&
            same_unit(&join->last, p));
}

/* --- two points: a range ------------------------------------------------- */

/* 9시 2분부터 23분까지, 9시 20분~30분: minutes of the hour before. */
static bool is_elided_minute(const struct mt_join *join,
                             const struct mt_phrase *p, enum joint joint)
{
    double minutes = p->least[MT_TIMEFIELD_MINUTES];
    bool ends = mt_phrase_is(p, MT_TIMEROLE_TO) ||
                mt_phrase_is(p, MT_TIMEROLE_BETWEEN);

    if (!p->amount || join->last.amount || join->closed ||
        join->last.minute < 0 || !(minutes >= 0 && minutes < 60) ||
        floor(minutes) != minutes || p->most[MT_TIMEFIELD_MINUTES] > minutes)
        return false;
    for (int f = 0; f < MT_TIMEFIELD_NONE; f++)
        if (f != MT_TIMEFIELD_MINUTES && !(p->least[f] < 0))
            return false;
    return joint == JOINT_DASH
               ? !mt_phrase_is(p, MT_TIMEROLE_SPAN)
               : (joint == JOINT_FROM || joint == JOINT_WAY) && ends;
}

static struct mt_phrase elided_minute(const struct mt_join *join,
                                      const struct mt_phrase *p)
{
    struct mt_phrase out = *p;

    out.amount = false;
    out.hour = (int8_t)(join->point.from.hour);
    out.minute = (int8_t)p->least[MT_TIMEFIELD_MINUTES];
    out.full_clock = true;
    return out;
}

/* May the second end a range that the first begins? */
static bool makes_range(const struct mt_join *join, const struct mt_phrase *p,
                        enum joint joint)
{
    bool ends = mt_phrase_is(p, MT_TIMEROLE_TO) ||
                mt_phrase_is(p, MT_TIMEROLE_BETWEEN);

    if (!join->any || join->at == MT_NOBODY || join->last.amount ||
        join->closed || p->amount || mt_phrase_is(p, MT_TIMEROLE_FROM) ||
        mt_phrase_is(p, MT_TIMEROLE_LATER) ||
        mt_phrase_is(&join->last, MT_TIMEROLE_TO))
        return false;
    /* 오전 9시부터 22일: the day goes on with what follows it. */
    if (mt_phrase_has_clock(&join->last) && !mt_phrase_has_clock(p) &&
        p->part == MT_PART_NONE && !ends)
        return false;
    return joint == JOINT_DASH || joint == JOINT_FROM ||
           (joint == JOINT_WAY && ends);
}

/* Is a before b, as far as they can be compared? */
static bool in_order(mt_when a, mt_when b)
{
    int64_t x, y;

    if (!a.year || !b.year)
        return true;
    x = mt_when_days(a);
    y = mt_when_days(b);
    if (a.precision < MT_PRECISION_DAY || b.precision < MT_PRECISION_DAY)
        return a.year < b.year || (a.year == b.year && (!a.month || !b.month ||
                                                        a.month <= b.month));
    if (x != y || !mt_when_has_clock(a) || !mt_when_has_clock(b))
        return x <= y;
    return a.hour * 60 + a.minute <= b.hour * 60 + b.minute;
}

static struct mt_time *close_range(struct mt_join *join,
                                   const struct mt_phrase *p,
                                   const struct mt_time *end)
{
    struct mt_time *item = item_before(join);
    unsigned flags = end->flags &
                     ~(unsigned)(MT_TIME_APPROX | MT_TIME_DAY_CARRIED |
                                 MT_TIME_DAY_REF);

    *item = join->point;
    item->kind = MT_TIME_RANGE;
    item->to = end->to;
    item->to_grain = end->grain;
    item->flags |= flags;
    if (end->flags & MT_TIME_APPROX)
        item->flags |= MT_TIME_TO_APPROX;
    item->span.to = p->span.to;
    join->last = *p;
    join->closed = true;
    return item;
}

/* --- a point and an amount: a derived range ------------------------------- */

static bool makes_derived(const struct mt_join *join, const struct mt_phrase *p,
                          enum joint joint)
{
    return join->any && join->at != MT_NOBODY && !join->last.amount &&
           !join->closed && p->amount && joint == JOINT_FROM &&
           join->point.grain != MT_GRAIN_PART &&
           !mt_phrase_is(p, MT_TIMEROLE_ELAPSED) &&
           !mt_phrase_is(p, MT_TIMEROLE_NTH) && !is_distance(p) &&
           !mt_phrase_is(p, MT_TIMEROLE_TO);
}

/* The range stands before its amount, which lies inside it. */
static struct mt_time *derive(struct mt_join *join, const struct mt_phrase *p)
{
    struct mt_time amount = make_amount(p), range = join->point;
    struct mt_time *item = item_before(join);
    int32_t at = join->at;

    range.kind = MT_TIME_RANGE;
    if ((amount.flags & MT_TIME_FUZZY) ||
        !mt_resolve_after(range.from, &amount.most, &range.to)) {
        append_last(join, p, amount);
        return item_before(join);
    }
    range.flags |= MT_TIME_DERIVED |
                   (amount.flags &
                    (MT_TIME_APPROX | MT_TIME_MORE_THAN | MT_TIME_LESS_THAN |
                     MT_TIME_AT_LEAST | MT_TIME_AT_MOST));
    range.span.to = p->span.to;
    range.range_amount = at + 1;
    *item = range;
    append_last(join, p, amount);
    return &join->out->v[at];
}

/* 어제로부터 나흘 뒤, 오늘부터 2주 뒤 */
static struct mt_time *count_from(struct mt_join *join,
                                  const struct mt_phrase *p,
                                  const struct mt_frame *frame)
{
    struct mt_time *item = item_before(join), far = make_amount(p);

    if (!mt_resolve_distance(p, frame, &far))
        return NULL;
    far.span.from = item->span.from;
    far.flags &= ~(unsigned)MT_TIME_SINCE;
    *item = far;
    join->last = *p;
    join->point = far;
    return item;
}

/* 2주 전 화요일: the Tuesday of that week. */
static struct mt_time *weekday_of(struct mt_join *join,
                                  const struct mt_phrase *p)
{
    struct mt_time *item = item_before(join);
    int64_t days = mt_when_days(item->from);

    item->from = item->to = mt_day(days - mt_weekday(days) + p->weekday - 1);
    item->span.to = p->span.to;
    join->last = *p;
    join->point = *item;
    return item;
}

static bool is_weekday_of(struct mt_join *join, const struct mt_phrase *p,
                          enum joint joint)
{
    struct mt_time *item = item_before(join);

    return item && joint == JOINT_NEXT && join->last.amount &&
           is_distance(&join->last) && item->kind == MT_TIME_DATE &&
           !(join->last.least[MT_TIMEFIELD_WEEKS] < 0) && p->weekday &&
           p->day.how == MT_TIMEHOW_NONE && p->week.how == MT_TIMEHOW_NONE &&
           mt_when_has_date(item->from);
}

/* --- everything together -------------------------------------------------- */

static struct mt_time *add_amount(struct mt_join *join,
                                  const struct mt_phrase *p,
                                  struct mt_frame *frame, enum joint joint)
{
    struct mt_time time = make_amount(p);
    struct mt_time *item = item_before(join);

    if (item && !join->last.amount && is_distance(p) &&
        (joint == JOINT_FROM || joint == JOINT_COUNT)) {
        frame->before = &join->point;
        item = count_from(join, p, frame);
        if (item)
            return item;
        frame->before = NULL;
    }
    if (is_distance(p) && mt_resolve_distance(p, frame, &time))
        time.flags &= ~(unsigned)MT_TIME_SINCE;
    else
        mt_resolve_around(p, frame, &time);
    return append_last(join, p, time);
}

/* The relative day that a stated one explains (이튿날인 18일) is dropped, and
 * tells the month. */
static bool explains(struct mt_join *join, const struct mt_phrase *p,
                     enum joint joint)
{
    struct mt_time *item = item_before(join);

    return item && joint == JOINT_THAT && item->kind == MT_TIME_DATE &&
           item->grain == MT_GRAIN_DAY && p->day.how == MT_TIMEHOW_IS &&
           (join->last.day.how != MT_TIMEHOW_IS || join->last.amount) &&
           (size_t)join->at + 1 == join->out->n;
}

static void drop_last(struct mt_join *join)
{
    join->out->n--;
    join->any = false;
    join->at = MT_NOBODY;
}

/* 16일 자정부터 …, in an article of the 16th: its midnight has been. */
static void correct_midnight(const struct mt_phrase *p,
                             const struct mt_story *story,
                             struct mt_time *time)
{
    mt_when now = story->now;

    if (!story->article || !p->midnight || !mt_when_has_date(now) ||
        !time->from.year || time->kind == MT_TIME_DURATION)
        return;
    if (mt_when_has_clock(now)
            ? mt_when_minutes(time->from) <= mt_when_minutes(now)
            : mt_when_days(mt_when_add_minutes(time->from, 0)) <=
                  mt_when_days(now))
        return;
    time->from = mt_when_add_minutes(time->from, -24 * 60);
    if (time->kind != MT_TIME_RANGE)
        time->to = time->from;
}

static struct mt_time *add_point(struct mt_join *join,
                                 const struct mt_phrase *p,
                                 struct mt_frame *frame, enum joint joint)
{
    struct mt_time time = { .span = p->span,
                            .range_amount = MT_NOBODY,
                            .flags = p->flags };
    struct mt_time explained = { 0 };
    bool range = makes_range(join, p, joint);

    if (explains(join, p, joint)) {
        explained = *item_before(join);
        drop_last(join);
    }
    if (range ||
        (joint == JOINT_LIST && item_before(join) && !join->last.amount)) {
        frame->hang = range ? MT_HANG_END : MT_HANG_LIST;
        frame->before = range ? &join->point : item_before(join);
        frame->month_stated = join->month_stated;
        if (!mt_when_has_date(frame->before->to) && !frame->before->to.month)
            frame->before = &join->point;
    } else {
        join->month_stated = false;
    }
    if (!mt_resolve_point(p, frame, &time))
        return NULL;
    if (!range)
        correct_midnight(p, frame->story, &time);
    if (explained.span.to && p->month.how == MT_TIMEHOW_NONE &&
        explained.from.day == p->day.n && explained.from.year) {
        time.from = mt_when_join(explained.from, time.from);
        time.to = mt_when_join(explained.from, time.to);
    }
    join->month_stated |= p->month.how != MT_TIMEHOW_NONE ||
                          p->year.how != MT_TIMEHOW_NONE;
    if (range && in_order(join->point.from, time.to))
        return close_range(join, p, &time);
    append_last(join, p, time);
    if (item_before(join))
        open_range(p, item_before(join));
    return item_before(join);
}

struct mt_time *mt_join_add(struct mt_join *join,
                            const struct mt_phrase *phrase,
                            const struct mt_story *story, bool ahead)
{
    enum joint joint = joint_of(join, phrase);
    struct mt_frame frame = { .story = story, .ahead = ahead };
    struct mt_phrase elided;

    if (makes_pair(join, phrase, joint))
        return pair_amounts(join, phrase);
    if (is_weekday_of(join, phrase, joint))
        return weekday_of(join, phrase);
    if (makes_derived(join, phrase, joint) &&
        !is_elided_minute(join, phrase, joint))
        return derive(join, phrase);
    if (is_elided_minute(join, phrase, joint)) {
        elided = elided_minute(join, phrase);
        return add_point(join, &elided, &frame, joint);
    }
    if (phrase->amount)
        return add_amount(join, phrase, &frame, joint);
    return add_point(join, phrase, &frame, joint);
}
