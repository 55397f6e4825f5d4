/* SPDX-License-Identifier: MIT */
#include "outage/length.h"

#include "text/josa.h"

enum {
    EXTENT = 9, /* bytes behind a length */
    ALONE = 16, /* bytes of 만이다, 만이었다 */
};

/* 먹통이 됐다가 [3시간 뒤] 복구됐다, 복구된 것은 [1시간 지난 뒤]였다: counted
 * from the failure, and not from a notice or a repair (공지 3시간 뒤, 고친 지
 * 3시간 만에). */
static bool is_distance(const struct mt_scene *scene,
                        const struct mt_time *time)
{
    static const char *const others[] = { " 지", "공지", "점검", "안내",
                                          "발표", "재개", "작업", "조치",
                                          "신고", "접수", "재부팅" };
    mt_str text = scene->story->text;
    mt_str words = mt_str_at(text, time->span);
    mt_str before = mt_str_sub(text, scene->span.from, time->span.from);

    return !mt_str_has(words, MT_LIT("전")) &&
           !mt_str_ends_any(mt_str_trim(before), MT_ALL(others));
}

/* Does a length that belongs to this predicate tell how long it failed? */
static bool is_of(const struct mt_scene *scene, const struct mt_time *time,
                  enum mt_cue cue)
{
    if (cue == MT_CUE_RESTORE && time->flags & MT_TIME_SINCE)
        return is_distance(scene, time);
    if (time->flags & (MT_TIME_SINCE | MT_TIME_NTH_DAY) ||
        time->least.years >= 1) /* 최근 5년간 */
        return false;
    switch (cue) {
    case MT_CUE_RESTORE:
    case MT_CUE_LASTED: return true;
    case MT_CUE_FAIL:
    case MT_CUE_FLAW:
    case MT_CUE_SOFT:
    case MT_CUE_BEGIN:
    case MT_CUE_DOWN:
    case MT_CUE_ONGOING:
        /* 두 달 만에 또 먹통: the time between two outages */
        return !(time->flags & MT_TIME_ELAPSED);
    case MT_CUE_PARTIAL: return time->flags & MT_TIME_ELAPSED;
    default: return false;
    }
}

/* 한 시간이 [채 지나지 않은] 4시 33분: how long after something else. */
static bool is_gap(const struct mt_scene *scene, const struct mt_time *time)
{
    static const char *const words[] = { "이 채",    "이 지", "가 지",
                                         "가 채",    "이 흐", "가 흐",
                                         "도 안 돼", "도 채", "도 지나지" };
    mt_str rest = mt_str_sub(scene->story->text, time->span.to, scene->span.to);

    return mt_str_starts_any(rest, MT_ALL(words));
}

/* 3주 만에 [또]: the time between two outages; 1시간 만에 [다시] 열렸다: not.
 */
static bool is_interval(const struct mt_scene *scene,
                        const struct mt_time *time, const struct mt_hit *owner)
{
    mt_str rest = mt_str_sub(scene->story->text, time->span.to,
                             time->span.to + EXTENT);

    return time->flags & MT_TIME_ELAPSED &&
           (mt_str_has(rest, MT_LIT("또")) ||
            (mt_hit_cue(owner) != MT_CUE_RESTORE &&
             mt_str_has(rest, MT_LIT("다시"))));
}

/* 하루 매출, 5일 이용권, 하루 30% 넘게: an amount of something else. A length
 * has a word of extent in it or right behind it, or its verb at once. */
static bool is_extent(const struct mt_scene *scene, const struct mt_time *time,
                      const struct mt_hit *owner)
{
    static const char *const words[] = { "동안", "간", "여",   "만",   "넘",
                                         "이상", "반", "가량", "정도", "남짓",
                                         "가까", "내", "째",   "쯤",   "안팎" };
    mt_str text = scene->story->text;
    mt_str words_of = mt_str_at(text, time->span), rest;
    size_t i = time->span.to + mt_josa_at(text, time->span.to).n;

    i += i < text.n && text.p[i] == ' ';
    rest = mt_str_sub(text, i, i + EXTENT);
    if (mt_str_has(words_of, MT_LIT("하루")) &&
        (mt_str_starts(rest, MT_LIT("종일")) ||
         mt_str_starts(rest, MT_LIT("내내")) ||
         mt_str_has(words_of, MT_LIT("종일")) ||
         mt_str_has(words_of, MT_LIT("내내"))))
        return false; /* all through the day, and no 24 hours */
    if (mt_str_ends(mt_str_sub(text, 0, time->span.from), MT_LIT("하루 ")))
        return false; /* 보상 기준은 하루 3시간 */
    if (mt_str_has(words_of, MT_LIT("사이")) ||
        mt_str_starts(rest, MT_LIT("사이")) ||
        mt_str_starts(rest, MT_LIT("새 ")))
        return false; /* 사흘 사이 세 번 */
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (mt_str_has(words_of, mt_str_c(words[k])) ||
            mt_str_starts(rest, mt_str_c(words[k])))
            return !mt_str_eq(words_of, MT_LIT("24시간")); /* 순찰, 운영 */
    return owner->span.from <= time->span.to + EXTENT;
}

bool mt_length_alone(const struct mt_scene *scene, const struct mt_time *time)
{
    return time->kind == MT_TIME_DURATION && (time->flags & MT_TIME_ELAPSED) &&
           scene->span.to - scene->span.from <
               time->span.to - time->span.from + ALONE;
}

bool mt_length_tells(const struct mt_scene *scene, const struct mt_time *time,
                     const struct mt_hit *owner)
{
    return (is_extent(scene, time, owner) || time->flags & MT_TIME_SINCE) &&
           !is_gap(scene, time) && !is_interval(scene, time, owner) &&
           is_of(scene, time, mt_hit_cue(owner));
}
