/* SPDX-License-Identifier: MIT */
/* The head of a record, of WARC or of ARC. */
#ifndef MT_ARCHIVE_FIELD_H
#define MT_ARCHIVE_FIELD_H

#include "base/buf.h"

struct mt_head {
    struct mt_buf type, url, date, content_type;
    uint64_t length; /* of the block behind it */
    bool bad_length; /* not said, not a number, or said twice */
    bool truncated;  /* it says so, or it is one segment of several */
};

void mt_head_clear(struct mt_head *head);
void mt_head_release(struct mt_head *head);

/* text: from "WARC/" to the blank line. */
void mt_head_read_warc(mt_str text, struct mt_head *out);
/* line: "http://a/ 192.0.2.1 20140216050221 text/html 1591". False, and out
 * cleared, if it is none. A URL may hold blanks. */
bool mt_head_read_arc(mt_str line, struct mt_head *out);

#endif
