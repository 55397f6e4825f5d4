/* SPDX-License-Identifier: MIT */
#include "outage/story.h"

#include <stdio.h>

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
};

/* "10일 …" near the head of a text that was published on the 9th and changed on
 * the 10th: it was written anew, and its days count from the change. */
static bool was_rewritten(const struct mt_article *article)
{
    mt_str head = mt_str_sub(article->text, 0, 900);
    mt_when changed = article->modified;
    char day[16];
    size_t at;

    if (!mt_when_has_date(changed) || !mt_when_has_date(article->published) ||
        mt_when_days(changed) != mt_when_days(article->published) + 1)
        return false;
    snprintf(day, sizeof day, "%d일", changed.day);
    at = mt_str_find(head, mt_str_c(day));
    return at < head.n && (at == 0 || !mt_is_digit(head.p[at - 1]));
}

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

/* 서버[가], 장애[는]: is a hit the subject of what follows? */
static bool is_subject(const struct mt_hits *hits, const struct mt_hit *hit)
{
    enum mt_josa role = mt_josa_at(hits->text, hit->span.to).role;

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
        if (is_subject(hits, hit))
            return true;
    }
    return false;
}

/* 긴급 점검[은 9시에] 끝났다: the work that kept it shut is the subject. */
static bool was_worked_on(mt_str text, size_t i)
{
    static const char *const work[] = { "점검은 ", "점검이 ", "작업은 ",
                                        "작업이 ", "복구는 ", "복구가 ",
                                        "정상화는 ", "정상화가 " };
    size_t from = i > CEASE_GAP ? i - CEASE_GAP : 0;

    return mt_str_has_any(mt_str_sub(text, from, i), MT_ALL(work));
}

/* 장애[는], 먹통[ 사태는]: is the failure the subject of what follows? */
static bool is_failure_subject(const struct mt_hits *hits,
                               const struct mt_hit *hit)
{
    static const char *const nouns[] = { " 사태", " 현상", " 상황", "사태" };
    mt_str rest = mt_str_sub(hits->text, hit->span.to, hits->text.n);
    enum mt_josa role;

    for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++)
        if (mt_str_take(&rest, mt_str_c(nouns[k])))
            break;
    role = mt_josa_at(rest, 0).role;
    return role == MT_JOSA_SUBJECT || role == MT_JOSA_TOPIC;
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

/* 수 없었다, 지 못했다: a soft failure of a use; 주저앉았다: of a machine;
 * 끝났다: the end of one; and nothing else. */
static void settle_soft(struct mt_hits *hits)
{
    for (size_t i = 0; i < hits->n; i++)
        if (hits->v[i].cue == MT_CUE_UNABLE)
            hits->v[i].cue = lost_use(hits, i) ? MT_CUE_SOFT : MT_CUE_NONE;
        else if (hits->v[i].cue == MT_CUE_SINK)
            hits->v[i].cue = has_machine(hits, i) ? MT_CUE_SOFT : MT_CUE_NONE;
        else if (hits->v[i].cue == MT_CUE_CEASE)
            hits->v[i].cue = has_failure(hits, i) ? MT_CUE_RESTORE
                                                  : MT_CUE_NONE;
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

/* The elements of a sorted array of n spans (one every step bytes) that begin
 * inside a span. */
static struct mt_range inside(const void *v, size_t n, size_t step,
                              mt_span span)
{
    const char *base = v;
    struct mt_range range;
    size_t lo = 0, hi = n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (((const mt_span *)(const void *)(base + mid * step))->from <
            span.from)
            lo = mid + 1;
        else
            hi = mid;
    }
    range.from = lo;
    while (lo < n &&
           ((const mt_span *)(const void *)(base + lo * step))->from < span.to)
        lo++;
    range.to = lo;
    return range;
}

