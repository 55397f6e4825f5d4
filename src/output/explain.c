/* SPDX-License-Identifier: MIT */
#include "output/explain.h"

#include "base/arena.h"
#include "base/date.h"
#include "output/evidence.h"
#include "output/json.h"

enum {
    WIDEST = 100,
    FIELD = 4,  /* columns before the name of a field */
    VALUE = 26, /* before its value */
    QUOTES_MOST = 4,
    PASSED_MOST = 8,
};

struct page {
    const struct mt_result *result;
    const struct mt_article *article;
    struct mt_arena *arena;
    struct mt_flow flow;
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

/* ---------------------------------------------------------------- head -- */

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
    put_reason(page, o->cause != MT_CAUSE_NONE, "a cause", "no cause");
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

/* The same words once more in a line? */
static bool repeats(const struct page *page, const struct mt_mention *a,
                    const struct mt_mention *b)
{
    return a && line_of(page, a->span.from) == line_of(page, b->span.from) &&
           mt_str_eq(words(page, a->span), words(page, b->span));
}

/* Words of failure that no record rests on. */
static void put_untold(struct page *page)
{
    const struct mt_result *result = page->result;
    const struct mt_mention *last = NULL;
    size_t n = 0;

    for (size_t i = 0; i < result->mention_count && n < PASSED_MOST; i++) {
        const struct mt_mention *m = &result->mentions[i];

        if (m->kind != MT_MENTION_SYMPTOM || !m->reading ||
            is_told(page, m->span) || repeats(page, last, m))
            continue;
        last = m;
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

    put_head(&page);
    mt_evidence_put(result, &page.flow);
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
