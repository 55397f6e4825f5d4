/* SPDX-License-Identifier: MIT */
#include "entity/name.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "entity/common.h"
#include "entity/quoted.h"
#include "entity/spelling.h"
#include "text/josa.h"
#include "text/noun.h"

enum {
    OWNER_REACH = 40, /* bytes between 의 and what is run */
    RUNNER_REACH = 70, /* bytes between who runs it and what is run */
    SPELLED_OUT = 60, /* bytes of a bracket that spells a kind out */
    NOUNS = 2,        /* between a body and a kind */
    LONG_KIND = 9,    /* bytes of a kind that may stand behind them */
    BODY_LEAST = 12,  /* bytes of a body's name that may stand for a longer */
    NO_ROW = -1,
};

struct reader {
    mt_str text;
    const struct mt_hits *hits;
    struct mt_arena *arena;
    struct mt_spellings called; /* what each row is called in this text */
    struct mt_names found; /* candidates, in any order */
};

static bool has_flag(uint32_t flags, enum mt_nameflag flag)
{
    return flags >> flag & 1;
}

/* The particle behind a name, and behind the mark that closes it:
 * '라인'[은]. */
static enum mt_josa josa_of(mt_str text, size_t i)
{
    struct mt_particle josa = mt_josa_at(text, i);
    uint32_t cp = i < text.n ? mt_utf8_at(text, i) : 0;

    if (josa.n == 0 &&
        (cp == '\'' || cp == '"' || cp == 0x2019 || cp == 0x201D))
        josa = mt_josa_at(text, i + mt_utf8_width(text.p[i]));
    return josa.role;
}

static struct mt_name *add(struct reader *reader, mt_span span)
{
    struct mt_name *name = mt_vec_add(reader->arena, &reader->found);

    name->span = span;
    name->service = NO_ROW;
    name->body = NO_ROW;
    name->sector = MT_SECTOR_NONE;
    name->josa = (uint8_t)josa_of(reader->text, span.to);
    return name;
}

/* The hit of a table that begins at byte i, or NULL. */
static const struct mt_hit *hit_at(const struct reader *reader, size_t i,
                                   enum mt_table table)
{
    const struct mt_hits *hits = reader->hits;

    for (size_t k = mt_first_hit(hits, i);
         k < hits->n && hits->v[k].span.from == i; k++)
        if (hits->v[k].table == table)
            return &hits->v[k];
    return NULL;
}

/* Is the word nothing but a noun of kind here: 모바일트레이딩시스템? */
static bool is_mere_kind(const struct reader *reader, mt_span span)
{
    const struct mt_hit *kind = hit_at(reader, span.from, MT_TABLE_KINDS);

    return kind && kind->span.to == span.to;
}

static void add_service(struct reader *reader, const struct mt_hit *hit)
{
    const struct mt_services_row *row = &mt_services[hit->row];
    struct mt_name *name = add(reader, hit->span);

    name->label = reader->called.services[hit->row];
    name->service = (int16_t)hit->row;
    name->body = row->operator;
    if (row->operator>= 0)
        name->body_label = reader->called.bodies[row->operator];
    name->sector = row->sector;
    name->is_service = true;
    name->known = true;
    name->common = mt_is_common(reader->text, hit);
    name->broad = has_flag(row->flags, MT_NAMEFLAG_BROAD);
    name->weak = has_flag(row->flags, MT_NAMEFLAG_WEAK);
    name->generic = has_flag(row->flags, MT_NAMEFLAG_GENERIC) ||
                    is_mere_kind(reader, hit->span);
    name->functions = row->functions;
    if (name->broad && name->body >= 0)
        name->label = mt_spelling_here(reader->text, hit, name->label);
}

static void add_body(struct reader *reader, const struct mt_hit *hit)
{
    const struct mt_operators_row *row = &mt_operators[hit->row];
    struct mt_name *name = add(reader, hit->span);

    name->label = mt_spelling_here(reader->text, hit,
                                   reader->called.bodies[hit->row]);
    name->body = (int16_t)hit->row;
    name->body_label = reader->called.bodies[hit->row];
    name->sector = row->sector;
    name->known = true;
    name->common = mt_is_common(reader->text, hit);
    name->broad = true;
    name->weak = has_flag(row->flags, MT_NAMEFLAG_WEAK);
}