/* inside() reads the span at the head of each element. */
_Static_assert(offsetof(struct mt_hit, span) == 0, "span leads");
_Static_assert(offsetof(struct mt_name, span) == 0, "span leads");
_Static_assert(offsetof(struct mt_time, span) == 0, "span leads");
_Static_assert(offsetof(struct mt_reason, span) == 0, "span leads");

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
    reasons = inside(story->reasons.v, story->reasons.n,
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

/* The captions, in the order of the text. */
static void list_captions(const struct mt_story *story,
                          struct mt_timex_ref *ref)
{
    MT_VEC(mt_span) spans = { 0 };

    for (size_t i = 0; i < story->sentences.n; i++)
        if (story->sentences.v[i].kind == MT_LINE_CAPTION)
            *mt_vec_add(story->arena, &spans) = story->sentences.v[i].span;
    ref->asides = spans.v;
    ref->aside_count = spans.n;
}

/* 서구 is 광주 서구 where the text says so anywhere. */
static void read_larger_places(struct mt_story *story)
{
    const struct mt_hits *hits = &story->hits;
    const struct mt_hit *last = NULL;

    story->larger_places = mt_arena_alloc(
        story->arena, (MT_PLACES_ROWS + 1) * sizeof *story->larger_places);
    for (size_t k = 0; k < hits->n; k++) {
        const struct mt_hit *hit = &hits->v[k];

        if (hit->table != MT_TABLE_PLACES)
            continue;
        if (last && last->row != hit->row &&
            hit->span.from == last->span.to + 1 &&
            story->text.p[last->span.to] == ' ' &&
            !story->larger_places[hit->row].n)
            story->larger_places[hit->row] = mt_places[last->row].name;
        last = hit;
    }
}

void mt_story_read(struct mt_story *story, const struct mt_article *article,
                   struct mt_arena *arena)
{
    struct mt_timex_ref ref = { .now = article->published, .article = true };

    *story = (struct mt_story){ .article = article,
                                .arena = arena,
                                .text = article->text };
    if (was_rewritten(article) ||
        article->published.precision == MT_PRECISION_NONE)
        ref.now = article->modified;
    mt_sentences_read(article, arena, &story->sentences);
    mt_scan(story->text, arena, &story->hits);
    settle_soft(&story->hits);
    read_larger_places(story);
    mt_reasons_read(&story->hits, arena, &story->reasons);
    mt_names_read(&story->hits, ref.now.year, arena, &story->names);
    settle_denied(story);
    settle_halts(story);
    list_captions(story, &ref);
    mt_timex_read(story->text, &ref, arena, &story->times);
}

void mt_scene_read(struct mt_scene *scene, const struct mt_story *story,
                   size_t index)
{
    const struct mt_sentence *sentence = &story->sentences.v[index];

    *scene = (struct mt_scene){ .story = story,
                                .index = index,
                                .span = sentence->span,
                                .kind = sentence->kind };
    scene->hits = inside(story->hits.v, story->hits.n, sizeof *story->hits.v,
                         scene->span);
    scene->names = inside(story->names.v, story->names.n,
                          sizeof *story->names.v, scene->span);
    scene->times = inside(story->times.v, story->times.n,
                          sizeof *story->times.v, scene->span);
    scene->reasons = inside(story->reasons.v, story->reasons.n,
                            sizeof *story->reasons.v, scene->span);
    mt_quotes_read(story->text, scene->span, story->arena, &scene->quotes);
}

int mt_scene_quote(const struct mt_scene *scene, size_t i)
{
    for (size_t q = 0; q < scene->quotes.n; q++)
        if (i >= scene->quotes.v[q].from && i < scene->quotes.v[q].to)
            return (int)q;
    return -1;
}

bool mt_users_speak(const struct mt_scene *scene)
{
    const struct mt_hits *hits = &scene->story->hits;

    for (size_t i = scene->hits.from; i < scene->hits.to; i++)
        if (hits->v[i].table == MT_TABLE_USERS &&
            mt_scene_quote(scene, hits->v[i].span.from) < 0)
            return true;
    return false;
}

bool mt_scene_is_item(const struct mt_scene *scene)
{
    return mt_str_starts(mt_str_at(scene->story->text, scene->span),
                         MT_LIT("△"));
}

bool mt_is_body_line(enum mt_line_kind kind)
{
    return kind != MT_LINE_TITLE && kind != MT_LINE_SUBTITLE &&
           kind != MT_LINE_CAPTION;
}

enum mt_cue mt_hit_cue(const struct mt_hit *hit)
{
    if (hit->table != MT_TABLE_CUES)
        return MT_CUE_NONE;
    return (enum mt_cue)hit->cue;
}

bool mt_scene_has(const struct mt_scene *scene, enum mt_cue cue, mt_span within)
{
    const struct mt_hits *hits = &scene->story->hits;
    size_t i = scene->hits.from;

    if (within.from > scene->span.from)
        i = mt_first_hit(hits, within.from);
    for (; i < scene->hits.to && hits->v[i].span.from < within.to; i++)
        if (mt_hit_cue(&hits->v[i]) == cue)
            return true;
    return false;
}

const struct mt_hit *mt_scene_find(const struct mt_scene *scene,
                                   enum mt_table table, mt_span within)
{
    const struct mt_hits *hits = &scene->story->hits;
    size_t i = scene->hits.from;

    if (within.from > scene->span.from)
        i = mt_first_hit(hits, within.from);
    for (; i < scene->hits.to && hits->v[i].span.from < within.to; i++)
        if (hits->v[i].table == table && hits->v[i].span.to <= within.to)
            return &hits->v[i];
    return NULL;
}
