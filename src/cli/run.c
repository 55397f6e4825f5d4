/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
#include "cli/run.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "batch/clock.h"
#include "cli/keep.h"
#include "cli/network.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/sites.h"
#include "cli/work.h"

enum { NARROWEST = 40, USUAL = 80, WIDEST = 200 };

/* Of a worker: what no page of 16 MB comes near. */
enum { PAGE_SECONDS = 30 };
static const size_t page_memory = (size_t)2 << 30;

struct run {
    const struct mt_settings *settings;
    struct mt_work work;
    struct mt_writer writer;
    struct mt_keeper keeper;
    struct mt_cli_sites sites;
    struct mt_warc_writer *archive; /* of what is downloaded, or NULL */
    struct mt_counts counts;
    struct mt_progress progress;
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
    run->work.format = run->writer.format;
    run->work.table = run->writer.table;
}

static size_t workers_of(const struct mt_settings *s)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    if (s->jobs)
        return (size_t)s->jobs;
    return processors < 1 ? 1 : processors > 64 ? 64 : (size_t)processors;
}

/* ------------------------------------------------------------- messages -- */

static void say(struct run *run, mt_str name, const struct mt_err *err)
{
    mt_progress_clear(&run->progress);
    mt_report(name, err);
}

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
        say(run, mt_str_c(output_name(run->settings)), err);
    return false;
}

/* -------------------------------------------------------------- answers -- */

static enum mt_batch_verdict on_failure(struct run *run, mt_str source,
                                        const struct mt_err *cause,
                                        bool try_later)
{
    struct mt_err err = { MT_OK, "" };

    if (run->archive && mt_warc_trouble(run->archive)) {
        run->unwritable = true;
        say(run, mt_str_c(run->settings->warc), cause);
        return MT_BATCH_STOP;
    }
    run->counts.inputs++;
    run->counts.failures++;
    run->counts.busy += try_later;
    if (run->settings->errors_json)
        return written(run,
                       mt_writer_error(&run->writer, source, cause, &err),
                       &err)
                   ? MT_BATCH_PAGE
                   : MT_BATCH_STOP;
    if (!run->settings->quiet)
        say(run, source, cause);
    return MT_BATCH_PAGE;
}

static enum mt_batch_verdict on_page(struct run *run, mt_str source,
                                     const struct mt_worked *worked)
{
    struct mt_err err = { MT_OK, "" };

    run->counts.inputs++;
    run->counts.outages += worked->outages;
    if (run->settings->verbose && worked->page == MT_PAGE_ARTICLE)
        mt_note("%.*s: %zu outage%s", MT_FMT(source), worked->outages,
                worked->outages == 1 ? "" : "s");
    mt_progress_clear(&run->progress);
    return written(run,
                   mt_writer_add(&run->writer, worked->rendered,
                                 worked->records, &err),
                   &err)
               ? MT_BATCH_PAGE
               : MT_BATCH_STOP;
}

static enum mt_batch_verdict on_no_article(struct run *run, mt_str source,
                                           const struct mt_worked *worked)
{
    struct mt_err cause = { MT_OK, "" };

    mt_no_article(worked->page, &cause);
    if (!mt_tells_status(run->settings, run->writer.format))
        return on_failure(run, source, &cause, false);
    run->counts.failures++;
    if (!run->settings->quiet && !run->settings->errors_json)
        say(run, source, &cause);
    return on_page(run, source, worked);
}

static void count_unchanged(struct run *run, mt_str source)
{
    run->counts.inputs++;
    run->counts.unchanged++;
    if (run->settings->verbose)
        mt_note("%.*s: unchanged; its records stay", MT_FMT(source));
}

static void on_passed(void *data, mt_str source)
{
    struct run *run = data;

    if (run->settings->verbose)
        mt_note("%.*s: no page; passed over", MT_FMT(source));
}

static void on_joined(void *data, mt_str source, mt_str first)
{
    struct run *run = data;

    if (run->settings->verbose)
        mt_note("%.*s: goes on with %.*s", MT_FMT(source), MT_FMT(first));
}

