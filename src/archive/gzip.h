/* SPDX-License-Identifier: MIT */
/* Writes gzip members, with ISA-L where the build has it (MT_ISAL): it needs a
 * third of zlib's time for the same size. */
#ifndef MT_ARCHIVE_GZIP_H
#define MT_ARCHIVE_GZIP_H

#include "base/buf.h"

struct mt_gzip;

struct mt_gzip *mt_gzip_new(void);
void mt_gzip_free(struct mt_gzip *gzip);
/* Appends one member. plain: less than 4 GiB. */
void mt_gzip_put(struct mt_gzip *gzip, mt_str plain, struct mt_buf *out);

#endif
