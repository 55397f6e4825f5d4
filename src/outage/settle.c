/* SPDX-License-Identifier: MIT */
#include "outage/settle.h"

#include "base/date.h"
#include "text/josa.h"

enum {
    USE_GAP = 30,    /* bytes between a use and that it was lost */
    LOST_REACH = 70, /* the same from where the use begins */
    VERB_GAP = 8,    /* between the object of a verb and that it was lost */
    CEASE_GAP = 100, /* between a failure and that it was over */
    SINK_GAP = 40,   /* between a machine and what became of it */
    LONG_CLAUSE = 150, /* bytes in which a failure may be told to go on */
    ABSENT_REACH = 45, /* bytes between 사례 and 나오지 않았다 */
    AGAIN = 16, /* bytes from 장애 to the end of 또 */
    TURN = 60,       /* between a recovery and who is told of beside it */
    SINCE_REACH = 150, /* between 9시부터 and the verb */
    UNDONE_REACH = 120, /* between 사라졌다가 and the end of the sentence */
};

/* 카카오톡[을] 열 수 없었다: a service as the object of a short verb. */
static bool is_object(const struct mt_hits *hits, const struct mt_hit *hit,
                      size_t to)
{
    return hit->table == MT_TABLE_SERVICES && hit->span.to + VERB_GAP >= to &&
           hit->span.to <= to &&
           mt_josa_at(hits->text, hit->span.to).role == MT_JOSA_OBJECT;
}

/* Does a use or a kind stand close before hit number i: [송금]을 할 수
 * 없었다? */
static bool lost_use(const struct mt_hits *hits, size_t i)
{
    mt_span span = hits->v[i].span;

    for (size_t k = i; k-- > 0;) {
        const struct mt_hit *hit = &hits->v[k];

        if (hit->span.from + LOST_REACH < span.from)
            return false;
        if ((hit->table == MT_TABLE_USES || hit->table == MT_TABLE_KINDS) &&
            hit->span.to + USE_GAP >= span.from && hit->span.to <= span.from &&
            !mt_str_has(mt_str_sub(hits->text, hit->span.to, span.from),
                        MT_LIT(",")))
            return true;
        if (is_object(hits, hit, span.from))
            return true;
    }
    return false;
}

/* 서버[가], 장애[는]: does a particle at byte i make a subject? */
static bool is_subject(mt_str text, size_t i)
{
    enum mt_josa role = mt_josa_at(text, i).role;

    return role == MT_JOSA_SUBJECT || role == MT_JOSA_TOPIC;
}

/* Is a machine or a service the subject right before hit number i: [서버가]
 * 결국 주저앉았다? */
static bool has_machine(const struct mt_hits *hits, size_t i)
{
    mt_span span = hits->v[i].span;

    for (size_t k = i; k-- > 0;) {
        const struct mt_hit *hit = &hits->v[k];

        if (hit->span.from + LOST_REACH < span.from)
            return false;
        if ((hit->table != MT_TABLE_KINDS && hit->table != MT_TABLE_PARTS &&
             hit->table != MT_TABLE_SORTS && hit->table != MT_TABLE_SERVICES) ||
            hit->span.to > span.from || hit->span.to + SINK_GAP < span.from)
            continue;
        if (is_subject(hits->text, hit->span.to))
            return true;
    }
    return false;
}

/* 긴급 점검[은 9시에] 끝났다, 이 현상[은] 7시에 사라졌다: the work that kept it
 * shut, or what was seen of it, is the subject. */
static bool was_worked_on(mt_str text, size_t i)
{
    static const char *const work[] = {
        "점검은 ", "점검이 ", "작업은 ",   "작업이 ",   "복구는 ", "복구가 ",
        "현상은 ", "현상이 ", "정상화는 ", "정상화가 ", "증상은 ", "증상이 ",
        "상태가 ", "상황이 ", "불통이 ",   "지연이 ",
    };
    size_t from = i > CEASE_GAP ? i - CEASE_GAP : 0;

    return mt_str_has_any(mt_str_sub(text, from, i), MT_ALL(work));
}

/* 장애[는], 먹통[ 사태는]: is the failure the subject of what follows? */
static bool is_failure_subject(const struct mt_hits *hits,
                               const struct mt_hit *hit)
{
    static const char *const nouns[] = { " 사태", " 현상", " 상황", "사태" };
    mt_str rest = mt_str_sub(hits->text, hit->span.to, hits->text.n);

    for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++)
        if (mt_str_take(&rest, mt_str_c(nouns[k])))
            break;
    return is_subject(rest, 0);
}

