/* SPDX-License-Identifier: MIT */
#include "page/state.h"

#include <jansson.h>

#include "base/buf.h"
#include "base/utf8.h"

enum {
    DEPTH = 64,             /* levels of JSON that are looked into */
    VALUES = 20000,         /* values of one document that are looked at */
    STATE = 4 * 1024 * 1024, /* bytes of one script that are parsed */
    PROSE = 60,             /* bytes of a string that may be text */
    TEXT = 200,             /* bytes of text that make an article */
};

/* Visits the values of a JSON document, a parent before its children. */
struct visit {
    json_t *value;
    const char *key; /* of its object; of the array's object in an array */
    size_t depth;
};

struct walker {
    struct frame {
        json_t *value;
        const char *key;
        void *iter;   /* of an object */
        size_t index; /* of an array */
    } frames[DEPTH];
    size_t depth, seen;
};

static void enter(struct walker *w, json_t *value, const char *key)
{
    if (w->depth < DEPTH && (json_is_object(value) || json_is_array(value)))
        w->frames[w->depth++] =
            (struct frame){ value, key, json_object_iter(value), 0 };
}

static bool next_value(struct walker *w, struct visit *out)
{
    while (w->depth && w->seen < VALUES) {
        struct frame *f = &w->frames[w->depth - 1];

        if (json_is_array(f->value) && f->index < json_array_size(f->value)) {
            out->value = json_array_get(f->value, f->index++);
            out->key = f->key;
        } else if (json_is_object(f->value) && f->iter) {
            out->value = json_object_iter_value(f->iter);
            out->key = json_object_iter_key(f->iter);
            f->iter = json_object_iter_next(f->value, f->iter);
        } else {
            w->depth--;
            continue;
        }
        out->depth = w->depth;
        w->seen++;
        enter(w, out->value, out->key);
        return true;
    }
    return false;
}

static mt_str string_of(const json_t *value)
{
    return json_is_string(value)
               ? (mt_str){ json_string_value(value), json_string_length(value) }
               : MT_LIT("");
}

static void set(mt_str *field, const json_t *value, struct mt_arena *arena)
{
    mt_str s = mt_str_trim(string_of(value));

    if (!field->n && s.n)
        *field = mt_arena_copy(arena, s);
}

/* -------------------------------------------------------------- parsing -- */

/* Strings of real pages have line feeds and tabs in them: they become blanks.
 * Comments and CDATA signs about the JSON are left out. */
static json_t *parse(mt_str s)
{
    struct mt_buf buf = { 0 };
    json_t *json;
    size_t from = 0;

    while (from < s.n && s.p[from] != '{' && s.p[from] != '[')
        from++;
    if (from == s.n || s.n > STATE)
        return NULL;
    mt_buf_put(&buf, mt_str_sub(s, from, s.n));
    for (size_t i = 0; i < buf.n; i++)
        if ((unsigned char)buf.p[i] < ' ')
            buf.p[i] = ' ';
    json = json_loadb(buf.p, buf.n, JSON_DISABLE_EOF_CHECK, NULL);
    mt_buf_release(&buf);
    return json;
}

/* The string behind "key": in JSON that can't be parsed as a whole. */
static void scan(mt_str s, const char *key, mt_str *field,
                 struct mt_arena *arena)
{
    mt_str name = mt_arena_printf(arena, "\"%s\"", key);
    size_t at = mt_str_find(s, name) + name.n, end;

    if (field->n || at >= s.n)
        return;
    while (at < s.n && (mt_is_space(s.p[at]) || s.p[at] == ':'))
        at++;
    if (at == s.n || s.p[at] != '"')
        return;
    for (end = ++at; end < s.n && s.p[end] != '"' && s.p[end] != '\n';)
        end += s.p[end] == '\\' ? 2 : 1;
    *field = mt_str_trim(mt_str_sub(s, at, end));
}

/* -------------------------------------------------------------- JSON-LD -- */

static bool is_article_type(const json_t *type)
{
    mt_str s = string_of(json_is_array(type) ? json_array_get(type, 0) : type);

    return mt_str_has(s, MT_LIT("Article")) ||
           mt_str_has(s, MT_LIT("Posting")) || mt_str_has(s, MT_LIT("Report"));
}

static void see_author(json_t *author, struct mt_arena *arena,
                       struct mt_state_data *out)
{
    const json_t *name = author;

    if (json_is_object(author))
        name = json_object_get(author, "name");
    if (json_is_array(name))
        name = json_array_get(name, 0);
    if (out->author_count < MT_STATE_AUTHORS && string_of(name).n)
        set(&out->authors[out->author_count++], name, arena);
}

static void see_article(const json_t *object, struct mt_arena *arena,
                        struct mt_state_data *out)
{
    json_t *author = json_object_get(object, "author");
    const json_t *section = json_object_get(object, "articleSection");

