/* SPDX-License-Identifier: MIT */
/* One gzip member or zstd frame from some bytes. */
#ifndef MT_ARCHIVE_PACK_H
#define MT_ARCHIVE_PACK_H

#include "archive/unpack.h"
#include "base/buf.h"

struct mt_pack;

struct mt_pack *mt_pack_new(enum mt_packing packing);
void mt_pack_free(struct mt_pack *pack);
/* Replaces what is in *out. Two parts, so that nobody need join them. */
void mt_pack(struct mt_pack *pack, mt_str head, mt_str body,
             struct mt_buf *out);

#endif
