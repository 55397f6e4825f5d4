/* SPDX-License-Identifier: MIT */
#include "output/json.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "output/names.h"
#include "output/points.h"
#include "output/quote.h"

struct mt_json {
    const struct mt_article *article;
    struct mt_points_map points;
    char sha256[65]; /* of the text; "" until it is asked for */
    json_t *head; /* "article" of every outage record; made when needed */
};

/* All text is valid and no key is NULL, so that jansson refuses a value for
 * one reason alone: memory ran out. mt_alloc says so and ends the process. */
static json_t *sure(json_t *value)
{
    if (!value)
        mt_alloc(PTRDIFF_MAX);
    return value;
}

static void put(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, sure(value)) != 0)
        mt_alloc(PTRDIFF_MAX);
}

static void add(json_t *array, json_t *value)
{
    if (json_array_append_new(array, sure(value)) != 0)
        mt_alloc(PTRDIFF_MAX);
}

/* Names of files and ids come from outside and may be no UTF-8. */
static json_t *mended(mt_str s)
{
    struct mt_buf buf = { 0 };
    json_t *value;
    uint32_t cp;

    while (mt_utf8_next(&s, &cp))
        mt_buf_put_cp(&buf, cp);
    value = json_stringn(buf.p, buf.n);
    mt_buf_release(&buf);
    return value;
}

static json_t *text(mt_str s)
{
    if (s.n == 0)
        return json_string("");
    return mt_utf8_valid(s) ? json_stringn(s.p, s.n) : mended(s);
}

static json_t *text_or_null(mt_str s)
{
    return s.n ? text(s) : json_null();
}

static json_t *name_or_null(const char *name)
{
    return name ? json_string(name) : json_null();
}

/* A whole number without ".0"; null for a negative one, which means none. */
static json_t *number(double value)
{
    if (!(value >= 0 && value <= 9007199254740992.0))
        return json_null();
    if ((double)(json_int_t)value == value)
        return json_integer((json_int_t)value);
    return json_real(value);
}

/* 0..1 in thousandths: finer would only look like more knowledge. */
static json_t *share(double value)
{
    double cut = value >= 0 ? (value <= 1 ? value : 1) : 0;

    return number((double)(int)(cut * 1000 + 0.5) / 1000);
}

/* A clock of unknown zone is no moment, so that only its day is told; the
 * 24시 that ends a day is 00:00 of the next. */
static json_t *when_or_null(mt_when when)
{
    char out[MT_WHEN_SIZE];

    if (when.year == 0)
        return json_null();
    if (when.floating)
        when = mt_when_cut(when, MT_PRECISION_DAY);
    if (when.hour == 24)
        when = mt_when_add_minutes(when, 0);
    mt_when_format(when, out);
    return out[0] ? json_string(out) : json_null();
}

static json_t *texts(mt_strs list)
{
    json_t *array = sure(json_array());

    for (size_t i = 0; i < list.n; i++)
        add(array, text(list.v[i]));
    return array;
}

static json_t *span(const struct mt_json *json, mt_span bytes)
{
    mt_span points = mt_points_map_span(&json->points, bytes);

    return json_pack("[ii]", (int)points.from, (int)points.to);
}

/* ------------------------------------------------------------- article -- */

struct mt_json *mt_json_new(const struct mt_article *article)
{
    struct mt_json *json = mt_alloc(sizeof *json);

    json->article = article;
    mt_points_map_init(&json->points, article->text);
    return json;
}

void mt_json_free(struct mt_json *json)
{
    if (!json)
        return;
    json_decref(json->head);
    mt_points_map_release(&json->points);
    free(json);
}

static json_t *digest(struct mt_json *json)
{
    if (!json->sha256[0])
        mt_sha256(json->article->text, json->sha256);
    return json_string(json->sha256);
}

