/* SPDX-License-Identifier: MIT */
#include "entity/quoted.h"

#include "base/utf8.h"
#include "entity/common.h"

enum { QUOTED_MOST = 45 }; /* bytes of a quoted name */

static bool is_open(uint32_t cp)
{
    return cp == '\'' || cp == 0x2018 || cp == 0x201C || cp == '"' ||
           cp == 0x300E || cp == '<' || cp == 0x300A || cp == 0x3008;
}

static bool is_close(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019 || cp == 0x201D || cp == '"' ||
           cp == 0x300F || cp == '>' || cp == 0x300B || cp == 0x3009;
}

/* 'KT 전산망 화재' names an event, no service. */
static bool tells_event(const struct mt_hits *hits, size_t from, size_t to)
{
    for (size_t k = mt_first_hit(hits, from);
         k < hits->n && hits->v[k].span.to <= to; k++)
        if (hits->v[k].table == MT_TABLE_CUES ||
            hits->v[k].table == MT_TABLE_REASONS)
            return true;
    return false;
}

static bool ends_quoted(mt_str bracket)
{
    mt_str rest = mt_str_past_bracket(bracket, QUOTED_MOST);

    return rest.n == 0 || is_close(mt_utf8_at(rest, 0));
}

/* Bytes of a quotation's words up to its mark or a bracket that ends them:
 * 신한 쏠[(SOL)]'은, but 우리원(WON)뱅킹; 0 for what is no name. */
static size_t quoted_words(mt_str text, size_t from)
{
    mt_str rest = mt_str_sub(text, from, from + QUOTED_MOST);
    size_t n = 0, blanks = 0;
    uint32_t cp = 0;

    while (mt_utf8_next(&rest, &cp) && !is_close(cp)) {
        if (cp == '(' && ends_quoted(mt_str_sub(text, from + n,
                                                from + QUOTED_MOST)))
            break;
        if (cp == '\n' || cp == '.' || cp == ',' || cp == 0x2026)
            return 0;
        blanks += cp == ' ';
        n = (size_t)(rest.p - text.p) - from;
    }
    return (is_close(cp) || cp == '(') && n >= 4 && blanks <= 2 ? n : 0;
}

/* "…" 이라며 "…": what stands between two quotations. */
static bool is_between(mt_str words)
{
    return words.n && (words.p[0] == ' ' || words.p[words.n - 1] == ' ');
}

mt_span mt_quoted_name(const struct mt_hits *hits, size_t i)
{
    mt_str text = hits->text;
    size_t from = i + mt_utf8_width(text.p[i]);
    mt_span none = { (uint32_t)from, (uint32_t)from };
    size_t n;

    if (!is_open(mt_utf8_at(text, i)))
        return none;
    n = quoted_words(text, from);
    if (n == 0 || is_between(mt_str_sub(text, from, from + n)) ||
        !mt_beside_sort(hits, (mt_span){ (uint32_t)i, (uint32_t)(from + n) }) ||
        tells_event(hits, from, from + n))
        return none;
    return (mt_span){ (uint32_t)from, (uint32_t)(from + n) };
}
