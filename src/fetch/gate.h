/* SPDX-License-Identifier: MIT */
/* A site's robots.txt: how it is asked for, and whom it lets in. */
#ifndef MT_FETCH_GATE_H
#define MT_FETCH_GATE_H

#include "fetch/host.h"
#include "fetch/transfer.h"

/* The request for an origin's robots.txt. */
struct mt_request *mt_gate_request(const struct mt_origin *origin);

/* Does such a request's outcome say what is allowed? That there is no
 * robots.txt says it, too. */
bool mt_gate_answered(const struct mt_outcome *outcome);
/* The answer is in transfer; without a body everything is allowed. */
void mt_gate_open(struct mt_origin *origin, const struct mt_transfer *transfer,
                  double now);
/* There is none, because of err. */
void mt_gate_bar(struct mt_origin *origin, const struct mt_outcome *outcome,
                 const struct mt_err *err, double now);

/* May url be asked for? The rule that decides is appended to *rule. */
bool mt_gate_check(const struct mt_origin *origin, mt_str url,
                   struct mt_buf *rule, struct mt_err *err);

#endif
