/* SPDX-License-Identifier: MIT */
/* Records and articles as JSON: the keys in the order of the schema. */
#ifndef MT_OUTPUT_JSON_H
#define MT_OUTPUT_JSON_H

#include <jansson.h>

#include "base/buf.h"

/* What all records of one article share. The article must outlive it. */
struct mt_json;

struct mt_json *mt_json_new(const struct mt_article *article);
void mt_json_free(struct mt_json *json);

/* All give a new reference, never NULL. */

/* The outage record. */
json_t *mt_json_outage(struct mt_json *json, const struct mt_outage *outage);
/* {"record":"article","article":{...}} with the body's text. */
json_t *mt_json_article(const struct mt_json *json);
/* The same with all lines as text, and what was found in them: mentions and
 * outages; none of either if result is NULL. */
json_t *mt_json_full(struct mt_json *json, const struct mt_result *result);
/* {"record":"error","source":...,"error":"too-large","message":...} */
json_t *mt_json_error(mt_str source, const struct mt_err *err);

enum mt_json_style {
    MT_JSON_LINE,   /* all in one line, without line feed */
    MT_JSON_PRETTY, /* indented, each line by two blanks more */
};

/* Appends the text of value, and drops the reference. */
void mt_json_write(json_t *value, enum mt_json_style style, struct mt_buf *out);

#endif
