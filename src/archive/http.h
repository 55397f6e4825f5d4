/* SPDX-License-Identifier: MIT */
/* An HTTP answer as it was kept: head and body in one block. */
#ifndef MT_ARCHIVE_HTTP_H
#define MT_ARCHIVE_HTTP_H

#include "base/buf.h"

struct mt_http {
    mt_str head;      /* with its blank line; empty if there is none */
    mt_str first;     /* "HTTP/1.1 200 OK", "GET / HTTP/1.1" */
    mt_str type;      /* of the Content-Type, parameters included */
    mt_str encoding, transfer;
    mt_str body;      /* of the block, or of the buffer given to decode */
    int status;       /* 0: not known */
    int64_t length;   /* of the body, as the head says; -1: it does not */
    bool truncated;   /* the body is not whole, or not decoded */
    bool too_large;   /* the body grew past the limit and is empty */
    mt_str unknown;   /* a coding that cannot be taken off */
};

/* Lines "Name: value" of a head, folded ones put together in *scratch. Takes
 * the next off *head; false after the last. */
bool mt_http_field(mt_str *head, struct mt_buf *scratch, mt_str *name,
                   mt_str *value);

/* Splits block; without a head all of it is body. Fields lend from block. */
void mt_http_read(mt_str block, struct mt_http *out);
/* Joins chunks and decodes the body, if need be into *buf. */
void mt_http_decode(struct mt_http *http, size_t limit, struct mt_buf *buf);

/* "text/html; charset=euc-kr" -> "euc-kr" */
mt_str mt_http_charset(mt_str type);
/* May a body of this Content-Type hold an article? */
bool mt_http_is_page(mt_str type);

#endif
