/* SPDX-License-Identifier: MIT */
/* An article with its evidence marked, and why its records are as they are. */
#ifndef MT_OUTPUT_EXPLAIN_H
#define MT_OUTPUT_EXPLAIN_H

#include "output/table.h"

/*
 * Appends the article line by line, each piece of evidence as [1:start 오전
 * 8시30분], and below it every record, field by field with its quotes:
 *
 *     1  [1:services,operator 누리톡] 또 [1:symptoms 먹통]
 *
 *     [1] 누리톡 (누리)  main
 *         start       2024-05-21T08:30+09:00 <- "오전 8시30분" (2)
 *         passed over 과기정통부 (4): seldom the one that fails
 *
 * The numbers in parentheses are those of the lines. What was passed over is
 * told from result->mentions.
 */
void mt_explain_put(const struct mt_result *result,
                    struct mt_table_style style, struct mt_buf *out);

#endif