/* Where the word that holds byte i begins. */
static size_t word_start(mt_str text, size_t i)
{
    while (i > 0 && mt_is_wordlike(mt_utf8_before(text, i)))
        do
            i--;
        while (i > 0 && ((unsigned char)text.p[i] & 0xC0) == 0x80);
    return i;
}

/* 검토[우리은행]에서, with the line before glued on: the row that ends the
 * word. */
static bool add_inner(struct reader *reader, size_t from, size_t to)
{
    const struct mt_word *words[MT_HITS];

    for (size_t i = from; i < to; i += mt_utf8_width(reader->text.p[i])) {
        size_t n = mt_words_at(&mt_news_index, reader->text, i, words);

        while (n-- > 0) {
            struct mt_hit hit = { { (uint32_t)i, (uint32_t)to },
                                  words[n]->table,
                                  MT_CUE_NONE,
                                  words[n]->row,
                                  words[n] };

            if (i + words[n]->n != to || words[n]->table != MT_TABLE_SERVICES)
                continue;
            add_service(reader, &hit);
            return true;
        }
    }
    return false;
}

/* 이대목동[병원]: a body that no row has. */
static void add_by_ending(struct reader *reader, const struct mt_hit *hit)
{
    size_t from = word_start(reader->text, hit->span.from);
    mt_str word = mt_str_sub(reader->text, from, hit->span.to);
    struct mt_name *name;

    if (hit->span.from - from < 6 || hit->span.from - from > 36 ||
        !mt_word_ends(reader->text, hit->span.to) ||
        mt_words_row(&mt_nonames_index, MT_TABLE_NONAMES, word) >= 0 ||
        add_inner(reader, from, hit->span.to))
        return;
    name = add(reader, (mt_span){ (uint32_t)from, hit->span.to });
    name->label = mt_str_at(reader->text, name->span);
    name->body_label = name->label;
    name->sector = mt_bodies[hit->row].sector;
    name->broad = true;
}

static void add_rows(struct reader *reader)
{
    for (size_t i = 0; i < reader->hits->n; i++) {
        const struct mt_hit *hit = &reader->hits->v[i];

        if (hit->table == MT_TABLE_SERVICES)
            add_service(reader, hit);
        else if (hit->table == MT_TABLE_OPERATORS)
            add_body(reader, hit);
        else if (hit->table == MT_TABLE_BODIES)
            add_by_ending(reader, hit);
    }
}

/* 전산망 ['새올']: a short quotation with a noun of sort beside it. */
static void add_quoted(struct reader *reader)
{
    mt_span span;

    for (size_t i = 0; i < reader->text.n; i = span.to) {
        struct mt_name *name;

        span = mt_quoted_name(reader->hits, i);
        if (span.from == span.to)
            continue;
        name = add(reader, span);
        name->label = mt_str_at(reader->text, span);
        name->is_service = true;
    }
}

/* Earlier first, then longer, then services before bodies, then known ones. */
static int by_place(const void *a, const void *b)
{
    const struct mt_name *x = a, *y = b;

    if (x->span.from != y->span.from)
        return x->span.from < y->span.from ? -1 : 1;
    if (x->span.to != y->span.to)
        return x->span.to > y->span.to ? -1 : 1;
    if (x->known != y->known)
        return x->known ? -1 : 1;
    return y->is_service - x->is_service;
}

/* [지역화폐] '동백전': does what any such service is called only tell what the
 * next name is? */
static bool tells_next(const struct reader *reader, size_t i)
{
    const struct mt_name *name = &reader->found.v[i], *next = name;
    const struct mt_name *end = reader->found.v + reader->found.n;

    while (next < end && next->span.from < name->span.to)
        next++;
    return name->generic && next < end && next->is_service && !next->generic &&
           next->span.from > name->span.to &&
           mt_is_apposed(mt_str_sub(reader->text, name->span.to,
                                    next->span.from));
}

