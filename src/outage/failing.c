/* SPDX-License-Identifier: MIT */
#include "outage/failing.h"

#include "outage/bystander.h"
#include "outage/unnamed.h"

#include "base/utf8.h"
#include "text/josa.h"
#include "text/noun.h"

enum {
    NOUNS_MOST = 2,   /* bare nouns between them */
    TOPIC_REACH = 40, /* bytes from a name to its particle: SR의 SRT 앱[은] */
    GAP_MOST = 36,    /* bytes of separators between two coordinated names */
    BEHIND_MOST = 24, /* 먹통 된 [카카오톡] */
    BRACKET_MOST = 60,
    ACCIDENT_REACH = 10, /* bytes between a site and what befell it */
    LONG_KIND = 9,    /* bytes of one that may end a word: 신한[모바일뱅킹] */
    CLEFT_REACH = 45, /* bytes between a failure and 곳은 */
    SITE_REACH = 30,  /* bytes of the word that makes a building of a name */
    LIST_GAP = 45,    /* bytes between two kinds of a list */
};

/* Bytes of the noun of sort at byte i: 카카오게임즈의 [게임] '오딘'. */
static size_t sort_at(const struct mt_scene *scene, size_t i)
{
    const struct mt_hits *hits = &scene->story->hits;

    for (size_t k = scene->hits.from; k < scene->hits.to; k++)
        if (hits->v[k].span.from == i && hits->v[k].table == MT_TABLE_SORTS)
            return hits->v[k].span.to - i;
    return 0;
}

/* Takes a bare noun off the gap: 로블록스, [AI] [검색] 퍼플렉시티. */
static bool skip_noun(const struct mt_scene *scene, size_t from, mt_str *gap,
                      int *nouns)
{
    size_t n = 0;
    bool latin, item;

    while (n < gap->n && gap->p[n] != ' ' && gap->p[n] != ',')
        n++;
    latin = n == 2 && mt_is_alpha(gap->p[0]);
    /* 키움증권, [NH투자], KB증권: a name that no table has */
    item = mt_str_starts(mt_str_sub(*gap, n, gap->n), MT_LIT(", ")) &&
           mt_str_ends(mt_str_sub(scene->story->text, 0, from),
                       MT_LIT(", "));
    if (n == 0 || n == gap->n || *nouns == NOUNS_MOST ||
        (!latin && !item &&
         !mt_is_bare_noun(scene->story->text, from, from + n)))
        return false;
    *gap = mt_str_sub(*gap, n, gap->n);
    ++*nouns;
    return true;
}

/* 그제는 케이뱅크, [어제는] 우체국: takes a time and its particle off the
 * gap. */
static bool skip_time(const struct mt_scene *scene, size_t i, mt_str *gap)
{
    mt_str comma = MT_LIT(", ");

    if (!mt_str_ends(mt_str_sub(scene->story->text, 0, i), comma))
        return false; /* A에 이어 전날에는 B: two outages */
    for (size_t k = scene->times.from; k < scene->times.to; k++) {
        mt_span span = scene->story->times.v[k].span;

        if (span.from != i || span.to - i > gap->n)
            continue;
        *gap = mt_str_sub(*gap, span.to - i, gap->n);
        i = span.to;
        *gap = mt_str_sub(*gap, mt_josa_at(scene->story->text, i).n, gap->n);
        return true;
    }
    return false;
}

bool mt_heads_clause(const struct mt_scene *scene, const struct mt_name *name,
                     size_t reach)
{
    static const char *const topics[] = { "은 ", "는 " };
    mt_str rest = mt_str_sub(scene->story->text, name->span.to,
                             name->span.to + reach);

    if (name->josa == MT_JOSA_TOPIC)
        return true;
    rest = mt_str_sub(rest, 0, mt_str_find(rest, MT_LIT(",")));
    rest = mt_str_sub(rest, 0, mt_str_find(rest, MT_LIT(".")));
    return (name->josa == MT_JOSA_NONE || name->josa == MT_JOSA_OF) &&
           mt_str_has_any(rest, MT_ALL(topics));
}

/* …까지, [‘]리그 오브 레전드’는, …까지, [SR의 ]SRT 앱은, …까지, [거래소
 * ]코인원은: behind a comma, with no more between than what it is? */
static bool is_behind_comma(mt_str text, size_t i)
{
    size_t least = i > TOPIC_REACH ? i - TOPIC_REACH : 0;

    for (size_t k = i; k > least; k--)
        if (text.p[k - 1] == ',')
            return k < i && text.p[k] == ' ';
    return false;
}

