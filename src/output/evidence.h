/* SPDX-License-Identifier: MIT */
/* The lines of an article with the evidence of its records marked in place. */
#ifndef MT_OUTPUT_EVIDENCE_H
#define MT_OUTPUT_EVIDENCE_H

#include "output/flow.h"

/*
 * Appends every line with its number, and in it each piece of evidence as
 * [1:start 오전 8시30분]: the number of the record, its fields, the words.
 */
void mt_evidence_put(const struct mt_result *result, struct mt_flow *flow);

#endif
