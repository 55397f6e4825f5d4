/* SPDX-License-Identifier: MIT */
#include "archive/unpack.h"

#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "base/mem.h"

enum {
    ROOM = 64 * 1024,
    MAGIC = 4,
    WINDOW_LOG = 26,       /* memory that a zstd frame may ask for */
    DICTIONARY = 1 << 20,  /* bytes of one that an archive may bring */
    SKIPPABLE_HEAD = 8,
};

struct mt_unpack {
    mt_feed feed;
    char bytes[ROOM]; /* packed; [at, n) is not used up */
    size_t at, n;
    uint64_t offset; /* of bytes[0] */
    uint64_t whole;
    bool end, known, inside, cut;
    bool damaged, bad_sum; /* since the member under way began */
    bool starts; /* the next piece begins a member, at member */
    bool lost, lost_sum; /* damage before that member */
    uint64_t member;
    enum mt_packing packing;
    z_stream gzip;
    ZSTD_DCtx *zstd;
};

enum mt_packing mt_packing_of(mt_str head)
{
    if (mt_str_starts(head, MT_LIT("\x1F\x8B\x08")))
        return MT_PACKING_GZIP;
    /* A frame, or a frame to be skipped, which may hold a dictionary. */
    if (mt_str_starts(head, MT_LIT("\x28\xB5\x2F\xFD")) ||
        (head.n >= MAGIC && (head.p[0] & 0xF0) == 0x50 &&
         memcmp(head.p + 1, "\x2A\x4D\x18", 3) == 0))
        return MT_PACKING_ZSTD;
    return MT_PACKING_NONE;
}

struct mt_unpack *mt_unpack_new(mt_feed feed, uint64_t offset)
{
    struct mt_unpack *unpack = mt_alloc(sizeof *unpack);

    unpack->feed = feed;
    unpack->offset = offset;
    unpack->whole = offset;
    return unpack;
}

void mt_unpack_free(struct mt_unpack *unpack)
{
    if (unpack->packing == MT_PACKING_GZIP)
        inflateEnd(&unpack->gzip);
    ZSTD_freeDCtx(unpack->zstd);
    free(unpack);
}

/* Sees to it that at least need bytes are there; false if the feed ends. */
static bool ahead(struct mt_unpack *unpack, size_t need)
{
    while (unpack->n - unpack->at < need && !unpack->end) {
        long n;

        if (unpack->at) {
            memmove(unpack->bytes, unpack->bytes + unpack->at,
                    unpack->n - unpack->at);
            unpack->offset += unpack->at;
            unpack->n -= unpack->at;
            unpack->at = 0;
        }
        n = unpack->feed.read(unpack->feed.data, unpack->bytes + unpack->n,
                              ROOM - unpack->n);
        if (n <= 0)
            unpack->end = true;
        else
            unpack->n += (size_t)n;
    }
    return unpack->n - unpack->at >= need;
}

static mt_str left(const struct mt_unpack *unpack)
{
    return (mt_str){ unpack->bytes + unpack->at, unpack->n - unpack->at };
}

/* An archive may begin with a dictionary for all its frames, in a frame that
 * is skipped by those who do not know: magic 5D 2A 4D 18, size, bytes. */
static void read_dictionary(struct mt_unpack *unpack)
{
    const unsigned char *p = (const unsigned char *)left(unpack).p;
    size_t size;

    if (!ahead(unpack, SKIPPABLE_HEAD) || p[0] != 0x5D)
        return;
    p = (const unsigned char *)left(unpack).p;
    size = (size_t)p[4] | (size_t)p[5] << 8 | (size_t)p[6] << 16 |
           (size_t)p[7] << 24;
    if (size > ROOM - SKIPPABLE_HEAD || !ahead(unpack, SKIPPABLE_HEAD + size))
        return;
    p = (const unsigned char *)left(unpack).p + SKIPPABLE_HEAD;
    if (mt_packing_of((mt_str){ (const char *)p, size }) == MT_PACKING_ZSTD) {
        char *plain = mt_alloc(DICTIONARY);
        size_t n = ZSTD_decompress(plain, DICTIONARY, p, size);

        if (!ZSTD_isError(n))
            ZSTD_DCtx_loadDictionary(unpack->zstd, plain, n);
        free(plain);
    } else {
        ZSTD_DCtx_loadDictionary(unpack->zstd, p, size);
    }
    unpack->at += SKIPPABLE_HEAD + size;
}

enum mt_packing mt_unpack_packing(struct mt_unpack *unpack)
{
    if (unpack->known)
        return unpack->packing;
    unpack->known = true;
    ahead(unpack, MAGIC);
    unpack->packing = mt_packing_of(left(unpack));
    if (unpack->packing == MT_PACKING_GZIP &&
        inflateInit2(&unpack->gzip, 15 + 16) != Z_OK)
        unpack->packing = MT_PACKING_NONE;
    if (unpack->packing == MT_PACKING_ZSTD) {
        unpack->zstd = ZSTD_createDCtx();
        ZSTD_DCtx_setParameter(unpack->zstd, ZSTD_d_windowLogMax, WINDOW_LOG);
        read_dictionary(unpack);
    }
    unpack->starts = unpack->packing == MT_PACKING_NONE;
    unpack->member = unpack->offset + unpack->at;
    return unpack->packing;
}

