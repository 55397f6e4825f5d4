/* SPDX-License-Identifier: MIT */
/* URLs as people write them. */
#ifndef MT_FETCH_URL_H
#define MT_FETCH_URL_H

#include "base/buf.h"

/* Does s begin with a scheme and "://"? Then it is no name of a file. */
bool mt_url_looks(mt_str s);

/*
 * Checks a URL and appends it as it goes over the wire (Korean letters in the
 * path become escapes, in the host punycode; the fragment goes) to *out. Where
 * host is not NULL, the host in lower case goes there. Errors: BAD_URL,
 * SCHEME (neither http nor https).
 */
enum mt_status mt_url_read(mt_str s, struct mt_buf *out, struct mt_buf *host,
                           struct mt_err *err);

/* Appends scheme, host and port ("https://a.kr:8443") of a URL that
 * mt_url_read gave. */
void mt_url_origin(mt_str url, struct mt_buf *out);

#endif
