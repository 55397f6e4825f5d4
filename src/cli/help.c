/* SPDX-License-Identifier: MIT */
/* meoktong help, --help and --version. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/report.h"

/* The build says what it was built with: "libcurl 7.88.1, ..." */
#ifndef MT_LIBRARIES
#define MT_LIBRARIES "libraries: not known"
#endif

/* Rows of the tables come in columns; the whole fits 24 lines of 80. */

static void show_commands(void)
{
    for (int i = 0; i < MT_COMMAND_COUNT; i++) {
        const struct mt_command_info *c = mt_command_info((enum mt_command)i);
        char left[40];

        snprintf(left, sizeof left,
                 i == MT_COMMAND_EXTRACT ? "[%s] %s" : "%s %s", c->name,
                 c->operands);
        printf("  meoktong %-20s  %s\n", left, c->help);
    }
}

static void show_option(const struct mt_option *option)
{
    char left[40];

    snprintf(left, sizeof left, "--%s%s%s", option->name,
             option->argument ? " " : "",
             option->argument ? option->argument : "");
    if (option->letter)
        printf("  -%c, %-22s %s\n", option->letter, left, option->help);
    else
        printf("      %-22s %s\n", left, option->help);
}

static void show_overview(void)
{
    puts("meoktong reads Korean news and says which service broke, when, for "
         "how long,\nhow widely and why.\n");
    show_commands();
    puts("\nSOURCE is a URL, a file (HTML, text, JSON lines, WARC), a "
         "directory with such\nfiles, or - for standard input. Often used:\n");
    for (size_t i = 0; mt_option_at(i); i++)
        if (mt_option_at(i)->letter &&
            !strchr("0hV", mt_option_at(i)->letter))
            show_option(mt_option_at(i));
    puts("\n  meoktong https://news.example.kr/20240522 | jq .services\n"
         "  meoktong pages/ -F csv -o outages.csv");
}

static void show_command(enum mt_command command)
{
    const struct mt_command_info *c = mt_command_info(command);

    printf("usage: meoktong %s %s\n\n%s\n\n", c->name, c->operands, c->more);
    for (size_t i = 0; mt_option_at(i); i++)
        if (mt_option_at(i)->commands >> command & 1)
            show_option(mt_option_at(i));
}

enum mt_exit mt_cli_help(const struct mt_settings *settings)
{
    enum mt_command command = settings->command;

    if (settings->help && settings->command_given) {
        show_command(command);
    } else if (command == MT_COMMAND_HELP && settings->operand_count) {
        const char *name = settings->operands[0];

        command = mt_command_find(name);
        if (command == MT_COMMAND_COUNT) {
            mt_note("%s: unknown command; see meoktong --help", name);
            return MT_EXIT_USAGE;
        }
        show_command(command);
    } else {
        show_overview();
    }
    return MT_EXIT_OK;
}

enum mt_exit mt_cli_version(void)
{
    printf("meoktong %s\n%s\n", mt_version(), MT_LIBRARIES);
    return MT_EXIT_OK;
}
