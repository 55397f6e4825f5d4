/* SPDX-License-Identifier: MIT */
#include "outage/use.h"

#include "outage/length.h"

enum {
    STILL_REACH = 18, /* bytes from a verb to the end of 고 있다 */
    NOTICE = 36, /* bytes from 복구 to 알렸다 */
    JOINT = 9,   /* bytes between the days of a list: 3일[과 ]5일 */
};

static bool starts_with(mt_str text, size_t i, mt_str head)
{
    return mt_str_starts(mt_str_sub(text, i, i + head.n), head);
}

static bool is_closed(const struct mt_time *time)
{
    return time->kind == MT_TIME_RANGE &&
           !(time->flags & (MT_TIME_OPEN_FROM | MT_TIME_OPEN_TO));
}

/* Does the word stand behind a time, and a bracket of its own? */
static bool is_before(const struct mt_scene *scene, const struct mt_time *time,
                      mt_str word)
{
    mt_str rest = mt_str_sub(scene->story->text, time->span.to,
                             scene->span.to);

    rest = mt_str_past_bracket(rest, rest.n);
    mt_str_take(&rest, MT_LIT(" "));
    return mt_str_starts(rest, word);
}

/* 오후 6시 [현재], 11시30분 [현재에도] */
static bool is_current(const struct mt_scene *scene, const struct mt_time *time)
{
    return is_before(scene, time, MT_LIT("현재"));
}

/* 밤 11시(미 동부 시간) [기준] 9만 건의 신고: when it was counted. */
static bool is_counted(const struct mt_scene *scene, const struct mt_time *time)
{
    return !is_closed(time) && is_before(scene, time, MT_LIT("기준"));
}

/* 22일 0시[를 넘겨서도] 복구되지 않았다, 오후 9시[가 넘어설 때까지]: it still
 * failed then, and began before. */
static bool is_passed(const struct mt_scene *scene, const struct mt_time *time)
{
    static const char *const words[] = {
        "를 넘겨서도", "을 넘겨서도", "를 넘어서도", "을 넘어서도",
        "가 넘도록", "이 넘도록", "를 넘기도록", "을 넘기도록",
        "가 넘어설 때까지", "이 넘어설 때까지", "가 넘을 때까지",
        "가 지나도록", "이 지나도록", "가 되도록", "이 되도록",
        "가 넘어서도", "이 넘어서도", "가 지나서도", "이 지나서도",
        "가 지나서까지", "이 지나서까지", "가 넘어서까지",
        "가 돼도", "이 돼도", "까지도", "에도 여전", "에도 복구",
        "에도 정상",
    };
    mt_str rest = mt_str_sub(scene->story->text, time->span.to, scene->span.to);

    return mt_str_starts_any(rest, MT_ALL(words));
}

static enum mt_time_use point_role(const struct mt_time *time, enum mt_cue cue)
{
    bool until = time->flags & MT_TIME_OPEN_FROM;

    switch (cue) {
    case MT_CUE_FAIL:
    case MT_CUE_FLAW:
    case MT_CUE_SOFT:
    case MT_CUE_LASTED:
    case MT_CUE_DOWN:
    case MT_CUE_ONGOING: return until ? MT_USE_END : MT_USE_START;
    case MT_CUE_BEGIN: return MT_USE_START;
    case MT_CUE_RESTORE: return MT_USE_END;
    case MT_CUE_PARTIAL: return until ? MT_USE_END : MT_USE_PARTIAL;
    case MT_CUE_ACCIDENT: return MT_USE_ACCIDENT;
    default: return MT_USE_NONE;
    }
}

/* 이날 오전, 20일 밤: a part of a day is no clock time. 오전부터 7시까지 ends
 * with one. */
static bool has_clock(const struct mt_time *time)
{
    if (time->kind == MT_TIME_RANGE && time->to_grain != MT_GRAIN_PART &&
        mt_when_has_clock(time->to))
        return true;
    return time->grain != MT_GRAIN_PART &&
           (mt_when_has_clock(time->from) || mt_when_has_clock(time->to));
}

/* 주말, 연말·연시: a stretch or an edge that dates nothing. 지난달 초 has
 * its month. */
