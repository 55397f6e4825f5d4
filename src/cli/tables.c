/* SPDX-License-Identifier: MIT */
/* Every command and every option: a row each. */
#include <stdlib.h>

#include "cli/options.h"
#include "base/mem.h"
#include "fetch/fetch.h"

enum { MOST_SIZE = 16 * 1024 * 1024, MOST_JOBS = 256 };

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
    [MT_COMMAND_FETCH] = {
        "fetch", "URL... -o FILE", "download pages politely into a WARC",
        "Writes each page into FILE, a WARC archive packed by its name (.gz,\n"
        ".zst). What FILE holds already is not fetched again." },
    [MT_COMMAND_ROBOTS] = {
        "robots", "URL...", "does robots.txt allow a page",
        "Says for each URL whether robots.txt allows it, and by which rule." },
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
    (void)err;
    settings->no_publishers = strcmp(argument, "none") == 0;
    settings->publishers = settings->no_publishers ? NULL : argument;
    return true;
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
static bool read_decimal(const char *argument, double *out)
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
    return good && s.n == 0;
}

static bool read_seconds(const char *argument, double *out, struct mt_err *err)
{
    if (read_decimal(argument, out))
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

struct range {
    int least, most;
};

static bool read_count(const char *argument, struct range range, int *out,
                       struct mt_err *err)
{
    mt_str s = mt_str_c(argument);

    if (mt_str_digits(&s, 5, out) && s.n == 0 && *out >= range.least &&
        *out <= range.most)
        return true;
    mt_fail(err, MT_ERR_BAD_INPUT, "no such number; write %d to %d",
            range.least, range.most);
    return false;
}

static bool read_jobs(struct mt_settings *settings, const char *argument,
                      struct mt_err *err)
{
    return read_count(argument, (struct range){ 1, MOST_JOBS },
                      &settings->jobs, err);
}

static bool read_retries(struct mt_settings *settings, const char *argument,
                         struct mt_err *err)
{
    return read_count(argument, (struct range){ 0, 20 }, &settings->retries,
                      err);
}

static bool read_connections(struct mt_settings *settings,
                             const char *argument, struct mt_err *err)
{
    return read_count(argument, (struct range){ 1, 256 },
                      &settings->connections, err);
}

static bool read_rate(struct mt_settings *settings, const char *argument,
                      struct mt_err *err)
{
    if (read_decimal(argument, &settings->rate) && settings->rate > 0)
        return true;
    mt_fail(err, MT_ERR_BAD_INPUT, "no such rate; write 10 or 0.5");
    return false;
}

/* "news.example.kr:443:192.0.2.7" */
static bool read_resolve(struct mt_settings *settings, const char *argument,
                         struct mt_err *err)
{
    mt_str s = mt_str_c(argument), host;
    int port = 0;
    size_t n = settings->resolve_count;

    if (!mt_str_split(&s, ':', &host) || !host.n ||
        !mt_str_digits(&s, 5, &port) || !mt_str_take(&s, MT_LIT(":")) || !s.n) {
        mt_fail(err, MT_ERR_BAD_INPUT,
                "no such thing; write HOST:PORT:ADDRESS");
        return false;
    }
    settings->resolve =
        mt_realloc(settings->resolve, (n + 2) * sizeof *settings->resolve);
    settings->resolve[n] = argument;
    settings->resolve[n + 1] = NULL;
    settings->resolve_count = n + 1;
    return true;
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
STORE(explain, true)
STORE(unordered, true)
STORE(join, true)
STORE(db, argument)
STORE(refresh, true)
STORE(warc, argument)
STORE(proxy, argument)
STORE(cacert, argument)
STORE(ignore_robots, true)
STORE(https_only, true)
STORE(keep_partial, true)
STORE(url, argument)
STORE(exit_status, true)
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
    { "output", 'o', "FILE",
      "write to FILE, whole or not at all (fetch: append)", MT_FOR_OUTPUT,
      read_output },
    { "input", 'i', "LIST", "read SOURCEs from a file, one a line",
      MT_FOR_LISTS, read_list },
    { "null", '0', NULL, "the list is parted by NUL (find -print0)",
      MT_FOR_LISTS, read_null },
    { "jobs", 'j', "N", "worker processes (as many as processors)",
      MT_FOR_PAGES, read_jobs },
    { "unordered", 0, NULL, "write records as they come, not in order",
      MT_FOR_PAGES, read_unordered },
    { "join", 0, NULL, "read the pages of an article, in a row, as one",
      MT_FOR_PAGES, read_join },
    { "db", 0, "FILE", "keep records in SQLite; again: do what is left",
      MT_FOR_EXTRACT, read_db },
    { "refresh", 0, NULL, "ask again for what --db or a WARC has",
      MT_FOR_EXTRACT | MT_FOR_FETCH, read_refresh },
    { "warc", 0, "FILE", "keep what is downloaded in a WARC, too",
      MT_FOR_PAGES, read_warc },
    { "published", 0, "DATE", "when pages appeared that do not say it",
      MT_FOR_PAGES, read_published },
    { "url", 0, "URL", "where pages were that do not say it", MT_FOR_PAGES,
      read_url },
    { "publishers", 0, "FILE", "sites beside those known (none: know none)",
      MT_FOR_PAGES, read_publishers },
    { "errors", 0, "json", "an error record in place of a message",
      MT_FOR_PAGES, read_errors },
    { "explain", 0, NULL, "the article with its evidence marked, and why",
      MT_FOR_EXTRACT, read_explain },
    { "exit-status", 'e', NULL, "exit with 4 if no outage was found",
      MT_FOR_EXTRACT, read_exit_status },
    { "quiet", 'q', NULL, "no messages about inputs", MT_FOR_DATA,
      read_quiet },
    { "verbose", 'v', NULL, "a line about every input", MT_FOR_LISTS,
      read_verbose },
    { "max-size", 0, "SIZE", "ceiling of a page, at most 16M (10M)",
      MT_FOR_NETWORK, read_max_size },
    { "max-time", 0, "SECONDS", "ceiling of a download (120)",
      MT_FOR_NETWORK, read_max_time },
    { "delay", 0, "SECONDS", "pause between requests to a host (5)",
      MT_FOR_NETWORK, read_delay },
    { "rate", 0, "N", "requests a second over all hosts", MT_FOR_NETWORK,
      read_rate },
    { "connections", 0, "N", "downloads at once, one a host (16)",
      MT_FOR_NETWORK, read_connections },
    { "retries", 0, "N", "more tries after a failure that may pass (2)",
      MT_FOR_NETWORK, read_retries },
    { "user-agent", 0, "TEXT", "who asks; add how to reach you",
      MT_FOR_NETWORK, read_user_agent },
    { "proxy", 0, "URL", "download through this proxy", MT_FOR_NETWORK,
      read_proxy },
    { "cacert", 0, "FILE", "certificates to trust", MT_FOR_NETWORK,
      read_cacert },
    { "resolve", 0, "HOST:PORT:ADDR", "where a host is; may be repeated",
      MT_FOR_NETWORK, read_resolve },
    { "allow-private", 0, NULL, "download from private addresses, too",
      MT_FOR_NETWORK, read_allow_private },
    { "ignore-robots", 0, NULL, "do not ask robots.txt", MT_FOR_LISTS,
      read_ignore_robots },
    { "https-only", 0, NULL, "refuse redirects to http", MT_FOR_NETWORK,
      read_https_only },
    { "keep-partial", 0, NULL, "read pages that came cut short", MT_FOR_LISTS,
      read_keep_partial },
    { "help", 'h', NULL, "say this", MT_FOR_ALL, read_help },
    { "version", 'V', NULL, "name the versions", MT_FOR_ALL, read_version },
};

const struct mt_option *mt_option_at(size_t i)
{
    return i < sizeof options / sizeof *options ? &options[i] : NULL;
}
