/* SPDX-License-Identifier: MIT */
/* Records that stand in several segments, put together as they come. */
#ifndef MT_ARCHIVE_SEGMENT_H
#define MT_ARCHIVE_SEGMENT_H

#include "archive/field.h"

enum mt_joining {
    MT_JOINING_OPEN,  /* more is to come */
    MT_JOINING_WHOLE,
    MT_JOINING_PART,  /* a segment is missing, or the length is another */
    MT_JOINING_LARGE, /* more than the ceiling */
};

/* One segment, and then all that came of its record. */
struct mt_segment {
    struct mt_head head; /* of the first */
    struct mt_buf block;
    uint64_t offset, number;
    size_t nth;
    bool damaged; /* one of them, or the digest of all does not hold */
    enum mt_joining state;
};

/* With most set; all else 0. */
struct mt_segments {
    size_t most; /* bytes of one record; of all, twice that */
    struct mt_segment *v[16];
    size_t n, held;
};

void mt_segments_release(struct mt_segments *segments);

/*
 * Takes a record that says that it is a segment, and of a first one the head,
 * which is empty then; block may be left out where head.length is over the
 * ceiling.
 * False, and nothing is taken, if it belongs to no record that is open. Ask
 * for all that is finished before the next put.
 */
bool mt_segments_put(struct mt_segments *segments, struct mt_segment *segment,
                     mt_str block);
/* The next that is finished, or with all set any, as PART; NULL if there is
 * none. Free it with mt_segment_free. */
struct mt_segment *mt_segments_next(struct mt_segments *segments, bool all);
void mt_segment_free(struct mt_segment *segment);

#endif
