/* SPDX-License-Identifier: MIT */
/* Numbers and strings as bytes, for a process of the same program. */
#ifndef MT_BATCH_FRAME_H
#define MT_BATCH_FRAME_H

#include "base/buf.h"

void mt_frame_put_number(struct mt_buf *buf, uint64_t value);
void mt_frame_put(struct mt_buf *buf, mt_str s);

/* Each takes one off the front of *frame; false, and 0 or empty, at its end. */
bool mt_frame_number(mt_str *frame, uint64_t *value);
bool mt_frame_str(mt_str *frame, mt_str *s);

#endif
