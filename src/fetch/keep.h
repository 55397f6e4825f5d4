/* SPDX-License-Identifier: MIT */
/* Answers on their way into the archive. */
#ifndef MT_FETCH_KEEP_H
#define MT_FETCH_KEEP_H

#include "fetch/host.h"
#include "fetch/transfer.h"

/* Notes that request is redirected; head: of the answer that says so, kept
 * where keep is set. */
void mt_keep_hop(struct mt_request *request, mt_str head, bool keep);

/* Writes a page and then the redirects that led to it, the first of them last:
 * whoever finds the first URL in the archive finds the page, too. IO if the
 * archive takes no more. */
enum mt_status mt_keep_page(const struct mt_request *request,
                            const struct mt_transfer *transfer,
                            const struct mt_page *page, struct mt_err *err);

#endif
