/* SPDX-License-Identifier: MIT */
/* What tells one version of a page from another. */
#ifndef MT_ARCHIVE_VERSION_H
#define MT_ARCHIVE_VERSION_H

#include "base/buf.h"

/* Each may be empty. { 0 }, then mt_version_release. */
struct mt_version {
    struct mt_buf etag, modified; /* as the server spelt them */
    struct mt_buf date; /* when it was fetched, as archives write it */
};

void mt_version_release(struct mt_version *version);
void mt_version_clear(struct mt_version *version);

/* Is there anything to ask a server with? */
bool mt_version_known(const struct mt_version *version);

/* Takes ETag and Last-Modified from the head of an answer. What could not
 * stand in a request is left out. */
void mt_version_read(mt_str head, struct mt_version *version);

/* The same of the record at offset of an archive, which is to be a whole page
 * and the first record there; else *version is empty. */
void mt_version_read_record(int fd, uint64_t offset,
                            struct mt_version *version);

#endif
