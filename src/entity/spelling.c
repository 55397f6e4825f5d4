/* SPDX-License-Identifier: MIT */
#include "entity/spelling.h"

#include "base/utf8.h"

enum { FULL_NAME = 12 }; /* bytes of a short form that is a name in full */

struct chooser {
    const struct mt_hits *hits;
    int year;
};

/* Was this former name right in the year? In an unknown one (0) what the text
 * says is. */
static bool was_called(const struct mt_word *word, int year)
{
    return !word->until || !year ||
           (year >= word->since && year <= word->until);
}

/* Does the shorter name leave out syllables of the longer: 카톡 of 카카오톡,
 * 배민 of 배달의민족? Not 오딘 of "오딘: 발할라 라이징", which is cut at a
 * mark. */
static bool abbreviates(mt_str shorter, mt_str longer)
{
    mt_str rest = longer;
    uint32_t want, have = 0;

    if (shorter.n >= longer.n)
        return false;
    if (mt_str_ends(longer, shorter) && mt_is_alpha(longer.p[0]))
        return false; /* 기업은행 is IBK기업은행 in full */
    if (mt_str_starts(longer, shorter)) {
        rest = mt_str_sub(longer, shorter.n, longer.n);
        return mt_is_wordlike(mt_utf8_at(longer, shorter.n)) &&
               mt_words_row(&mt_tailend_index, MT_TABLE_TAILENDS, rest) < 0;
    }
    while (mt_utf8_next(&shorter, &want)) {
        do
            if (!mt_utf8_next(&rest, &have))
                return false;
        while (have != want);
    }
    return true;
}

/* 강남구청 of 강남구 is not 강남구 the place. */
static bool is_office(mt_str words, mt_str name)
{
    return words.n == name.n + strlen("청") && mt_str_starts(words, name) &&
           mt_str_ends(words, MT_LIT("청"));
}

/* What to call a row of which the text has this spelling: the table's name if
 * the text has it too, else what the text says in full. */
static mt_str spelling(const struct chooser *chooser, const struct mt_hit *hit,
                       mt_str name, mt_str kept)
{
    mt_str words = mt_str_at(chooser->hits->text, hit->span);
    size_t open = mt_str_find(words, MT_LIT("("));

    if (is_office(words, name))
        return words;
    if (mt_str_eq_nocase(words, name) || mt_str_eq(kept, name) ||
        (mt_str_starts(words, name) && !hit->word->former)) /* 배민 앱 */
        return name;
    /* 아마존웹서비스(AWS) is two spellings, 쏠(SOL) is 쏠 */
    if (open < words.n && mt_str_has(mt_str_sub(words, open, words.n), name))
        return name;
    /* 우리원(WON)뱅킹: spelled out in its middle */
    if (open < words.n && !mt_str_ends(words, MT_LIT(")")))
        return name;
    words = mt_str_trim(mt_str_sub(words, 0, open));
    /* 음원 사이트 멜론, 국세청 홈택스 */
    if (words.n > name.n && mt_str_ends(words, name) &&
        words.p[words.n - name.n - 1] == ' ')
        return name;
    if (hit->word->former ? !was_called(hit->word, chooser->year)
                          : abbreviates(words, name))
        return kept.n || words.n < FULL_NAME ? kept : words;
    return words.n > kept.n ? words : kept;
}

static void settle_spelling(mt_str *kept, mt_str name)
{
    if (!kept->n)
        *kept = name;
}

struct mt_spellings mt_spellings_read(const struct mt_hits *hits, int year,
                                      struct mt_arena *arena)
{
    struct chooser chooser = { hits, year };
    struct mt_spellings out;

    out.bodies = mt_arena_alloc(arena,
                                (MT_OPERATORS_ROWS + 1) * sizeof *out.bodies);
    out.services = mt_arena_alloc(arena, (MT_SERVICES_ROWS + 1) *
                                             sizeof *out.services);
    for (size_t i = 0; i < hits->n; i++) {
        const struct mt_hit *hit = &hits->v[i];

        if (hit->table == MT_TABLE_OPERATORS)
            out.bodies[hit->row] = spelling(&chooser, hit,
                                            mt_operators[hit->row].name,
                                            out.bodies[hit->row]);
        else if (hit->table == MT_TABLE_SERVICES)
            out.services[hit->row] = spelling(&chooser, hit,
                                              mt_services[hit->row].name,
                                              out.services[hit->row]);
    }
    for (size_t i = 0; i < MT_OPERATORS_ROWS; i++)
        settle_spelling(&out.bodies[i], mt_operators[i].name);
    for (size_t i = 0; i < MT_SERVICES_ROWS; i++)
        settle_spelling(&out.services[i], mt_services[i].name);
    return out;
}

mt_str mt_spelling_here(mt_str text, const struct mt_hit *hit, mt_str called)
{
    mt_str words = mt_str_at(text, hit->span);

    if (hit->word->former || mt_is_alpha(words.p[0]) ||
        mt_str_has(words, MT_LIT("(")) || mt_str_has(called, words) ||
        mt_str_has(words, called) || abbreviates(words, called))
        return called;
    return words;
}
