/* SPDX-License-Identifier: MIT */
/* Hosts with letters that are not ASCII (RFC 3492). */
#ifndef MT_FETCH_PUNYCODE_H
#define MT_FETCH_PUNYCODE_H

#include "base/buf.h"

/* Appends host, each label that is not ASCII as "xn--...": 한글.kr ->
 * xn--bj0bj06e.kr. False if a label is no UTF-8 or too long. libcurl could do
 * it, but only under a locale that is UTF-8. */
bool mt_punycode(mt_str host, struct mt_buf *out);

#endif