/* 맥도날드의 [키오스크]: a part of what is named right before? */
static bool is_part_of_last(const struct reader *reader,
                            const struct mt_name *name,
                            const struct mt_names *out)
{
    mt_str gap;

    if (!name->generic || !out->n ||
        !hit_at(reader, name->span.from, MT_TABLE_KINDS))
        return false;
    gap = mt_str_sub(reader->text, out->v[out->n - 1].span.to, name->span.from);
    return mt_str_eq(gap, MT_LIT("의 "));
}

/* Keeps the leftmost, longest candidates that do not overlap. */
static void settle(struct reader *reader, struct mt_names *out)
{
    const bool *introduced;
    uint32_t busy = 0;

    if (reader->found.n)
        qsort(reader->found.v, reader->found.n, sizeof *reader->found.v,
              by_place);
    introduced = mt_introduced(reader->hits, &reader->found, reader->arena);
    for (size_t i = 0; i < reader->found.n; i++) {
        const struct mt_name *name = &reader->found.v[i];

        if (name->span.from < busy && busy)
            continue;
        if (!mt_is_name_here(reader->hits, name, introduced) ||
            tells_next(reader, i) || is_part_of_last(reader, name, out))
            continue;
        busy = name->span.to;
        *mt_vec_add(reader->arena, out) = *name;
    }
}

/* Past " ", "의 ", "이 쓰는 ", quotation marks: where a kind may begin. */
static size_t past_links(mt_str text, size_t i)
{
    static const mt_str links[] = {
        { "\xEC\x9D\x98 ", 4 },
        { " ", 1 },
        { "'", 1 },
        { "\"", 1 },
        { "\xE2\x80\x98", 3 },
        { "\xE2\x80\x99", 3 },
    };
    /* 제주항공[이 쓰는 ]예약 시스템 */
    static const char *const verbs[] = { "쓰는 ", "이용하는 ", "사용하는 ",
                                         "운용하는 ", "운영하는 ", "운영 중인 ",
                                         "도입한 " };
    mt_str rest = mt_str_sub(text, i, text.n);

    if (josa_of(text, i) == MT_JOSA_SUBJECT) {
        mt_str used = mt_str_sub(rest, mt_josa_at(text, i).n, rest.n);

        mt_str_take(&used, MT_LIT(" "));
        for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
            if (mt_str_take(&used, mt_str_c(verbs[k])))
                return text.n - used.n;
    }
    for (int round = 0; round < 4; round++)
        for (size_t k = 0; k < sizeof links / sizeof *links; k++)
            if (mt_str_take(&rest, links[k]))
                break;
    return text.n - rest.n;
}

/* Enters what name and the kind make; false if that is nothing new. */
static bool build(struct reader *reader, const struct mt_name *name,
                  const struct mt_hit *hit, struct mt_names *out)
{
    const struct mt_name *made = mt_name_of_kind(name, hit, reader->arena);
    struct mt_name *entry;

    if (made == name)
        return false;
    entry = mt_vec_add(reader->arena, out);
    *entry = *made;
    entry->span.to = hit->span.to;
    entry->josa = (uint8_t)josa_of(reader->text, hit->span.to);
    return true;
}

/* "과 ", "·", ", ", " 및 ": where the next kind of a list may begin. */
static size_t past_and(mt_str text, size_t i)
{
    static const char *const links[] = { "과 ",  "와 ", "·", ", ",
                                         " 및 ", "ㆍ",  " " };
    mt_str rest = mt_str_sub(text, i, text.n);

    /* HTS[(홈트레이딩시스템)]와 MTS */
    rest = mt_str_past_bracket(rest, SPELLED_OUT);
    for (size_t k = 0; k + 1 < sizeof links / sizeof *links; k++)
        if (mt_str_take(&rest, mt_str_c(links[k])))
            return text.n - rest.n;
    return i;
}

/* 인천공항 [출국] 수속 시스템: the kind behind at most two bare nouns at
 * byte i, which then are part of the name; NULL for none. */
