/* SPDX-License-Identifier: MIT */
#include "outage/blame.h"

#include "base/utf8.h"
#include "outage/accident.h"
#include "text/josa.h"

enum {
    LINK_REACH = 36,   /* bytes between a cause and what leads over from it */
    PRESUMED_REACH = 24, /* between 디도스 and 공격이 의심 */
    CUT_REACH = 15,    /* bytes from a cable to its verb */
    AFTER_REACH = 75,  /* bytes between a cause and 때문, 탓, 추정 */
    FACT_MOST = 150,   /* bytes of a sentence that is a fact and no more */
    FACT_REST = 24,    /* bytes of it behind the reason */
    SCORE_NAMED = 4,   /* 원인은 … */
    SCORE_PUT = 3,     /* … 때문에, … 탓에 */
    SCORE_FOLLOWS = 2, /* …로 인터넷이 끊겼다 */
    SCORE_STATED = 1,  /* 회사는 …라고 설명했다 */
};

mt_span mt_behind_reason(const struct mt_scene *scene,
                      const struct mt_reason *reason, size_t reach)
{
    size_t to = reason->span.to + reach;

    if (to > scene->span.to)
        to = scene->span.to;
    return (mt_span){ reason->span.to, (uint32_t)to };
}

bool mt_names_cause(const struct mt_scene *scene)
{
    mt_str words = mt_str_at(scene->story->text, scene->span);

    return mt_str_has(words, MT_LIT("원인"));
}

static bool ahead_unreal(const struct mt_scene *scene,
                         const struct mt_reason *reason)
{
    mt_span ahead = mt_behind_reason(scene, reason, LINK_REACH);

    return mt_scene_has(scene, MT_CUE_PREVENT, ahead) ||
           mt_scene_has(scene, MT_CUE_HYPO, ahead) ||
           mt_scene_has(scene, MT_CUE_PLAN, ahead) ||
           mt_scene_has(scene, MT_CUE_RUMOR, ahead);
}

/* 담당자의 실수[라고] 사과했다, 정전[이었다]: the predicate itself; but
 * 점검이라고 is what every failure is first given out as. */
static bool is_predicate(const struct mt_scene *scene,
                         const struct mt_reason *reason)
{
    static const char *const copulas[] = {
        "라고 ", "이라고 ", "였다고 ", "이었다고 ", "라며 ", "이라며 ",
        "이다.", "였다.",   "이었다.", "\"라고 ",   "”라고 ", "\"라며 ",
        "”라며 ", "’라고 ",  "'라고 ",
    };
    mt_str rest = mt_str_sub(scene->story->text, reason->span.to,
                             scene->span.to);

    return reason->cause != MT_CAUSE_CYBERATTACK &&
           !mt_str_ends(mt_str_at(scene->story->text, reason->span),
                        MT_LIT("점검")) &&
           mt_str_starts_any(rest, MT_ALL(copulas));
}

/* 패치 적용 중 [발생한 오류]라고, 작업을 한 뒤 [생긴 문제]다: where the failure
 * came from. */
static bool is_origin(const struct mt_scene *scene,
                      const struct mt_reason *reason)
{
    static const char *const came[] = { "발생한 ", "생긴 ", "일어난 ",
                                        "불거진 ", "빚어진 " };
    static const char *const what[] = { "오류", "문제", "장애", "사고",
                                        "현상", "일", "사태", "차질" };
    static const char *const subjects[] = { "사고는 ", "장애는 ", "오류는 ",
                                            "사태는 ", "문제는 ", "먹통은 " };
    static const char *const verbs[] = { "일어났", "벌어졌", "발생했", "생겼",
                                         " 났",    "빚어졌", "비롯" };
    mt_span span = mt_behind_reason(scene, reason, AFTER_REACH);
    mt_str rest = mt_str_at(scene->story->text, span);
    mt_str lead = mt_str_sub(scene->story->text, scene->span.from,
                             reason->span.from);

    if (mt_str_has_any(lead, MT_ALL(subjects)) &&
        mt_str_has_any(rest, MT_ALL(verbs)))
        return true; /* 장애는 시스템을 점검하다가 났다 */
    for (size_t k = 0; k < sizeof came / sizeof *came; k++) {
        size_t at = mt_str_find(rest, mt_str_c(came[k]));

        if (at < rest.n &&
            mt_str_starts_any(mt_str_sub(rest, at + strlen(came[k]), rest.n),
                              MT_ALL(what)))
            return true;
    }
    return false;
}

