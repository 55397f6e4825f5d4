/* SPDX-License-Identifier: MIT */
/* meoktong fetch: pages into an archive. */
#include "cli/cli.h"
#include "cli/report.h"

enum mt_exit mt_cli_fetch(const struct mt_settings *settings)
{
    (void)settings;
    mt_note("fetch: not in this build; use extract --warc");
    return MT_EXIT_USAGE;
}