/* Is a failure the subject close before hit number i: [장애는] 1시간 만에
 * 끝났다? */
static bool has_failure(const struct mt_hits *hits, size_t i)
{
    mt_span span = hits->v[i].span;

    for (size_t k = i; k-- > 0;) {
        const struct mt_hit *hit = &hits->v[k];

        if (hit->span.to + CEASE_GAP < span.from)
            break;
        if (hit->cue != MT_CUE_FAIL && hit->cue != MT_CUE_FLAW)
            continue;
        if (is_failure_subject(hits, hit))
            return true;
        break; /* 장애를 일으켰다가 [복구는] 9시에 이뤄졌다 */
    }
    return was_worked_on(hits->text, span.from);
}

/* 피해 [사례는] 지금까지 나오지 않았다: what did not come out is nothing that a
 * service gives. */
static bool is_absent(mt_str text, mt_span verb)
{
    static const char *const verbs[] = { "나오지 않", "보이지 않",
                                         "드러나지 않", "뜨지 않" };
    const struct mt_word *words[MT_HITS];
    size_t from = verb.from > ABSENT_REACH ? verb.from - ABSENT_REACH : 0;

    if (!mt_str_starts_any(mt_str_at(text, verb), MT_ALL(verbs)))
        return false;
    for (size_t i = verb.from; i-- > from && text.p[i] != '.';)
        if (mt_words_at(&mt_absent_index, text, i, words) > 0)
            return true;
    return false;
}

/* Is a failure told before byte `to`, from hit number k on, by a word that
 * needs no other beside it? */
static bool tells_failure(const struct mt_hits *hits, size_t k, size_t to)
{
    for (; k < hits->n && hits->v[k].span.from < to; k++)
        if (hits->v[k].cue == MT_CUE_FAIL || hits->v[k].cue == MT_CUE_FLAW ||
            hits->v[k].cue == MT_CUE_SOFT)
            return true;
    return false;
}

/* 정기 점검[을 마친 뒤] 켜지지 않았다: work that is over, and what came of it,
 * is no notice of it. */
static bool is_work_over(const struct mt_hits *hits, size_t i)
{
    static const char *const overs[] = {
        "을 마친 ", "를 마친 ", "을 마치고", "를 마치고", "을 끝낸 ",
        "를 끝낸 ", "을 끝내고", "이 끝난 ", "가 끝난 ", "이 끝나고",
        " 뒤 ", " 후 ", " 직후", " 이후", " 도중", " 과정에서",
        "을 하던 중", "을 하다", "하던 중", " 뒤에", " 후에",
    };
    mt_str rest = mt_str_sub(hits->text, hits->v[i].span.to,
                             hits->v[i].span.to + LONG_CLAUSE);
    size_t to = hits->v[i].span.to + mt_str_find(rest, MT_LIT("."));

    mt_str_take(&rest, MT_LIT(" 작업"));
    return mt_str_starts_any(rest, MT_ALL(overs)) &&
           tells_failure(hits, i + 1, to);
}

void mt_settle_hits(struct mt_hits *hits)
{
    for (size_t i = 0; i < hits->n; i++)
        if (hits->v[i].cue == MT_CUE_UNABLE)
            hits->v[i].cue = lost_use(hits, i) ? MT_CUE_SOFT : MT_CUE_UNABLE;
        else if (hits->v[i].cue == MT_CUE_SINK)
            hits->v[i].cue = has_machine(hits, i) ? MT_CUE_SOFT : MT_CUE_SINK;
        else if (hits->v[i].cue == MT_CUE_CEASE)
            hits->v[i].cue = has_failure(hits, i) ? MT_CUE_RESTORE
                                                  : MT_CUE_CEASE;
        else if (hits->v[i].cue == MT_CUE_UPKEEP && is_work_over(hits, i))
            hits->v[i].cue = MT_CUE_NONE;
        else if (hits->v[i].cue == MT_CUE_SOFT &&
                 is_absent(hits->text, hits->v[i].span))
            hits->v[i].cue = MT_CUE_NONE;
}

