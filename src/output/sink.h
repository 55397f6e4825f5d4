/* SPDX-License-Identifier: MIT */
/* Where output goes: a stream, or a file that appears whole or not at all. */
#ifndef MT_OUTPUT_SINK_H
#define MT_OUTPUT_SINK_H

#include "base/buf.h"

struct mt_sink;

/*
 * path NULL is standard output. A regular file is written under another name
 * beside it and takes its name in mt_sink_close. A device or a FIFO is written
 * to as it stands. NULL, with err set to MT_ERR_IO, if nothing can be written
 * there.
 */
struct mt_sink *mt_sink_open(const char *path, struct mt_err *err);
/* Writes all of data, in one call to the system where it takes that much. */
enum mt_status mt_sink_put(struct mt_sink *sink, mt_str data,
                           struct mt_err *err);
/* Did the last failure come from a reader that went away (| head)? */
bool mt_sink_broken_pipe(const struct mt_sink *sink);
/* Ends the output and frees sink. Without keep a file leaves no trace. */
enum mt_status mt_sink_close(struct mt_sink *sink, bool keep,
                             struct mt_err *err);

#endif
