/* SPDX-License-Identifier: MIT */
#include "archive/pack.h"

#include <stdlib.h>
#include <zstd.h>

#include "archive/gzip.h"
#include "base/mem.h"

enum { ZSTD_LEVEL = 1 };

struct mt_pack {
    enum mt_packing packing;
    struct mt_gzip *gzip;
    ZSTD_CCtx *zstd;
};

struct mt_pack *mt_pack_new(enum mt_packing packing)
{
    struct mt_pack *pack = mt_alloc(sizeof *pack);

    pack->packing = packing;
    if (packing == MT_PACKING_GZIP)
        pack->gzip = mt_gzip_new();
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
    if (pack->gzip)
        mt_gzip_free(pack->gzip);
    ZSTD_freeCCtx(pack->zstd);
    free(pack);
}

static void put_zstd(ZSTD_CCtx *zstd, mt_str plain, struct mt_buf *out)
{
    size_t room = ZSTD_compressBound(plain.n);

    out->n += ZSTD_compress2(zstd, mt_buf_room(out, room), room, plain.p,
                             plain.n);
}

mt_str mt_pack(struct mt_pack *pack, mt_str plain, struct mt_buf *buf)
{
    mt_buf_clear(buf);
    switch (pack->packing) {
    case MT_PACKING_NONE: return plain;
    case MT_PACKING_GZIP: mt_gzip_put(pack->gzip, plain, buf); break;
    case MT_PACKING_ZSTD: put_zstd(pack->zstd, plain, buf); break;
    }
    return mt_buf_str(buf);
}