/* A는 9시부터 30분간, B는 1시부터 …: one verb for both, each with its time. */
static bool is_parallel(const struct mt_scene *scene, const struct mt_name *a,
                        const struct mt_name *b)
{
    if (!mt_heads_clause(scene, a, TOPIC_REACH) ||
        !mt_heads_clause(scene, b, TOPIC_REACH) ||
        !is_behind_comma(scene->story->text, b->span.from))
        return false;
    for (size_t k = scene->hits.from; k < scene->hits.to; k++) {
        mt_span span = scene->story->hits.v[k].span;

        if (scene->story->hits.v[k].cue != MT_CUE_NONE &&
            span.from >= a->span.to && span.to <= b->span.from)
            return false; /* which has a verb of its own */
    }
    for (size_t k = scene->times.from; k < scene->times.to; k++) {
        mt_span span = scene->story->times.v[k].span;

        if (span.from >= a->span.to && span.to <= b->span.from)
            return true;
    }
    return false;
}

/* Only separators, particles, quotation marks and kinds between two names? */
static bool coordinated(const struct mt_scene *scene, const struct mt_name *a,
                        const struct mt_name *b)
{
    mt_str gap = mt_str_sub(scene->story->text, a->span.to, b->span.from);
    static const char *const fill[] = {
        ",",       "/",      " ",      "와",      "과",
        "및",      "'",      "‘",      "’",       "\"",   "(",      ")",
        "의",      "“",      "”",      "이나",    "나",   "그리고", "은 물론",
        "는 물론", "비롯한", "비롯해", "을",      "를",   "까지",   "등",
        "도",      "앱",     "메신저", "에 이어", "이어", "▲",
        "△",       "▶",     "인 ",
    };

    int nouns = 0;
    bool listed = false; /* a comma, a dot or what the second is */

    /* 인제대학교 일산백병원: whose it is, and no list but in a headline */
    if (mt_str_eq(gap, MT_LIT(" ")) && !a->is_service && !b->is_service &&
        mt_is_body_line(scene->kind))
        return false;
    /* 티켓몬스터[(대표 아무개)]와 */
    gap = mt_str_past_bracket(gap, BRACKET_MOST + 1);
    if (is_parallel(scene, a, b))
        return true;
    if (gap.n > GAP_MOST)
        return false;
    while (gap.n) {
        size_t at = b->span.from - gap.n, k = 0;
        size_t sort = sort_at(scene, at);
        size_t sign = sort ? sort : mt_middle_dot(gap, 0);

        if (skip_time(scene, at, &gap)) {
            listed = true;
            continue;
        }
        if (sign) {
            gap = mt_str_sub(gap, sign, gap.n);
            listed = true;
            continue;
        }
        while (k < sizeof fill / sizeof *fill &&
               !mt_str_take(&gap, mt_str_c(fill[k])))
            k++;
        if (k == sizeof fill / sizeof *fill &&
            !skip_noun(scene, at, &gap, &nouns))
            return false;
        listed |= k == 0;
    }
    return nouns == 0 || listed;
}

/* Where names go. */
struct sink {
    struct mt_arena *arena;
    struct mt_failing *out;
};

static void push(struct mt_arena *arena, struct mt_failing *out,
                 const struct mt_name *name)
{
    for (size_t i = 0; i < out->n; i++)
        if (mt_str_eq(out->v[i]->label, name->label))
            return;
    *mt_vec_add(arena, out) = name;
}

/* A noun of kind that says what of the body failed: not the end of another word
 * (사[지도] 팔지도 못했다) or the head of one (전산장애), not acted upon
 * (데이터센터[를] 열면), and no place for news (홈페이지[에 글을] 올려). */
static bool is_told_kind(const struct mt_scene *scene, const struct mt_hit *hit)
{
    mt_str text = scene->story->text;

    return hit->table == MT_TABLE_KINDS && mt_word_ends(text, hit->span.to) &&
           (hit->span.to >= hit->span.from + LONG_KIND ||
            !mt_is_hangul(mt_utf8_before(text, hit->span.from))) &&
           mt_josa_at(text, hit->span.to).role != MT_JOSA_OBJECT &&
           mt_aside_at(text, hit->span.to) != MT_ASIDE_CHANNEL;
}