    set(&out->headline, json_object_get(object, "headline"), arena);
    set(&out->published, json_object_get(object, "datePublished"), arena);
    set(&out->modified, json_object_get(object, "dateModified"), arena);
    set(&out->body, json_object_get(object, "articleBody"), arena);
    set(&out->section, json_is_array(section) ? json_array_get(section, 0)
                                              : section,
        arena);
    set(&out->publisher,
        json_object_get(json_object_get(object, "publisher"), "name"), arena);
    if (out->author_count)
        return;
    if (json_is_array(author))
        for (size_t i = 0; i < json_array_size(author); i++)
            see_author(json_array_get(author, i), arena, out);
    else
        see_author(author, arena, out);
}

static void see_ld(mt_str script, struct mt_arena *arena,
                   struct mt_state_data *out)
{
    json_t *json = parse(script), *top = json_pack("[o?]", json);
    struct walker walker = { 0 };
    struct visit visit;

    if (!json) {
        scan(script, "headline", &out->headline, arena);
        scan(script, "datePublished", &out->published, arena);
        scan(script, "dateModified", &out->modified, arena);
        json_decref(top);
        return;
    }
    enter(&walker, top, "");
    while (next_value(&walker, &visit))
        if (json_is_object(visit.value) &&
            is_article_type(json_object_get(visit.value, "@type")))
            see_article(visit.value, arena, out);
    json_decref(top);
}

void mt_state_ld(const struct mt_tree *tree, struct mt_arena *arena,
                 struct mt_state_data *out)
{
    for (size_t i = 0; i < tree->scripts.n; i++) {
        const struct mt_node *script = tree->scripts.v[i];

        if (mt_str_eq_nocase(mt_attr_find(script->attrs, MT_LIT("type")),
                             MT_LIT("application/ld+json")))
            see_ld(script->text, arena, out);
    }
}

/* ----------------------------------------------------------- page state -- */

/* Keys under which pages keep the text of an article. */
static bool is_text_key(const char *key)
{
    static const char *const keys[] = {
        "content", "contents", "contentHtml", "articleBody", "body", "text",
        "html", "bodyHtml", "articleContent", "news_content", "rawContent",
        "content_html", "description_html", "newsContent", "article_body",
        "bodyText", "newsBody", "contentBody", "cont", "viewContent",
    };

    for (size_t i = 0; key && i < sizeof keys / sizeof *keys; i++)
        if (strcmp(key, keys[i]) == 0)
            return true;
    return false;
}

/* How much Korean prose a string has: bytes, if it has some at all. */
static size_t prose_of(const json_t *value, const char *key)
{
    mt_str s = string_of(value);

    return s.n >= PROSE && is_text_key(key) &&
                   (mt_str_has(s, MT_LIT("다")) || mt_str_has(s, MT_LIT(". ")))
               ? s.n
               : 0;
}

static size_t prose_in(json_t *top)
{
    struct walker walker = { 0 };
    struct visit visit;
    size_t prose = 0;

    enter(&walker, top, "");
    while (next_value(&walker, &visit))
        prose += prose_of(visit.value, visit.key);
    return prose;
}

/* The value within top that holds nearly all its prose. */
static json_t *densest(json_t *top)
{
    for (size_t depth = 0; depth < DEPTH; depth++) {
        size_t all = prose_in(top), most = 0;
        json_t *best = NULL, *value;
        const char *key;
        size_t i;

        if (json_is_array(top)) {
            json_array_foreach(top, i, value)
                if (prose_in(value) > most) {
                    most = prose_in(value);
                    best = value;
                }
        } else {
            json_object_foreach(top, key, value)
                if (prose_in(value) > most) {
                    most = prose_in(value);
                    best = value;
                }
        }
        if (!best || most * 10 < all * 7)
            return top;
        top = best;
    }
    return top;
}

/* The strings of a value as paragraphs. */
static mt_str gather(json_t *top, struct mt_arena *arena)
{
    struct walker walker = { 0 };
    struct visit visit;
    struct mt_buf buf = { 0 };
    mt_str out;

    enter(&walker, top, "");
    while (next_value(&walker, &visit))
        if (is_text_key(visit.key) && string_of(visit.value).n > 1) {
            mt_buf_put(&buf, MT_LIT("<p>"));
            mt_buf_put(&buf, string_of(visit.value));
            mt_buf_put(&buf, MT_LIT("</p>\n"));
        }
    out = mt_arena_copy(arena, mt_buf_str(&buf));
    mt_buf_release(&buf);
    return out;
}

/* What Arc keeps beside the text. */
static void see_arc(const json_t *json, struct mt_arena *arena,
                    struct mt_state_data *out)
{
    const json_t *by = json_object_get(json_object_get(json, "credits"), "by");

    set(&out->headline,
        json_object_get(json_object_get(json, "headlines"), "basic"), arena);
    set(&out->published, json_object_get(json, "first_publish_date"), arena);
    set(&out->modified, json_object_get(json, "last_updated_date"), arena);
    for (size_t i = 0; i < json_array_size(by); i++)
        see_author(json_array_get(by, i), arena, out);
}

