/* SPDX-License-Identifier: MIT */
/* Outage records as rows for spreadsheets. */
#ifndef MT_OUTPUT_CSV_H
#define MT_OUTPUT_CSV_H

#include <jansson.h>

#include "base/buf.h"

/*
 * CSV is RFC 4180: commas, quotes where needed, CR LF. TSV has a tab between
 * cells, a line feed after a row and neither inside a cell. A list is one cell
 * with "; " between its values. A cell that a spreadsheet would take for a
 * formula gets an apostrophe before it.
 */
enum mt_csv { MT_CSV_COMMA, MT_CSV_TAB };

void mt_csv_head(enum mt_csv kind, struct mt_buf *out);
/* A record as mt_json_outage makes it. */
void mt_csv_row(enum mt_csv kind, const json_t *record, struct mt_buf *out);

#endif
