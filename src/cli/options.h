/* SPDX-License-Identifier: MIT */
/* The command line: commands, options, and what they were set to. */
#ifndef MT_CLI_OPTIONS_H
#define MT_CLI_OPTIONS_H

#include "base/err.h"
#include "output/writer.h"

enum mt_command {
    MT_COMMAND_EXTRACT,
    MT_COMMAND_ARTICLE,
    MT_COMMAND_TIMES,
    MT_COMMAND_NUMBERS,
    MT_COMMAND_FETCH,
    MT_COMMAND_ROBOTS,
    MT_COMMAND_HELP,
    MT_COMMAND_COUNT,
};

struct mt_settings {
    enum mt_command command;
    bool command_given;
    bool help, version;
    enum mt_format format; /* MT_FORMAT_COUNT: not said */
    const char *output, *list;
    bool null;
    bool explain;
    const char *published, *url;
    const char *publishers; /* a file; NULL: none */
    bool no_publishers, errors_json, exit_status, quiet, verbose;
    size_t max_size;
    double max_time, delay, rate;
    int retries, connections; /* connections 0: not said */
    bool allow_private, ignore_robots, https_only, keep_partial;
    const char *user_agent, *proxy, *cacert;
    const char **resolve; /* up to a NULL; NULL: none */
    size_t resolve_count;
    const char *warc;
    int jobs; /* worker processes; 0: as many as processors */
    bool unordered, join;
    const char *db;
    bool refresh;
    const char *ref, *direction;
    const char **operands; /* what is no option, in order */
    size_t operand_count;
};

struct mt_command_info {
    const char *name;
    const char *operands; /* "SOURCE..." */
    const char *help;     /* in one line */
    const char *more;     /* what `help COMMAND` says before the options */
};

/* For which commands an option is good. */
enum {
    MT_FOR_EXTRACT = 1 << MT_COMMAND_EXTRACT,
    MT_FOR_ARTICLE = 1 << MT_COMMAND_ARTICLE,
    MT_FOR_PAGES = MT_FOR_EXTRACT | MT_FOR_ARTICLE,
    MT_FOR_TIMES = 1 << MT_COMMAND_TIMES,
    MT_FOR_TEXTS = MT_FOR_TIMES | 1 << MT_COMMAND_NUMBERS,
    MT_FOR_FETCH = 1 << MT_COMMAND_FETCH,
    MT_FOR_LISTS = MT_FOR_PAGES | MT_FOR_FETCH,
    MT_FOR_NETWORK = MT_FOR_LISTS | 1 << MT_COMMAND_ROBOTS,
    MT_FOR_OUTPUT = MT_FOR_LISTS | MT_FOR_TEXTS,
    MT_FOR_DATA = MT_FOR_NETWORK | MT_FOR_TEXTS,
    MT_FOR_ALL = -1,
};

struct mt_option {
    const char *name; /* without -- */
    char letter;      /* 0: none */
    const char *argument; /* NULL: takes none */
    const char *help;
    int commands; /* MT_FOR_... */
    /* Stores the argument; false, with err set, if it is none for this. */
    bool (*read)(struct mt_settings *settings, const char *argument,
                 struct mt_err *err);
};

/* The tables. */
const struct mt_command_info *mt_command_info(enum mt_command command);
/* The i-th option; NULL past the last. */
const struct mt_option *mt_option_at(size_t i);

/*
 * Reads a command line into *settings, whose strings are argv's. False, with
 * one line for people in err, for a wrong one. Release in both cases.
 */
bool mt_settings_read(struct mt_settings *settings, char **argv,
                      struct mt_err *err);
void mt_settings_release(struct mt_settings *settings);

/* The command of this name, or MT_COMMAND_COUNT. */
enum mt_command mt_command_find(const char *name);

#endif
