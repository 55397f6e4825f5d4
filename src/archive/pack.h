/* SPDX-License-Identifier: MIT */
/* One gzip member or zstd frame from some bytes. */
#ifndef MT_ARCHIVE_PACK_H
#define MT_ARCHIVE_PACK_H

#include "archive/unpack.h"
#include "base/buf.h"

struct mt_pack;

struct mt_pack *mt_pack_new(enum mt_packing packing);
void mt_pack_free(struct mt_pack *pack);
/* What plain (less than 4 GiB) becomes, in *buf or, where nothing is packed,
 * plain itself. *buf is emptied before. */
mt_str mt_pack(struct mt_pack *pack, mt_str plain, struct mt_buf *buf);

#endif
