/* SPDX-License-Identifier: MIT */
/* Every command and every option: a row each. */
#include <stdlib.h>

#include "cli/options.h"
#include "fetch/fetch.h"

enum { MOST_SIZE = 16 * 1024 * 1024 };

static const struct mt_command_info commands[] = {
    [MT_COMMAND_EXTRACT] = {
        "extract", "SOURCE...", "outage records (the default command)",
        "Writes a record for each outage that a page reports: what failed,\n"
        "from when to when, where, why, and the words that say so." },
    [MT_COMMAND_ARTICLE] = {
        "article", "SOURCE...",
        "the article alone: title, times, byline, body",
        "Writes the article of each page, as JSON lines or to be read." },
    [MT_COMMAND_TIMES] = {
        "times", "TEXT... | -", "time expressions of a text, as ISO 8601",
        "Writes the time expressions of each TEXT, resolved as far as it and\n"
        "--ref allow. - reads standard input: a text, or JSON lines with id,\n"
        "text, ref, context (a sentence before it) and direction." },
    [MT_COMMAND_NUMBERS] = {
        "numbers", "TEXT... | -", "numbers of a text",
        "Writes the numbers of each TEXT. - reads standard input: a text, or\n"
        "JSON lines with id and text." },
    [MT_COMMAND_HELP] = { "help", "[COMMAND]", "all options of a command",
                          "Says what a command does." },
};

const struct mt_command_info *mt_command_info(enum mt_command command)
{
    return &commands[command];
}

/* -------------------------------------------------------------- readers -- */

static bool read_format(struct mt_settings *settings, const char *argument,
                        struct mt_err *err)
{
    for (int i = 0; i < MT_FORMAT_COUNT; i++)
        if (strcmp(argument, mt_format_name((enum mt_format)i)) == 0) {
            settings->format = (enum mt_format)i;
            return true;
        }
    mt_fail(err, MT_ERR_BAD_INPUT,
            "unknown format; write jsonl, json, csv, tsv, table or full");
    return false;
}

static bool read_text(struct mt_settings *settings, const char *argument,
                      struct mt_err *err)
{
    (void)argument, (void)err;
    settings->format = MT_FORMAT_TEXT;
    return true;
}

static bool read_markdown(struct mt_settings *settings, const char *argument,
                          struct mt_err *err)
{
    (void)argument, (void)err;
    settings->format = MT_FORMAT_MARKDOWN;
    return true;
}

static bool read_date(const char *argument, struct mt_err *err)
{
    mt_when when;

    if (mt_when_parse(mt_str_c(argument), &when) &&
        when.precision >= MT_PRECISION_DAY)
        return true;
    mt_fail(err, MT_ERR_BAD_INPUT,
            "no date; write 2024-05-22, 2024-05-22T06:00 (Korean time) or "
            "2024-05-22T06:00+09:00");
    return false;
}

static bool read_published(struct mt_settings *settings, const char *argument,
                           struct mt_err *err)
{
    settings->published = argument;
    return read_date(argument, err);
}

static bool read_ref(struct mt_settings *settings, const char *argument,
                     struct mt_err *err)
{
    settings->ref = argument;
    return read_date(argument, err);
}

static bool read_direction(struct mt_settings *settings, const char *argument,
                           struct mt_err *err)
{
    settings->direction = argument;
    if (strcmp(argument, "past") == 0 || strcmp(argument, "future") == 0 ||
        strcmp(argument, "nearest") == 0)
        return true;
    mt_fail(err, MT_ERR_BAD_INPUT,
            "unknown value; write past, future or nearest");
    return false;
}

/* For options of which one value is known. */
static bool is_only(const char *argument, const char *only, struct mt_err *err)
{
    if (strcmp(argument, only) == 0)
        return true;
    mt_fail(err, MT_ERR_BAD_INPUT, "unknown value; write %s", only);
    return false;
}

static bool read_publishers(struct mt_settings *settings, const char *argument,
                            struct mt_err *err)
{
    settings->no_publishers = true;
    return is_only(argument, "none", err);
}

static bool read_errors(struct mt_settings *settings, const char *argument,
                        struct mt_err *err)
{
    settings->errors_json = true;
    return is_only(argument, "json", err);
}

/* "1536", "512k", "10M" */
static bool read_max_size(struct mt_settings *settings, const char *argument,
                          struct mt_err *err)
{
    mt_str s = mt_str_c(argument);
    int number = 0;
    size_t unit = 1;

    if (mt_str_digits(&s, 8, &number) && s.n == 1) {
        unit = mt_lower(s.p[0]) == 'k'   ? 1024
               : mt_lower(s.p[0]) == 'm' ? 1024 * 1024
                                         : 0;
        s.n = 0;
    }
    settings->max_size = (size_t)number * unit;
    if (s.n == 0 && settings->max_size > 0 && settings->max_size <= MOST_SIZE)
        return true;
    mt_fail(err, MT_ERR_BAD_INPUT, "no size; write 1 to 16M, as 500k or 10M");
    return false;
}

