/* SPDX-License-Identifier: MIT */
#include "outage/bystander.h"

#include "text/josa.h"

enum {
    BRACKET_MOST = 60,
    SHARE_REACH = 36,
    OWN_USE = 20, /* bytes from 삼성페이로 to 결제 */
    RUNNER_MOST = 40, /* bytes of what makes a name the one who runs it */
    POST_REACH = 40,  /* bytes between a channel and what was posted */
    QUOTE_MOST = 3,   /* bytes of a quotation mark */
    WORDS_BEFORE = 2, /* between 이 and 운영하는 */
};

/* The class of the longest aside at byte i. */
enum mt_aside mt_aside_at(mt_str text, size_t i)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(&mt_aside_index, text, i, hits);

    return n ? (enum mt_aside)mt_asides[hits[n - 1]->row].class : MT_ASIDE_NONE;
}

/* 트위터[에] 사과문을 [올려], 트위터 사용자 [@a]는: where something was said.
 */
static bool is_posted(const struct mt_scene *scene, const struct mt_name *name)
{
    static const char *const verbs[] = { "올려", "올렸", "올린", "올라",
                                         "게시", "남겼", "남긴", "적었" };
    mt_str rest = mt_str_sub(scene->story->text, name->span.to,
                             name->span.to + POST_REACH);
    size_t first = rest.n;

    if (mt_str_has(rest, MT_LIT(" @")))
        return true;
    if (!mt_str_starts(rest, MT_LIT("에 ")))
        return false;
    for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++) {
        size_t at = mt_str_find(rest, mt_str_c(verbs[k]));

        first = at < first ? at : first;
    }
    return first < rest.n &&
           !mt_scene_has(scene, MT_CUE_FAIL,
                         (mt_span){ name->span.to,
                                    name->span.to + (uint32_t)first });
}

/* 서울대병원[이] 맡아 운영하는 보라매병원, 동백전[을] 운영하는 코나아이: has
 * the word of running at byte i its subject before it, or its object? */
static bool has_subject(const struct mt_scene *scene, size_t i)
{
    mt_str before = mt_str_trim(mt_str_sub(scene->story->text,
                                           scene->span.from, i));

    for (int n = 0; n < WORDS_BEFORE && before.n; n++) {
        if (mt_str_ends(before, MT_LIT("을")) ||
            mt_str_ends(before, MT_LIT("를")))
            return false;
        if (mt_str_ends(before, MT_LIT("이")) ||
            mt_str_ends(before, MT_LIT("가")))
            return true;
        while (before.n && before.p[before.n - 1] != ' ')
            before.n--;
        before = mt_str_trim(before);
    }
    return false;
}

/* The word of running (운영하는) or making before byte i, with a blank between
 * them, or NULL. */
static const struct mt_hit *way_before(const struct mt_scene *scene, size_t i)
{
    const struct mt_hits *hits = &scene->story->hits;

    for (size_t k = mt_first_hit(hits, i); k-- > scene->hits.from;) {
        mt_span span = hits->v[k].span;

        if (span.from + RUNNER_MOST < i)
            return NULL;
        if (hits->v[k].table == MT_TABLE_RUNNERS && span.to + 1 == i &&
            scene->story->text.p[span.to] == ' ')
            return &hits->v[k];
    }
    return NULL;
}

/* 시스템[을] 공급하는: is what is run, made or supplied right before byte i? */
static bool has_object(const struct mt_scene *scene, size_t i)
{
    mt_str before = mt_str_trim(mt_str_sub(scene->story->text,
                                           scene->span.from, i));

    return mt_str_ends(before, MT_LIT("을")) ||
           mt_str_ends(before, MT_LIT("를"));
}

/* 운영대행사인 [코나아이]는: who runs what the text is about; 시스템을 공급하는
 * [SITA]: who serves them. */
static bool is_runner(const struct mt_scene *scene, const struct mt_name *name)
{
    bool body = !name->is_service || name->broad;
    const struct mt_hit *way = NULL;

    if (body || mt_str_eq(name->label, name->body_label)) /* SITA is both */
        way = way_before(scene, name->span.from);
    if (!way)
        return false;
    if (mt_runners[way->row].way == MT_WAY_SUPPLIES)
        return has_object(scene, way->span.from);
    return body && mt_runners[way->row].way == MT_WAY_RUNS &&
           !has_subject(scene, way->span.from);
}

/* [앱스토어]인 MS 스토어: what the next name is. */
static bool is_sort(const struct mt_scene *scene, const struct mt_name *name)
{
    const struct mt_names *names = &scene->story->names;
    size_t at = name->span.to + MT_LIT("인 ").n;

    if (!mt_str_starts(mt_str_sub(scene->story->text, name->span.to,
                                  scene->span.to), MT_LIT("인 ")))
        return false;
    for (size_t k = scene->names.from; k < scene->names.to; k++)
        if (names->v[k].span.from >= at)
            return names->v[k].span.from <= at + QUOTE_MOST;
    return false;
}