/* Moves on to where a member begins. */
static bool find_member(struct mt_unpack *unpack)
{
    while (ahead(unpack, MAGIC)) {
        if (mt_packing_of(left(unpack)) == unpack->packing) {
            unpack->inside = unpack->starts = true;
            unpack->lost |= unpack->damaged;
            unpack->lost_sum = unpack->bad_sum;
            unpack->damaged = unpack->bad_sum = false;
            unpack->member = unpack->offset + unpack->at;
            inflateReset(&unpack->gzip);
            return true;
        }
        /* Zeros that fill the last block of a tape or a disk are no loss. */
        unpack->damaged |= unpack->bytes[unpack->at] != '\0';
        unpack->at++;
    }
    unpack->cut |= left(unpack).n > 0 && left(unpack).p[0] != '\0';
    return false;
}

/* On the member under way. What looks like its first bytes must not be found
 * again. */
static void give_up(struct mt_unpack *unpack)
{
    unpack->inside = false;
    unpack->damaged = true;
    if (unpack->offset + unpack->at == unpack->member)
        unpack->at++;
}

/* One step inside a member: how many bytes came out. */
static size_t inflate_some(struct mt_unpack *unpack, char *to, size_t room)
{
    z_stream *z = &unpack->gzip;
    int answer;

    z->next_in = (Bytef *)unpack->bytes + unpack->at;
    z->avail_in = (uInt)(unpack->n - unpack->at);
    z->next_out = (Bytef *)to;
    z->avail_out = (uInt)room;
    answer = inflate(z, Z_NO_FLUSH);
    unpack->at = unpack->n - z->avail_in;
    if (answer == Z_STREAM_END) {
        unpack->inside = false;
        unpack->whole = unpack->offset + unpack->at;
    } else if (answer != Z_OK && answer != Z_BUF_ERROR) {
        give_up(unpack);
        /* All has come out, and only then the sum was looked at. */
        unpack->bad_sum =
            z->total_out &&
            (mt_str_has(mt_str_c(z->msg), MT_LIT("data check")) ||
             mt_str_has(mt_str_c(z->msg), MT_LIT("length check")));
    }
    return room - z->avail_out;
}

static size_t unzstd_some(struct mt_unpack *unpack, char *to, size_t room)
{
    ZSTD_inBuffer in = { unpack->bytes, unpack->n, unpack->at };
    ZSTD_outBuffer out = { to, room, 0 };
    size_t answer = ZSTD_decompressStream(unpack->zstd, &out, &in);

    unpack->at = in.pos;
    if (ZSTD_isError(answer)) {
        give_up(unpack);
        unpack->bad_sum =
            !unpack->starts &&
            ZSTD_getErrorCode(answer) == ZSTD_error_checksum_wrong;
        ZSTD_DCtx_reset(unpack->zstd, ZSTD_reset_session_only);
    } else if (answer == 0) {
        unpack->inside = false;
        unpack->whole = unpack->offset + unpack->at;
    }
    return out.pos;
}

static size_t copy_some(struct mt_unpack *unpack, char *to, size_t room)
{
    mt_str bytes = mt_str_sub(left(unpack), 0, room);

    memcpy(to, bytes.p, bytes.n);
    unpack->at += bytes.n;
    unpack->whole = unpack->offset + unpack->at;
    return bytes.n;
}

static size_t step(struct mt_unpack *unpack, char *to, size_t room)
{
    room = room < ROOM ? room : ROOM;
    switch (unpack->packing) {
    case MT_PACKING_GZIP: return inflate_some(unpack, to, room);
    case MT_PACKING_ZSTD: return unzstd_some(unpack, to, room);
    case MT_PACKING_NONE: break;
    }
    return copy_some(unpack, to, room);
}

bool mt_unpack_read(struct mt_unpack *unpack, char *to, size_t room,
                    struct mt_piece *piece)
{
    bool packed = mt_unpack_packing(unpack) != MT_PACKING_NONE;

    *piece = (struct mt_piece){ .n = 0 };
    while (piece->n == 0) {
        bool more;

        if (packed && !unpack->inside && !find_member(unpack))
            return false;
        more = ahead(unpack, 1);
        if (more || packed)
            piece->n = step(unpack, to, room);
        if (!more && piece->n == 0) {
            unpack->cut |= unpack->inside;
            return false;
        }
    }
    piece->starts = unpack->starts;
    piece->offset = unpack->member;
    piece->damaged = unpack->lost;
    piece->bad_sum = unpack->lost_sum;
    unpack->starts = unpack->lost = unpack->lost_sum = false;
    return true;
}

bool mt_unpack_cut(const struct mt_unpack *unpack)
{
    return unpack->cut || unpack->damaged || unpack->lost;
}

uint64_t mt_unpack_whole(const struct mt_unpack *unpack)
{
    return unpack->whole;
}
