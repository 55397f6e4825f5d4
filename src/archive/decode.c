/* SPDX-License-Identifier: MIT */
#include "archive/decode.h"

#include <zlib.h>
#include <zstd.h>

enum { STEP = 64 * 1024, WINDOW_LOG = 23 };
enum { GZIP = 15 + 16, ZLIB = 15, RAW = -15 }; /* windowBits of zlib */

/* --------------------------------------------------------------- chunks -- */

static int hex_of(char c)
{
    c = mt_lower(c);
    return mt_is_digit(c)         ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* "1a2f;name=value\r\n" */
static bool read_size(mt_str *s, size_t *size)
{
    mt_str rest = *s;
    size_t n = 0, digits = 0, end;

    while (rest.n && digits < 8 && hex_of(rest.p[0]) >= 0) {
        n = n * 16 + (size_t)hex_of(rest.p[0]);
        rest = mt_str_sub(rest, 1, rest.n);
        digits++;
    }
    end = mt_str_find(mt_str_sub(rest, 0, 256), MT_LIT("\n"));
    if (digits == 0 || end >= rest.n || end == 256 ||
        (end > 0 && !strchr("; \t\r", rest.p[0])))
        return false;
    *s = mt_str_sub(rest, end + 1, rest.n);
    *size = n;
    return true;
}

enum mt_decoded mt_decode_chunks(mt_str body, struct mt_buf *out)
{
    size_t size;

    if (!read_size(&body, &size) || size > body.n)
        return MT_DECODED_NONE;
    for (;;) {
        if (size == 0)
            return MT_DECODED_ALL;
        mt_buf_put(out, mt_str_sub(body, 0, size));
        if (size > body.n)
            return MT_DECODED_PART;
        body = mt_str_sub(body, size, body.n);
        mt_str_take(&body, MT_LIT("\r"));
        if (!mt_str_take(&body, MT_LIT("\n")) || !read_size(&body, &size))
            return MT_DECODED_PART;
    }
}

/* -------------------------------------------------------------- encoded -- */

static enum mt_decoded verdict(bool all, size_t from, size_t limit,
                               struct mt_buf *out)
{
    size_t n = out->n - from;

    if (n > limit || (n == 0 && !all)) {
        out->n = from;
        return n > limit ? MT_DECODED_LARGE : MT_DECODED_NONE;
    }
    return all ? MT_DECODED_ALL : MT_DECODED_PART;
}

static enum mt_decoded inflate_all(mt_str body, int window, size_t limit,
                                   struct mt_buf *out)
{
    z_stream z = { .next_in = (Bytef *)body.p, .avail_in = (uInt)body.n };
    size_t from = out->n;
    int answer = Z_OK;

    if (body.n > UINT32_MAX || inflateInit2(&z, window) != Z_OK)
        return MT_DECODED_NONE;
    while (answer == Z_OK && out->n - from <= limit) {
        z.next_out = (Bytef *)mt_buf_room(out, STEP);
        z.avail_out = STEP;
        answer = inflate(&z, Z_NO_FLUSH);
        out->n += STEP - z.avail_out;
    }
    inflateEnd(&z);
    return verdict(answer == Z_STREAM_END, from, limit, out);
}

static enum mt_decoded unzstd_all(mt_str body, size_t limit,
                                  struct mt_buf *out)
{
    ZSTD_DCtx *zstd = ZSTD_createDCtx();
    ZSTD_inBuffer in = { body.p, body.n, 0 };
    size_t from = out->n, answer = 1;
    bool moved = true;

    ZSTD_DCtx_setParameter(zstd, ZSTD_d_windowLogMax, WINDOW_LOG);
    while (moved && answer != 0 && !ZSTD_isError(answer) &&
           out->n - from <= limit) {
        ZSTD_outBuffer to = { mt_buf_room(out, STEP), STEP, 0 };
        size_t before = in.pos;

        answer = ZSTD_decompressStream(zstd, &to, &in);
        out->n += to.pos;
        moved = to.pos > 0 || in.pos > before;
    }
    ZSTD_freeDCtx(zstd);
    return verdict(answer == 0, from, limit, out);
}

/* Old servers send deflate without the wrapper that it should have. */
static enum mt_decoded undeflate(mt_str body, size_t limit,
                                 struct mt_buf *out)
{
    enum mt_decoded got = inflate_all(body, ZLIB, limit, out);

    return got == MT_DECODED_NONE ? inflate_all(body, RAW, limit, out) : got;
}

enum mt_decoded mt_unwrap(mt_str body, mt_str encoding, size_t limit,
                          struct mt_buf *out)
{
    if (mt_str_eq_nocase(encoding, MT_LIT("gzip")) ||
        mt_str_eq_nocase(encoding, MT_LIT("x-gzip")))
        return inflate_all(body, GZIP, limit, out);
    if (mt_str_eq_nocase(encoding, MT_LIT("deflate")))
        return undeflate(body, limit, out);
    if (mt_str_eq_nocase(encoding, MT_LIT("zstd")))
        return unzstd_all(body, limit, out);
    return MT_DECODED_NONE;
}
