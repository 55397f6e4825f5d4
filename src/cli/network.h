/* SPDX-License-Identifier: MIT */
/* What commands that download have in common. */
#ifndef MT_CLI_NETWORK_H
#define MT_CLI_NETWORK_H

#include "cli/cli.h"
#include "fetch/fetch.h"

/* What the options say of fetching. */
struct mt_fetch_options
mt_cli_fetch_options(const struct mt_settings *settings);
/* Opens an archive of today, or to be continued. */
struct mt_warc_writer *mt_cli_open_archive(const struct mt_settings *settings,
                                           const char *path,
                                           struct mt_err *err);
/* Warns of what people should know before it begins. */
void mt_cli_warn(const struct mt_settings *settings);

#endif
