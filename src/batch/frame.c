/* SPDX-License-Identifier: MIT */
#include "batch/frame.h"

#include "base/str.h"

void mt_frame_put_number(struct mt_buf *buf, uint64_t value)
{
    mt_buf_put(buf, (mt_str){ (const char *)&value, sizeof value });
}

void mt_frame_put(struct mt_buf *buf, mt_str s)
{
    mt_frame_put_number(buf, s.n);
    mt_buf_put(buf, s);
}

bool mt_frame_number(mt_str *frame, uint64_t *value)
{
    *value = 0;
    if (frame->n < sizeof *value)
        return false;
    memcpy(value, frame->p, sizeof *value);
    *frame = mt_str_sub(*frame, sizeof *value, frame->n);
    return true;
}

bool mt_frame_str(mt_str *frame, mt_str *s)
{
    mt_str rest = *frame;
    uint64_t n;

    *s = MT_LIT("");
    if (!mt_frame_number(&rest, &n) || n > rest.n)
        return false;
    *s = mt_str_sub(rest, 0, (size_t)n);
    *frame = mt_str_sub(rest, (size_t)n, rest.n);
    return true;
}
