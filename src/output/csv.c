/* SPDX-License-Identifier: MIT */
#include "output/csv.h"

#include "base/str.h"

/* A column shows one key of the record or, with in, of the object there. */
static const struct column {
    const char *title, *in, *key;
} columns[] = {
    { "id", NULL, "id" },
    { "article_id", "article", "id" },
    { "source", "article", "source" },
    { "url", "article", "url" },
    { "publisher", "article", "publisher" },
    { "title", "article", "title" },
    { "published", "article", "published" },
    { "services", NULL, "services" },
    { "service_ids", NULL, "service_ids" },
    { "operator", NULL, "operator" },
    { "sector", NULL, "sector" },
    { "start", NULL, "start" },
    { "start_approx", NULL, "start_approx" },
    { "end", NULL, "end" },
    { "end_approx", NULL, "end_approx" },
    { "duration_minutes", NULL, "duration_minutes" },
    { "duration_minutes_max", NULL, "duration_minutes_max" },
    { "duration_approx", NULL, "duration_approx" },
    { "duration_stated", NULL, "duration_stated" },
    { "duration_bound", NULL, "duration_bound" },
    { "functions", NULL, "functions" },
    { "symptoms", NULL, "symptoms" },
    { "platforms", NULL, "platforms" },
    { "scope", NULL, "scope" },
    { "regions", NULL, "regions" },
    { "cause", NULL, "cause" },
    { "cause_text", NULL, "cause_text" },
    { "cause_certainty", NULL, "cause_certainty" },
    { "cause_excluded", NULL, "cause_excluded" },
    { "third_party", NULL, "third_party" },
    { "status", NULL, "status" },
    { "affected", NULL, "affected" },
    { "primary", NULL, "primary" },
    { "confidence", NULL, "confidence" },
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static void put_scalar(const json_t *value, struct mt_buf *cell)
{
    if (json_is_string(value))
        mt_buf_put(cell, (mt_str){ json_string_value(value),
                                   json_string_length(value) });
    else if (json_is_integer(value))
        mt_buf_printf(cell, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (json_is_real(value))
        mt_buf_printf(cell, "%.15g", json_real_value(value));
    else if (json_is_boolean(value))
        mt_buf_put(cell, mt_str_c(json_is_true(value) ? "true" : "false"));
}

/* {"value":300,"unit":"명","what":"이용자",...} -> "이용자 300명" */
static void put_affected(const json_t *item, struct mt_buf *cell)
{
    const json_t *what = json_object_get(item, "what");

    put_scalar(what, cell);
    if (json_is_string(what))
        mt_buf_putc(cell, ' ');
    put_scalar(json_object_get(item, "value"), cell);
    put_scalar(json_object_get(item, "unit"), cell);
}

static void put_value(const json_t *value, struct mt_buf *cell)
{
    size_t n = json_array_size(value);

    if (!json_is_array(value))
        put_scalar(value, cell);
    for (size_t i = 0; i < n; i++) {
        const json_t *item = json_array_get(value, i);

        if (i > 0)
            mt_buf_put(cell, MT_LIT("; "));
        if (json_is_object(item))
            put_affected(item, cell);
        else
            put_scalar(item, cell);
    }
}

static bool is_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

/* =1+1, +82, -5, @SUM: what a spreadsheet would compute. */
static bool is_formula(mt_str cell)
{
    return cell.n && is_one_of(cell.p[0], "=+-@\t\r");
}

static void put_cell_csv(mt_str cell, struct mt_buf *out)
{
    bool quote = false;

    for (size_t i = 0; i < cell.n; i++)
        quote |= is_one_of(cell.p[i], ",\"\r\n");
    if (quote)
        mt_buf_putc(out, '"');
    if (is_formula(cell))
        mt_buf_putc(out, '\'');
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.p[i] == '"')
            mt_buf_putc(out, '"');
        mt_buf_putc(out, cell.p[i]);
    }
    if (quote)
        mt_buf_putc(out, '"');
}

static void put_cell_tsv(mt_str cell, struct mt_buf *out)
{
    if (is_formula(cell))
        mt_buf_putc(out, '\'');
    for (size_t i = 0; i < cell.n; i++)
        mt_buf_putc(out, is_one_of(cell.p[i], "\t\r\n") ? ' ' : cell.p[i]);
}

static void put_cell(enum mt_csv kind, size_t column, mt_str cell,
                     struct mt_buf *out)
{
    if (column > 0)
        mt_buf_putc(out, kind == MT_CSV_TAB ? '\t' : ',');
    if (kind == MT_CSV_TAB)
        put_cell_tsv(cell, out);
    else
        put_cell_csv(cell, out);
    if (column == COLUMNS - 1)
        mt_buf_put(out, kind == MT_CSV_TAB ? MT_LIT("\n") : MT_LIT("\r\n"));
}

void mt_csv_head(enum mt_csv kind, struct mt_buf *out)
{
    for (size_t i = 0; i < COLUMNS; i++)
        put_cell(kind, i, mt_str_c(columns[i].title), out);
}

void mt_csv_row(enum mt_csv kind, const json_t *record, struct mt_buf *out)
{
    struct mt_buf cell = { 0 };

    for (size_t i = 0; i < COLUMNS; i++) {
        const struct column *c = &columns[i];
        const json_t *at = c->in ? json_object_get(record, c->in) : record;

        mt_buf_clear(&cell);
        put_value(json_object_get(at, c->key), &cell);
        put_cell(kind, i, mt_buf_str(&cell), out);
    }
    mt_buf_release(&cell);
}
