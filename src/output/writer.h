/* SPDX-License-Identifier: MIT */
/* What was found, in the format that was asked for, to a sink. */
#ifndef MT_OUTPUT_WRITER_H
#define MT_OUTPUT_WRITER_H

#include "base/buf.h"
#include "output/sink.h"
#include "output/table.h"

enum mt_format {
    MT_FORMAT_JSONL,    /* a record a line */
    MT_FORMAT_JSON,     /* one indented array */
    MT_FORMAT_CSV,      /* an outage a row */
    MT_FORMAT_TSV,
    MT_FORMAT_TABLE,    /* for people at a terminal */
    MT_FORMAT_FULL,     /* an article a line, with its text, mentions and
                           outages */
    MT_FORMAT_EXPLAIN,  /* an article with its evidence marked, and why */
    MT_FORMAT_TEXT,     /* the article alone, to be read */
    MT_FORMAT_MARKDOWN,
    MT_FORMAT_COUNT,
};

/* "jsonl", ...: what -F takes. */
const char *mt_format_name(enum mt_format format);

/* An object of the caller: { .sink, .format, .table } set, the rest zero. */
struct mt_writer {
    struct mt_sink *sink; /* NULL: records stay in buf */
    enum mt_format format;
    struct mt_table_style table;
    struct mt_buf buf;
    size_t written; /* records so far; more than 0 puts a separator first */
};

/* Each writes whole records and leaves nothing behind in memory; MT_ERR_IO if
 * the sink takes no more. */

/* What stands before the first record. */
enum mt_status mt_writer_begin(struct mt_writer *writer, struct mt_err *err);
/* The outages of an article, or the article with its outages. */
enum mt_status mt_writer_result(struct mt_writer *writer,
                                const struct mt_result *result,
                                struct mt_err *err);
/* The article alone. */
enum mt_status mt_writer_article(struct mt_writer *writer,
                                 const struct mt_article *article,
                                 struct mt_err *err);
/* An error record: for formats that are JSON. */
enum mt_status mt_writer_error(struct mt_writer *writer, mt_str source,
                               const struct mt_err *cause, struct mt_err *err);
/* Records that another writer of this format left in its buf, which had
 * written something before. */
enum mt_status mt_writer_add(struct mt_writer *writer, mt_str records,
                             size_t n, struct mt_err *err);
/* What stands behind the last record. Releases the buffer, not the sink. */
enum mt_status mt_writer_end(struct mt_writer *writer, struct mt_err *err);

#endif