/* "30", "2.5" */
static bool read_seconds(const char *argument, double *out, struct mt_err *err)
{
    mt_str s = mt_str_c(argument);
    int whole = 0, part = 0;
    double unit = 1;
    bool good = mt_str_digits(&s, 5, &whole);

    if (good && mt_str_take(&s, MT_LIT("."))) {
        for (size_t i = 0; i < s.n; i++)
            unit *= 10;
        good = mt_str_digits(&s, 3, &part);
    }
    *out = whole + part / unit;
    if (good && s.n == 0)
        return true;
    mt_fail(err, MT_ERR_BAD_INPUT, "no number of seconds; write 30 or 2.5");
    return false;
}

static bool read_max_time(struct mt_settings *settings, const char *argument,
                          struct mt_err *err)
{
    if (!read_seconds(argument, &settings->max_time, err))
        return false;
    if (settings->max_time > 0)
        return true;
    mt_fail(err, MT_ERR_BAD_INPUT, "no time at all; write 1 or more");
    return false;
}

static bool read_delay(struct mt_settings *settings, const char *argument,
                       struct mt_err *err)
{
    return read_seconds(argument, &settings->delay, err);
}

static bool read_user_agent(struct mt_settings *settings, const char *argument,
                            struct mt_err *err)
{
    settings->user_agent = argument;
    if (mt_user_agent_good(mt_str_c(argument)))
        return true;
    mt_fail(err, MT_ERR_BAD_INPUT,
            "no user agent; write up to 256 printable ASCII characters");
    return false;
}

/* Options that only store what they were given. */
#define STORE(field, value) \
    static bool read_##field(struct mt_settings *settings, \
                             const char *argument, struct mt_err *err) \
    { \
        (void)argument, (void)err; \
        settings->field = value; \
        return true; \
    }

STORE(output, argument)
STORE(list, argument)
STORE(null, true)
STORE(url, argument)
STORE(exit_status, true)
STORE(explain, true)
STORE(quiet, true)
STORE(verbose, true)
STORE(allow_private, true)
STORE(help, true)
STORE(version, true)

/* -------------------------------------------------------------- options -- */

static const struct mt_option options[] = {
    { "format", 'F', "FORMAT", "jsonl, json, full; outages: csv, tsv, table",
      MT_FOR_PAGES, read_format },
    { "text", 0, NULL, "title and body to be read", MT_FOR_ARTICLE,
      read_text },
    { "markdown", 0, NULL, "the same as Markdown", MT_FOR_ARTICLE,
      read_markdown },
    { "ref", 0, "DATE", "the day on which the text was written",
      MT_FOR_TIMES, read_ref },
    { "direction", 0, "past", "where a day without month lies (or future)",
      MT_FOR_TIMES, read_direction },
    { "output", 'o', "FILE", "write to FILE, whole or not at all",
      MT_FOR_DATA, read_output },
    { "input", 'i', "LIST", "read SOURCEs from a file, one a line",
      MT_FOR_PAGES, read_list },
    { "null", '0', NULL, "the list is parted by NUL (find -print0)",
      MT_FOR_PAGES, read_null },
    { "published", 0, "DATE", "when pages appeared that do not say it",
      MT_FOR_PAGES, read_published },
    { "url", 0, "URL", "where pages were that do not say it", MT_FOR_PAGES,
      read_url },
    { "publishers", 0, "none", "read without knowing any site",
      MT_FOR_PAGES, read_publishers },
    { "errors", 0, "json", "an error record in place of a message",
      MT_FOR_PAGES, read_errors },
    { "exit-status", 'e', NULL, "exit with 4 if no outage was found",
      MT_FOR_EXTRACT, read_exit_status },
    { "explain", 0, NULL, "the article with its evidence marked, and why",
      MT_FOR_EXTRACT, read_explain },
    { "quiet", 'q', NULL, "no messages about inputs", MT_FOR_DATA,
      read_quiet },
    { "verbose", 'v', NULL, "a line about every input", MT_FOR_PAGES,
      read_verbose },
    { "max-size", 0, "SIZE", "ceiling of a page, at most 16M (10M)",
      MT_FOR_PAGES, read_max_size },
    { "max-time", 0, "SECONDS", "ceiling of a download (120)", MT_FOR_PAGES,
      read_max_time },
    { "delay", 0, "SECONDS", "pause between requests to a host (5)",
      MT_FOR_PAGES, read_delay },
    { "allow-private", 0, NULL, "download from private addresses, too",
      MT_FOR_PAGES, read_allow_private },
    { "user-agent", 0, "TEXT", "who asks; add how to reach you",
      MT_FOR_PAGES, read_user_agent },
    { "help", 'h', NULL, "say this", MT_FOR_ALL, read_help },
    { "version", 'V', NULL, "name the versions", MT_FOR_ALL, read_version },
};

const struct mt_option *mt_option_at(size_t i)
{
    return i < sizeof options / sizeof *options ? &options[i] : NULL;
}
