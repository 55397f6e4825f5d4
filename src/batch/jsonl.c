/* SPDX-License-Identifier: MIT */
#include "batch/jsonl.h"

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>

#include "base/err.h"
#include "base/str.h"

static const struct key {
    const char *name;
    size_t offset;
} keys[] = {
    { "id", offsetof(struct mt_jsonl, id) },
    { "url", offsetof(struct mt_jsonl, url) },
    { "published", offsetof(struct mt_jsonl, published) },
    { "html", offsetof(struct mt_jsonl, html) },
    { "text", offsetof(struct mt_jsonl, text) },
    { "path", offsetof(struct mt_jsonl, path) },
    { "ref", offsetof(struct mt_jsonl, ref) },
    { "context", offsetof(struct mt_jsonl, context) },
    { "direction", offsetof(struct mt_jsonl, direction) },
};

static enum mt_status read_key(const json_t *root, const struct key *key,
                               struct mt_jsonl *out, struct mt_err *err)
{
    const json_t *value = json_object_get(root, key->name);
    mt_str *to = (mt_str *)(void *)((char *)out + key->offset);

    if (!value || json_is_null(value))
        return MT_OK;
    if (to == &out->id && json_is_integer(value)) {
        snprintf(out->number, sizeof out->number, "%" JSON_INTEGER_FORMAT,
                 json_integer_value(value));
        *to = mt_str_c(out->number);
        return MT_OK;
    }
    if (!json_is_string(value))
        return mt_fail(err, MT_ERR_BAD_INPUT,
                       "\"%s\" is no string; put it in quotes", key->name);
    *to = (mt_str){ json_string_value(value), json_string_length(value) };
    return MT_OK;
}

enum mt_status mt_jsonl_check_page(const struct mt_jsonl *line,
                                   struct mt_err *err)
{
    mt_when when;

    if (!line->html.p && !line->text.p && !line->path.p && !line->url.n)
        return mt_fail(err, MT_ERR_BAD_INPUT,
                       "nothing to read in this line; give it \"html\", "
                       "\"text\", \"path\" or \"url\"");
    if (line->published.n && !mt_when_parse(line->published, &when))
        return mt_fail(err, MT_ERR_BAD_INPUT,
                       "\"published\" is no date: %.*s; write it as "
                       "2024-05-22 or 2024-05-22T06:00+09:00",
                       (int)(line->published.n < 40 ? line->published.n : 40),
                       line->published.p);
    return MT_OK;
}

enum mt_status mt_jsonl_read(mt_str line, struct mt_jsonl *out,
                             struct mt_err *err)
{
    enum mt_status status = MT_OK;
    json_error_t error;

    *out = (struct mt_jsonl){ .root = NULL };
    out->root = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, &error);
    if (!out->root)
        return mt_fail(err, MT_ERR_BAD_INPUT,
                       "broken JSON: %s; write one object a line",
                       json_error_code(&error) == json_error_null_character
                           ? "a NUL in a string"
                           : error.text);
    if (!json_is_object(out->root))
        status = mt_fail(err, MT_ERR_BAD_INPUT,
                         "no JSON object; write {\"id\", \"url\", \"text\"} in "
                         "one line");
    for (size_t i = 0; status == MT_OK && i < sizeof keys / sizeof *keys; i++)
        status = read_key(out->root, &keys[i], out, err);
    if (status != MT_OK)
        mt_jsonl_release(out);
    return status;
}

void mt_jsonl_release(struct mt_jsonl *out)
{
    json_decref(out->root);
    *out = (struct mt_jsonl){ .root = NULL };
}
