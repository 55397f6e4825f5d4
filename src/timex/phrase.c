/* SPDX-License-Identifier: MIT */
#include "timex/phrase.h"

struct mt_phrase mt_phrase_empty(void)
{
    struct mt_phrase p = { .zone = -1, .hour = -1, .minute = -1, .second = -1 };

    p.year.how = p.month.how = p.week.how = p.day.how = p.quarter.how =
        p.lead.how = p.near.how = MT_TIMEHOW_NONE;
    for (int f = 0; f < MT_TIMEFIELD_NONE; f++)
        p.least[f] = p.most[f] = -1;
    return p;
}

bool mt_phrase_has_clock(const struct mt_phrase *p)
{
    return p->hour >= 0;
}

bool mt_phrase_has_date(const struct mt_phrase *p)
{
    return p->year.how != MT_TIMEHOW_NONE || p->month.how != MT_TIMEHOW_NONE ||
           p->week.how != MT_TIMEHOW_NONE || p->day.how != MT_TIMEHOW_NONE ||
           p->quarter.how != MT_TIMEHOW_NONE || p->half || p->weekday ||
           p->weekend || p->nth;
}

static mt_slot slot(const struct mt_atom *atom)
{
    return (mt_slot){ atom->how, (int16_t)atom->v[0] };
}

static mt_slot stated(int n)
{
    return (mt_slot){ MT_TIMEHOW_IS, (int16_t)n };
}

static void set_clock(struct mt_phrase *p, const struct mt_atom *atom)
{
    p->hour = (int8_t)atom->v[0];
    p->minute = (int8_t)atom->v[1];
    p->second = (int8_t)atom->v[2];
    p->full_clock = atom->full_clock;
}

static void set_date(struct mt_phrase *p, const struct mt_atom *atom)
{
    if (atom->v[0]) {
        p->year = stated(atom->v[0]);
        p->full_date = true;
    }
    p->month = stated(atom->v[1]);
    p->day = stated(atom->v[2]);
}

static void set_weekday(struct mt_phrase *p, const struct mt_atom *atom)
{
    p->check_weekday = p->day.how != MT_TIMEHOW_NONE;
    p->weekday = (uint8_t)atom->v[0];
}

static void set_night(struct mt_phrase *p, const struct mt_atom *atom)
{
    p->day = slot(atom);
    p->part = MT_PART_NIGHT;
    p->last_night = atom->class == MT_TC_LASTNIGHT;
}

static void set_noon(struct mt_phrase *p, const struct mt_atom *atom)
{
    p->hour = (int8_t)atom->v[0];
    p->minute = 0;
    p->full_clock = true;
    p->midnight = atom->v[0] == 24;
}

static void set_nth_week(struct mt_phrase *p, const struct mt_atom *atom)
{
    p->nth_week = true;
    if (atom->v[0])
        p->nth = (int8_t)atom->v[0];
}

