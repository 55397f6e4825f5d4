/* SPDX-License-Identifier: MIT */
#include "archive/pack.h"

#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include "base/mem.h"

enum { GZIP = 15 + 16, GZIP_LEVEL = 1, GZIP_MEMORY = 8, ZSTD_LEVEL = 1 };

struct mt_pack {
    enum mt_packing packing;
    z_stream gzip;
    ZSTD_CCtx *zstd;
};

struct mt_pack *mt_pack_new(enum mt_packing packing)
{
    struct mt_pack *pack = mt_alloc(sizeof *pack);

    pack->packing = packing;
    if (packing == MT_PACKING_GZIP &&
        deflateInit2(&pack->gzip, GZIP_LEVEL, Z_DEFLATED, GZIP, GZIP_MEMORY,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        pack->packing = MT_PACKING_NONE;
    if (packing == MT_PACKING_ZSTD) {
        pack->zstd = ZSTD_createCCtx();
        ZSTD_CCtx_setParameter(pack->zstd, ZSTD_c_compressionLevel,
                               ZSTD_LEVEL);
        ZSTD_CCtx_setParameter(pack->zstd, ZSTD_c_checksumFlag, 1);
    }
    return pack;
}

void mt_pack_free(struct mt_pack *pack)
{
    if (pack->packing == MT_PACKING_GZIP)
        deflateEnd(&pack->gzip);
    ZSTD_freeCCtx(pack->zstd);
    free(pack);
}

/* z->next_out has room for all of it. */
static void deflate_part(z_stream *z, mt_str part, int flush)
{
    z->next_in = (Bytef *)part.p;
    z->avail_in = (uInt)part.n;
    deflate(z, flush);
}

static void gzip(z_stream *z, mt_str head, mt_str body, struct mt_buf *out)
{
    size_t room = deflateBound(z, (uLong)(head.n + body.n)) + 64;

    deflateReset(z);
    z->next_out = (Bytef *)mt_buf_room(out, room);
    z->avail_out = (uInt)room;
    deflate_part(z, head, Z_NO_FLUSH);
    deflate_part(z, body, Z_FINISH);
    out->n += room - z->avail_out;
}

static void zstd_part(ZSTD_CCtx *zstd, mt_str part, ZSTD_EndDirective end,
                      ZSTD_outBuffer *to)
{
    ZSTD_inBuffer in = { part.p, part.n, 0 };

    ZSTD_compressStream2(zstd, to, &in, end);
}

static void zstd(ZSTD_CCtx *context, mt_str head, mt_str body,
                 struct mt_buf *out)
{
    size_t room = ZSTD_compressBound(head.n + body.n) + 64;
    ZSTD_outBuffer to = { mt_buf_room(out, room), room, 0 };

    ZSTD_CCtx_reset(context, ZSTD_reset_session_only);
    ZSTD_CCtx_setPledgedSrcSize(context, head.n + body.n);
    zstd_part(context, head, ZSTD_e_continue, &to);
    zstd_part(context, body, ZSTD_e_end, &to);
    out->n += to.pos;
}

void mt_pack(struct mt_pack *pack, mt_str head, mt_str body,
             struct mt_buf *out)
{
    mt_buf_clear(out);
    switch (pack->packing) {
    case MT_PACKING_GZIP: gzip(&pack->gzip, head, body, out); return;
    case MT_PACKING_ZSTD: zstd(pack->zstd, head, body, out); return;
    case MT_PACKING_NONE: break;
    }
    mt_buf_put(out, head);
    mt_buf_put(out, body);
}