/* 과부하가 걸렸다: a fault by the word alone; work, a supplier or an attack may
 * stand for anything. */
static bool is_plain_fault(enum mt_cause cause)
{
    return cause == MT_CAUSE_OVERLOAD || cause == MT_CAUSE_POWER ||
           cause == MT_CAUSE_COOLING || cause == MT_CAUSE_HARDWARE ||
           cause == MT_CAUSE_NETWORK || cause == MT_CAUSE_CABLE;
}

/* 접속이 막혔다. [이용자가 한꺼번에 몰렸다.] [공사 중 케이블이 잘렸다.]: a
 * bare fact, told right behind the failure and of nothing else. */
static bool is_bare_fact(const struct mt_scene *scene,
                         const struct mt_reason *reason)
{
    mt_str words = mt_str_at(scene->story->text, scene->span);
    mt_str rest = mt_str_sub(scene->story->text, reason->span.to,
                             scene->span.to);

    return (!reason->plain || is_plain_fault(reason->cause)) &&
           scene->span.to - scene->span.from <= FACT_MOST &&
           rest.n <= FACT_REST && mt_str_ends(words, MT_LIT("다.")) &&
           !mt_scene_has(scene, MT_CUE_NORMAL, scene->span) &&
           !mt_scene_find(scene, MT_TABLE_USERS, scene->span);
}

/* 과부하[로], 접속자가 몰리[면서], 작업을 하[다가]: leads over to what failed.
 */
static bool leads_over(const struct mt_scene *scene,
                       const struct mt_reason *reason)
{
    /* 데이터센터에서 난 [불로 ], 작업을 하[다]가, 이용자가 몰[려] */
    static const char *const ends[] = { "로 ", "하다", "하던", "도중", "려",
                                        "다가", "중",   " 나",  "나가",
                                        "붙" };
    mt_str text = scene->story->text;
    mt_span span = mt_behind_reason(scene, reason, LINK_REACH);

    if (!mt_scene_fails(scene, reason->span.to))
        return false;
    if (mt_str_ends_any(mt_str_at(text, reason->span), MT_ALL(ends)))
        return true;
    return mt_words_begin_in(&mt_link_index, text, span);
}

/* 클라우드플레어가 [네트워크 문제]를 일으켰다: the failure named by its
 * part. */
static bool is_failure(const struct mt_scene *scene,
                       const struct mt_reason *reason)
{
    if (reason->cause != MT_CAUSE_NETWORK && reason->cause != MT_CAUSE_POWER &&
        reason->cause != MT_CAUSE_HARDWARE)
        return false;
    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &scene->story->hits.v[i];

        if (hit->span.from < reason->span.to &&
            hit->span.to > reason->span.from &&
            mt_trigger_claim(scene, hit) > MT_CLAIM_REFER)
            return true;
    }
    return false;
}

/* 명령어를 잘못, 실수로: a slip by its word, and not 선을 뽑, which may have
 * been meant. */
static bool is_slip(const struct mt_scene *scene,
                    const struct mt_reason *reason)
{
    static const char *const words[] = { "실수", "명령", "잘못",
                                         "오타", "부주의", "착오" };

    return reason->cause == MT_CAUSE_HUMAN_ERROR &&
           mt_str_has_any(mt_str_at(scene->story->text, reason->span),
                          MT_ALL(words));
}

/* 부품이 망가져 넘겨받지 못[한 것이다.], 탈이 [난 겁니다.]: tells why, and not
 * what will be (할 것이다). */
static bool explains(mt_str words)
{
    static const char *const ends[] = { " 것이다.", " 것입니다.", " 겁니다.",
                                        " 거다.", " 때문이다." };

    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
        mt_str end = mt_str_c(ends[k]);

        if (mt_str_ends(words, end))
            return mt_final(mt_utf8_before(words, words.n - end.n)) ==
                   MT_FINAL_N;
    }
    return false;
}

/* 회사 측은 "접속자가 한꺼번에 몰렸다"고 설명했다: said of the failure by those
 * who know, not by a bystander. */
