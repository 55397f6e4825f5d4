/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <stdio.h>

#include "cli/cli.h"
#include "cli/report.h"

volatile sig_atomic_t mt_cli_stop;

static void on_signal(int number)
{
    mt_cli_stop = number;
}

/* The first signal lets the page under way be finished, the second ends the
 * program at once. Calls to the system are interrupted, not begun again. */
static void catch_signals(void)
{
    static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
    struct sigaction action = { .sa_handler = on_signal,
                                .sa_flags = (int)SA_RESETHAND };
    struct sigaction old;

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (sigaction(numbers[i], NULL, &old) == 0 &&
            old.sa_handler != SIG_IGN) /* nohup */
            sigaction(numbers[i], &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

/* A shell sees why the program ended, as if it had caught nothing. */
static void end_by_signal(void)
{
    if (!mt_cli_stop)
        return;
    signal(mt_cli_stop, SIG_DFL);
    raise(mt_cli_stop);
}

static enum mt_exit dispatch(const struct mt_settings *settings)
{
    if (settings->version)
        return mt_cli_version();
    if (settings->help)
        return mt_cli_help(settings);
    switch (settings->command) {
    case MT_COMMAND_EXTRACT: return mt_cli_extract(settings);
    case MT_COMMAND_ARTICLE: return mt_cli_article(settings);
    case MT_COMMAND_TIMES: return mt_cli_times(settings);
    case MT_COMMAND_NUMBERS: return mt_cli_numbers(settings);
    case MT_COMMAND_FETCH: return mt_cli_fetch(settings);
    case MT_COMMAND_ROBOTS: return mt_cli_robots(settings);
    case MT_COMMAND_HELP: return mt_cli_help(settings);
    case MT_COMMAND_COUNT: break;
    }
    return MT_EXIT_USAGE;
}

int main(int argc, char **argv)
{
    struct mt_settings settings;
    struct mt_err err = { MT_OK, "" };
    enum mt_exit status = MT_EXIT_USAGE;

    (void)argc;
    catch_signals();
    if (mt_settings_read(&settings, argv, &err))
        status = dispatch(&settings);
    else
        mt_note("%s", err.message);
    mt_settings_release(&settings);
    if (fflush(stdout) != 0 && status == MT_EXIT_OK)
        status = MT_EXIT_OUTPUT;
    end_by_signal();
    return (int)status;
}