static enum mt_batch_verdict on_answered(void *data,
                                         const struct mt_batch_answer *answer)
{
    struct run *run = data;
    struct mt_worked worked;

    if (answer->err)
        return on_failure(run, answer->source, answer->err,
                          answer->try_later);
    if (answer->unchanged) {
        count_unchanged(run, answer->source);
        return MT_BATCH_PAGE;
    }
    worked = mt_worked_of(answer->bytes);
    if (answer->found && mt_is_no_page(&worked)) {
        on_passed(run, answer->source);
        return MT_BATCH_NO_PAGE;
    }
    if (worked.err.status != MT_OK)
        return on_failure(run, answer->source, &worked.err, false);
    return worked.page == MT_PAGE_ARTICLE
               ? on_page(run, answer->source, &worked)
               : on_no_article(run, answer->source, &worked);
}

/* ----------------------------------------------------------------- keep -- */

static bool kept(struct run *run, enum mt_status status,
                 const struct mt_err *err)
{
    if (status == MT_OK)
        return true;
    if (!run->unwritable)
        say(run, mt_str_c(run->settings->db), err);
    run->unwritable = true;
    return false;
}

static bool on_arrived(void *data, const struct mt_batch_answer *answer)
{
    struct run *run = data;
    struct mt_worked worked = mt_worked_of(answer->bytes);
    struct mt_err err = { MT_OK, "" };

    return !run->keeper.store ||
           kept(run, mt_keeper_put(&run->keeper, answer, &worked, &err), &err);
}

static bool on_wanted(void *data, mt_str source, mt_str digest)
{
    struct run *run = data;
    struct mt_err err = { MT_OK, "" };

    switch (mt_keeper_ask(&run->keeper, source, digest)) {
    case MT_ASKED_WANTED: return true;
    case MT_ASKED_BEFORE: run->counts.before++; break;
    case MT_ASKED_TWICE: break;
    case MT_ASKED_CLASH:
        mt_fail(&err, MT_ERR_BAD_INPUT,
                "this name has stood for another input; --db needs an id for "
                "each");
        on_failure(run, source, &err, false);
        break;
    }
    return false;
}

static void on_known(void *data, mt_str source, mt_str url,
                     struct mt_version *version)
{
    struct run *run = data;

    mt_keeper_known(&run->keeper, source, url, version);
}

static bool open_keeper(struct run *run)
{
    struct mt_err err = { MT_OK, "" };

    run->work.keep = true;
    return kept(run, mt_keeper_open(&run->keeper, run->settings,
                                    run->sites.digest, &err), &err);
}

static void close_keeper(struct run *run)
{
    struct mt_err err = { MT_OK, "" };

    kept(run, mt_keeper_close(&run->keeper, &err), &err);
}

/* ------------------------------------------------------------------ run -- */

static void on_work(void *data, const struct mt_input *input,
                    struct mt_buf *answer)
{
    struct run *run = data;

    mt_work(&run->work, input, answer);
}

static void on_tick(void *data, double share)
{
    struct run *run = data;

    mt_progress_show(&run->progress, &run->counts, share);
}

static void read_sources(struct run *run, struct mt_sources *sources)
{
    const struct mt_settings *s = run->settings;
    bool on = true;

    for (size_t i = 0; on && i < s->operand_count; i++) {
        bool standard_input = strcmp(s->operands[i], "-") == 0;

        if (standard_input && isatty(STDIN_FILENO) && !s->quiet)
            mt_note("reading what you type; end it with Ctrl-D");
        on = mt_sources_read(sources, s->operands[i]);
    }
    if (on && s->list)
        mt_sources_list(sources, s->list, s->null ? '\0' : '\n');
}

static void answer_all(struct run *run)
{
    const struct mt_settings *s = run->settings;
    struct mt_batch_options options = {
        .workers = workers_of(s),
        .seconds = PAGE_SECONDS,
        .memory = page_memory,
        .unordered = s->unordered,
        .max_size = s->max_size,
        .url = mt_str_c(s->url),
        .published = mt_str_c(s->published),
        .fetch = mt_cli_fetch_options(s),
        .stop = &mt_cli_stop,
    };
    struct mt_batch_events events = {
        .data = run,
        .wanted = run->keeper.store ? on_wanted : NULL,
        .known = run->keeper.store ? on_known : NULL,
        .continues = s->join ? mt_continues : NULL,
        .work = on_work,
        .arrived = on_arrived,
        .answered = on_answered,
        .passed = on_passed,
        .joined = on_joined,
        .tick = on_tick,
    };
    struct mt_batch *batch;

    mt_cli_warn(s);
    options.fetch.archive = run->archive;
    batch = mt_batch_new(&options, &events);
    read_sources(run, mt_batch_sources(batch));
    mt_batch_finish(batch);
    mt_batch_free(batch);
}