/* Nothing for the many that have none. */
static void put_flags(json_t *object, const struct mt_article *a)
{
    json_t *array = a->flags ? sure(json_array()) : NULL;

    for (unsigned flag = 1; flag && flag <= a->flags; flag <<= 1)
        if (a->flags & flag)
            add(array, json_string(mt_flag_name((enum mt_flag)flag)));
    if (array)
        put(object, "flags", array);
}

/* The article as outage records carry it; one object for all of them. */
static json_t *article_head(struct mt_json *json)
{
    const struct mt_article *a = json->article;

    if (!json->head) {
        json_t *head = json->head = sure(json_object());

        put(head, "id", json_string(a->id));
        put(head, "source", text(a->source));
        put(head, "url", text_or_null(a->url));
        put(head, "publisher", text_or_null(a->publisher));
        put(head, "title", text_or_null(a->title));
        put(head, "published", when_or_null(a->published));
        put(head, "modified", when_or_null(a->modified));
        put(head, "byline", texts(a->byline));
        put(head, "text_sha256", digest(json));
        put_flags(head, a);
    }
    return json_incref(json->head);
}

static json_t *captions(const struct mt_article *a)
{
    json_t *array = sure(json_array());

    for (size_t i = 0; i < a->line_count; i++)
        if (a->lines[i].kind == MT_LINE_CAPTION)
            add(array, text(mt_str_at(a->text, a->lines[i].span)));
    return array;
}

/* All that is known of an article. whole: text is every line, else the body
 * alone. */
static json_t *article_object(const struct mt_json *json, bool whole)
{
    const struct mt_article *a = json->article;
    json_t *object = sure(json_object());

    put(object, "source", text(a->source));
    put(object, "id", json_string(a->id));
    put(object, "url", text_or_null(a->url));
    put(object, "publisher", text_or_null(a->publisher));
    put(object, "section", text_or_null(a->section));
    put(object, "title", text_or_null(a->title));
    put(object, "subtitles", texts(a->subtitles));
    put(object, "byline", texts(a->byline));
    put(object, "published", when_or_null(a->published));
    put(object, "modified", when_or_null(a->modified));
    put(object, "text", text(whole ? a->text : mt_str_at(a->text, a->body)));
    put(object, "captions", captions(a));
    put(object, "charset", text_or_null(a->charset));
    put(object, "status", json_string(mt_page_status_name(a->status)));
    put(object, "method", text_or_null(a->method));
    put(object, "confidence", share(a->confidence));
    put_flags(object, a);
    return object;
}

json_t *mt_json_article(const struct mt_json *json)
{
    json_t *record = sure(json_object());

    put(record, "record", json_string("article"));
    put(record, "article", article_object(json, false));
    return record;
}

static json_t *lines(const struct mt_json *json)
{
    const struct mt_article *a = json->article;
    json_t *array = sure(json_array());

    for (size_t i = 0; i < a->line_count; i++) {
        json_t *line = sure(json_object());

        put(line, "kind", json_string(mt_line_kind_name(a->lines[i].kind)));
        put(line, "span", span(json, a->lines[i].span));
        add(array, line);
    }
    return array;
}

static const char *const mention_kinds[MT_MENTION_KIND_COUNT] = {
    "service",  "organisation", "person", "place",   "time",
    "duration", "quantity",     "cause",  "symptom",
};

/* A time's value is text, a quantity's a number. */
static json_t *mention_value(const struct mt_mention *m)
{
    return m->kind == MT_MENTION_QUANTITY ? number(m->number)
                                          : text_or_null(m->value);
}

static json_t *mention(const struct mt_json *json, const struct mt_mention *m)
{
    json_t *object = sure(json_object());

    put(object, "kind", json_string(mention_kinds[m->kind]));
    put(object, "text", text(mt_str_at(json->article->text, m->span)));
    put(object, "span", span(json, m->span));
    put(object, "id", text_or_null(m->id));
    put(object, "name", text_or_null(m->name));
    put(object, "title", text_or_null(m->title));
    put(object, "affiliation", text_or_null(m->affiliation));
    put(object, "value", mention_value(m));
    put(object, "unit", text_or_null(m->unit));
    put(object, "reading", name_or_null(m->reading));
    return object;
}

