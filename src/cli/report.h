/* SPDX-License-Identifier: MIT */
/* Messages for people: one line each, on standard error. */
#ifndef MT_CLI_REPORT_H
#define MT_CLI_REPORT_H

#include "meoktong.h"

/* "meoktong: INPUT: cause; way out". Whatever name and cause hold, it stays
 * one line and commands no terminal. */
void mt_report(mt_str name, const struct mt_err *err);
/* "meoktong: " and the message. */
void mt_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Why a page is no article, as an error. */
void mt_no_article(enum mt_page_status status, struct mt_err *err);

/* What "page" needs after a number: "s", but for 1. */
const char *mt_plural(size_t n);

#endif