static bool is_vague(const struct mt_scene *scene, const struct mt_time *time)
{
    mt_when now = scene->story->article->published;

    if (time->grain == MT_GRAIN_YEAR && time->mod != MT_MOD_NONE)
        return time->from.year == now.year;
    if (!has_clock(time) &&
        mt_str_has(mt_str_at(scene->story->text, time->span), MT_LIT("주말")))
        return true;
    return time->kind != MT_TIME_RANGE && time->grain != MT_GRAIN_PART &&
           time->from.precision == MT_PRECISION_DAY &&
           !mt_when_eq(time->from, time->to) &&
           !(time->mod != MT_MOD_NONE && time->from.month == time->to.month);
}

/* 8일 [사이] 네 번째, 9일 [새] 세 차례: a stretch, not a day. */
static bool is_stretch(const struct mt_scene *scene, const struct mt_time *time)
{
    mt_str rest = mt_str_sub(scene->story->text, time->span.to, scene->span.to);

    return mt_str_starts(rest, MT_LIT(" 사이")) ||
           mt_str_starts(rest, MT_LIT(" 새 ")) ||
           mt_str_ends(mt_str_at(scene->story->text, time->span),
                       MT_LIT("사이"));
}

/* 로그인은 [28일 새벽] 되살아났으나 가입은 막혀 있다: the day of an end that is
 * none of the whole. */
static bool is_half_end(const struct mt_scene *scene,
                        const struct mt_time *time, const struct mt_hit *owner)
{
    mt_span after = { owner->span.to, scene->span.to };

    return mt_hit_cue(owner) == MT_CUE_RESTORE && !has_clock(time) &&
           time->kind != MT_TIME_DURATION &&
           mt_scene_has(scene, MT_CUE_DOWN, after);
}

/* The role by the predicate that owns the time. */
static enum mt_time_use owned_role(const struct mt_time *time, enum mt_cue cue)
{
    if (!has_clock(time))
        return mt_cue_fails(cue) || cue == MT_CUE_ACCIDENT ? MT_USE_DAY
                                                         : MT_USE_NONE;
    if (is_closed(time))
        return mt_cue_fails(cue) ? MT_USE_WINDOW : MT_USE_NONE;
    return point_role(time, cue);
}

/* 7시 14분[에야] 정상으로 돌아왔다: the time of the end, whoever says so. */
static bool is_at_last(const struct mt_scene *scene, const struct mt_time *time)
{
    static const char *const words[] = { "에야", "야 ", "에서야", "이 돼서야",
                                         "가 돼서야", "이 되어서야",
                                         "가 되어서야", "에 이르러서야" };
    mt_str rest = mt_str_sub(scene->story->text, time->span.to, scene->span.to);

    return mt_str_starts_any(rest, MT_ALL(words));
}

/* "4시35분 복구를 마쳤다"[고 공지했다]: said in the notice, so not of it. */
static bool is_quoted(const struct mt_scene *scene, const struct mt_time *time,
                      const struct mt_hit *owner)
{
    int voice = mt_scene_quote(scene, time->span.from);
    mt_str rest = mt_str_sub(scene->story->text, owner->span.to,
                             owner->span.to + NOTICE);

    return voice >= 0 &&
           mt_scene_quote(scene, owner->span.to +
                                     mt_str_find(rest, MT_LIT("고 "))) != voice;
}

/* 회사 측[은] 4시35분 정상화됐다고 알렸다: who says so stands before the time,
 * which then is of what is said; 4시35분 회사 측은 … may be of the saying. */
static bool is_after_topic(const struct mt_scene *scene,
                           const struct mt_time *time)
{
    static const char *const topics[] = { "은 ", "는 " };
    mt_str clause = mt_str_sub(scene->story->text, scene->span.from,
                               time->span.from);

    for (size_t n; (n = mt_str_find(clause, MT_LIT(", "))) < clause.n;)
        clause = mt_str_sub(clause, n + 1, clause.n);
    return mt_str_has_any(clause, MT_ALL(topics));
}

/* 4시35분 복구가 완료됐[다고 알렸다]: the time of the notice, it may be. */
static bool is_announced(const struct mt_scene *scene,
                         const struct mt_time *time,
                         const struct mt_hit *owner)
{
    static const char *const words[] = {
        "다고 알렸", "다고 공지", "다는 공지",
        "다고 안내", "고 공지",   "다는 안내"
    };
    mt_str rest = mt_str_sub(scene->story->text, owner->span.to,
                             owner->span.to + NOTICE);

    return !is_at_last(scene, time) && !is_quoted(scene, time, owner) &&
           !is_after_topic(scene, time) &&
           mt_str_has_any(rest, MT_ALL(words));
}

