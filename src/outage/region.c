/* SPDX-License-Identifier: MIT */
/* Where users were hit. */
#include "outage/record.h"

#include "base/utf8.h"
#include "text/josa.h"
#include "text/noun.h"

enum {
    REGIONS_MOST = 12,
    CHAIN = 3,      /* places of one address: 서울 강동구 천호동 */
    WORD_MOST = 24, /* bytes of a smaller place */
    HOME_REACH = 60, /* bytes from where one lives to who it is */
    EXTENT_REACH = 60,  /* from a place to that it was hit */
    CAUSED_REACH = 30,  /* from a failure to those whom it hit */
};

static enum mt_placeend end_at(const struct mt_scene *scene, size_t i)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(&mt_placeend_index, scene->story->text, i, hits);

    return n ? (enum mt_placeend)mt_placeends[hits[n - 1]->row].end
             : MT_PLACEEND_NONE;
}

/* 화성시의 이 모(38)씨, 서울에 사는 김모씨: where one who speaks lives. */
static bool is_home(const struct mt_scene *scene, size_t i)
{
    static const char *const homes[] = { "의 ", "에 사는", "에 거주", " 거주",
                                         "에서 온", "에 있는 회사" };
    static const char *const persons[] = { "씨", "모(", "모 ", "군(", "양(" };
    mt_str rest = mt_str_sub(scene->story->text, i, i + HOME_REACH);

    return mt_str_starts_any(rest, MT_ALL(homes)) &&
           mt_str_has_any(rest, MT_ALL(persons));
}

/* Does what stands behind byte i mean the people of the place before it? */
static bool means_people(const struct mt_scene *scene, size_t i)
{
    enum mt_placeend end = end_at(scene, i);

    if (is_home(scene, i))
        return false;
    return end == MT_PLACEEND_PEOPLE || end == MT_PLACEEND_AREA;
}

static void add_region(struct mt_maker *maker, mt_str label, mt_span span)
{
    for (size_t i = 0; i < maker->regions.n; i++)
        if (mt_str_ends(maker->regions.v[i], label))
            return;
    if (maker->regions.n == REGIONS_MOST)
        return;
    *mt_vec_add(maker->arena, &maker->regions) = label;
    mt_maker_quote(maker, "regions", span);
}

/* The place hit right behind byte i and a blank, or NULL. */
static const struct mt_hit *place_behind(const struct mt_scene *scene, size_t i)
{
    const struct mt_hits *hits = &scene->story->hits;

    for (size_t k = scene->hits.from; k < scene->hits.to; k++)
        if (hits->v[k].table == MT_TABLE_PLACES &&
            hits->v[k].span.from == i + 1 && scene->story->text.p[i] == ' ')
            return &hits->v[k];
    return NULL;
}

/* 천[호동], 율[곡면]: does the word name a small place by its last syllable? */
static bool is_quarter(mt_str word)
{
    static const char *const ends[] = { "동", "읍", "면", "구", "군", "시" };

    if (word.n < 6 || word.n > WORD_MOST)
        return false;
    return mt_str_ends_any(word, MT_ALL(ends));
}

/* The end of the small place that begins behind byte i and a blank, without its
 * particle; i for none. */
static size_t quarter_behind(const struct mt_scene *scene, size_t i)
{
    mt_str text = scene->story->text;
    size_t from = i + 1, to = from;

    if (i >= scene->span.to || text.p[i] != ' ')
        return i;
    while (to < scene->span.to && mt_is_wordlike(mt_utf8_at(text, to))) {
        to += mt_utf8_width(text.p[to]);
        if (is_quarter(mt_str_sub(text, from, to)) &&
            end_at(scene, to) != MT_PLACEEND_NONE)
            return to;
    }
    return i;
}

/* 수도권 일부 지역에 [한정됐]다, 서울의 가맹점에서 [피해가 컸]다: how far it
 * reached. */
static bool tells_extent(const struct mt_scene *scene, size_t i)
{
    static const char *const words[] = { "한정",      "국한",     "피해가 컸",
                                         "피해가 집중", "집중됐",  "집중적",
                                         "피해 지역", "에서만",   "에 그쳤",
                                         "중심으로",  "영향을 받" };
    mt_str rest = mt_str_sub(scene->story->text, i, i + EXTENT_REACH);

    return mt_str_has_any(rest, MT_ALL(words));
}

