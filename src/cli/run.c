/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
#include "cli/run.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "batch/source.h"
#include "cli/report.h"

enum { NARROWEST = 40, USUAL = 80, WIDEST = 200 };

struct run {
    const struct mt_settings *settings;
    const struct mt_answer *answer;
    struct mt_reader *reader;
    struct mt_writer writer;
    struct mt_sources *sources;
    size_t inputs, failures, busy, outages;
    bool unwritable; /* the output takes no more */
};

/* -------------------------------------------------------------- set up -- */

static size_t terminal_columns(void)
{
    struct winsize size;
    size_t columns = USUAL;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        columns = size.ws_col;
    return columns < NARROWEST ? NARROWEST : columns > WIDEST ? WIDEST
                                                              : columns;
}

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);

    return value && value[0];
}

static bool wants_color(const struct mt_settings *settings)
{
    const char *term = getenv("TERM");

    return !settings->output && isatty(STDOUT_FILENO) && !is_set("NO_COLOR") &&
           !(term && strcmp(term, "dumb") == 0);
}

static void init_writer(struct run *run, enum mt_format format)
{
    const struct mt_settings *s = run->settings;

    run->writer.format = s->format == MT_FORMAT_COUNT ? format : s->format;
    run->writer.table.columns = terminal_columns();
    run->writer.table.color = wants_color(s);
}

static struct mt_fetcher *new_fetcher(const struct mt_settings *s)
{
    struct mt_fetch_options options = {
        .max_size = s->max_size,
        .max_time = s->max_time,
        .delay = s->delay,
        .allow_private = s->allow_private,
        .user_agent = s->user_agent,
        .stop = &mt_cli_stop,
    };

    return mt_fetcher_new(&options);
}

/* --------------------------------------------------------------- events -- */

static const char *output_name(const struct mt_settings *settings)
{
    return settings->output ? settings->output : "standard output";
}

/* A reader that went away (| head) has all it wanted: nothing to report. */
static bool written(struct run *run, enum mt_status status,
                    const struct mt_err *err)
{
    if (status == MT_OK)
        return true;
    run->unwritable = true;
    if (!mt_sink_broken_pipe(run->writer.sink))
        mt_report(mt_str_c(output_name(run->settings)), err);
    return false;
}

static bool on_failure(void *data, mt_str source, const struct mt_err *cause,
                       bool try_later)
{
    struct run *run = data;
    struct mt_err err = { MT_OK, "" };

    run->inputs++;
    run->failures++;
    run->busy += try_later;
    if (run->settings->errors_json)
        return written(
            run, mt_writer_error(&run->writer, source, cause, &err), &err);
    if (!run->settings->quiet)
        mt_report(source, cause);
    return true;
}

/* Can the output say that a page is no article? */
static bool tells_status(const struct run *run)
{
    return run->writer.format == MT_FORMAT_FULL ||
           (run->settings->command == MT_COMMAND_ARTICLE &&
            (run->writer.format == MT_FORMAT_JSONL ||
             run->writer.format == MT_FORMAT_JSON));
}

static bool answer_page(struct run *run, const struct mt_result *result)
{
    struct mt_err err = { MT_OK, "" };
    mt_str source = result->article.source;

    run->inputs++;
    run->outages += result->outage_count;
    if (run->settings->verbose)
        mt_note("%.*s: %zu outage%s", MT_FMT(source), result->outage_count,
                result->outage_count == 1 ? "" : "s");
    return written(run, run->answer->write(&run->writer, result, &err), &err);
}

static bool answer_no_article(struct run *run, const struct mt_result *result)
{
    struct mt_err cause = { MT_OK, "" }, err = { MT_OK, "" };
    mt_str source = result->article.source;

    mt_no_article(result->article.status, &cause);
    if (!tells_status(run))
        return on_failure(run, source, &cause, false);
    run->inputs++;
    run->failures++;
    if (!run->settings->quiet && !run->settings->errors_json)
        mt_report(source, &cause);
    return written(run, run->answer->write(&run->writer, result, &err), &err);
}