/* YTN[에] 제보가: a newsroom that was told; SBS[ 뉴스]: what it makes. */
static bool is_newsroom(const struct mt_scene *scene,
                        const struct mt_name *name)
{
    static const char *const to[] = { "에 ", "에도 ", "에는 ", "와의 ",
                                      "과의 " };
    static const char *const news[] = { " 뉴스", "뉴스", " 기자", " 취재",
                                        " 보도", "가 보도", "이 보도" };
    mt_str rest = mt_str_sub(scene->story->text, name->span.to, scene->span.to);

    if (name->sector != MT_SECTOR_MEDIA)
        return false;
    return mt_str_starts_any(rest, MT_ALL(news)) ||
           (mt_str_starts_any(rest, MT_ALL(to)) &&
            (mt_str_has(rest, MT_LIT("제보")) ||
             mt_scene_has(scene, MT_CUE_NOTICE, scene->span)));
}

/* What the words right behind the name make it, MT_ASIDE_NONE for nothing. */
enum mt_aside mt_aside_of(const struct mt_scene *scene,
                              const struct mt_name *name)
{
    mt_str text = scene->story->text;
    size_t i = name->span.to;
    enum mt_aside aside = mt_aside_at(text, i);

    if (aside == MT_ASIDE_NONE) {
        /* 리그오브레전드[(LoL)] 챔피언십 */
        i = text.n - mt_str_past_bracket(mt_str_sub(text, i, text.n),
                                         BRACKET_MOST)
                         .n;
        i += mt_josa_at(text, i).n;
        while (i < text.n && (text.p[i] == ' ' || text.p[i] == ')'))
            i++;
        aside = mt_aside_at(text, i);
    }
    /* 올레tv [채널]: what is seen on it */
    if (aside == MT_ASIDE_CHANNEL && name->functions & 1u << MT_FUNCTION_TV &&
        mt_str_starts(mt_str_sub(text, i, text.n), MT_LIT("채널")))
        return MT_ASIDE_NONE;
    return aside == MT_ASIDE_USER ? MT_ASIDE_NONE : aside;
}

/* 테슬라 등 거래가 많은 [종목]: a share that is traded. */
static bool is_share(const struct mt_scene *scene, const struct mt_name *name)
{
    mt_str rest = mt_str_sub(scene->story->text, name->span.to,
                             name->span.to + SHARE_REACH);

    return name->sector != MT_SECTOR_SECURITIES &&
           name->sector != MT_SECTOR_CRYPTO &&
           name->sector != MT_SECTOR_FINANCE &&
           (mt_str_has(rest, MT_LIT("종목")) ||
            mt_str_has(rest, MT_LIT("주식")));
}

/* 김포공항[과] 제주공항[에서] 항공사들의 발권이 멈췄다: where, not what. */
static bool is_place(const struct mt_name *name)
{
    return !name->built &&
           (name->josa == MT_JOSA_AT || name->josa == MT_JOSA_AND) &&
           (mt_str_ends(name->label, MT_LIT("공항")) ||
            mt_str_ends(name->label, MT_LIT("역")) ||
            mt_str_ends(name->label, MT_LIT("터미널")));
}

/* 청와대와 국방부가 접속되지 않았다: its site is meant, where nobody reports.
 */
static bool is_site_down(const struct mt_scene *scene,
                         const struct mt_name *name)
{
    static const char *const words[] = { "접속", "홈페이지", "사이트",
                                         "디도스", "해킹" };
    mt_str rest = mt_str_sub(scene->story->text, name->span.to, scene->span.to);

    return (name->sector == MT_SECTOR_GOVERNMENT ||
            name->sector == MT_SECTOR_MEDIA) &&
           name->josa != MT_JOSA_TOPIC && name->josa != MT_JOSA_OF &&
           name->josa != MT_JOSA_AT && mt_str_has_any(rest, MT_ALL(words)) &&
           !mt_scene_has(scene, MT_CUE_NOTICE, scene->span) &&
           !mt_scene_has(scene, MT_CUE_SOURCE, scene->span) &&
           !mt_scene_has(scene, MT_CUE_PLAN, scene->span);
}

/* 재난문자[로] 접속이 늘어: the means, not what failed; 삼성페이로 결제를 할 수
 * 없었다: the means that did not do its work. */
static bool is_means(const struct mt_scene *scene, const struct mt_name *name)
{
    mt_span behind = { name->span.to, name->span.to + OWN_USE };
    const struct mt_hit *use;

    if (name->josa != MT_JOSA_BY)
        return false;
    use = mt_scene_find(scene, MT_TABLE_USES, behind);
    return !use || !(mt_uses[use->row].functions & name->functions);
}

bool mt_may_fail(const struct mt_scene *scene, const struct mt_name *name)
{
    return !is_means(scene, name) && !is_share(scene, name) &&
           !is_place(name) && !is_posted(scene, name) &&
           !is_runner(scene, name) && !is_sort(scene, name) &&
           !is_newsroom(scene, name) &&
           (!name->weak || is_site_down(scene, name)) &&
           mt_aside_of(scene, name) == MT_ASIDE_NONE;
}
