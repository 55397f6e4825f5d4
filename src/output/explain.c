/* SPDX-License-Identifier: MIT */
#include "output/explain.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/date.h"
#include "output/flow.h"
#include "output/json.h"

enum {
    WIDEST = 100,
    NUMBER = 5, /* columns before a line of the article */
    FIELD = 4,  /* columns before the name of a field */
    VALUE = 26, /* before its value */
    QUOTES_MOST = 4,
    PASSED_MOST = 8,
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
    struct mt_flow flow;
    MT_VEC(struct mark) marks; /* by span, longer first */
};

static mt_str words(const struct page *page, mt_span span)
{
    return mt_str_at(page->article->text, span);
}

/* The number of the line that holds byte i, from 1. */
static size_t line_of(const struct page *page, size_t i)
{
    size_t lo = 0, hi = page->article->line_count;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (page->article->lines[mid].span.from <= i)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* -------------------------------------------------------------- article -- */

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

    mt_flow_glue(&page->flow,
                 mt_arena_printf(page->arena, "[%.*s", MT_FMT(mark->tag)),
                 MT_DIM);
    mt_flow_glue(&page->flow, MT_LIT(" "), MT_PLAIN);
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

        mt_flow_put(&page->flow, words(page, (mt_span){ part.from, end }),
                    MT_MARKED);
        mt_flow_glue(&page->flow, MT_LIT("]"), MT_DIM);
        part.from = end;
        ends->open.n--;
    }
    mt_flow_put(&page->flow, words(page, part),
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

static void put_article(struct page *page)
{
    struct mt_flow *flow = &page->flow;
    size_t next = 0;

    flow->indent = NUMBER;
    for (size_t i = 0; i < page->article->line_count; i++) {
        mt_flow_glue(flow, mt_arena_printf(page->arena, "%3zu", i + 1),
                     MT_DIM);
        mt_flow_tab(flow, NUMBER);
        put_line(page, page->article->lines[i].span, &next);
        mt_flow_end(flow);
    }
}

static void put_head(struct page *page)
{
    const struct mt_article *a = page->article;
    char published[MT_WHEN_SIZE];
    mt_str parts[] = { a->publisher, MT_LIT(""), a->source };

    mt_when_format(a->published, published);
    parts[1] = published[0] ? mt_str_c(published)
                            : MT_LIT("day of publication unknown");
    page->flow.indent = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].n)
            continue;
        if (page->flow.at || page->flow.width)
            mt_flow_put(&page->flow, MT_LIT(" · "), MT_DIM);
        mt_flow_put(&page->flow, parts[i], MT_DIM);
    }
    mt_flow_end(&page->flow);
}

/* -------------------------------------------------------------- records -- */

static void put_label(struct page *page, const char *label)
{
    page->flow.indent = VALUE;
    mt_flow_tab(&page->flow, FIELD);
    mt_flow_glue(&page->flow, mt_str_c(label), MT_DIM);
    mt_flow_tab(&page->flow, VALUE);
}

/* A string, a number or a list of them, as in the record. */
static void put_value(struct mt_flow *flow, const json_t *value)
{
    struct mt_buf text = { 0 };

    if (json_is_string(value))
        mt_buf_put(&text, (mt_str){ json_string_value(value),
                                    json_string_length(value) });
    else if (json_is_integer(value))
        mt_buf_printf(&text, "%" JSON_INTEGER_FORMAT,
                      json_integer_value(value));
    else if (json_is_real(value))
        mt_buf_printf(&text, "%.15g", json_real_value(value));
    mt_flow_put(flow, mt_buf_str(&text), MT_BOLD);
    mt_buf_release(&text);
}

static void put_values(struct mt_flow *flow, const json_t *value)
{
    if (!json_is_array(value))
        put_value(flow, value);
    for (size_t i = 0; i < json_array_size(value); i++) {
        mt_flow_put(flow, i ? MT_LIT(", ") : MT_LIT(""), MT_PLAIN);
        put_value(flow, json_array_get(value, i));
    }
}

/* "먹통이 됐다" (3) */
static void put_quote(struct page *page, mt_span span)
{
    mt_flow_put(&page->flow,
                mt_arena_printf(page->arena, "\"%.*s\" ",
                                MT_FMT(words(page, span))),
                MT_PLAIN);
    mt_flow_glue(&page->flow,
                 mt_arena_printf(page->arena, "(%zu)",
                                 line_of(page, span.from)),
                 MT_DIM);
}

/* All quotes of a field, behind lead; false if there are none. */
static bool put_quotes(struct page *page, const struct mt_outage *o,
                       const char *field, const char *lead)
{
    size_t n = 0;

    for (size_t i = 0; i < o->evidence_count; i++) {
        if (strcmp(o->evidence[i].field, field) != 0 || n++ >= QUOTES_MOST)
            continue;
        mt_flow_put(&page->flow, n == 1 ? mt_str_c(lead) : MT_LIT(", "),
                    MT_DIM);
        put_quote(page, o->evidence[i].span);
    }
    if (n > QUOTES_MOST)
        mt_flow_put(&page->flow,
                    mt_arena_printf(page->arena, ", %zu more",
                                    n - QUOTES_MOST),
                    MT_DIM);
    return n > 0;
}

