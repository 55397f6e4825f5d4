/* SPDX-License-Identifier: MIT */
#include "cli/sites.h"

#include <stdio.h>

#include "base/err.h"
#include "base/hash.h"
#include "batch/stream.h"

enum { MOST_BYTES = 1024 * 1024 };

enum mt_status mt_cli_sites_open(struct mt_cli_sites *sites,
                                 const struct mt_settings *settings,
                                 struct mt_err *err)
{
    const char *path = settings->publishers;
    struct mt_err cause = { MT_OK, "" };
    struct mt_stream stream;
    mt_str rows;

    if (!path)
        return MT_OK;
    if (mt_stream_open(&stream, path, MT_STREAM_ANY, &cause) != MT_OK)
        return mt_fail(err, cause.status, "%.100s: %s", path, cause.message);
    stream.stop = &mt_cli_stop;
    if (mt_stream_rest(&stream, MOST_BYTES, &rows, &cause) == MT_OK) {
        mt_sha256(rows, sites->digest);
        sites->sites = mt_sites_new(rows, mt_str_c(path), err);
    } else if (cause.status == MT_ERR_TOO_LARGE) {
        mt_fail(err, cause.status, "%.100s: more than %d bytes; give fewer "
                                   "rows", path, MOST_BYTES);
    } else {
        mt_fail(err, cause.status, "%.100s: %s", path, cause.message);
    }
    mt_stream_close(&stream);
    return err->status;
}

void mt_cli_sites_release(struct mt_cli_sites *sites)
{
    mt_sites_free(sites->sites);
    sites->sites = NULL;
}
