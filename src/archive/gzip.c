/* SPDX-License-Identifier: MIT */
#include "archive/gzip.h"

#include <stdlib.h>

#include "base/mem.h"

enum { STEP = 64 * 1024 };

#ifdef MT_ISAL

#include <isa-l/igzip_lib.h>

/* Level 0 takes the codes that it is given, which suit pages like the one that
 * they were made from; level 1 makes its own for each block. */
enum { SAMPLE = 32 * 1024, MEMBERS_A_SAMPLE = 32 };

struct mt_gzip {
    struct isal_zstream stream;
    struct isal_hufftables codes;
    bool has_codes;
    size_t members; /* that were long enough for a sample */
    unsigned char room[ISAL_DEF_LVL1_LARGE]; /* of level 1 */
};

struct mt_gzip *mt_gzip_new(void)
{
    return mt_alloc(sizeof(struct mt_gzip));
}

void mt_gzip_free(struct mt_gzip *gzip)
{
    free(gzip);
}

static void learn(struct mt_gzip *gzip, mt_str plain)
{
    struct isal_huff_histogram histogram = { .hash_table = { 0 } };

    if (plain.n < SAMPLE || gzip->members++ % MEMBERS_A_SAMPLE)
        return;
    isal_update_histogram((uint8_t *)plain.p, SAMPLE, &histogram);
    gzip->has_codes = isal_create_hufftables(&gzip->codes, &histogram) == 0;
}

static void begin(struct mt_gzip *gzip, int level, mt_str plain)
{
    struct isal_zstream *stream = &gzip->stream;

    isal_deflate_init(stream);
    if (level == 0 && gzip->has_codes)
        isal_deflate_set_hufftables(stream, &gzip->codes,
                                    IGZIP_HUFFTABLE_CUSTOM);
    stream->level = (uint32_t)level;
    stream->level_buf = gzip->room;
    stream->level_buf_size = sizeof gzip->room;
    stream->gzip_flag = IGZIP_GZIP;
    stream->end_of_stream = 1;
    stream->next_in = (uint8_t *)plain.p;
    stream->avail_in = (uint32_t)plain.n;
}

static void put(struct mt_gzip *gzip, int level, mt_str plain,
                struct mt_buf *out)
{
    struct isal_zstream *stream = &gzip->stream;

    begin(gzip, level, plain);
    do {
        stream->next_out = (uint8_t *)mt_buf_room(out, STEP);
        stream->avail_out = STEP;
        isal_deflate(stream);
        out->n += STEP - stream->avail_out;
    } while (stream->internal_state.state != ZSTATE_END);
}

void mt_gzip_put(struct mt_gzip *gzip, mt_str plain, struct mt_buf *out)
{
    size_t from = out->n;

    learn(gzip, plain);
    put(gzip, 0, plain, out);
    if (out->n - from <= plain.n)
        return;
    /* Noise, which codes made for text would swell. */
    out->n = from;
    put(gzip, 1, plain, out);
}

#else

#include <zlib.h>

enum { LEVEL = 1, WINDOW = 15 + 16, MEMORY = 8 };

struct mt_gzip {
    z_stream stream;
};

struct mt_gzip *mt_gzip_new(void)
{
    struct mt_gzip *gzip = mt_alloc(sizeof *gzip);

    deflateInit2(&gzip->stream, LEVEL, Z_DEFLATED, WINDOW, MEMORY,
                 Z_DEFAULT_STRATEGY);
    return gzip;
}

void mt_gzip_free(struct mt_gzip *gzip)
{
    deflateEnd(&gzip->stream);
    free(gzip);
}

void mt_gzip_put(struct mt_gzip *gzip, mt_str plain, struct mt_buf *out)
{
    z_stream *stream = &gzip->stream;
    int answer;

    deflateReset(stream);
    stream->next_in = (Bytef *)plain.p;
    stream->avail_in = (uInt)plain.n;
    do {
        stream->next_out = (Bytef *)mt_buf_room(out, STEP);
        stream->avail_out = STEP;
        answer = deflate(stream, Z_FINISH);
        out->n += STEP - stream->avail_out;
    } while (answer == Z_OK);
}

#endif