/* Is the gap between two kinds that of a list: 인터넷뱅킹[을 비롯해 실시간 계좌
 * 이체, ]텔레뱅킹? */
static bool is_list_gap(mt_str gap)
{
    static const char *const signs[] = { ",",  "·",  "ㆍ", "와 ",
                                         "과 ", "및", "비롯", "이나 " };

    if (gap.n > LIST_GAP)
        return false;
    return mt_str_has_any(gap, MT_ALL(signs));
}

/* KB국민은행은 … [인터넷뱅킹]과 [MTS] 접속이 막혀: what of the body failed, the
 * last kind before the trigger and those listed with it; else the body. */
static void push_with_kinds(const struct mt_scene *scene,
                            const struct mt_name *name, size_t until,
                            const struct sink *sink)
{
    const struct mt_hits *hits = &scene->story->hits;
    const struct mt_hit *next = NULL;

    for (size_t i = scene->hits.to; i-- > scene->hits.from;) {
        const struct mt_hit *hit = &hits->v[i];

        if (name->built || (name->is_service && !name->broad) ||
            (hit->span.from < name->span.to &&
             name->span.from < scene->span.to))
            break;
        if (hit->span.to > until || !is_told_kind(scene, hit))
            continue;
        if (next && (hit->span.to > next->span.from ||
                     !is_list_gap(mt_str_sub(scene->story->text, hit->span.to,
                                             next->span.from)))) {
            if (mt_is_plain_kind(next) && !mt_is_plain_kind(hit))
                sink->out->v[sink->out->n - 1] =
                    mt_name_of_kind(name, hit, sink->arena);
            break;
        }
        push(sink->arena, sink->out, mt_name_of_kind(name, hit, sink->arena));
        next = hit;
    }
    if (!next)
        push(sink->arena, sink->out, name);
}

/* 클라우드플레어 [장애로] 접속이 막혔다: whose failure brought about
 * another's. */
static bool is_cause(const struct mt_scene *scene, const struct mt_name *name)
{
    static const char *const words[] = { "장애로",   "오류로", "먹통으로",
                                         "문제로",   "여파로", "장애 여파",
                                         "장애의 영향", "장애 탓", "장애 때문",
                                         "영향으로" };
    mt_str rest = mt_str_sub(scene->story->text, name->span.to, scene->span.to);

    mt_span near = { name->span.to, name->span.to + ACCIDENT_REACH };

    mt_str_take(&rest, MT_LIT("의"));
    mt_str_take(&rest, MT_LIT(" "));
    if (mt_str_starts_any(rest, MT_ALL(words)))
        return true;
    return mt_scene_has(scene, MT_CUE_ACCIDENT, near); /* …에 불이 나 */
}

/* The nearest name before byte i that can fail, said by the same voice or by
 * the one around it (or by any, if so wished); -1 for none. */
static long nearest(const struct mt_scene *scene, size_t i, bool any)
{
    int voice = mt_scene_quote(scene, i);
    const struct mt_names *names = &scene->story->names;
    long cause = -1;

    for (size_t k = scene->names.to; k-- > scene->names.from;) {
        const struct mt_name *name = &names->v[k];
        int own = mt_scene_quote(scene, name->span.from);

        if (name->span.to > i || !(any || own == voice || own < 0) ||
            !mt_may_fail(scene, name))
            continue;
        if (!is_cause(scene, name))
            return (long)k;
        cause = cause < 0 ? (long)k : cause;
    }
    return cause;
}

static bool before_trigger(const struct mt_scene *scene, mt_span trigger,
                           struct mt_arena *arena, struct mt_failing *out)
{
    const struct mt_name *names = scene->story->names.v;
    long k = nearest(scene, trigger.from, false);

    if (k < 0)
        k = nearest(scene, trigger.from, true);
    if (k < 0)
        return false;
    push_with_kinds(scene, &names[k], trigger.from,
                    &(struct sink){ arena, out });
    for (; (size_t)k > scene->names.from; k--) {
        if (!coordinated(scene, &names[k - 1], &names[k]))
            break;
        if (mt_may_fail(scene, &names[k - 1]))
            push(arena, out, &names[k - 1]);
    }
    return true;
}

static void behind_trigger(const struct mt_scene *scene, mt_span trigger,
                           struct mt_arena *arena, struct mt_failing *out)
{
    const struct mt_names *names = &scene->story->names;