json_t *mt_json_full(struct mt_json *json, const struct mt_result *result)
{
    json_t *record = sure(json_object());
    json_t *mentions = sure(json_array()), *outages = sure(json_array());
    json_t *object = article_object(json, true);

    put(object, "text_sha256", digest(json));
    put(object, "lines", lines(json));
    put(object, "body", span(json, json->article->body));
    for (size_t i = 0; result && i < result->mention_count; i++)
        add(mentions, mention(json, &result->mentions[i]));
    for (size_t i = 0; result && i < result->outage_count; i++)
        add(outages, mt_json_outage(json, &result->outages[i]));
    put(record, "record", json_string("article"));
    put(record, "article", object);
    put(record, "mentions", mentions);
    put(record, "outages", outages);
    return record;
}

/* -------------------------------------------------------------- outage -- */

static const char *function_name(int value)
{
    return mt_function_name((enum mt_function)value);
}

static const char *platform_name(int value)
{
    return mt_platform_name((enum mt_platform)value);
}

static const char *cause_name(int value)
{
    return mt_cause_name((enum mt_cause)value);
}

/* The names of the bits that are set, in the enumeration's order. */
static json_t *set(uint32_t bits, const char *(*name)(int))
{
    json_t *array = sure(json_array());

    for (int i = 0; i < 32; i++)
        if ((bits >> i & 1) && name(i))
            add(array, json_string(name(i)));
    return array;
}

static void put_times(json_t *record, const struct mt_outage *o)
{
    put(record, "start", when_or_null(o->start));
    put(record, "start_approx", json_boolean(o->start_approx));
    put(record, "end", when_or_null(o->end));
    put(record, "end_approx", json_boolean(o->end_approx));
    put(record, "duration_minutes", number(o->duration_minutes));
    put(record, "duration_minutes_max", number(o->duration_minutes_max));
    put(record, "duration_approx", json_boolean(o->duration_approx));
    put(record, "duration_stated", json_boolean(o->duration_stated));
    put(record, "duration_bound",
        name_or_null(mt_bound_name(o->duration_bound)));
}

static void put_cause(json_t *record, const struct mt_outage *o)
{
    put(record, "cause", name_or_null(mt_cause_name(o->cause)));
    put(record, "cause_text", text_or_null(o->cause_text));
    put(record, "cause_certainty",
        name_or_null(mt_certainty_name(o->cause_certainty)));
    put(record, "cause_excluded", set(o->cause_excluded, cause_name));
    put(record, "third_party", text_or_null(o->third_party));
}

static json_t *affected(const struct mt_outage *o)
{
    json_t *array = sure(json_array());

    for (size_t i = 0; i < o->affected_count; i++) {
        const struct mt_affected *a = &o->affected[i];
        json_t *item = sure(json_object());

        put(item, "value", number(a->value));
        put(item, "unit", text(a->unit));
        put(item, "what", text_or_null(a->what));
        put(item, "approx", json_boolean(a->approx));
        add(array, item);
    }
    return array;
}

static json_t *claims(const struct mt_outage *o)
{
    json_t *array = sure(json_array());

    for (size_t i = 0; i < o->claim_count; i++) {
        json_t *item = sure(json_object());

        put(item, "count", json_integer(o->claims[i].count));
        put(item, "period", when_or_null(o->claims[i].period));
        put(item, "service", text_or_null(o->claims[i].service));
        add(array, item);
    }
    return array;
}

static json_t *conflicts(const struct mt_outage *o)
{
    json_t *array = sure(json_array());

    for (size_t i = 0; i < o->conflict_count; i++) {
        mt_str values[] = { o->conflicts[i].kept, o->conflicts[i].other };
        json_t *item = sure(json_object());

        put(item, "field", json_string(o->conflicts[i].field));
        put(item, "values", texts((mt_strs){ values, 2 }));
        add(array, item);
    }
    return array;
}