/* What lies after the day of the article has not happened. */
static bool is_future(const struct mt_scene *scene, const struct mt_time *time)
{
    mt_when now = scene->story->article->published;
    mt_when changed = scene->story->article->modified;
    mt_when from = time->kind == MT_TIME_RANGE && !time->from.year ? time->to
                                                                   : time->from;

    if (now.precision < MT_PRECISION_DAY || !from.year)
        return false;
    if (mt_when_has_date(changed) && mt_when_days(changed) > mt_when_days(now))
        now = changed;
    if (is_closed(time) && time->to.year &&
        mt_when_days(time->to) > mt_when_days(now))
        return true;
    return mt_when_days(from) > mt_when_days(now);
}

/* <녹취> 세무법인 직원 : "7시 30분이 지나면 …": what somebody says on air. */
static bool is_interview(const struct mt_scene *scene)
{
    static const char *const heads[] = { "<녹취", "<인터뷰", "[녹취", "[인터뷰",
                                         "▶ 인터뷰", "▶인터뷰", "◀ INT",
                                         "◀ SYN", "◀INT", "◀SYN" };

    return mt_str_starts_any(mt_str_at(scene->story->text, scene->span),
                             MT_ALL(heads));
}

/* 한 승객은 "5시 반에 왔는데 8시에야 …"고 했다: an anecdote's time. */
static bool is_anecdote(const struct mt_scene *scene,
                        const struct mt_time *time)
{
    return mt_scene_quote(scene, time->span.from) >= 0 &&
           (is_interview(scene) || mt_users_speak(scene));
}

/* 회사는 "어제 조회가 늦어졌다"고 했다: a day as the speaker counts it, which
 * the report around it names, too. */
static bool is_spoken_day(const struct mt_scene *scene,
                          const struct mt_time *time)
{
    return time->kind == MT_TIME_DATE && !has_clock(time) &&
           mt_scene_quote(scene, time->span.from) >= 0;
}

/* Is anything of a failure told between two bytes? */
static bool tells_between(const struct mt_scene *scene, uint32_t from,
                          uint32_t to)
{
    mt_span span = { from, to };

    return mt_scene_has(scene, MT_CUE_FAIL, span) ||
           mt_scene_has(scene, MT_CUE_FLAW, span) ||
           mt_scene_has(scene, MT_CUE_SOFT, span) ||
           mt_scene_has(scene, MT_CUE_BEGIN, span);
}

/* KT가 [3일], 전날인 지난 2일 … 일을 두고 사과했다; 대표가 [4일] 회의에서 전날
 * 예매가 되지 않은 사고를 …: the day of who speaks or acts, where another one
 * stands nearer to the failure. */
static bool is_speakers_day(const struct mt_scene *scene,
                            const struct mt_time *time,
                            const struct mt_hit *owner)
{
    const struct mt_time *next = time + 1;
    const struct mt_times *all = &scene->story->times;
    mt_str gap;

    if (time->kind != MT_TIME_DATE || has_clock(time) ||
        next >= all->v + all->n || !owner || next->span.to > owner->span.from ||
        !mt_when_has_date(next->from) ||
        mt_when_days(next->from) == mt_when_days(time->from) ||
        (next->flags & MT_TIME_DAY_CARRIED) || is_vague(scene, next))
        return false;
    gap = mt_str_sub(scene->story->text, time->span.to, next->span.from);
    /* 24일 장애 시작…25일 복구, 3일에 이어 4일에도 */
    if (tells_between(scene, time->span.to, next->span.from) ||
        mt_str_has(gap, MT_LIT("이어")))
        return false;
    if (mt_str_has(gap, MT_LIT(","))) /* 그제는 A, 어제는 B가 … */
        return mt_str_starts(gap, MT_LIT(", 전날"));
    return gap.n > JOINT;
}

/* 추석([6일]) 연휴: the date of a holiday. */
static bool is_bracketed_day(const struct mt_scene *scene,
                             const struct mt_time *time)
{
    mt_str text = scene->story->text;
    mt_span span = time->span;

    return time->kind == MT_TIME_DATE && span.from > 0 && span.to < text.n &&
           text.p[span.from - 1] == '(' && text.p[span.to] == ')' &&
           starts_with(text, span.to + 1, MT_LIT(" 연휴"));
}

