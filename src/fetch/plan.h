/* SPDX-License-Identifier: MIT */
/* When a host is asked again. */
#ifndef MT_FETCH_PLAN_H
#define MT_FETCH_PLAN_H

#include "fetch/host.h"
#include "fetch/transfer.h"

/* Of one crawl. */
struct mt_plan {
    const struct mt_fetch_options *options; /* borrowed */
    uint64_t noise; /* for the jitter; not 0 */
};

void mt_plan_not_before(struct mt_host *host, double time);
/* After every answer: counts what failed. What a dead host has waiting is not
 * tried one by one: it is shut for a while. */
void mt_plan_count(struct mt_host *host, const struct mt_outcome *outcome,
                   double now);
/* After a failure: shall it be asked for again? Then the host waits before
 * that. A host that asks for more patience than there is, is shut. */
bool mt_plan_retry(struct mt_plan *plan, struct mt_host *host,
                   const struct mt_outcome *outcome, int tries);
/* The pause before the next request to a host. asked: by its robots.txt. */
double mt_plan_pause(const struct mt_plan *plan,
                     const struct mt_outcome *outcome, double asked);

#endif