/* 호출이 되지 않아 [파주와 안산 주민들이] 지각했다: a failure before them. */
static bool fails_before(const struct mt_scene *scene, size_t i)
{
    for (size_t k = scene->hits.from; k < scene->hits.to; k++) {
        const struct mt_hit *hit = &scene->story->hits.v[k];

        if (hit->span.to <= i && hit->span.to + CAUSED_REACH >= i &&
            mt_trigger_claim(scene, hit) > MT_CLAIM_REFER)
            return true;
    }
    return false;
}

/* Was who is at a place hit? */
static bool is_hit(const struct mt_scene *scene, mt_span place)
{
    if (is_home(scene, place.to))
        return false;
    if (tells_extent(scene, place.to))
        return true;
    return means_people(scene, place.to) &&
           (mt_scene_fails(scene, place.from) ||
            (end_at(scene, place.to) == MT_PLACEEND_PEOPLE &&
             fails_before(scene, place.from)));
}

static bool is_wide(mt_str name)
{
    return mt_str_eq(name, MT_LIT("전국")) ||
           mt_str_eq(name, MT_LIT("전 세계"));
}

/* [충남] 천안, but 서울 양천구: left out before a city of its own. */
static bool is_province(mt_str name)
{
    static const char *const provinces[] = { "경기", "강원", "충북", "충남",
                                             "전북", "전남", "경북", "경남" };

    return mt_str_eq_any(name, MT_ALL(provinces));
}

size_t mt_region_read(struct mt_maker *maker, const struct mt_scene *scene,
                      size_t i)
{
    const struct mt_hits *hits = &scene->story->hits;
    mt_str name = mt_places[hits->v[i].row].name;
    mt_str larger = scene->story->larger_places[hits->v[i].row];
    mt_span span = hits->v[i].span;
    const struct mt_hit *next;
    size_t to;

    for (int n = 1; n < CHAIN && (next = place_behind(scene, span.to)); n++) {
        name = is_province(name)
                   ? mt_places[next->row].name
                   : mt_arena_printf(maker->arena, "%.*s %.*s", MT_FMT(name),
                                     MT_FMT(mt_places[next->row].name));
        span.to = next->span.to;
        i = (size_t)(next - hits->v);
    }
    if (larger.n && mt_str_ends(name, MT_LIT("구")))
        name = mt_arena_printf(maker->arena, "%.*s %.*s", MT_FMT(larger),
                               MT_FMT(name));
    to = quarter_behind(scene, span.to);
    if (to > span.to) {
        mt_str word = mt_str_sub(scene->story->text, span.to + 1, to);

        name = mt_arena_printf(maker->arena, "%.*s %.*s", MT_FMT(name),
                               MT_FMT(word));
        span.to = (uint32_t)to;
    }
    if (mt_inside_name(scene, span) ||
        end_at(scene, span.to) == MT_PLACEEND_SITE ||
        (!is_wide(name) && !is_hit(scene, span)))
        return i;
    add_region(maker, name, span);
    return i;
}

void mt_quarters_read(struct mt_maker *maker, const struct mt_scene *scene)
{
    mt_str text = scene->story->text;
    mt_str rest = mt_str_at(text, scene->span);
    mt_str sign = MT_LIT(" 일대");
    size_t at;

    while ((at = mt_str_find(rest, sign)) < rest.n) {
        size_t to = (size_t)(rest.p - text.p) + at, from = to;

        rest = mt_str_sub(rest, at + sign.n, rest.n);
        while (from > scene->span.from && text.p[from - 1] != ' ')
            from--;
        if (mt_is_bare_noun(text, from, to) && mt_scene_fails(scene, to) &&
            !mt_scene_find(scene, MT_TABLE_PLACES,
                           (mt_span){ (uint32_t)from, (uint32_t)to }))
            add_region(maker, mt_str_sub(text, from, to),
                       (mt_span){ (uint32_t)from, (uint32_t)to });
    }
}

void mt_name_regions_read(struct mt_maker *maker)
{
    const struct mt_failing *names = &maker->draft->names;
    const struct mt_hits *hits = &maker->story->hits;

    for (size_t i = 0; i < names->n; i++)
        for (size_t k = 0;
             names->v[i]->sector == MT_SECTOR_GOVERNMENT && k < hits->n &&
             hits->v[k].span.from <= names->v[i]->span.from;
             k++)
            if (hits->v[k].table == MT_TABLE_PLACES &&
                hits->v[k].span.from == names->v[i]->span.from &&
                mt_str_starts(names->v[i]->label,
                              mt_places[hits->v[k].row].name))
                add_region(maker, mt_places[hits->v[k].row].name,
                           hits->v[k].span);
}