static const struct mt_hit *kind_behind_nouns(const struct reader *reader,
                                              const struct mt_name *name,
                                              size_t i)
{
    const struct mt_hit *hit = NULL;

    if (!name->broad || name->is_service || reader->text.p[i - 1] != ' ')
        return NULL;
    for (int n = 0; n < NOUNS && !hit; n++) {
        size_t to = i;

        while (to < reader->text.n &&
               mt_is_wordlike(mt_utf8_at(reader->text, to)))
            to += mt_utf8_width(reader->text.p[to]);
        if (to >= reader->text.n || reader->text.p[to] != ' ' ||
            !mt_is_bare_noun(reader->text, i, to) ||
            mt_words_row(&mt_news_index, MT_TABLE_USERS,
                         mt_str_sub(reader->text, i, to)) >= 0 ||
            hit_at(reader, i, MT_TABLE_SERVICES) ||
            hit_at(reader, i, MT_TABLE_OPERATORS)) /* 마포구의 KT 전화 */
            return NULL;
        i = to + 1;
        hit = hit_at(reader, i, MT_TABLE_KINDS);
    }
    /* 코레일 승차권 예약 앱 '코레일톡': tells what the name behind it is */
    return hit && hit->span.to >= hit->span.from + LONG_KIND &&
                   !mt_str_ends(mt_str_at(reader->text, hit->span),
                                MT_LIT("앱"))
               ? hit
               : NULL;
}

/* Enters a body with nouns and a kind behind it. */
static bool build_long(struct reader *reader, const struct mt_name *name,
                       size_t at, struct mt_names *out)
{
    const struct mt_hit *hit = kind_behind_nouns(reader, name, at);
    struct mt_name *entry;

    if (!hit || !build(reader, name, hit, out))
        return false;
    entry = &out->v[out->n - 1];
    if (!entry->known)
        entry->label = mt_arena_printf(
            reader->arena, "%.*s %.*s", MT_FMT(name->label),
            MT_FMT(mt_str_sub(reader->text, at, hit->span.to)));
    return true;
}

/* Adds what the name makes with the kinds of a list that goes on at byte at:
 * KT 전화[와 인터넷]. */
static void add_listed(struct reader *reader, const struct mt_name *name,
                       size_t at, struct mt_names *out)
{
    const struct mt_hit *hit;
    size_t next;

    while ((next = past_and(reader->text, at)) > at &&
           (hit = hit_at(reader, next, MT_TABLE_KINDS)) != NULL &&
           build(reader, name, hit, out)) {
        out->v[out->n - 1].span.from = (uint32_t)next;
        at = hit->span.to;
    }
}

/* [KT] 휴대전화: is the one who runs it named in the name itself, so that it is
 * the owner of what is listed with it? */
static bool names_owner(const struct reader *reader, const struct mt_name *name,
                        struct mt_name *owner)
{
    mt_str words = mt_str_at(reader->text, name->span);

    if (name->service < 0 || name->broad || name->generic || name->body < 0 ||
        !mt_str_take(&words, name->body_label) ||
        !mt_str_starts(words, MT_LIT(" ")))
        return false;
    *owner = *name;
    owner->label = name->body_label;
    owner->service = NO_ROW;
    owner->is_service = false;
    owner->broad = true;
    owner->functions = 0;
    return true;
}

/* Adds name, or what it makes with the kinds behind it (KT의 인터넷과 TV). */
static void add_built(struct reader *reader, struct mt_name *name,
                      struct mt_names *out)
{
    size_t at = past_links(reader->text, name->span.to);
    const struct mt_hit *hit = hit_at(reader, at, MT_TABLE_KINDS);
    struct mt_name owner;

    if (!hit && build_long(reader, name, at, out))
        return;
    if (hit && build(reader, name, hit, out)) {
        add_listed(reader, name, hit->span.to, out);
        return;
    }
    *mt_vec_add(reader->arena, out) = *name;
    if (names_owner(reader, name, &owner))
        add_listed(reader, &owner, name->span.to, out);
}

/* [KB국민은행의 모바일뱅킹 앱] KB스타뱅킹: a body and a kind that only tell
 * what the name right behind them is. */
static void drop_told(const struct reader *reader, const struct mt_name *name,
                      struct mt_names *out)
{
    struct mt_name *last = out->n ? &out->v[out->n - 1] : NULL;

