/* SPDX-License-Identifier: MIT */
#include "outage/fit.h"
#include "outage/record.h"

#include "base/utf8.h"
#include "text/josa.h"

enum {
    SYMPTOMS_MOST = 6,
    SYMPTOM_WORDS = 3, /* words before the word of failure */
    NORMAL_REACH = 30, /* bytes between 일부 and 가능했다 */
    NAME_GAP = 4, /* bytes between 웹사이트 and the name of one */
    REFUSAL_REACH = 30, /* between 일부 and 아니라 */
    HIT_REACH = 40, /* between 일부 and that they were hit */
    DESK_REACH = 24, /* between 고객센터 and what is said of it */
};

static const uint32_t GENERAL = 1u << MT_FUNCTION_WEB | 1u << MT_FUNCTION_APP |
                                1u << MT_FUNCTION_OTHER;

/* [경기도] 전역에서: the province, not those who govern it. */
static bool is_area_itself(const struct mt_name *name, mt_span span)
{
    return !name->is_service && name->weak && name->span.from == span.from &&
           name->span.to == span.to;
}

bool mt_inside_name(const struct mt_scene *scene, mt_span span)
{
    for (size_t k = scene->names.from; k < scene->names.to; k++) {
        const struct mt_name *name = &scene->story->names.v[k];

        if (span.from >= name->span.from && span.to <= name->span.to &&
            !name->built && !is_area_itself(name, span))
            return true;
    }
    return false;
}

/* In a sentence on several bodies: does the hit stand behind all names, so that
 * it is said of each of them? */
static bool is_common(const struct mt_scene *scene, const struct mt_hit *hit)
{
    const struct mt_hit *owner = mt_scene_owner(scene, hit->span.to);

    for (size_t k = scene->names.from; owner && k < scene->names.to; k++) {
        mt_span name = scene->story->names.v[k].span;

        if (name.from > hit->span.from && name.from < owner->span.from)
            return false;
    }
    return owner != NULL;
}

/* 고객센터 [통화]가 안 돼: of those who asked why, not of the service. */
static bool is_of_desk(const struct mt_scene *scene, const struct mt_hit *hit)
{
    size_t from = hit->span.from > scene->span.from + DESK_REACH
                      ? hit->span.from - DESK_REACH
                      : scene->span.from;
    mt_str words = mt_str_sub(scene->story->text, from, hit->span.to);

    return mt_uses[hit->row].functions == 1u << MT_FUNCTION_CALL &&
           (mt_str_has(words, MT_LIT("고객센터")) ||
            mt_str_has(words, MT_LIT("고객 센터")) ||
            mt_str_has(words, MT_LIT("상담센터")));
}

static void use_hit(struct mt_maker *maker, const struct mt_scene *scene,
                    const struct mt_hit *hit)
{
    uint32_t functions = mt_uses[hit->row].functions;

    if (maker->shared && !is_common(scene, hit))
        functions &= GENERAL;
    if (!mt_scene_fails(scene, hit->span.from) || is_of_desk(scene, hit) ||
        mt_inside_name(scene, hit->span) ||
        (maker->out->functions & functions) == functions)
        return;
    maker->out->functions |= functions;
    mt_maker_quote(maker, "functions", hit->span);
}

/* [웹사이트] '다운디텍터': what another name is. */
static bool tells_other(const struct mt_maker *maker,
                        const struct mt_scene *scene, const struct mt_hit *hit)
{
    const struct mt_failing *own = &maker->draft->names;

    for (size_t k = scene->names.from; k < scene->names.to; k++) {
        const struct mt_name *name = &scene->story->names.v[k];

        if (name->span.from >= hit->span.to &&
            name->span.from <= hit->span.to + NAME_GAP)
            return !mt_name_fits(name, own);
    }
    return false;
}

/* A line is lost on whatever hangs on it, unless a site or an app is named:
 * KT [홈페이지]. */
static bool is_line(const struct mt_maker *maker, const struct mt_hit *hit)
{
    const struct mt_failing *names = &maker->draft->names;

    if (maker->out->sector != MT_SECTOR_TELECOM)
        return false;
    for (size_t i = 0; i < names->n; i++)
        if (names->v[i]->functions &
                (1u << MT_FUNCTION_WEB | 1u << MT_FUNCTION_APP) ||
            (hit->span.from >= names->v[i]->span.to &&
             hit->span.from <= names->v[i]->span.to + NAME_GAP))
            return false;
    return true;
}

