/* SPDX-License-Identifier: MIT */
#include "entity/common.h"

#include "base/utf8.h"
#include "text/josa.h"

enum {
    SORT_REACH = 40, /* bytes between a noun of sort and a name */
    LOSS_REACH = 110, /* bytes between a name and what it fails to do */
};

static mt_str row_name(const struct mt_hit *hit)
{
    return hit->table == MT_TABLE_SERVICES ? mt_services[hit->row].name
                                           : mt_operators[hit->row].name;
}

bool mt_is_common(mt_str text, const struct mt_hit *hit)
{
    uint32_t flags = hit->table == MT_TABLE_SERVICES
                         ? mt_services[hit->row].flags
                         : mt_operators[hit->row].flags;
    mt_str plain = row_name(hit), words = mt_str_at(text, hit->span);

    return (flags >> MT_NAMEFLAG_COMMON & 1) && !hit->word->former &&
           !(words.n > plain.n && mt_str_has(words, plain));
}

bool mt_is_apposed(mt_str gap)
{
    static const char *const fill[] = { " ",       "'",        "\"",    "‘",
                                        "’",       "“",        "”",     "인 ",
                                        "<",       ">",        "업체 ", "기업 ",
                                        "사업자 ", "전문기업 " };

    gap = mt_str_past_bracket(gap, gap.n); /* 동영상 서비스[(OTT)] */
    for (int n = 0; gap.n && n < 4; n++)
        for (size_t k = 0; k < sizeof fill / sizeof *fill; k++)
            if (mt_str_take(&gap, mt_str_c(fill[k])))
                break;
    return gap.n == 0;
}

/* Does a noun of sort stand right before or behind the span? */
bool mt_beside_sort(const struct mt_hits *hits, mt_span span)
{
    size_t from = span.from > SORT_REACH ? span.from - SORT_REACH : 0;

    for (size_t k = mt_first_hit(hits, from);
         k < hits->n && hits->v[k].span.from <= span.to + 4; k++) {
        mt_span sort = hits->v[k].span;

        if (hits->v[k].table != MT_TABLE_SORTS)
            continue;
        if (sort.to <= span.from &&
            mt_is_apposed(mt_str_sub(hits->text, sort.to, span.from)))
            return true;
        if (sort.from >= span.to &&
            mt_is_apposed(mt_str_sub(hits->text, span.to, sort.from)))
            return true;
    }
    return false;
}

/* ‘라인’, '토스', “줌”, or 줌(Zoom: marked as a name by the writer. */
static bool marked(mt_str text, mt_span span)
{
    uint32_t before = mt_utf8_before(text, span.from);
    uint32_t after = mt_utf8_at(text, span.to);

    return ((before == '\'' || before == 0x2018) &&
            (after == '\'' || after == 0x2019 || after == '(' ||
             after == ' ')) ||
           (after == '(' && mt_is_alpha((char)mt_utf8_at(text, span.to + 1)));
}

/* Is a word that is also an ordinary one the name here? */
static bool stands_out(const struct mt_hits *hits, mt_span span)
{
    mt_str words = mt_str_at(hits->text, span);

    return mt_str_has(words, MT_LIT("(")) || marked(hits->text, span) ||
           mt_beside_sort(hits, span);
}

/* Does it go on like a name: with a particle, 등, or the next of a list? */
static bool goes_on(mt_str text, const struct mt_name *name)
{
    static const char *const ends[] = { " 등", "·", "ㆍ", ",", "/", ")" };

    return name->josa != MT_JOSA_NONE ||
           mt_str_starts_any(mt_str_sub(text, name->span.to, text.n),
                             MT_ALL(ends));
}

/* Is the gap between two names that of a list? */
static bool is_joint(mt_str gap)
{
    static const char *const joints[] = { "·",   "ㆍ",  "/",    ", ",
                                          "와 ", "과 ", " 및 ", "·‘",
                                          "랑 ", "이나 ", "나 " };

    return mt_str_eq_any(gap, MT_ALL(joints));
}

/* Is this candidate the neighbour in a list: 네이버·[다음], 챗GPT와 [줌]이? */
static bool is_listed(const struct mt_hits *hits, const struct mt_name *name,
                      const struct mt_name *other, const bool *introduced)
{
    const struct mt_name *first = name < other ? name : other;
    const struct mt_name *last = name < other ? other : name;

    if (!other->known || other->generic || other->weak ||
        (other->common &&
         !(other->service >= 0 && introduced[other->service])))
        return false;
    return is_joint(mt_str_sub(hits->text, first->span.to,
                               last->span.from)) &&
           goes_on(hits->text, name);
}

static bool is_common_body(const struct mt_name *name)
{
    return name->service < 0 && name->common;
}

/* Looks at the candidates beside a name: past those of the same words (엑스 is
 * a service and who runs it). */
static bool has_neighbour(const struct mt_hits *hits,
                          const struct mt_names *found,
                          const struct mt_name *name, const bool *introduced)
{
    const struct mt_name *end = found->v + found->n;
    const struct mt_name *left = name, *right = name;

    while (left > found->v &&
           (left->span.to > name->span.from || is_common_body(left)))
        left--;
    while (right < end &&
           (right->span.from < name->span.to || is_common_body(right)))
        right++;
    return is_listed(hits, name, left, introduced) ||
           (right < end && is_listed(hits, name, right, introduced));
}

