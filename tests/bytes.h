/* SPDX-License-Identifier: MIT */
/* Bytes in memory that come in reads of so many at most. */
#ifndef MT_TESTS_BYTES_H
#define MT_TESTS_BYTES_H

#include "archive/reader.h"

struct bytes {
    mt_str left;
    size_t most; /* a read */
};

static inline long read_bytes(void *data, char *to, size_t room)
{
    struct bytes *bytes = data;
    mt_str part = mt_str_sub(bytes->left, 0,
                             room < bytes->most ? room : bytes->most);

    if (part.n)
        memcpy(to, part.p, part.n);
    bytes->left = mt_str_sub(bytes->left, part.n, bytes->left.n);
    return (long)part.n;
}

#endif
