/* SPDX-License-Identifier: MIT */
/* The head of a record, of WARC or of ARC. */
#ifndef MT_ARCHIVE_FIELD_H
#define MT_ARCHIVE_FIELD_H

#include "base/buf.h"

struct mt_head {
    struct mt_buf type, url, date, content_type;
    struct mt_buf id, digest; /* the digest: of the payload */
    struct mt_buf origin;     /* id of the record that this one goes on with */
    uint64_t length; /* of the block behind it */
    uint64_t segment, total; /* from 1; 0: it is no segment */
    bool has_total;  /* it is the last segment; total: bytes of all */
    bool bad_length; /* not said, not a number, or said twice */
    bool truncated;  /* it says so */
    bool partial;    /* set by who joins: a segment is missing */
    bool arc;
};

void mt_head_clear(struct mt_head *head);
void mt_head_release(struct mt_head *head);

/* Of this type? Of one that may be a page? Is its block an HTTP message? */
bool mt_head_is(const struct mt_head *head, const char *type);
bool mt_head_may_be_page(const struct mt_head *head);
bool mt_head_is_http(const struct mt_head *head);

/* text: from "WARC/" to the blank line. */
void mt_head_read_warc(mt_str text, struct mt_head *out);
/* line: "http://a/ 192.0.2.1 20140216050221 text/html 1591". False, and out
 * cleared, if it is none. A URL may hold blanks. */
bool mt_head_read_arc(mt_str line, struct mt_head *out);

#endif