static bool is_stated(const struct mt_scene *scene,
                      const struct mt_reason *reason)
{
    /* 오류인 [것으로 ]드러났다, 오작동했[다며 ]사과했다, 잘못됐다[는 것이다] */
    static const char *const told[] = { "것으로 ", "다며 ", "는 것이다.",
                                        "는 것입니다." };
    mt_span after = { reason->span.to, scene->span.to };
    mt_str words = mt_str_at(scene->story->text, after);

    if (explains(words) && (!reason->plain || is_plain_fault(reason->cause)))
        return true;
    if (reason->plain && !is_plain_fault(reason->cause) &&
        !is_slip(scene, reason))
        return false;
    if (mt_scene_find(scene, MT_TABLE_USERS, scene->span))
        return false;
    return mt_scene_has(scene, MT_CUE_NOTICE, after) ||
           mt_scene_has(scene, MT_CUE_HEDGE, after) ||
           mt_str_has_any(words, MT_ALL(told)) ||
           mt_scene_has(scene, MT_CUE_SOURCE, scene->span);
}

/* 서버에 과부하[가 걸렸다], 접속을 감당하지 [못했다]: told as a fact, whoever
 * says so. */
static bool is_overwhelmed(const struct mt_scene *scene,
                           const struct mt_reason *reason)
{
    static const char *const verbs[] = { "일으", "걸",   "생겼", "생긴",
                                         "왔",   "와 ",  "발생", "빚",
                                         "못",   "하지 못" };
    mt_str text = scene->story->text;
    size_t i = reason->span.to + mt_josa_at(text, reason->span.to).n;
    mt_str rest = mt_str_sub(text, i, scene->span.to);

    mt_str_take(&rest, MT_LIT(" "));
    return reason->cause == MT_CAUSE_OVERLOAD &&
           mt_str_starts_any(rest, MT_ALL(verbs));
}

/* 외부의 공격[으로 추정], 디도스 공격[이 의심]된다: presumed to be the
 * reason. */
static bool is_presumed(const struct mt_scene *scene,
                        const struct mt_reason *reason)
{
    static const char *const found[] = { "결론", "확인", "드러", "밝혀",
                                         "판단" };
    mt_str text = scene->story->text;
    mt_span behind = mt_behind_reason(scene, reason, PRESUMED_REACH);
    mt_str rest = mt_str_sub(text, reason->span.to, scene->span.to);
    enum mt_josa role;

    mt_str_take(&rest, MT_LIT(" 공격"));
    role = mt_josa_at(text, scene->span.to - rest.n).role;
    return ((role == MT_JOSA_BY || role == MT_JOSA_SUBJECT ||
             role == MT_JOSA_OBJECT) &&
            mt_scene_has(scene, MT_CUE_HEDGE, behind)) ||
           (role == MT_JOSA_BY &&
            mt_str_has_any(mt_str_at(text, behind), MT_ALL(found)));
}

/* 랜섬웨어에 [당했다], 굴착기가 케이블을 [끊]어: an event that breaks a
 * service, whoever says so. */
static bool is_event(const struct mt_scene *scene,
                     const struct mt_reason *reason)
{
    static const char *const cuts[] = { "끊", "절단", "건드", "훼손",
                                        "손상", "잘" };
    mt_str rest = mt_str_sub(scene->story->text, reason->span.from,
                             reason->span.to + CUT_REACH);

    if (reason->cause == MT_CAUSE_CYBERATTACK)
        return !reason->plain;
    return reason->cause == MT_CAUSE_CABLE &&
           mt_str_has_any(rest, MT_ALL(cuts));
}

int mt_blame_score(const struct mt_scene *scene,
                   const struct mt_reason *reason, bool follows)
{
    mt_span after = mt_behind_reason(scene, reason, AFTER_REACH);

    if (ahead_unreal(scene, reason))
        return 0;
    if (mt_names_cause(scene))
        return SCORE_NAMED;
    if (mt_scene_has(scene, MT_CUE_CAUSE_OF, after) ||
        is_origin(scene, reason))
        return SCORE_PUT;
    if (leads_over(scene, reason) || mt_scene_is_item(scene) ||
        mt_is_sequel(scene->story, scene->index + 1))
        return SCORE_FOLLOWS;
    return is_stated(scene, reason) || is_failure(scene, reason) ||
                   is_overwhelmed(scene, reason) ||
                   is_presumed(scene, reason) || is_predicate(scene, reason) ||
                   is_event(scene, reason) ||
                   (follows && is_bare_fact(scene, reason))
               ? SCORE_STATED
               : 0;
}
