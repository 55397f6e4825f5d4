/* SPDX-License-Identifier: MIT */
#include "output/evidence.h"

#include <stdlib.h>

#include "base/arena.h"

enum {
    NUMBER = 5,       /* columns before a line */
    CROSSED_MOST = 4, /* marks that may cross one and the same */
};

/* Evidence on one span: "1:services,operator;2:services". */
struct mark {
    mt_span span; /* as shown */
    mt_str tag;
};

struct page {
    const struct mt_result *result;
    const struct mt_article *article;
    struct mt_arena *arena;
    struct mt_flow *flow;
    MT_VEC(struct mark) marks; /* by span, longer first */
};

static mt_str words(const struct page *page, mt_span span)
{
    return mt_str_at(page->article->text, span);
}

static int by_span(const void *a, const void *b)
{
    const mt_span *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to != y->to ? (x->to > y->to ? -1 : 1) : 0;
}

/* A piece of evidence before those of one span are made one mark. */
struct piece {
    mt_span span;
    size_t record;
    const char *field;
    size_t order;
};

static int by_piece(const void *a, const void *b)
{
    const struct piece *x = a, *y = b;
    int order = by_span(&x->span, &y->span);

    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static bool same_span(mt_span a, mt_span b)
{
    return a.from == b.from && a.to == b.to;
}

/* The tag of the pieces [from, to), which share a span. */
static mt_str tag_of(struct page *page, const struct piece *pieces, size_t n)
{
    struct mt_buf tag = { 0 };
    mt_str out;

    for (size_t i = 0; i < n; i++) {
        bool same = i > 0 && pieces[i - 1].record == pieces[i].record;

        if (same && strcmp(pieces[i - 1].field, pieces[i].field) == 0)
            continue;
        if (same)
            mt_buf_printf(&tag, ",%s", pieces[i].field);
        else
            mt_buf_printf(&tag, "%s%zu:%s", i ? ";" : "", pieces[i].record,
                          pieces[i].field);
    }
    out = mt_arena_copy(page->arena, mt_buf_str(&tag));
    mt_buf_release(&tag);
    return out;
}

/* Of two marks that cross, the second begins where the first ends, so that the
 * brackets nest; the record below has its quote in full. */
static bool uncross(struct page *page)
{
    MT_VEC(uint32_t) open = { 0 };
    bool moved = false;

    for (size_t i = 0; i < page->marks.n; i++) {
        mt_span *span = &page->marks.v[i].span;
        mt_str text = page->article->text;

        while (open.n && open.v[open.n - 1] <= span->from)
            open.n--;
        while (open.n && open.v[open.n - 1] < span->to) {
            span->from = open.v[--open.n];
            moved = true;
        }
        while (span->from + 1 < span->to && text.p[span->from] == ' ')
            span->from++;
        *mt_vec_add(page->arena, &open) = span->to;
    }
    if (moved)
        qsort(page->marks.v, page->marks.n, sizeof *page->marks.v, by_span);
    return moved;
}

static void collect_marks(struct page *page)
{
    MT_VEC(struct piece) pieces = { 0 };

    for (size_t i = 0; i < page->result->outage_count; i++) {
        const struct mt_outage *o = &page->result->outages[i];

        for (size_t k = 0; k < o->evidence_count; k++)
            *mt_vec_add(page->arena, &pieces) =
                (struct piece){ o->evidence[k].span, i + 1,
                                o->evidence[k].field, pieces.n };
    }
    if (pieces.n)
        qsort(pieces.v, pieces.n, sizeof *pieces.v, by_piece);
    for (size_t i = 0, next; i < pieces.n; i = next) {
        next = i + 1;
        while (next < pieces.n &&
               same_span(pieces.v[i].span, pieces.v[next].span))
            next++;
        *mt_vec_add(page->arena, &page->marks) = (struct mark){
            pieces.v[i].span, tag_of(page, &pieces.v[i], next - i)
        };
    }
    for (int pass = 0; pass < CROSSED_MOST && uncross(page); pass++)
        ;
}

/* Marks that are open at a place of a line: their ends, the nearest last. */
struct ends {
    MT_VEC(uint32_t) open;
};

static void open_mark(struct page *page, struct ends *ends,
                      const struct mark *mark)
{
    size_t i = ends->open.n;

    mt_flow_glue(page->flow,
                 mt_arena_printf(page->arena, "[%.*s", MT_FMT(mark->tag)),
                 MT_DIM);
    mt_flow_glue(page->flow, MT_LIT(" "), MT_PLAIN);
    *mt_vec_add(page->arena, &ends->open) = mark->span.to;
    for (; i > 0 && ends->open.v[i - 1] < mark->span.to; i--)
        ends->open.v[i] = ends->open.v[i - 1];
    ends->open.v[i] = mark->span.to;
}

/* Writes [from, to), where no mark begins. */
static void put_marked(struct page *page, struct ends *ends, mt_span part)
{
    while (ends->open.n && ends->open.v[ends->open.n - 1] <= part.to) {
        uint32_t end = ends->open.v[ends->open.n - 1];

        mt_flow_put(page->flow, words(page, (mt_span){ part.from, end }),
                    MT_MARKED);
        mt_flow_glue(page->flow, MT_LIT("]"), MT_DIM);
        part.from = end;
        ends->open.n--;
    }
    mt_flow_put(page->flow, words(page, part),
                ends->open.n ? MT_MARKED : MT_PLAIN);
}

/* Writes a line of the article; *next is the first mark that may be in it. */
static void put_line(struct page *page, mt_span line, size_t *next)
{
    struct ends ends = { 0 };
    uint32_t at = line.from;

    for (; *next < page->marks.n; ++*next) {
        const struct mark *mark = &page->marks.v[*next];

        if (mark->span.from >= line.to)
            break;
        if (mark->span.from < at || mark->span.to > line.to)
            continue;
        put_marked(page, &ends, (mt_span){ at, mark->span.from });
        at = mark->span.from;
        open_mark(page, &ends, mark);
    }
    put_marked(page, &ends, (mt_span){ at, line.to });
}

void mt_evidence_put(const struct mt_result *result, struct mt_flow *flow)
{
    struct page page = { .result = result,
                         .article = &result->article,
                         .arena = mt_arena_new(),
                         .flow = flow };
    size_t next = 0;

    collect_marks(&page);
    flow->indent = NUMBER;
    for (size_t i = 0; i < page.article->line_count; i++) {
        mt_flow_glue(flow, mt_arena_printf(page.arena, "%3zu", i + 1), MT_DIM);
        mt_flow_tab(flow, NUMBER);
        put_line(&page, page.article->lines[i].span, &next);
        mt_flow_end(flow);
    }
    mt_arena_free(page.arena);
}
