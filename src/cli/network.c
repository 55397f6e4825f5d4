/* SPDX-License-Identifier: MIT */
#include "cli/network.h"

#include <time.h>

#include "cli/report.h"

struct mt_fetch_options mt_cli_fetch_options(const struct mt_settings *s)
{
    return (struct mt_fetch_options){
        .max_size = s->max_size,
        .max_time = s->max_time,
        .delay = s->delay,
        .rate = s->rate,
        .retries = s->retries,
        .connections = s->connections,
        .allow_private = s->allow_private,
        .ignore_robots = s->ignore_robots,
        .https_only = s->https_only,
        .keep_partial = s->keep_partial,
        .user_agent = s->user_agent,
        .proxy = s->proxy,
        .cacert = s->cacert,
        .resolve = s->resolve,
        .stop = &mt_cli_stop,
    };
}

struct mt_warc_writer *mt_cli_open_archive(const struct mt_settings *s,
                                           const char *path,
                                           struct mt_err *err)
{
    struct mt_buf date = { 0 };
    struct mt_warc_options options = { .path = path,
                                       .software = "meoktong/" MT_VERSION,
                                       .versions = s->refresh || s->db };
    struct mt_warc_writer *archive;

    mt_warc_date(time(NULL), &date);
    options.date = mt_buf_str(&date);
    archive = mt_warc_open(&options, err);
    mt_buf_release(&date);
    return archive;
}

void mt_cli_warn(const struct mt_settings *settings)
{
    if (settings->ignore_robots && !settings->quiet)
        mt_note("robots.txt is not asked (--ignore-robots)");
}
