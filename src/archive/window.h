/* SPDX-License-Identifier: MIT */
/* A window that moves over the unpacked bytes of an archive. */
#ifndef MT_ARCHIVE_WINDOW_H
#define MT_ARCHIVE_WINDOW_H

#include "archive/unpack.h"
#include "base/buf.h"

/* Where a member begins. */
struct mt_mark {
    uint64_t at;     /* in the unpacked bytes */
    uint64_t offset; /* in the packed ones */
    bool damaged;    /* something is lost right before it */
    bool bad_sum;    /* the checksum of the member before is wrong */
};

/* In the order of their places: v[first] to v[n - 1]. */
struct mt_marks {
    struct mt_mark *v;
    size_t first, n, cap;
    size_t damaged; /* below it, none behind first is damaged */
};

struct mt_window {
    mt_feed feed;
    struct mt_unpack *outer, *unpack; /* outer: around a second packing */
    uint64_t offset; /* of the feed's first byte */
    struct mt_buf first; /* of what the outer layer gave */
    size_t first_at;
    struct mt_buf buf;
    size_t at;     /* bytes of buf that are used up */
    uint64_t base; /* unpacked bytes before buf */
    struct mt_marks marks; /* the first is that of the byte at the front */
    bool end;
};

void mt_window_open(struct mt_window *window, mt_feed feed, uint64_t offset);
void mt_window_close(struct mt_window *window);

/* Reads on until n bytes stand ahead; false if the end comes first. */
bool mt_window_need(struct mt_window *window, size_t n);
/* What stands ahead. Good until the next need. */
mt_str mt_window_ahead(const struct mt_window *window);
void mt_window_skip(struct mt_window *window, size_t n);

/* The mark of the byte at the front. */
const struct mt_mark *mt_window_mark(const struct mt_window *window);
/* How far ahead the next mark (damaged: the next with damage) stands; SIZE_MAX
 * if none does. */
size_t mt_window_next_mark(struct mt_window *window, bool damaged);
/* Is the checksum wrong of the member that holds the n-th byte ahead? Known
 * once something behind that member stands ahead. */
bool mt_window_has_bad_sum(const struct mt_window *window, size_t n);
/* Does a mark stand n bytes ahead? */
bool mt_window_has_mark(const struct mt_window *window, size_t n);
/* Where in the archive reading has to begin for the byte at the front. */
uint64_t mt_window_offset(const struct mt_window *window);
/* How many unpacked bytes are used up. */
uint64_t mt_window_position(const struct mt_window *window);
/* After the end: did it come in the middle of a member? */
bool mt_window_cut(const struct mt_window *window);

#endif
