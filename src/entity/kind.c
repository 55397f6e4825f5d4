/* SPDX-License-Identifier: MIT */
/* Names made of a body and a kind: 제주항공 + 예약 시스템. */
#include "entity/name.h"

static const uint32_t LINES = 1u << MT_FUNCTION_INTERNET | 1u << MT_FUNCTION_TV;
static const uint32_t BANKS = 1u << MT_FUNCTION_BANKING |
                              1u << MT_FUNCTION_TRADING;

static const uint32_t TILLS = 1u << MT_FUNCTION_PAYMENT |
                              1u << MT_FUNCTION_TICKETING |
                              1u << MT_FUNCTION_ORDERING;

/* 뉴스, 카페: what only a portal has many of. */
static bool is_of_portal(const struct mt_kinds_row *kind)
{
    static const char *const kinds[] = { "뉴스", "카페", "블로그", "쇼핑",
                                         "검색" };

    return mt_str_eq_any(kind->name, MT_ALL(kinds));
}

/* Does the kind only say that there is a site or an app? */
static bool is_plain(const struct mt_kinds_row *kind)
{
    return kind->functions & (1u << MT_FUNCTION_WEB | 1u << MT_FUNCTION_APP) &&
           !(kind->functions & 1u << MT_FUNCTION_OTHER);
}

/* Is it the name, spelled otherwise (검색창, 전산망) or out
 * (홈트레이딩시스템), and not another word for it (수속 시스템 for 체크인
 * 시스템)? */
static bool is_spelling(mt_str words, mt_str name)
{
    return mt_str_has(words, mt_str_sub(name, 0, 2 * strlen("가"))) ||
           mt_str_has(words, MT_LIT("(")) ||
           (mt_is_alpha(name.p[0]) && mt_str_ends(words, MT_LIT("시스템")));
}

/* Does it end in another of the nouns that a site or a system may be called by
 * than the name does: 누리집 for 홈페이지, 전산망 for 전산시스템? */
static bool is_called_otherwise(mt_str words, mt_str name)
{
    static const char *const nouns[] = { "누리집", "사이트", "전산망",
                                         "시스템" };
    static const char *const lists[] = { "과 ", "와 ", " 및 ", ",", "·",
                                         "공식", "(" };

    if (mt_is_alpha(name.p[0]) || mt_str_has_any(words, MT_ALL(lists)))
        return false;
    for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++)
        if (mt_str_ends(words, mt_str_c(nouns[k])))
            return !mt_str_ends(name, mt_str_c(nouns[k]));
    return false;
}

/* 스마트뱅킹 and 모바일뱅킹 are told apart, as the article does, though not
 * 스마트 뱅킹 앱; 전산서버 and 전산 are not, where 전산망 is. */
static mt_str kind_spelling(const struct mt_hit *hit, struct mt_arena *arena)
{
    mt_str words = { hit->word->text, hit->word->n }, part;
    char *out = mt_arena_alloc(arena, words.n + 1);
    size_t n = 0, end = mt_str_find(words, MT_LIT("뱅킹"));

    if (is_called_otherwise(words, mt_kinds[hit->row].name))
        return words;
    if (is_plain(&mt_kinds[hit->row]) || mt_is_alpha(words.p[0]))
        return mt_kinds[hit->row].name;
    if (end == words.n)
        return is_spelling(words, mt_kinds[hit->row].name)
                   ? mt_kinds[hit->row].name
                   : words;
    words = mt_str_sub(words, 0, end + strlen("뱅킹"));
    while (mt_str_split(&words, ' ', &part)) {
        memcpy(out + n, part.p, part.n);
        n += part.n;
    }
    return (mt_str){ out, n };
}

/* The row of services that a name makes with a kind as the article has it, or
 * as it is called as a rule; -1 for none. */
static int row_of(const struct mt_name *name, mt_str label,
                  const struct mt_hit *hit, struct mt_arena *arena)
{
    mt_str words = { hit->word->text, hit->word->n };
    mt_str usual = mt_kinds[hit->row].name;
    int row = mt_words_row(&mt_news_index, MT_TABLE_SERVICES, label);

    if (row >= 0 || !is_called_otherwise(words, usual))
        return row;
    label = mt_arena_printf(arena, "%.*s %.*s", MT_FMT(name->label),
                            MT_FMT(usual));
    return mt_words_row(&mt_news_index, MT_TABLE_SERVICES, label);
}

const struct mt_name *mt_name_of_kind(const struct mt_name *name,
                                      const struct mt_hit *hit,
                                      struct mt_arena *arena)
{
    const struct mt_kinds_row *kind = &mt_kinds[hit->row];
    mt_str noun = kind_spelling(hit, arena);
    mt_str label = mt_arena_printf(arena, "%.*s %.*s", MT_FMT(name->label),
                                   MT_FMT(noun));
    int row = row_of(name, label, hit, arena);
    struct mt_name *made = mt_arena_alloc(arena, sizeof *made);

    /* 삼성카드 인터넷 is no service of its own */
    if (kind->functions & LINES && name->sector != MT_SECTOR_TELECOM &&
        name->known)
        return name;
    /* 금융감독원 인터넷뱅킹 is what it watches over; SK텔레콤 카드 단말기 is a
     * shop's; IBM 뉴스 is told of it */
    if ((kind->functions & BANKS && name->weak) ||
        (kind->functions & TILLS && name->sector == MT_SECTOR_TELECOM) ||
        (is_of_portal(kind) && name->known &&
         name->sector != MT_SECTOR_PLATFORM))
        return name;
    *made = *name;
    made->is_service = true;
    made->broad = false;
    made->service = (int16_t)row;
    made->known = row >= 0;
    made->label = row >= 0 ? mt_services[row].name : label;
    made->functions = row >= 0 ? mt_services[row].functions : kind->functions;
    made->platforms = kind->platforms;
    made->built = true;
    made->kind = (uint16_t)(hit->row + 1);
    made->weak = false;
    if (row < 0 && name->is_service && (!name->broad || is_plain(kind)))
        return name;
    return made;
}

bool mt_is_plain_kind(const struct mt_hit *kind)
{
    return !(mt_kinds[kind->row].functions &
             ~(1u << MT_FUNCTION_WEB | 1u << MT_FUNCTION_APP));
}
