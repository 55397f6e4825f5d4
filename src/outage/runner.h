/* SPDX-License-Identifier: MIT */
/* Who runs what is not known to be anybody's. */
#ifndef MT_OUTAGE_RUNNER_H
#define MT_OUTAGE_RUNNER_H

#include "outage/record.h"

/*
 * The body that the text gives the services of a draft to: whose they are
 * (양양군의 통합예약 누리집, 환경부가 운영하는 충전기), who mended them, or the
 * only one who speaks of the failure. NULL if it names none.
 */
const struct mt_name *mt_runner_of(const struct mt_maker *maker);

#endif