/* 돌아왔으나 8시께 [또] 끊겼다, 장애가 [재발]했다: an end all the same. */
static bool is_comeback(mt_str words)
{
    static const char *const again[] = { " 또 ", " 다시 ", "재차", "재발" };

    return mt_str_has_any(words, MT_ALL(again));
}

/* 복구됐지만 [일부는 아직 느리다]: does the sentence go on to tell a
 * failure? */
static bool still_fails(const struct mt_hits *hits, size_t i)
{
    mt_str rest = mt_str_sub(hits->text, hits->v[i].span.to,
                             hits->v[i].span.to + LONG_CLAUSE);
    size_t to = hits->v[i].span.to + mt_str_find(rest, MT_LIT("."));

    for (size_t k = i + 1; k < hits->n && hits->v[k].span.from < to; k++)
        switch ((enum mt_cue)hits->v[k].cue) {
        case MT_CUE_FAIL:
        case MT_CUE_SOFT:
        case MT_CUE_FLAW:
        case MT_CUE_DOWN:
        case MT_CUE_ONGOING:
        case MT_CUE_PARTIAL:
            return !is_comeback(mt_str_sub(hits->text, hits->v[i].span.to,
                                           hits->v[k].span.to + AGAIN));
        default: break;
        }
    return false;
}

/* A는 복구됐지만 B는 여전히 …: an end of A, where A 복구됐지만 여전히 …
 * denies it; 복구됐지만 보상은 없었다 doesn't. */
static void settle_denied(struct mt_story *story)
{
    const struct mt_names *names = &story->names;
    size_t next = 0; /* the first name behind the hit */

    for (size_t i = 0; i < story->hits.n; i++) {
        struct mt_hit *hit = &story->hits.v[i];

        while (next < names->n && names->v[next].span.from < hit->span.to)
            next++;
        if (hit->cue == MT_CUE_END_DENIED && !still_fails(&story->hits, i))
            hit->cue = MT_CUE_RESTORE;
        if (hit->cue != MT_CUE_END_DENIED || next == 0 || next == names->n ||
            names->v[next - 1].span.to + TURN < hit->span.from ||
            names->v[next].span.from > hit->span.to + TURN)
            continue;
        if (!mt_same_body(&names->v[next - 1], &names->v[next]))
            hit->cue = MT_CUE_RESTORE;
    }
}

/* 서버 [장애]로 거래를 중단했다: is a failure, or a cause that is no work of
 * theirs, told before hit number i in its sentence? */
static bool was_forced(const struct mt_story *story, size_t i)
{
    const struct mt_hits *hits = &story->hits;
    mt_span span = hits->v[i].span;
    mt_str before = mt_str_sub(story->text, 0, span.from);
    uint32_t from = span.from;
    struct mt_range reasons;

    while (from > 0 && span.from - from < LONG_CLAUSE &&
           !mt_str_ends(mt_str_sub(before, 0, from), MT_LIT("다.")))
        from--;
    for (size_t k = i; k-- > 0 && hits->v[k].span.from >= from;)
        if (hits->v[k].cue == MT_CUE_FAIL || hits->v[k].cue == MT_CUE_FLAW ||
            hits->v[k].cue == MT_CUE_SOFT || hits->v[k].cue == MT_CUE_ACCIDENT)
            return true;
    reasons = mt_inside(story->reasons.v, story->reasons.n,
                     sizeof *story->reasons.v, (mt_span){ from, span.from });
    for (size_t k = reasons.from; k < reasons.to; k++)
        if (story->reasons.v[k].cause != MT_CAUSE_INTERNAL_WORK)
            return true;
    return false;
}

/* B마트 [서비스를] 6시부터 차단했다: the service by that word. */
static bool stopped_service(const struct mt_hits *hits, size_t i)
{
    static const char *const words[] = { "서비스를 ", "운영을 ", "이용을 ",
                                         "접속을 ", "제공을 " };
    size_t to = hits->v[i].span.from;
    size_t from = to > LOST_REACH ? to - LOST_REACH : 0;
    mt_str before = mt_str_sub(hits->text, from, to);

    return mt_str_has_any(before, MT_ALL(words)) &&
           !mt_str_has(before, MT_LIT("다."));
}

