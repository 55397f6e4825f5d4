/* SPDX-License-Identifier: MIT */
/* meoktong robots: what a site's robots.txt says of a URL. */
#include "cli/cli.h"
#include "cli/report.h"

enum mt_exit mt_cli_robots(const struct mt_settings *settings)
{
    (void)settings;
    mt_note("robots: not in this build; open robots.txt in a browser");
    return MT_EXIT_USAGE;
}