static void device_hit(struct mt_maker *maker, const struct mt_scene *scene,
                       const struct mt_hit *hit)
{
    uint32_t platforms = mt_devices[hit->row].platforms;

    if (is_line(maker, hit) || (maker->shared && !is_common(scene, hit)) ||
        tells_other(maker, scene, hit))
        return;
    if (!mt_scene_fails(scene, hit->span.from) ||
        (maker->out->platforms & platforms) == platforms)
        return;
    maker->out->platforms |= platforms;
    mt_maker_quote(maker, "platforms", hit->span);
}

/* Of a cloud or a game some of the servers are some of what users see. */
static bool runs_on_machines(enum mt_sector sector)
{
    return sector == MT_SECTOR_CLOUD || sector == MT_SECTOR_GAME;
}

/* 끊기는 일을 [일부] 이용자가 겪었다, 실패한 고객이 [일부] 있었다: told behind
 * the failure. */
static bool were_hit(const struct mt_scene *scene, const struct mt_hit *hit)
{
    static const char *const verbs[] = { "겪었", "겪은", "있었", "호소했",
                                         "나왔" };
    mt_str rest = mt_str_sub(scene->story->text, hit->span.to,
                             hit->span.to + HIT_REACH);

    rest = mt_str_sub(rest, 0, mt_str_find(rest, MT_LIT(".")));
    return mt_str_has_any(rest, MT_ALL(verbs));
}

/* [일부] 서버가, 스토리지 [일부]가: of what broke, not of who was hit. */
static bool is_of_machine(const struct mt_scene *scene,
                          const struct mt_hit *hit)
{
    const struct mt_hits *hits = &scene->story->hits;

    for (size_t k = scene->hits.from; k < scene->hits.to; k++) {
        mt_span part = hits->v[k].span;

        if (hits->v[k].table == MT_TABLE_PARTS &&
            ((part.from >= hit->span.to && part.from <= hit->span.to + 1) ||
             (part.to < hit->span.from && part.to + 2 > hit->span.from)))
            return true;
    }
    return false;
}

/* 동백[전 시스템]: the end of another word. 접속에 [일부] 장애가, [일부]
 * 시간대에, [일부] 은행이: not who or what failed. */
static bool is_no_extent(const struct mt_scene *scene, const struct mt_hit *hit)
{
    static const char *const words[] = {
        "장애", "오류", "지연", "차질", "불편", "혼선", "문제",
        "시간", "방송사", "은행", "증권사", "카드사", "업체", "매체",
        "언론", "사업자", "회사", "거래소", "항공사", "게임사", "통신사",
    };
    mt_str text = scene->story->text;
    size_t i = hit->span.to;
    mt_str rest;

    if (hit->span.from > 0 &&
        (mt_is_hangul(mt_utf8_before(text, hit->span.from)) ||
         mt_str_ends(mt_str_sub(text, 0, hit->span.from), MT_LIT("거의 "))))
        return true;
    i += i < text.n && text.p[i] == ' ';
    rest = mt_str_sub(text, i, text.n);
    if (mt_str_starts_any(rest, MT_ALL(words)))
        return mt_scopes[hit->row].scope == MT_SCOPEWORD_PART;
    return false;
}

/* [일부] 지역이 아니라 전국에서: not so. */
static bool is_refused(const struct mt_scene *scene, const struct mt_hit *hit)
{
    mt_str rest = mt_str_sub(scene->story->text, hit->span.to,
                             hit->span.to + REFUSAL_REACH);

    return mt_str_has(rest, MT_LIT("이 아니라")) ||
           mt_str_has(rest, MT_LIT("가 아니라")) ||
           mt_str_has(rest, MT_LIT("뿐만 아니라")) ||
           mt_str_has(rest, MT_LIT("뿐 아니라"));
}

/* 일부 이용자 … 끊겼다, or 일부는 가능했다: some fail, some do not. */
static void scope_hit(struct mt_maker *maker, const struct mt_scene *scene,
                      const struct mt_hit *hit)
{
    enum mt_scopeword word = (enum mt_scopeword)mt_scopes[hit->row].scope;
    mt_span after = { hit->span.to, hit->span.to + NORMAL_REACH };
    bool part = word == MT_SCOPEWORD_PART;

    if (maker->out->scope != MT_SCOPE_NONE || is_refused(scene, hit) ||
        is_no_extent(scene, hit) ||
        (!runs_on_machines(maker->out->sector) && is_of_machine(scene, hit)))
        return;
    if (!mt_scene_fails(scene, hit->span.from) &&
        !(part && (mt_scene_has(scene, MT_CUE_NORMAL, after) ||
                   were_hit(scene, hit))))
        return;
    maker->out->scope = part ? MT_SCOPE_PARTIAL : MT_SCOPE_FULL;
    mt_maker_quote(maker, "scope", hit->span);
}