    if (last && last->built && !last->known && name->service >= 0 &&
        !name->generic && last->span.to < name->span.from &&
        last->josa == MT_JOSA_NONE && mt_same_body(last, name) &&
        mt_is_apposed(mt_str_sub(reader->text, last->span.to,
                                 name->span.from)))
        out->n--;
}

/* NHN의 모바일 메신저 '라인', 넥슨이 서비스하는 게임 '라인': does the gap say
 * that the owner runs what stands behind it? */
static bool leads_to(const struct reader *reader, const struct mt_name *owner,
                     const struct mt_name *name)
{
    uint32_t gap = name->span.from - owner->span.to;

    if (owner->josa == MT_JOSA_OF)
        return gap <= OWNER_REACH;
    if (owner->josa != MT_JOSA_SUBJECT || gap > RUNNER_REACH)
        return false;
    for (size_t k = mt_first_hit(reader->hits, owner->span.to);
         k < reader->hits->n &&
         reader->hits->v[k].span.from < name->span.from;
         k++)
        if (reader->hits->v[k].table == MT_TABLE_RUNNERS)
            return true;
    return false;
}

/* Who is said to run it runs it. */
static void take_owner(const struct reader *reader, const struct mt_name *owner,
                       struct mt_name *name)
{
    /* 한국거래소의 자회사인 코스콤: its own master; 금융결제원의 인증을 쓰는
     * 새마을금고: its customer */
    static const char *const kin[] = { "자회사", "계열사", "관계사", "협력사",
                                       "파트너", "경쟁",   "쓰는 ",  "쓰던 ",
                                       "이용하는 ", "사용하는 ", "도입한 ",
                                       "제휴한 ", "빌려 " };
    mt_str gap = mt_str_sub(reader->text, owner->span.to, name->span.from);

    if (mt_str_has_any(gap, MT_ALL(kin)) || !name->is_service ||
        name->built || owner->weak || owner->built ||
        !leads_to(reader, owner, name) ||
        (owner->is_service && !owner->broad) || !owner->body_label.n ||
        mt_str_has(gap, MT_LIT("\n")) || mt_str_has(gap, MT_LIT(".")))
        return;
    name->body = owner->body;
    name->body_label = owner->body_label;
}

void mt_names_read(const struct mt_hits *hits, int year, struct mt_arena *arena,
                   struct mt_names *out)
{
    struct reader reader = {
        .text = hits->text,
        .hits = hits,
        .arena = arena,
        .called = mt_spellings_read(hits, year, arena),
    };
    struct mt_names plain = { 0 };

    add_rows(&reader);
    add_quoted(&reader);
    settle(&reader, &plain);
    for (size_t i = 0; i < plain.n; i++) {
        drop_told(&reader, &plain.v[i], out);
        if (out->n == 0 || out->v[out->n - 1].span.to <= plain.v[i].span.from)
            add_built(&reader, &plain.v[i], out);
    }
    for (size_t i = 1; i < out->n; i++)
        take_owner(&reader, &out->v[i - 1], &out->v[i]);
}

/* 아마존 and what its AWS runs: the parent named for the child. Not 대한항공
 * and 진에어, KT and 케이뱅크, which fail each for itself. */
static bool owns(const struct mt_name *parent, const struct mt_name *child)
{
    enum mt_sector of = (enum mt_sector)mt_operators[child->body].sector;

    return parent->broad && parent->body == mt_operators[child->body].parent &&
           (of == MT_SECTOR_CLOUD || of == MT_SECTOR_GOVERNMENT ||
            parent->sector == MT_SECTOR_PLATFORM);
}

/* 제주한라병원 and 한라병원: is one the other in full? */
static bool is_full(mt_str longer, mt_str shorter)
{
    return shorter.n >= BODY_LEAST && longer.n > shorter.n &&
           mt_str_ends(longer, shorter);
}

bool mt_same_body(const struct mt_name *a, const struct mt_name *b)
{
    if (a->body >= 0 && b->body >= 0)
        return a->body == b->body || owns(a, b) || owns(b, a);
    if (mt_str_eq(a->body_label, b->body_label))
        return a->body_label.n > 0;
    return (b->body < 0 && is_full(a->body_label, b->body_label)) ||
           (a->body < 0 && is_full(b->body_label, a->body_label));
}
