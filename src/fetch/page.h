/* SPDX-License-Identifier: MIT */
/* What becomes of an answer: a page. */
#ifndef MT_FETCH_PAGE_H
#define MT_FETCH_PAGE_H

#include "fetch/host.h"
#include "fetch/transfer.h"

/* Takes the body out of transfer and gives it page's memory instead. */
void mt_page_fill(struct mt_page *page, const struct mt_request *request,
                  struct mt_transfer *transfer,
                  const struct mt_outcome *outcome);

/* What was asked for without any coding is good as HTML, or if it is coded all
 * the same and whole; TRUNCATED otherwise. */
enum mt_status mt_page_check_raw(struct mt_page *page, size_t max_size,
                                 struct mt_err *err);

#endif