/* The fields of a record that are values by themselves, and the keys that say
 * that they are approximate. */
static const struct {
    const char *key, *approx;
} fields[] = {
    { "services", NULL },        { "service_ids", NULL },
    { "operator", NULL },        { "sector", NULL },
    { "start", "start_approx" }, { "end", "end_approx" },
    { "duration_minutes", "duration_approx" },
    { "duration_minutes_max", "duration_approx" },
    { "duration_bound", NULL },  { "functions", NULL },
    { "symptoms", NULL },        { "platforms", NULL },
    { "scope", NULL },           { "regions", NULL },
    { "cause", NULL },           { "cause_text", NULL },
    { "cause_certainty", NULL }, { "cause_excluded", NULL },
    { "third_party", NULL },     { "status", NULL },
};

static bool is_said(const json_t *value)
{
    return value && !json_is_null(value) &&
           !(json_is_array(value) && json_array_size(value) == 0);
}

static void put_fields(struct page *page, const struct mt_outage *o,
                       const json_t *record)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const json_t *value = json_object_get(record, fields[i].key);
        const char *approx = fields[i].approx;

        if (!is_said(value))
            continue;
        put_label(page, fields[i].key);
        if (approx && json_is_true(json_object_get(record, approx)))
            mt_flow_glue(&page->flow, MT_LIT("~"), MT_BOLD);
        put_values(&page->flow, value);
        put_quotes(page, o, fields[i].key, " <- ");
        mt_flow_end(&page->flow);
    }
}

static void put_counts(struct page *page, const struct mt_outage *o)
{
    for (size_t i = 0; i < o->affected_count; i++) {
        const struct mt_affected *a = &o->affected[i];

        put_label(page, "affected");
        mt_flow_put(&page->flow,
                    mt_arena_printf(page->arena, "%s%.15g%.*s %.*s",
                                    a->approx ? "~" : "", a->value,
                                    MT_FMT(a->unit), MT_FMT(a->what)),
                    MT_BOLD);
        if (i == 0)
            put_quotes(page, o, "affected", " <- ");
        mt_flow_end(&page->flow);
    }
    for (size_t i = 0; i < o->claim_count; i++) {
        char period[MT_WHEN_SIZE];

        put_label(page, "claims");
        mt_when_format(o->claims[i].period, period);
        mt_flow_put(&page->flow,
                    mt_arena_printf(page->arena, "%d times in %s",
                                    o->claims[i].count, period),
                    MT_BOLD);
        if (i == 0)
            put_quotes(page, o, "claims", " <- ");
        mt_flow_end(&page->flow);
    }
}

/* ------------------------------------------------------------------ why -- */

/* What a reading that kept a mention out of the record means. */
static const struct {
    const char *reading;
    bool time;
    const char *why;
} passed[] = {
    { "weak", false, "seldom the one that fails" },
    { "means", false, "the means of something" },
    { "aside", false, "a source, a channel, another choice, or normal" },
    { "other", false, "another name is nearer to the failure" },
    { "other", true, "of something else than the failure" },
    { "partial", true, "an end that was not the last" },
    { "accident", true, "of what came before the failure" },
    { "current", true, "of the writing" },
};

static const char *why_passed(const struct mt_mention *m)
{
    bool time = m->kind == MT_MENTION_TIME || m->kind == MT_MENTION_DURATION;

    for (size_t i = 0; m->reading && i < sizeof passed / sizeof *passed; i++)
        if (passed[i].time == time &&
            strcmp(passed[i].reading, m->reading) == 0)
            return passed[i].why;
    return NULL;
}

/* Does the record rest on these words, or name what they name? */
static bool is_used(const struct mt_outage *o, const struct mt_mention *m)
{
    for (size_t i = 0; i < o->evidence_count; i++) {
        mt_span span = o->evidence[i].span;

        if (span.from < m->span.to && m->span.from < span.to &&
            strcmp(o->evidence[i].field, "symptoms") != 0)
            return true;
    }
    for (size_t i = 0; i < o->services.n; i++)
        if (m->name.n && mt_str_eq(o->services.v[i], m->name))
            return true;
    return m->name.n && mt_str_eq(o->operator_name, m->name);
}

/* Is one of its claims in the line? */
static bool claims_in(const struct page *page, const struct mt_outage *o,
                      size_t line)
{
    for (size_t i = 0; i < o->evidence_count; i++)
        if (strcmp(o->evidence[i].field, "symptoms") == 0 &&
            line_of(page, o->evidence[i].span.from) == line)
            return true;
    return false;
}

static void put_passed(struct page *page, const struct mt_outage *o)
{
    const struct mt_result *result = page->result;
    size_t n = 0;

    for (size_t i = 0; i < result->mention_count && n < PASSED_MOST; i++) {
        const struct mt_mention *m = &result->mentions[i];
        const char *why = why_passed(m);

        if (!why || is_used(o, m) ||
            !claims_in(page, o, line_of(page, m->span.from)))
            continue;
        put_label(page, n++ ? "" : "passed over");
        put_quote(page, m->span);
        mt_flow_put(&page->flow, MT_LIT(": "), MT_PLAIN);
        mt_flow_put(&page->flow, mt_str_c(why), MT_PLAIN);
        mt_flow_end(&page->flow);
    }
}

