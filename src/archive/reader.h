/* SPDX-License-Identifier: MIT */
/* WARC 1.0 and 1.1 and ARC 1, record by record. */
#ifndef MT_ARCHIVE_READER_H
#define MT_ARCHIVE_READER_H

#include "archive/feed.h"

/* Everything is good until the call returns. */
struct mt_record {
    /* Where reading can begin again: the record itself, or the gzip member or
     * zstd frame that holds it as its record number nth, from 0. */
    uint64_t offset;
    size_t nth;
    mt_str type; /* "response", "resource", "request", ... */
    mt_str url, date;
    mt_str content_type, charset; /* of the body */
    mt_str head; /* of the HTTP message, may be empty */
    mt_str body; /* joined and decoded */
    int status;  /* of an HTTP answer; 0: not known */
    bool page;   /* what may hold an article: no request, redirect, picture */
    bool truncated; /* the writer, or a coding, left something out */
    bool damaged;   /* a checksum or a length does not hold */
};

struct mt_archive_events {
    void *data;
    bool all; /* not pages alone, but every record */
    /* Each returns false to end the reading. */
    bool (*record)(void *data, const struct mt_record *record);
    /* Something at offset cannot be read and is passed over. */
    bool (*trouble)(void *data, uint64_t offset, const struct mt_err *err);
};

struct mt_archive_options {
    uint64_t offset; /* of the feed's first byte in the archive */
    size_t max_size; /* bytes of a body, decoded; larger ones are trouble */
    uint64_t *whole; /* NULL, or where bytes of whole records are counted */
    bool one; /* only what begins at offset */
};

/* In *whole: whole and cut records share one packed member. */
#define MT_NOT_WHOLE UINT64_MAX

/* Are these the first bytes of an archive, or of something packed that may be
 * one? Some 300 bytes are enough. */
bool mt_archive_looks(mt_str head);

/*
 * Reads an archive, packed or not, once from begin to end, with memory for one
 * record and twice that for those that stand in several segments, which come
 * when their last one has. BAD_ARCHIVE: it is none; TRUNCATED: it ends in the
 * middle of a record, and all before was given; IO: the feed failed.
 */
enum mt_status mt_archive_read(mt_feed feed,
                               const struct mt_archive_options *options,
                               const struct mt_archive_events *events,
                               struct mt_err *err);

#endif