/* One pass over the lists in one direction, so that a list of common words
 * hangs on the one that is none. */
static void pass(const struct mt_hits *hits, const struct mt_names *found,
                 bool back, bool *introduced)
{
    for (size_t i = 0; i < found->n; i++) {
        size_t k = back ? found->n - 1 - i : i;
        const struct mt_name *name = &found->v[k];

        if (name->service < 0 || !name->common)
            continue;
        if (has_neighbour(hits, found, name, introduced))
            introduced[name->service] = true;
    }
}

const bool *mt_introduced(const struct mt_hits *hits,
                          const struct mt_names *found,
                          struct mt_arena *arena)
{
    bool *introduced = mt_arena_alloc(arena, MT_SERVICES_ROWS + 1);

    for (size_t i = 0; i < found->n; i++) {
        const struct mt_name *name = &found->v[i];

        if (name->service >= 0 &&
            (!name->common || stands_out(hits, name->span)))
            introduced[name->service] = true;
    }
    pass(hits, found, false, introduced);
    pass(hits, found, true, introduced);
    return introduced;
}

/* Is the noun between a name and a failure what only a service has: 웨이브
 * [접속] 장애, 멜론 [재생] 오류? */
static bool is_of_service(mt_str gap)
{
    static const char *const nouns[] = {
        " 접속 ",   " 서비스 ", " 서버 ", " 앱 ",       " 로그인 ",
        " 재생 ",   " 결제 ",   " 송금 ", " 검색 ",     " 전송 ",
        " 주문 ",   " 예매 ",   " 예약 ", " 홈페이지 ", " 사이트 ",
        " 이용 ",   " 인증 ",   " 전산 ", " 방송 ",     " 거래 ",
    };

    return mt_str_eq_any(gap, MT_ALL(nouns));
}

/* [라인] 장애로, not 생산 라인 장애로. */
static bool begins_line(mt_str text, size_t i)
{
    return i == 0 || text.p[i - 1] == '\n' || text.p[i - 1] == ']';
}

/* 토스가 [먹통]이 됐다, 토스에서 접속 [장애]가: what befalls no ordinary word.
 */
static bool befalls_services(const struct mt_hits *hits,
                             const struct mt_name *name,
                             const struct mt_hit *hit)
{
    static const char *const words[] = { "먹통", "불통",   "접속", "서버",
                                         "전산", "로그인", "재생", "송금",
                                         "결제", "검색",   "전송", "로딩" };
    mt_str gap = mt_str_sub(hits->text, name->span.to, hit->span.from);

    if (name->josa == MT_JOSA_NONE)
        return is_of_service(gap) ||
               (mt_str_eq(gap, MT_LIT(" ")) &&
                begins_line(hits->text, name->span.from));
    return (name->josa == MT_JOSA_SUBJECT || name->josa == MT_JOSA_TOPIC ||
            name->josa == MT_JOSA_AT) &&
           (mt_str_has_any(mt_str_at(hits->text, hit->span), MT_ALL(words)) ||
            mt_str_ends(gap, MT_LIT("접속 ")));
}

/* Can any service lose it: 로그인, 앱? */
static bool is_of_any(uint32_t functions)
{
    return functions & (1u << MT_FUNCTION_LOGIN | 1u << MT_FUNCTION_APP |
                        1u << MT_FUNCTION_WEB);
}

/* 토스에서 송금이 되지 않는, 멜론 재생 오류, 웨이브 접속 장애: what it is for,
 * and then a failure. */
static bool fails_at_its_work(const struct mt_hits *hits,
                              const struct mt_name *name)
{
    mt_str rest = mt_str_sub(hits->text, name->span.to,
                             name->span.to + LOSS_REACH);
    size_t end = name->span.to + mt_str_find(rest, MT_LIT(". "));
    bool lost = false;

    if (name->service < 0)
        return false;
    for (size_t k = mt_first_hit(hits, name->span.to);
         k < hits->n && hits->v[k].span.from < end; k++) {
        const struct mt_hit *hit = &hits->v[k];
        bool fails = hit->cue == MT_CUE_FAIL || hit->cue == MT_CUE_FLAW ||
                     hit->cue == MT_CUE_SOFT;

        if (hit->table == MT_TABLE_USES &&
            (name->josa != MT_JOSA_NONE ||
             hit->span.from == name->span.to + 1))
            lost |= (mt_uses[hit->row].functions & name->functions) ||
                    (name->josa != MT_JOSA_NONE &&
                     is_of_any(mt_uses[hit->row].functions));
        else if ((fails && befalls_services(hits, name, hit)) ||
                 (lost && (fails || hit->cue == MT_CUE_UNABLE)))
            return true;
    }
    return false;
}

bool mt_is_name_here(const struct mt_hits *hits, const struct mt_name *name,
                     const bool *introduced)
{
    if (!name->common || stands_out(hits, name->span) ||
        fails_at_its_work(hits, name))
        return true;
    return name->service >= 0 && introduced[name->service] &&
           (name->josa != MT_JOSA_NONE ||
            !mt_is_hangul(mt_utf8_at(hits->text, name->span.to)));
}