static void put_conflicts(struct page *page, const struct mt_outage *o)
{
    for (size_t i = 0; i < o->conflict_count; i++) {
        const struct mt_conflict *c = &o->conflicts[i];

        put_label(page, "conflict");
        mt_flow_put(&page->flow,
                    mt_arena_printf(page->arena,
                                    "%s: \"%.*s\" was kept, not \"%.*s\"",
                                    c->field, MT_FMT(c->kept),
                                    MT_FMT(c->other)),
                    MT_PLAIN);
        mt_flow_end(&page->flow);
    }
}

static void put_reason(struct page *page, bool good, const char *for_it,
                       const char *against)
{
    mt_flow_put(&page->flow, MT_LIT(", "), MT_PLAIN);
    mt_flow_put(&page->flow, mt_str_c(good ? for_it : against), MT_PLAIN);
}

static void put_confidence(struct page *page, const struct mt_outage *o)
{
    put_label(page, "confidence");
    mt_flow_put(&page->flow,
                mt_arena_printf(page->arena, "%.2f", o->confidence), MT_BOLD);
    put_reason(page, o->service_ids.n > 0, "a service of the tables",
               "no service of the tables");
    put_reason(page, mt_when_has_clock(o->start), "a start with its clock",
               o->start.year ? "a start without clock" : "no start");
    put_reason(page, o->duration_stated, "a stated duration",
               "no stated duration");
    if (o->conflict_count)
        put_reason(page, false, "", "conflicts");
    mt_flow_end(&page->flow);
}

static void put_why(struct page *page, const struct mt_outage *o)
{
    put_label(page, "claimed by");
    if (!put_quotes(page, o, "symptoms", ""))
        mt_flow_put(&page->flow, MT_LIT("no words of its own"), MT_PLAIN);
    mt_flow_end(&page->flow);
    put_passed(page, o);
    put_conflicts(page, o);
    put_confidence(page, o);
}

static void put_record(struct page *page, struct mt_json *json, size_t i)
{
    const struct mt_outage *o = &page->result->outages[i];
    json_t *record = mt_json_outage(json, o);

    page->flow.indent = FIELD;
    mt_flow_put(&page->flow, mt_arena_printf(page->arena, "[%zu] ", i + 1),
                MT_BOLD);
    put_values(&page->flow, json_object_get(record, "services"));
    mt_flow_put(&page->flow, o->primary ? MT_LIT(" (main)")
                                        : MT_LIT(" (background)"),
                MT_DIM);
    mt_flow_end(&page->flow);
    put_fields(page, o, record);
    put_counts(page, o);
    put_why(page, o);
    json_decref(record);
}

/* ---------------------------------------------------- words of no record -- */

static bool is_told(const struct page *page, mt_span span)
{
    for (size_t i = 0; i < page->result->outage_count; i++)
        if (claims_in(page, &page->result->outages[i],
                      line_of(page, span.from)))
            return true;
    return false;
}

static const char *why_untold(const char *reading)
{
    if (strcmp(reading, "refers") == 0)
        return "talked about, not said to happen";
    if (strcmp(reading, "unreal") == 0)
        return "feared, planned, denied, practised or prevented";
    return "said to happen, of no name that can fail";
}

/* Words of failure that no record rests on. */
static void put_untold(struct page *page)
{
    const struct mt_result *result = page->result;
    size_t n = 0;

    for (size_t i = 0; i < result->mention_count && n < PASSED_MOST; i++) {
        const struct mt_mention *m = &result->mentions[i];

        if (m->kind != MT_MENTION_SYMPTOM || !m->reading ||
            is_told(page, m->span))
            continue;
        put_label(page, n++ ? "" : "in no record");
        put_quote(page, m->span);
        mt_flow_put(&page->flow, MT_LIT(": "), MT_PLAIN);
        mt_flow_put(&page->flow, mt_str_c(why_untold(m->reading)), MT_PLAIN);
        mt_flow_end(&page->flow);
    }
}

void mt_explain_put(const struct mt_result *result,
                    struct mt_table_style style, struct mt_buf *out)
{
    struct page page = {
        .result = result,
        .article = &result->article,
        .arena = mt_arena_new(),
        .flow = { .out = out,
                  .columns = style.columns < WIDEST ? style.columns : WIDEST,
                  .color = style.color },
    };
    struct mt_json *json = mt_json_new(&result->article);

    collect_marks(&page);
    put_head(&page);
    put_article(&page);
    for (size_t i = 0; i < result->outage_count; i++) {
        mt_buf_putc(out, '\n');
        put_record(&page, json, i);
    }
    if (result->outage_count == 0)
        mt_buf_put(out, MT_LIT("\nno outage\n"));
    put_untold(&page);
    mt_json_free(json);
    mt_arena_free(page.arena);
}