static void see_state(mt_str script, struct mt_arena *arena, mt_str *best,
                      struct mt_state_data *out)
{
    json_t *json = parse(script), *found;
    mt_str body;

    if (!json)
        return;
    found = densest(json);
    body = gather(found, arena);
    if (prose_in(found) >= TEXT && body.n > best->n) {
        *best = body;
        see_arc(json, arena, out);
    }
    json_decref(json);
}

/* The object that is assigned to a name in a script: Fusion.globalContent={} */
static mt_str assigned(mt_str script, mt_str name)
{
    size_t at = mt_str_find(script, name) + name.n;

    if (at >= script.n)
        return MT_LIT("");
    while (at < script.n && (mt_is_space(script.p[at]) || script.p[at] == '='))
        at++;
    return at < script.n && (script.p[at] == '{' || script.p[at] == '[')
               ? mt_str_sub(script, at, script.n)
               : MT_LIT("");
}

/* What self.__next_f.push([1,"..."]) carries, appended to text. */
static void see_flight(mt_str script, struct mt_buf *text)
{
    mt_str call = MT_LIT("__next_f.push(");
    size_t at;

    while ((at = mt_str_find(script, call)) < script.n) {
        json_t *chunk;
        mt_str part;

        script = mt_str_sub(script, at + call.n, script.n);
        chunk = json_loadb(script.p, script.n, JSON_DISABLE_EOF_CHECK, NULL);
        part = string_of(json_array_get(chunk, 1));
        if (text->n < STATE)
            mt_buf_put(text, part);
        json_decref(chunk);
    }
}

/* A row of flight data, "1a:{...}" or "1a:T4f3,text", that has prose. */
static void see_flight_text(mt_str flight, struct mt_arena *arena,
                            mt_str *best)
{
    static const char *const keys[] = { "\"contentHtml\":", "\"articleBody\":",
                                        "\"content\":", "\"body\":" };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        mt_str rest = flight, key = mt_str_c(keys[i]);
        size_t at;

        while ((at = mt_str_find(rest, key)) < rest.n) {
            json_t *value;

            rest = mt_str_sub(rest, at + key.n, rest.n);
            mt_str_take(&rest, MT_LIT(" "));
            if (!rest.n || rest.p[0] != '"')
                continue;
            value = json_loadb(rest.p, rest.n,
                               JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK, NULL);
            if (string_of(value).n > best->n && string_of(value).n >= TEXT &&
                mt_str_has(string_of(value), MT_LIT("다")))
                *best = mt_arena_copy(arena, string_of(value));
            json_decref(value);
        }
    }
}

/* Rows "id:Tlength,text" hold long strings by themselves. */
static void see_flight_rows(mt_str flight, struct mt_arena *arena,
                            mt_str *best)
{
    mt_str sign = MT_LIT(":T");
    size_t at;

    while ((at = mt_str_find(flight, sign)) < flight.n) {
        size_t n = 0, i;

        flight = mt_str_sub(flight, at + sign.n, flight.n);
        for (i = 0; i < flight.n && i < 6; i++) {
            char c = flight.p[i];

            if (mt_is_digit(c))
                n = n * 16 + (size_t)(c - '0');
            else if (c >= 'a' && c <= 'f')
                n = n * 16 + (size_t)(c - 'a' + 10);
            else
                break;
        }
        if (i == 0 || i == flight.n || flight.p[i] != ',' || n < TEXT)
            continue;
        if (n > best->n && mt_str_has(mt_str_sub(flight, i + 1, i + 1 + n),
                                      MT_LIT("다")))
            *best = mt_arena_copy(arena, mt_str_sub(flight, i + 1, i + 1 + n));
        flight = mt_str_sub(flight, i + 1 + n, flight.n);
    }
}

mt_str mt_state_body(const struct mt_tree *tree, struct mt_arena *arena,
                     struct mt_state_data *out)
{
    static const char *const names[] = { "Fusion.globalContent",
                                         "__INITIAL_STATE__",
                                         "__PRELOADED_STATE__", "__NUXT__",
                                         "__APOLLO_STATE__" };
    struct mt_buf flight = { 0 };
    mt_str best = { NULL, 0 }, found;

    for (size_t i = 0; i < tree->scripts.n; i++) {
        const struct mt_node *script = tree->scripts.v[i];
        mt_str type = mt_attr_find(script->attrs, MT_LIT("type"));

        if (mt_str_eq_nocase(type, MT_LIT("application/json")))
            see_state(script->text, arena, &best, out);
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            found = assigned(script->text, mt_str_c(names[k]));
            if (found.n)
                see_state(found, arena, &best, out);
        }
        see_flight(script->text, &flight);
    }
    if (flight.n) {
        see_flight_text(mt_buf_str(&flight), arena, &best);
        see_flight_rows(mt_buf_str(&flight), arena, &best);
    }
    mt_buf_release(&flight);
    if (!best.n)
        best = out->body;
    return best;
}