static json_t *evidence(const struct mt_json *json, const struct mt_outage *o)
{
    json_t *array = sure(json_array());

    for (size_t i = 0; i < o->evidence_count; i++) {
        const struct mt_evidence *e = &o->evidence[i];
        json_t *item = sure(json_object());

        put(item, "field", json_string(e->field));
        put(item, "quote", text(mt_str_at(json->article->text, e->span)));
        put(item, "span", span(json, e->span));
        add(array, item);
    }
    return array;
}

json_t *mt_json_outage(struct mt_json *json, const struct mt_outage *o)
{
    json_t *record = sure(json_object());

    put(record, "schema", json_string(MT_SCHEMA));
    put(record, "record", json_string("outage"));
    put(record, "id", json_string(o->id));
    put(record, "article", article_head(json));
    put(record, "services", texts(o->services));
    put(record, "service_ids", texts(o->service_ids));
    put(record, "operator", text_or_null(o->operator_name));
    put(record, "sector", name_or_null(mt_sector_name(o->sector)));
    put_times(record, o);
    put(record, "functions", set(o->functions, function_name));
    put(record, "symptoms", texts(o->symptoms));
    put(record, "platforms", set(o->platforms, platform_name));
    put(record, "scope", name_or_null(mt_scope_name(o->scope)));
    put(record, "regions", texts(o->regions));
    put_cause(record, o);
    put(record, "status", name_or_null(mt_state_name(o->status)));
    put(record, "affected", affected(o));
    put(record, "claims", claims(o));
    put(record, "conflicts", conflicts(o));
    put(record, "primary", json_boolean(o->primary));
    put(record, "evidence", evidence(json, o));
    put(record, "confidence", share(o->confidence));
    return record;
}

json_t *mt_json_error(mt_str source, const struct mt_err *err)
{
    json_t *record = sure(json_object());

    put(record, "record", json_string("error"));
    put(record, "source", text(source));
    put(record, "error", json_string(mt_status_name(err->status)));
    put(record, "message", text(mt_str_c(err->message)));
    return record;
}

/* ------------------------------------------------------------- writing -- */

static int to_buf(const char *bytes, size_t n, void *data)
{
    mt_buf_put(data, (mt_str){ bytes, n });
    return 0;
}

/* The same with two blanks more after every line feed: jansson leaves none
 * inside a string. */
static int to_buf_indented(const char *bytes, size_t n, void *data)
{
    mt_str rest = { bytes, n }, line;
    bool first = true;

    while (mt_str_split(&rest, '\n', &line)) {
        if (!first)
            mt_buf_put(data, MT_LIT("\n  "));
        mt_buf_put(data, line);
        first = false;
    }
    return 0;
}

void mt_json_write(json_t *value, enum mt_json_style style, struct mt_buf *out)
{
    size_t flags = JSON_REAL_PRECISION(15);

    if (style == MT_JSON_PRETTY)
        json_dump_callback(value, to_buf_indented, out, flags | JSON_INDENT(2));
    else
        json_dump_callback(value, to_buf, out, flags | JSON_COMPACT);
    json_decref(value);
}

void mt_quote(mt_str s, struct mt_buf *out)
{
    json_t *value = sure(text(s));

    json_dump_callback(value, to_buf, out, JSON_ENCODE_ANY);
    json_decref(value);
}

static char *written(json_t *value)
{
    struct mt_buf out = { 0 };

    mt_json_write(value, MT_JSON_LINE, &out);
    return mt_buf_take(&out);
}

char *mt_outage_json(const struct mt_article *article,
                     const struct mt_outage *outage)
{
    struct mt_json *json = mt_json_new(article);
    char *out = written(mt_json_outage(json, outage));

    mt_json_free(json);
    return out;
}

char *mt_article_json(const struct mt_article *article)
{
    struct mt_json *json = mt_json_new(article);
    char *out = written(mt_json_article(json));

    mt_json_free(json);
    return out;
}
