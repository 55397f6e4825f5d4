/* SPDX-License-Identifier: MIT */
/* Where the bytes of an archive come from. */
#ifndef MT_ARCHIVE_FEED_H
#define MT_ARCHIVE_FEED_H

#include "base/str.h"

/* read puts up to room bytes to *to and returns how many; 0 at the end, less
 * than 0 if nothing more can be read. */
typedef struct mt_feed {
    long (*read)(void *data, char *to, size_t room);
    void *data;
} mt_feed;

#endif