    for (size_t k = scene->names.from; k < scene->names.to; k++) {
        const struct mt_name *name = &names->v[k];

        if (name->span.from >= trigger.to &&
            name->span.from <= trigger.to + BEHIND_MOST &&
            mt_may_fail(scene, name)) {
            push(arena, out, name);
            return;
        }
    }
}

/* KT [사옥], 코레일 [서울본부]: a building, told of by its owner. */
static bool is_site(const struct mt_scene *scene, size_t i)
{
    mt_str rest = mt_str_sub(scene->story->text, i + 1, i + SITE_REACH);
    size_t end = i + 1 + mt_str_find(rest, MT_LIT(" "));

    return mt_scene_find(scene, MT_TABLE_SITES,
                         (mt_span){ (uint32_t)i, (uint32_t)end });
}

/* KT에 따르면 …: the source may be the one that failed, if nobody else is named
 * before the trigger. */
static void source_before(const struct mt_scene *scene, mt_span trigger,
                          struct mt_arena *arena, struct mt_failing *out)
{
    const struct mt_names *names = &scene->story->names;

    for (size_t k = scene->names.from; k < scene->names.to; k++) {
        const struct mt_name *name = &names->v[k];

        if (name->span.to <= trigger.from && !name->weak &&
            mt_aside_of(scene, name) == MT_ASIDE_SOURCE)
            push_with_kinds(scene, name, trigger.from,
                            &(struct sink){ arena, out });
    }
}

/* 코레일 [사옥]에 전기가 나가 발권 시스템이 멈췄다: the site's owner, if the
 * sentence says what of it failed. */
static void owner_of_site(const struct mt_scene *scene, mt_span trigger,
                          struct mt_arena *arena, struct mt_failing *out)
{
    const struct mt_names *names = &scene->story->names;
    struct mt_failing found = { 0 };

    for (size_t k = scene->names.from; k < scene->names.to; k++) {
        const struct mt_name *name = &names->v[k];

        if (name->span.to > trigger.from || name->weak ||
            !is_site(scene, name->span.to))
            continue;
        push_with_kinds(scene, name, trigger.from,
                        &(struct sink){ arena, &found });
        if (found.n && found.v[0] != name)
            *out = found;
        return;
    }
}

/* 장애를 겪은 [곳은] … A·B·C 등이다: is what failed told behind the trigger? */
static bool is_cleft(const struct mt_scene *scene, mt_span trigger)
{
    const struct mt_hit *hit = mt_scene_find(
        scene, MT_TABLE_CLEFTS,
        (mt_span){ trigger.to, trigger.to + CLEFT_REACH });

    return hit && scene->story->text.p[hit->span.from - 1] == ' ';
}

/* Does a sentence end behind a list: 등이다., 였다.? */
static bool ends_list(const struct mt_scene *scene, size_t i)
{
    static const char *const ends[] = { " 등이", " 등으로", " 등 ", "이다",
                                        "다.",   "였다",    "이었다",
                                        "입니다", "등이" };
    mt_str rest = mt_str_sub(scene->story->text, i, scene->span.to);

    return mt_str_starts_any(rest, MT_ALL(ends));
}

static bool behind_cleft(const struct mt_scene *scene, mt_span trigger,
                         struct mt_arena *arena, struct mt_failing *out)
{
    const struct mt_name *names = scene->story->names.v;
    size_t k = scene->names.to;

    if (k == scene->names.from || names[k - 1].span.from < trigger.to ||
        !is_cleft(scene, trigger) || !ends_list(scene, names[k - 1].span.to))
        return false;
    do
        push(arena, out, &names[--k]);
    while (k > scene->names.from && names[k - 1].span.from > trigger.to &&
           coordinated(scene, &names[k - 1], &names[k]));
    return true;
}

void mt_failing_read(const struct mt_scene *scene, mt_span trigger,
                     struct mt_arena *arena, struct mt_failing *out)
{
    if (behind_cleft(scene, trigger, arena, out))
        return;
    if (before_trigger(scene, trigger, arena, out))
        return;
    behind_trigger(scene, trigger, arena, out);
    if (out->n == 0)
        source_before(scene, trigger, arena, out);
    if (out->n == 0)
        owner_of_site(scene, trigger, arena, out);
}

struct mt_failing mt_failing_with_kinds(const struct mt_scene *scene,
                                        const struct mt_name *name,
                                        mt_span trigger,
                                        struct mt_arena *arena)
{
    struct mt_failing out = { 0 };

    push_with_kinds(scene, name, trigger.from, &(struct sink){ arena, &out });
    return out;
}
