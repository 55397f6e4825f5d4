/* SPDX-License-Identifier: MIT */
/* What the files of the command share. */
#ifndef MT_CLI_H
#define MT_CLI_H

#include <signal.h>

#include "cli/options.h"

/* How the program ends. */
enum mt_exit {
    MT_EXIT_OK,
    MT_EXIT_FAILED,     /* some inputs failed; each was named */
    MT_EXIT_USAGE,
    MT_EXIT_OUTPUT,     /* the output could not be written */
    MT_EXIT_NONE,       /* -e: no outage was found */
    MT_EXIT_LATER = 75, /* all that failed are servers that are busy */
};

/* Each runs one command. */
enum mt_exit mt_cli_extract(const struct mt_settings *settings);
enum mt_exit mt_cli_article(const struct mt_settings *settings);
enum mt_exit mt_cli_times(const struct mt_settings *settings);
enum mt_exit mt_cli_numbers(const struct mt_settings *settings);
enum mt_exit mt_cli_fetch(const struct mt_settings *settings);
enum mt_exit mt_cli_robots(const struct mt_settings *settings);
enum mt_exit mt_cli_help(const struct mt_settings *settings);
enum mt_exit mt_cli_version(void);

/* Set by the first SIGINT, SIGTERM or SIGHUP, to its number. */
extern volatile sig_atomic_t mt_cli_stop;

#endif