/* 중단했다: a soft failure of a use that a failure made them stop. */
static void settle_halts(struct mt_story *story)
{
    struct mt_hits *hits = &story->hits;

    for (size_t i = 0; i < hits->n; i++)
        if (hits->v[i].cue == MT_CUE_HALT)
            hits->v[i].cue = (lost_use(hits, i) || stopped_service(hits, i)) &&
                                     was_forced(story, i)
                                 ? MT_CUE_SOFT
                                 : MT_CUE_NONE;
}

void mt_settle_story(struct mt_story *story)
{
    settle_denied(story);
    settle_halts(story);
}

/* 9시부터, 9시부터 11시까지: a stretch of the clock. */
static bool is_stretch(const struct mt_time *time)
{
    return time->kind == MT_TIME_RANGE && time->grain != MT_GRAIN_PART &&
           !(time->flags & MT_TIME_OPEN_FROM) &&
           mt_when_has_clock(time->from);
}

/* Does anything between two hits say that the stretch is of something else? */
static bool is_taken(const struct mt_hits *hits, size_t i, size_t from)
{
    for (size_t k = i; k-- > 0 && hits->v[k].span.from >= from;)
        switch ((enum mt_cue)hits->v[k].cue) {
        case MT_CUE_RESTORE:
        case MT_CUE_PLAN:
        case MT_CUE_UPKEEP:
        case MT_CUE_PROMISE:
        case MT_CUE_UNRELATED:
        case MT_CUE_HYPO:
        case MT_CUE_PREVENT:
        case MT_CUE_DECOY: return true;
        default: break;
        }
    return false;
}

/* Is hit number i told of the stretch of a time before it? */
static bool is_since(const struct mt_story *story, size_t i,
                     const struct mt_time *time)
{
    mt_span verb = story->hits.v[i].span;
    mt_str gap = mt_str_sub(story->text, time->span.to, verb.from);

    return time->span.to <= verb.from && gap.n <= SINCE_REACH &&
           is_stretch(time) && !mt_str_has(gap, MT_LIT("다.")) &&
           !mt_str_has(gap, MT_LIT("\n")) &&
           !is_taken(&story->hits, i, time->span.to);
}

/* 화면이 사라졌[다가] 7시에 되돌아왔다: what befell it, and was undone. */
static bool is_undone(const struct mt_story *story, size_t i)
{
    const struct mt_hits *hits = &story->hits;
    mt_str rest = mt_str_sub(story->text, hits->v[i].span.to,
                             hits->v[i].span.to + UNDONE_REACH);
    size_t to = hits->v[i].span.to + mt_str_find(rest, MT_LIT("다."));

    if (!mt_str_ends(mt_str_at(story->text, hits->v[i].span), MT_LIT("다가")) &&
        !mt_str_starts(rest, MT_LIT("다가 ")) &&
        !mt_str_starts(rest, MT_LIT("가 ")))
        return false;
    for (size_t k = i + 1; k < hits->n && hits->v[k].span.from < to; k++)
        if (hits->v[k].cue == MT_CUE_RESTORE)
            return true;
    return false;
}

/* 앱이 7시부터 시작 화면에서 [종료됐]다: the end of what ran. */
static bool is_end_of_use(mt_str words)
{
    static const char *const ends[] = { "종료됐", "사라" };

    return mt_str_starts_any(words, MT_ALL(ends));
}

void mt_settle_since(struct mt_story *story)
{
    const struct mt_times *times = &story->times;
    bool fails = tells_failure(&story->hits, 0, story->text.n);
    size_t next = 0; /* the first time behind the hit */

    for (size_t i = 0; i < story->hits.n; i++) {
        struct mt_hit *hit = &story->hits.v[i];

        while (next < times->n && times->v[next].span.from < hit->span.from)
            next++;
        if (hit->cue != MT_CUE_UNABLE && hit->cue != MT_CUE_SINK &&
            hit->cue != MT_CUE_CEASE)
            continue;
        if (hit->cue == MT_CUE_CEASE &&
            !is_end_of_use(mt_str_at(story->text, hit->span))) {
            hit->cue = MT_CUE_NONE;
            continue;
        }
        hit->cue = fails && is_undone(story, i) ? MT_CUE_SOFT : MT_CUE_NONE;
        for (size_t k = next; fails && k-- > 0 && k + 3 > next;)
            if (is_since(story, i, &times->v[k]))
                hit->cue = MT_CUE_SOFT;
    }
}