void mt_phrase_add(struct mt_phrase *p, const struct mt_atom *atom)
{
    switch ((enum mt_timeclass)atom->class) {
    case MT_TC_ZONE: p->zone = (int16_t)atom->v[0]; break;
    case MT_TC_LOCAL: p->local = true; break;
    case MT_TC_LEAD: p->lead = slot(atom); break;
    case MT_TC_NEXT:
        p->lead = slot(atom);
        p->lead_next = true;
        break;
    case MT_TC_RECENT: p->lead_recent = true; break;
    case MT_TC_YEAR:
    case MT_TC_THISYEAR: p->year = slot(atom); break;
    case MT_TC_YEAREDGE:
        if (p->year.how == MT_TIMEHOW_NONE)
            p->year = (mt_slot){ atom->how, 0 };
        p->edge = (uint8_t)atom->v[0];
        break;
    case MT_TC_HALF: p->half = (uint8_t)atom->v[0]; break;
    case MT_TC_QUARTER: p->quarter = slot(atom); break;
    case MT_TC_MONTH: p->month = slot(atom); break;
    case MT_TC_EDGE: p->edge = (uint8_t)atom->v[0]; break;
    case MT_TC_WEEK: p->week = slot(atom); break;
    case MT_TC_WEEKEND:
        p->weekend = true;
        p->week = slot(atom);
        break;
    case MT_TC_NTH: p->nth = (int8_t)atom->v[0]; break;
    case MT_TC_NTHWEEK: set_nth_week(p, atom); break;
    case MT_TC_LASTDAY: p->last_day = (int8_t)atom->v[0]; break;
    case MT_TC_WEEKDAY:
    case MT_TC_WDAY: set_weekday(p, atom); break;
    case MT_TC_DAY:
        p->near = p->day;
        p->day = slot(atom);
        break;
    case MT_TC_DATE: set_date(p, atom); break;
    case MT_TC_HOLIDAY:
        p->month = stated(atom->v[0]);
        p->day = stated(atom->v[1]);
        break;
    case MT_TC_LASTNIGHT:
    case MT_TC_DAYNIGHT: set_night(p, atom); break;
    case MT_TC_PART: p->part = (uint8_t)atom->v[0]; break;
    case MT_TC_NOON: set_noon(p, atom); break;
    case MT_TC_HOUR:
        p->hour = (int8_t)atom->v[0];
        p->full_clock = atom->full_clock || p->hour == 0 || p->hour > 12;
        break;
    case MT_TC_CLOCK: set_clock(p, atom); break;
    case MT_TC_MINUTE: p->minute = (int8_t)atom->v[0]; break;
    case MT_TC_SECOND: p->second = (int8_t)atom->v[0]; break;
    case MT_TC_HALFPAST: p->minute = 30; break;
    case MT_TC_SHARP: p->minute = 0; break;
    case MT_TC_AMOUNT:
    case MT_TC_NONE: break;
    }
}

bool mt_phrase_says(const struct mt_phrase *p, const struct mt_atom *atom,
                    int gap)
{
    switch ((enum mt_timeclass)atom->class) {
    case MT_TC_YEAR: /* 1월 12일, 2016년, but 7일 지난해 */
        return p->year.how != MT_TIMEHOW_NONE ||
               (p->day.how != MT_TIMEHOW_NONE &&
                (atom->how != MT_TIMEHOW_IS ||
                 p->month.how == MT_TIMEHOW_NONE));
    case MT_TC_THISYEAR: return p->year.how != MT_TIMEHOW_NONE;
    case MT_TC_MONTH:
        return p->month.how != MT_TIMEHOW_NONE ||
               p->day.how != MT_TIMEHOW_NONE ||
               p->week.how != MT_TIMEHOW_NONE || p->nth;
    case MT_TC_DAY:
        return p->day.how == MT_TIMEHOW_IS ||
               (gap == MT_TIMEGAP_PAREN && atom->how != MT_TIMEHOW_IS);
    case MT_TC_WEEKDAY:
    case MT_TC_WDAY: return p->weekday != 0;
    case MT_TC_ZONE: return p->zone >= 0;
    case MT_TC_LOCAL: return p->local;
    case MT_TC_PART: /* 1시간이 지난 오전 10시 */
        return p->part != MT_PART_NONE || (p->lead.how != MT_TIMEHOW_NONE &&
                                           p->lead.n && !mt_phrase_has_date(p));
    case MT_TC_LEAD:
    case MT_TC_NEXT:
    case MT_TC_RECENT:
    case MT_TC_YEAREDGE:
    case MT_TC_HALF:
    case MT_TC_QUARTER:
    case MT_TC_EDGE:
    case MT_TC_WEEK:
    case MT_TC_WEEKEND:
    case MT_TC_NTH:
    case MT_TC_NTHWEEK:
    case MT_TC_LASTDAY:
    case MT_TC_DATE:
    case MT_TC_HOLIDAY:
    case MT_TC_LASTNIGHT:
    case MT_TC_DAYNIGHT:
    case MT_TC_NOON:
    case MT_TC_HOUR:
    case MT_TC_CLOCK:
    case MT_TC_MINUTE:
    case MT_TC_SECOND:
    case MT_TC_HALFPAST:
    case MT_TC_SHARP:
    case MT_TC_AMOUNT:
    case MT_TC_NONE: break;
    }
    return false;
}
