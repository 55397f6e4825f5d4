/* SPDX-License-Identifier: MIT */
/* A set that only grows: what has been met before. */
#ifndef MT_BATCH_SEEN_H
#define MT_BATCH_SEEN_H

#include "base/str.h"

/* { 0 } is an empty set. 16 bytes an element, whatever was put in. */
struct mt_seen {
    struct mt_seen_key {
        uint64_t a, b;
    } *slots;
    size_t n, cap;
};

void mt_seen_release(struct mt_seen *seen);
/* Each puts one element in and tells whether it is new. */
bool mt_seen_pair(struct mt_seen *seen, uint64_t a, uint64_t b);
bool mt_seen_text(struct mt_seen *seen, mt_str text);

#endif