static void sum_up(struct run *run)
{
    const struct mt_settings *s = run->settings;
    const struct mt_counts *counts = &run->counts;
    bool terminal = isatty(STDERR_FILENO) && !s->quiet;

    mt_progress_clear(&run->progress);
    if (s->verbose || run->progress.ever ||
        (terminal && counts->before + counts->unchanged))
        mt_progress_sum(&run->progress, counts);
    else if (counts->outages == 0 && counts->failures == 0 && terminal &&
             s->command == MT_COMMAND_EXTRACT)
        mt_note("no outage found");
}

static enum mt_exit exit_of(const struct run *run)
{
    const struct mt_counts *counts = &run->counts;

    if (run->unwritable)
        return MT_EXIT_OUTPUT;
    if (counts->failures)
        return counts->failures == counts->busy ? MT_EXIT_LATER
                                                : MT_EXIT_FAILED;
    if (run->settings->exit_status && counts->outages == 0)
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
        say(run, mt_str_c(output_name(run->settings)), &err);
    }
    if (broken && !mt_cli_stop)
        mt_cli_stop = SIGPIPE;
    if (mt_cli_stop && run->settings->output && !run->settings->quiet)
        mt_note("stopped; %s was not written", run->settings->output);
}

static bool open_archive(struct run *run)
{
    struct mt_err err = { MT_OK, "" };

    run->archive = mt_cli_open_archive(run->settings, run->settings->warc,
                                       &err);
    if (run->archive)
        return true;
    run->unwritable = true;
    say(run, mt_str_c(run->settings->warc), &err);
    return false;
}

static void close_archive(struct run *run)
{
    struct mt_err err = { MT_OK, "" };

    if (!run->archive || mt_warc_close(run->archive, &err) == MT_OK ||
        run->unwritable)
        return;
    run->unwritable = true;
    say(run, mt_str_c(run->settings->warc), &err);
}

static void run_all(struct run *run)
{
    struct mt_err err = { MT_OK, "" };

    if (run->settings->db && !open_keeper(run))
        return;
    if ((!run->settings->warc || open_archive(run)) &&
        written(run, mt_writer_begin(&run->writer, &err), &err))
        answer_all(run);
    close_archive(run);
    close_keeper(run);
}

static enum mt_exit run_into(struct run *run, enum mt_format format)
{
    const struct mt_settings *settings = run->settings;
    struct mt_err err = { MT_OK, "" };

    init_writer(run, format);
    run->progress.began = mt_clock();
    run->progress.wanted = isatty(STDERR_FILENO) && !settings->quiet;
    run->writer.sink = mt_sink_open(settings->output, &err);
    if (!run->writer.sink) {
        mt_report(mt_str_c(output_name(settings)), &err);
        return MT_EXIT_OUTPUT;
    }
    run_all(run);
    close_output(run);
    if (!mt_cli_stop && !run->unwritable)
        sum_up(run);
    return exit_of(run);
}

enum mt_exit mt_run(const struct mt_settings *settings,
                    const struct mt_answer *answer, enum mt_format format)
{
    struct run run = { .settings = settings,
                       .work = { .answer = answer, .settings = settings } };
    struct mt_err err = { MT_OK, "" };
    enum mt_exit status = MT_EXIT_USAGE;

    if (mt_cli_sites_open(&run.sites, settings, &err) == MT_OK) {
        run.work.sites = run.sites.sites;
        status = run_into(&run, format);
    } else if (!mt_cli_stop) {
        mt_note("--publishers: %s", err.message);
    }
    mt_cli_sites_release(&run.sites);
    return status;
}
