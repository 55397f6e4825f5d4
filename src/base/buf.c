/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"

void mt_buf_init(struct mt_buf *buf)
{
    *buf = (struct mt_buf){ 0 };
}

void mt_buf_release(struct mt_buf *buf)
{
    free(buf->p);
    mt_buf_init(buf);
}

void mt_buf_clear(struct mt_buf *buf)
{
    buf->n = 0;
    if (buf->p)
        buf->p[0] = '\0';
}

char *mt_buf_room(struct mt_buf *buf, size_t n)
{
    if (buf->cap - buf->n <= n) {
        size_t cap = buf->cap ? buf->cap : 64;

        while (cap - buf->n <= n)
            cap *= 2;
        buf->p = mt_realloc(buf->p, cap);
        buf->cap = cap;
    }
    return buf->p + buf->n;
}

void mt_buf_put(struct mt_buf *buf, mt_str s)
{
    char *at = mt_buf_room(buf, s.n);

    if (s.n)
        memcpy(at, s.p, s.n);
    buf->n += s.n;
    buf->p[buf->n] = '\0';
}

void mt_buf_putc(struct mt_buf *buf, char c)
{
    mt_buf_put(buf, (mt_str){ &c, 1 });
}

void mt_buf_put_cp(struct mt_buf *buf, uint32_t cp)
{
    char bytes[4];

    mt_buf_put(buf, (mt_str){ bytes, mt_utf8_put(cp, bytes) });
}

void mt_buf_printf(struct mt_buf *buf, const char *format, ...)
{
    va_list args, again;
    int n;

    va_start(args, format);
    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n > 0) {
        vsnprintf(mt_buf_room(buf, (size_t)n), (size_t)n + 1, format, again);
        buf->n += (size_t)n;
    }
    va_end(again);
}

mt_str mt_buf_str(const struct mt_buf *buf)
{
    return (mt_str){ buf->p, buf->n };
}

char *mt_buf_take(struct mt_buf *buf)
{
    char *p;

    mt_buf_put(buf, MT_LIT(""));
    p = buf->p;
    mt_buf_init(buf);
    return p;
}
