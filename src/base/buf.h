/* SPDX-License-Identifier: MIT */
/* A growing byte buffer that owns its bytes. */
#ifndef MT_BASE_BUF_H
#define MT_BASE_BUF_H

#include "base/str.h"

struct mt_buf {
    char *p; /* NUL-terminated once anything was put */
    size_t n, cap;
};

/* { 0 } is an empty buffer, too. */
void mt_buf_init(struct mt_buf *buf);
void mt_buf_release(struct mt_buf *buf);
/* Empties it and keeps the memory. */
void mt_buf_clear(struct mt_buf *buf);
void mt_buf_put(struct mt_buf *buf, mt_str s);
void mt_buf_putc(struct mt_buf *buf, char c);
void mt_buf_put_cp(struct mt_buf *buf, uint32_t cp);
void mt_buf_printf(struct mt_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Room for n more bytes; returns where they go. Add to buf->n what was used. */
char *mt_buf_room(struct mt_buf *buf, size_t n);
mt_str mt_buf_str(const struct mt_buf *buf);
/* Gives the bytes (NUL-terminated, free with free()) away; buf is empty. */
char *mt_buf_take(struct mt_buf *buf);

#endif
