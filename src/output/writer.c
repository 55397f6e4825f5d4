/* SPDX-License-Identifier: MIT */
#include "output/writer.h"

#include "output/csv.h"
#include "output/explain.h"
#include "output/json.h"
#include "output/prose.h"

const char *mt_format_name(enum mt_format format)
{
    switch (format) {
    case MT_FORMAT_JSONL: return "jsonl";
    case MT_FORMAT_JSON: return "json";
    case MT_FORMAT_CSV: return "csv";
    case MT_FORMAT_TSV: return "tsv";
    case MT_FORMAT_TABLE: return "table";
    case MT_FORMAT_FULL: return "full";
    case MT_FORMAT_EXPLAIN: return "explain";
    case MT_FORMAT_TEXT: return "text";
    case MT_FORMAT_MARKDOWN: return "markdown";
    case MT_FORMAT_COUNT: break;
    }
    return "unknown";
}

static enum mt_status flush(struct mt_writer *writer, struct mt_err *err)
{
    enum mt_status status;

    if (!writer->sink)
        return MT_OK;
    status = mt_sink_put(writer->sink, mt_buf_str(&writer->buf), err);
    mt_buf_clear(&writer->buf);
    return status;
}

/* What parts two records, apart from the end of a line. */
static mt_str separator(enum mt_format format)
{
    switch (format) {
    case MT_FORMAT_JSON: return MT_LIT(",");
    case MT_FORMAT_TABLE: return MT_LIT("\n");
    case MT_FORMAT_EXPLAIN: return MT_LIT("\n\n");
    /* No article holds a form feed. */
    case MT_FORMAT_TEXT:
    case MT_FORMAT_MARKDOWN: return MT_LIT("\f\n");
    case MT_FORMAT_JSONL:
    case MT_FORMAT_CSV:
    case MT_FORMAT_TSV:
    case MT_FORMAT_FULL:
    case MT_FORMAT_COUNT: break;
    }
    return MT_LIT("");
}

static void put_separator(struct mt_writer *writer)
{
    if (writer->written++)
        mt_buf_put(&writer->buf, separator(writer->format));
}

/* Appends a record of JSON and drops the reference. */
static void put_json(struct mt_writer *writer, json_t *record)
{
    bool array = writer->format == MT_FORMAT_JSON;

    put_separator(writer);
    if (array)
        mt_buf_put(&writer->buf, MT_LIT("\n  "));
    mt_json_write(record, array ? MT_JSON_PRETTY : MT_JSON_LINE, &writer->buf);
    if (!array)
        mt_buf_putc(&writer->buf, '\n');
}

static void put_outage(struct mt_writer *writer, json_t *record)
{
    enum mt_csv kind =
        writer->format == MT_FORMAT_TSV ? MT_CSV_TAB : MT_CSV_COMMA;

    if (writer->format != MT_FORMAT_CSV && writer->format != MT_FORMAT_TSV) {
        put_json(writer, record);
        return;
    }
    put_separator(writer);
    mt_csv_row(kind, record, &writer->buf);
    json_decref(record);
}

enum mt_status mt_writer_begin(struct mt_writer *writer, struct mt_err *err)
{
    if (writer->format == MT_FORMAT_JSON)
        mt_buf_putc(&writer->buf, '[');
    if (writer->format == MT_FORMAT_CSV)
        mt_csv_head(MT_CSV_COMMA, &writer->buf);
    if (writer->format == MT_FORMAT_TSV)
        mt_csv_head(MT_CSV_TAB, &writer->buf);
    return flush(writer, err);
}

static void put_table(struct mt_writer *writer, const struct mt_result *result)
{
    if (result->outage_count == 0)
        return;
    put_separator(writer);
    mt_table_put(result, writer->table, &writer->buf);
}

enum mt_status mt_writer_result(struct mt_writer *writer,
                                const struct mt_result *result,
                                struct mt_err *err)
{
    bool full = writer->format == MT_FORMAT_FULL;

    if (writer->format == MT_FORMAT_TABLE) {
        put_table(writer, result);
    } else if (writer->format == MT_FORMAT_EXPLAIN) {
        put_separator(writer);
        mt_explain_put(result, writer->table, &writer->buf);
    } else if (full || result->outage_count) {
        struct mt_json *json = mt_json_new(&result->article);

        if (full)
            put_json(writer, mt_json_full(json, result));
        for (size_t i = 0; !full && i < result->outage_count; i++)
            put_outage(writer, mt_json_outage(json, &result->outages[i]));
        mt_json_free(json);
    }
    return flush(writer, err);
}

static void put_prose(struct mt_writer *writer, const struct mt_article *a)
{
    if (a->status != MT_PAGE_ARTICLE)
        return;
    put_separator(writer);
    if (writer->format == MT_FORMAT_TEXT)
        mt_prose_text(a, &writer->buf);
    else
        mt_prose_markdown(a, &writer->buf);
}

enum mt_status mt_writer_article(struct mt_writer *writer,
                                 const struct mt_article *article,
                                 struct mt_err *err)
{
    if (writer->format == MT_FORMAT_TEXT ||
        writer->format == MT_FORMAT_MARKDOWN) {
        put_prose(writer, article);
    } else {
        struct mt_json *json = mt_json_new(article);

        put_json(writer, writer->format == MT_FORMAT_FULL
                             ? mt_json_full(json, NULL)
                             : mt_json_article(json));
        mt_json_free(json);
    }
    return flush(writer, err);
}

enum mt_status mt_writer_error(struct mt_writer *writer, mt_str source,
                               const struct mt_err *cause, struct mt_err *err)
{
    put_json(writer, mt_json_error(source, cause));
    return flush(writer, err);
}

enum mt_status mt_writer_add(struct mt_writer *writer, mt_str records,
                             size_t n, struct mt_err *err)
{
    if (n && !writer->written)
        mt_str_take(&records, separator(writer->format));
    writer->written += n;
    mt_buf_put(&writer->buf, records);
    return flush(writer, err);
}

enum mt_status mt_writer_end(struct mt_writer *writer, struct mt_err *err)
{
    enum mt_status status;

    if (writer->format == MT_FORMAT_JSON)
        mt_buf_put(&writer->buf,
                   writer->written ? MT_LIT("\n]\n") : MT_LIT("]\n"));
    status = flush(writer, err);
    mt_buf_release(&writer->buf);
    return status;
}
