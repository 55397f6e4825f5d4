/* SPDX-License-Identifier: MIT */
/* meoktong extract: outage records. */
#define _POSIX_C_SOURCE 200809L
#include <unistd.h>

#include "cli/run.h"

enum mt_exit mt_cli_extract(const struct mt_settings *settings)
{
    static const struct mt_answer answer = { mt_read, mt_writer_result };
    bool terminal = !settings->output && isatty(STDOUT_FILENO) &&
                    !settings->errors_json;

    return mt_run(settings, &answer,
                  settings->explain ? MT_FORMAT_EXPLAIN
                  : terminal        ? MT_FORMAT_TABLE
                                    : MT_FORMAT_JSONL);
}
