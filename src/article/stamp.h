/* SPDX-License-Identifier: MIT */
/*
 * Dates as pages show them:
 *
 *     등록 2024.05.22 06:00:00수정 2024.05.22 06:46:51
 *     입력 2024년 2월 14일 03시 00분
 *     승인 : 2026. 03. 10. 18:22
 *     2026.03.21. 오후 7:42
 *     입력 2026.03.12 (04:43)
 *     2026-03-12T06:02:39.166Z
 *     2026/03/12 04:24 송고
 */
#ifndef MT_ARTICLE_STAMP_H
#define MT_ARTICLE_STAMP_H

#include "base/arena.h"

enum mt_stamp_kind {
    MT_STAMP_BARE,
    MT_STAMP_IS_PUBLISHED,
    MT_STAMP_IS_MODIFIED,
    MT_STAMP_IS_CLOCK, /* the page's own clock, an issue of paper, ... */
};

typedef struct mt_stamp {
    mt_when when;
    enum mt_stamp_kind kind;
    mt_span span; /* of the line, with its label */
} mt_stamp;

enum { MT_STAMPS = 8 };

/* The dates of a line in their order; returns how many. */
size_t mt_stamps_read(mt_str line, mt_stamp out[MT_STAMPS]);

/* Reads a date at the head of s; the clock time may be missing. */
bool mt_stamp_read(mt_str *s, mt_when *out);

/* A line that is there for its dates: what else it holds is short. */
bool mt_stamp_line(mt_str line, const mt_stamp *stamps, size_t n);

/* The date that a URL carries: 20240522, 2024/05/22, 202405220600...; an
 * empty value where its digits are a mere number. */
mt_when mt_stamp_of_url(mt_str url);

#endif
