/* SPDX-License-Identifier: MIT */
/* Bodies as they went over the wire: chunked, encoded. */
#ifndef MT_ARCHIVE_DECODE_H
#define MT_ARCHIVE_DECODE_H

#include "base/buf.h"

enum mt_decoded {
    MT_DECODED_ALL,
    MT_DECODED_PART,  /* cut or broken: what came before that is there */
    MT_DECODED_NONE,  /* not encoded so, or in a way that is not known */
    MT_DECODED_LARGE, /* more than limit bytes */
};

/* Each appends to *out, which on NONE and LARGE is as it was before. */
enum mt_decoded mt_decode_chunks(mt_str body, struct mt_buf *out);
/* encoding: gzip, x-gzip, deflate (with or without its wrapper), zstd. */
enum mt_decoded mt_unwrap(mt_str body, mt_str encoding, size_t limit,
                          struct mt_buf *out);

#endif