static void read_hits(struct mt_maker *maker, const struct mt_scene *scene)
{
    for (size_t i = scene->hits.from; i < scene->hits.to; i++) {
        const struct mt_hit *hit = &scene->story->hits.v[i];

        if (hit->table == MT_TABLE_USES)
            use_hit(maker, scene, hit);
        else if (hit->table == MT_TABLE_DEVICES)
            device_hit(maker, scene, hit);
        else if (hit->table == MT_TABLE_PLACES)
            i = mt_region_read(maker, scene, i);
        else if (hit->table == MT_TABLE_SCOPES)
            scope_hit(maker, scene, hit);
    }
}

/* A few words up to the end of the word of failure: 메시지 수발신 오류. */
static mt_span symptom_span(const struct mt_scene *scene, mt_span trigger)
{
    mt_str text = scene->story->text;
    size_t from = trigger.from, to = trigger.to;
    int words = 0;

    while (from > scene->span.from && words < SYMPTOM_WORDS) {
        char c = text.p[from - 1];

        if (c == ',' || c == '.' || c == '"')
            break;
        words += c == ' ';
        if (words < SYMPTOM_WORDS)
            from--;
    }
    while (
        from < trigger.from &&
        (text.p[from] == ' ' || ((unsigned char)text.p[from] & 0xC0) == 0x80))
        from++;
    while (to < scene->span.to && mt_is_wordlike(mt_utf8_at(text, to)))
        to += mt_utf8_width(text.p[to]);
    return (mt_span){ (uint32_t)from, (uint32_t)to };
}

static void add_symptom(struct mt_maker *maker, const struct mt_scene *scene,
                        mt_span trigger)
{
    mt_span span = symptom_span(scene, trigger);
    mt_str words = mt_str_at(maker->story->text, span);

    for (size_t i = 0; i < maker->symptoms.n; i++)
        if (mt_str_eq(maker->symptoms.v[i], words))
            return;
    if (maker->symptoms.n == SYMPTOMS_MOST)
        return;
    *mt_vec_add(maker->arena, &maker->symptoms) = words;
    mt_maker_quote(maker, "symptoms", span);
}

/* Leaves out what is a result elsewhere: a till that can't be paid at when the
 * line is cut. */
static uint32_t within_reach(enum mt_sector sector, uint32_t usual,
                             uint32_t functions)
{
    uint32_t order = 1u << MT_FUNCTION_ORDERING;

    /* 주문이 거부됐다: at an exchange that is a trade */
    if ((sector == MT_SECTOR_SECURITIES || sector == MT_SECTOR_CRYPTO) &&
        functions & order)
        functions = (functions & ~order) | 1u << MT_FUNCTION_TRADING;
    for (size_t i = 0; i < MT_REACH_ROWS; i++)
        if (mt_reach[i].sector == sector &&
            mt_reach[i].functions & (functions | usual))
            return mt_reach[i].functions & functions;
    return functions;
}

/* Shops and portals do many things: that a site or an app would not open says
 * no more. A map or a bank does one. */
static bool does_many(enum mt_sector sector)
{
    return sector == MT_SECTOR_COMMERCE || sector == MT_SECTOR_DELIVERY ||
           sector == MT_SECTOR_PLATFORM;
}

/* What the names stand for when no word says what was lost. */
static uint32_t usual_functions(struct mt_maker *maker)
{
    const struct mt_failing *names = &maker->draft->names;
    uint32_t usual = 0;

    for (size_t i = 0; i < names->n; i++)
        if (!mt_name_covered(names, names->v[i])) {
            usual |= names->v[i]->functions;
            if (names->v[i]->platforms & ~maker->out->platforms)
                mt_maker_quote(maker, "platforms", names->v[i]->span);
            maker->out->platforms |= names->v[i]->platforms;
        }
    return usual;
}

/* A cloud is lost as a cloud, whatever stops on it, and an AI service as one;
 * what is seen on an OTT service is no television, what is sent by mail no
 * message. */
static uint32_t as_usual(uint32_t usual, uint32_t found)
{
    static const uint32_t CLOUD = 1u << MT_FUNCTION_CLOUD,
                          AI = 1u << MT_FUNCTION_AI, TV = 1u << MT_FUNCTION_TV,
                          MEDIA = 1u << MT_FUNCTION_MEDIA,
                          MAIL = 1u << MT_FUNCTION_MAIL,
                          MESSAGING = 1u << MT_FUNCTION_MESSAGING;

    if (usual == CLOUD || (usual == AI && !(found & ~GENERAL)))
        return usual;
    if (usual == MAIL && found & MESSAGING) /* 수신과 발신 */
        found = (found & ~MESSAGING) | MAIL;
    if (found & TV && usual & MEDIA && !(usual & TV))
        return (found & ~TV) | MEDIA;
    return found;
}