/* 자정부터 6시간 동안만 멈추[려 했으나]: what did not come about. */
static bool is_unreal(const struct mt_scene *scene, const struct mt_hit *owner)
{
    enum mt_cue cue = mt_hit_cue(owner);

    return (cue == MT_CUE_FAIL || cue == MT_CUE_FLAW || cue == MT_CUE_DOWN ||
            cue == MT_CUE_SOFT) &&
           mt_trigger_claim(scene, owner) == MT_CLAIM_NONE;
}

/* 25일에는 10시 27분부터 10시 55분까지 송금, 결제 등 …: the text ends before
 * its verb comes. */
static bool is_cut_off(const struct mt_scene *scene, const struct mt_time *time)
{
    const struct mt_sentences *all = &scene->story->sentences;
    mt_str words = mt_str_at(scene->story->text, scene->span);
    size_t next = scene->index + 1;

    while (next < all->n && !mt_is_body_line(all->v[next].kind))
        next++;
    return next == all->n && mt_is_body_line(scene->kind) && is_closed(time) &&
           has_clock(time) && words.n && words.p[words.n - 1] != '.' &&
           mt_scene_find(scene, MT_TABLE_USES, scene->span);
}

/* △2008년 8월 라우터가 고장나 1시간20분: an item of a list needs no verb. */
static enum mt_time_use item_use(const struct mt_time *time)
{
    if (time->kind == MT_TIME_DURATION)
        return MT_USE_LENGTH;
    if (!has_clock(time))
        return MT_USE_DAY;
    return is_closed(time) ? MT_USE_WINDOW : MT_USE_START;
}

/* 15일 멈춘 메일이 [17일 오전]에도 열리지 않고 있다: a day on which it still
 * fails, and no day of its own. */
static bool is_still(const struct mt_scene *scene, const struct mt_time *time,
                     const struct mt_hit *owner)
{
    mt_str verb = mt_str_sub(scene->story->text, owner->span.from,
                             owner->span.to + STILL_REACH);

    return time > &scene->story->times.v[scene->times.from] &&
           is_before(scene, time, MT_LIT("에도 ")) &&
           mt_cue_fails(mt_hit_cue(owner)) && mt_str_has(verb, MT_LIT("고 있"));
}

/* [지난 6월] 마비됐던 예스24가 또 멈췄다: the time of what the sentence only
 * recalls. */
static bool is_recalled(const struct mt_scene *scene,
                        const struct mt_hit *owner)
{
    mt_str rest = mt_str_sub(scene->story->text, owner->span.to,
                             scene->span.to);

    return mt_str_starts(rest, MT_LIT("던 ")) &&
           (mt_str_has(rest, MT_LIT(" 또 ")) ||
            mt_str_has(rest, MT_LIT(" 다시 ")));
}

enum mt_time_use mt_time_use(const struct mt_scene *scene,
                             const struct mt_time *time)
{
    const struct mt_hit *owner = mt_time_owner(scene, time);

    if (is_current(scene, time)) /* 4시 30분께부터 10시 30분 현재까지 */
        return is_closed(time) ? MT_USE_START : MT_USE_CURRENT;
    if (is_anecdote(scene, time) || is_counted(scene, time) ||
        is_future(scene, time) ||
        is_spoken_day(scene, time) || is_speakers_day(scene, time, owner) ||
        is_bracketed_day(scene, time) ||
        (time->kind != MT_TIME_DURATION && is_vague(scene, time)) ||
        (time->kind == MT_TIME_DATE && is_stretch(scene, time)))
        return MT_USE_NONE;
    if (!owner && mt_length_alone(scene, time))
        return MT_USE_LENGTH;
    if (!owner && (mt_scene_is_item(scene) || is_cut_off(scene, time)))
        return item_use(time);
    if (!owner || mt_hit_cue(owner) == MT_CUE_SOURCE ||
        is_unreal(scene, owner) || is_half_end(scene, time, owner) ||
        is_recalled(scene, owner) || is_still(scene, time, owner))
        return MT_USE_NONE;
    if (time->kind == MT_TIME_DURATION)
        return mt_length_tells(scene, time, owner) ? MT_USE_LENGTH
                                                   : MT_USE_NONE;
    if (mt_hit_cue(owner) == MT_CUE_RESTORE &&
        !(time->flags & MT_TIME_OPEN_FROM) && is_announced(scene, time, owner))
        return MT_USE_PARTIAL;
    if (has_clock(time) && !is_closed(time) &&
        mt_hit_cue(owner) != MT_CUE_RESTORE && is_passed(scene, time))
        return MT_USE_NONE;
    return owned_role(time, mt_hit_cue(owner));
}
