/* SPDX-License-Identifier: MIT */
/* One line of JSON lines. */
#ifndef MT_BATCH_JSONL_H
#define MT_BATCH_JSONL_H

#include "meoktong.h"

/* {"id":..., "url":..., "published":..., "html"|"text"|"path":...}, and for
 * times {"id":..., "text":..., "ref":..., "context":..., "direction":...}:
 * what is null or not there is empty. */
struct mt_jsonl {
    struct json_t *root; /* owns the strings */
    mt_str id, url, published, html, text, path, ref, context, direction;
    char number[24]; /* an id that is a whole number, as text */
};

/* BAD_INPUT if the line is no such object. *out must stay where it is. */
enum mt_status mt_jsonl_read(mt_str line, struct mt_jsonl *out,
                             struct mt_err *err);
/* BAD_INPUT unless the line leads to a page and its date is one. */
enum mt_status mt_jsonl_check_page(const struct mt_jsonl *line,
                                   struct mt_err *err);
void mt_jsonl_release(struct mt_jsonl *out);

#endif
