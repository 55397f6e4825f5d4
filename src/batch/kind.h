/* SPDX-License-Identifier: MIT */
/* What a file is, by its first bytes. */
#ifndef MT_BATCH_KIND_H
#define MT_BATCH_KIND_H

#include "batch/stream.h"

enum mt_content {
    MT_CONTENT_PAGE,  /* HTML or text: one document */
    MT_CONTENT_LINES, /* JSON lines */
    MT_CONTENT_ARCHIVE, /* WARC or ARC, perhaps packed: many */
    MT_CONTENT_JSON,  /* JSON, but not such lines: our own records, ... */
};

/* Looks ahead, and reads no further than it must: somebody may type the
 * lines. */
enum mt_content mt_content_of(struct mt_stream *stream);

/* Is this, met in a directory, surely no page: a script, a picture? */
bool mt_content_is_other(struct mt_stream *stream, const char *path);

#endif
