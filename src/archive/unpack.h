/* SPDX-License-Identifier: MIT */
/* The bytes inside gzip members, zstd frames, or plain ones. */
#ifndef MT_ARCHIVE_UNPACK_H
#define MT_ARCHIVE_UNPACK_H

#include "archive/feed.h"

enum mt_packing { MT_PACKING_NONE, MT_PACKING_GZIP, MT_PACKING_ZSTD };

/* Seen from the first bytes, of which four are enough. */
enum mt_packing mt_packing_of(mt_str head);

/* One read: never of two members. */
struct mt_piece {
    size_t n;
    bool starts;     /* the first byte is a member's first, at offset */
    uint64_t offset; /* in the packed bytes */
    bool damaged;    /* bytes before this piece are lost or wrong */
    bool bad_sum;    /* those of the member before: its checksum is wrong */
};

struct mt_unpack;

/* offset: of the feed's first byte. Damage is passed over: reading goes on at
 * the next member. */
struct mt_unpack *mt_unpack_new(mt_feed feed, uint64_t offset);
void mt_unpack_free(struct mt_unpack *unpack);
/* False at the end. */
bool mt_unpack_read(struct mt_unpack *unpack, char *to, size_t room,
                    struct mt_piece *piece);
enum mt_packing mt_unpack_packing(struct mt_unpack *unpack);
/* After the end: did it come in the middle of a member? */
bool mt_unpack_cut(const struct mt_unpack *unpack);
/* Bytes of the feed that belong to whole members read so far. */
uint64_t mt_unpack_whole(const struct mt_unpack *unpack);

#endif