/* 홈페이지와 앱 모두: what would not open was the site and the app. */
static uint32_t both_ways(const struct mt_outage *out, uint32_t found)
{
    static const uint32_t WEB = 1u << MT_FUNCTION_WEB,
                          APP = 1u << MT_FUNCTION_APP,
                          MOBILE = 1u << MT_PLATFORM_MOBILE,
                          DESK = 1u << MT_PLATFORM_WEB | 1u << MT_PLATFORM_PC;

    if (!found || found & ~(WEB | APP))
        return 0;
    return out->platforms & MOBILE && out->platforms & DESK ? WEB | APP : 0;
}

static void settle_functions(struct mt_maker *maker)
{
    struct mt_outage *out = maker->out;
    uint32_t usual = usual_functions(maker);
    uint32_t found = as_usual(usual,
                              within_reach(out->sector, usual,
                                           out->functions));

    if (found & ~GENERAL)
        found &= ~GENERAL;
    else if (usual && !(found && does_many(out->sector)))
        found = usual;
    if (!found &&
        (out->sector == MT_SECTOR_HEALTH || out->sector == MT_SECTOR_EDUCATION))
        found = 1u << MT_FUNCTION_OTHER;
    found |= both_ways(out, found);
    if (!found && maker->draft->names.n && maker->draft->names.v[0]->weak)
        found = 1u << MT_FUNCTION_WEB; /* 국방부: its site */
    /* Not said in so many words: what the name stands for. */
    if (found & ~out->functions && maker->draft->names.n)
        mt_maker_quote(maker, "functions", maker->draft->names.v[0]->span);
    out->functions = found;
}

/* 캐시비 [앱], [앱] '워터나우'에서: does the text call a name an app? */
static bool is_called_app(mt_str text, mt_span name)
{
    static const char *const before[] = { "앱 ",  "앱 '", "앱 ‘", "앱인 ",
                                          "앱 \"", "앱 “", "애플리케이션 ",
                                          "애플리케이션 '", "(앱) ", "(앱) '" };
    static const char *const quotes[] = { "'", "’", "\"", "”" };
    static const char *const after[] = { " 앱", "앱", " 애플리케이션",
                                         " 모바일 앱", " 모바일앱" };
    mt_str rest = mt_str_sub(text, name.to, text.n);

    if (mt_str_ends_any(mt_str_sub(text, 0, name.from), MT_ALL(before)))
        return true;
    for (size_t k = 0; k < sizeof quotes / sizeof *quotes; k++)
        if (mt_str_take(&rest, mt_str_c(quotes[k])))
            break;
    return mt_str_starts_any(rest, MT_ALL(after));
}

static bool is_labelled(const struct mt_failing *names, mt_str label)
{
    for (size_t i = 0; i < names->n; i++)
        if (mt_str_eq(names->v[i]->label, label))
            return true;
    return false;
}

/* What fails as an app fails on phones. */
static void see_apps(struct mt_maker *maker, const struct mt_scene *scene)
{
    const struct mt_failing *names = &maker->draft->names;

    for (size_t k = scene->names.from; k < scene->names.to; k++) {
        const struct mt_name *name = &scene->story->names.v[k];

        if (maker->out->platforms & 1u << MT_PLATFORM_MOBILE)
            return;
        if (!is_labelled(names, name->label) ||
            !is_called_app(scene->story->text, name->span))
            continue;
        maker->out->platforms |= 1u << MT_PLATFORM_MOBILE;
        mt_maker_quote(maker, "platforms", name->span);
    }
}

void mt_details_read(struct mt_maker *maker)
{
    struct mt_scene scene;

    for (size_t i = 0; i < maker->draft->sources.n; i++) {
        const struct mt_source *source = &maker->draft->sources.v[i];

        if (source->claim <= MT_CLAIM_REFER)
            continue;
        mt_scene_read(&scene, maker->story, source->scene);
        maker->shared = source->shared;
        read_hits(maker, &scene);
        see_apps(maker, &scene);
        mt_quarters_read(maker, &scene);
        if (source->trigger.to)
            add_symptom(maker, &scene, source->trigger);
    }
    if (maker->regions.n == 0)
        mt_name_regions_read(maker);
    settle_functions(maker);
}