static bool on_document(void *data, const struct mt_input *input)
{
    struct run *run = data;
    struct mt_err err = { MT_OK, "" };
    struct mt_result *result;
    bool on;

    if (run->answer->read(run->reader, input, &result, &err) != MT_OK)
        return on_failure(run, input->source, &err, false);
    on = result->article.status == MT_PAGE_ARTICLE
             ? answer_page(run, result)
             : answer_no_article(run, result);
    mt_result_free(result);
    return on;
}

/* ------------------------------------------------------------------ run -- */

static void read_sources(struct run *run)
{
    const struct mt_settings *s = run->settings;
    bool on = true;

    for (size_t i = 0; on && i < s->operand_count; i++) {
        bool standard_input = strcmp(s->operands[i], "-") == 0;

        if (standard_input && isatty(STDIN_FILENO) && !s->quiet)
            mt_note("reading what you type; end it with Ctrl-D");
        on = mt_sources_read(run->sources, s->operands[i]);
    }
    if (on && s->list)
        mt_sources_list(run->sources, s->list, s->null ? '\0' : '\n');
}

static void answer_all(struct run *run)
{
    const struct mt_settings *s = run->settings;
    struct mt_fetcher *fetcher = new_fetcher(s);
    struct mt_source_options options = {
        .max_size = s->max_size,
        .fetcher = fetcher,
        .url = mt_str_c(s->url),
        .published = mt_str_c(s->published),
        .stop = &mt_cli_stop,
    };
    struct mt_source_events events = { run, on_document, on_failure };
    struct mt_options reader = {
        .no_publishers = s->no_publishers,
        .mentions = run->writer.format == MT_FORMAT_FULL ||
                    run->writer.format == MT_FORMAT_EXPLAIN,
    };

    run->reader = mt_reader_new(&reader);
    run->sources = mt_sources_new(&options, &events);
    read_sources(run);
    mt_sources_free(run->sources);
    mt_reader_free(run->reader);
    mt_fetcher_free(fetcher);
}

static void sum_up(const struct run *run)
{
    const struct mt_settings *s = run->settings;

    if (s->verbose)
        mt_note("%zu inputs, %zu failed, %zu outages", run->inputs,
                run->failures, run->outages);
    else if (run->outages == 0 && run->failures == 0 && !s->quiet &&
             s->command == MT_COMMAND_EXTRACT && isatty(STDERR_FILENO))
        mt_note("no outage found");
}

static enum mt_exit exit_of(const struct run *run)
{
    if (run->unwritable)
        return MT_EXIT_OUTPUT;
    if (run->failures)
        return run->failures == run->busy ? MT_EXIT_LATER : MT_EXIT_FAILED;
    if (run->settings->exit_status && run->outages == 0)
        return MT_EXIT_NONE;
    return MT_EXIT_OK;
}

/* The end of the output: nothing is kept of a run that was stopped. */
static void close_output(struct run *run)
{
    struct mt_err err = { MT_OK, "" };
    bool whole = !mt_cli_stop && !run->unwritable;
    bool broken;

    if (whole)
        whole = written(run, mt_writer_end(&run->writer, &err), &err);
    else
        mt_buf_release(&run->writer.buf);
    broken = mt_sink_broken_pipe(run->writer.sink);
    if (mt_sink_close(run->writer.sink, whole, &err) != MT_OK &&
        !run->unwritable) {
        run->unwritable = true;
        mt_report(mt_str_c(output_name(run->settings)), &err);
    }
    if (broken && !mt_cli_stop)
        mt_cli_stop = SIGPIPE;
    if (mt_cli_stop && run->settings->output && !run->settings->quiet)
        mt_note("stopped; %s was not written", run->settings->output);
}

enum mt_exit mt_run(const struct mt_settings *settings,
                    const struct mt_answer *answer, enum mt_format format)
{
    struct run run = { .settings = settings, .answer = answer };
    struct mt_err err = { MT_OK, "" };

    init_writer(&run, format);
    run.writer.sink = mt_sink_open(settings->output, &err);
    if (!run.writer.sink) {
        mt_report(mt_str_c(output_name(settings)), &err);
        return MT_EXIT_OUTPUT;
    }
    if (written(&run, mt_writer_begin(&run.writer, &err), &err))
        answer_all(&run);
    close_output(&run);
    if (!mt_cli_stop && !run.unwritable)
        sum_up(&run);
    return exit_of(&run);
}
