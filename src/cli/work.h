/* SPDX-License-Identifier: MIT */
/* What a worker process makes of a page, and how that comes back. */
#ifndef MT_CLI_WORK_H
#define MT_CLI_WORK_H

#include "cli/run.h"

/* { .answer, .settings, .sites, .format, .table, .keep } set, the rest zero. */
struct mt_work {
    const struct mt_answer *answer;
    const struct mt_settings *settings;
    const struct mt_sites *sites; /* or NULL */
    enum mt_format format;
    struct mt_table_style table;
    bool keep; /* the record of format "full", too */
    struct mt_reader *reader; /* made in the worker */
};

/* What came back; lends from the answer. */
struct mt_worked {
    struct mt_err err; /* of reading the page */
    enum mt_page_status page;
    bool other; /* a text, but not in Korean */
    size_t outages, records;
    mt_str rendered; /* records for mt_writer_add */
    mt_str kept;
};

/* In the worker: appends to answer what input gives. */
void mt_work(struct mt_work *work, const struct mt_input *input,
             struct mt_buf *answer);
struct mt_worked mt_worked_of(mt_str answer);

/* Is this what lies about in directories, beside pages? */
bool mt_is_no_page(const struct mt_worked *worked);

/* Can this output say that a page is no article? */
bool mt_tells_status(const struct mt_settings *settings,
                     enum mt_format format);

#endif
