/* SPDX-License-Identifier: MIT */
/* meoktong fetch: pages into a WARC. */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "batch/clock.h"
#include "batch/source.h"
#include "cli/network.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "fetch/crawl.h"
#include "fetch/url.h"

/* URLs that may wait: so many that a list sorted by host still keeps other
 * hosts busy, so few that memory does not grow with the list. */
enum { WAITING = 4096 };

struct run {
    const struct mt_settings *settings;
    struct mt_warc_writer *archive;
    struct mt_crawl *crawl;
    struct mt_sources *sources;
    struct mt_buf names[WAITING]; /* what is on its way, by its ticket */
    size_t free[WAITING], free_count;
    size_t pages, there, unchanged;
    struct mt_counts counts;
    struct mt_progress progress;
    bool all_read; /* no more URLs will come */
    bool full; /* the archive takes no more */
};

static const char *output_name(const struct mt_settings *settings)
{
    return settings->output ? settings->output : "standard output";
}

static void count_failure(struct run *run, mt_str name,
                          const struct mt_err *err, bool try_later)
{
    run->counts.failures++;
    run->counts.busy += try_later;
    if (run->settings->quiet)
        return;
    mt_progress_clear(&run->progress);
    mt_report(name, err);
}

static void count_page(struct run *run, mt_str name,
                       const struct mt_page *page)
{
    run->pages += !page->unchanged;
    run->unchanged += page->unchanged;
    if (!run->settings->verbose)
        return;
    mt_progress_clear(&run->progress);
    if (page->unchanged)
        mt_note("%.*s: unchanged", MT_FMT(name));
    else
        mt_note("%.*s: %zu bytes", MT_FMT(name), page->body.n);
}

static void on_done(void *data, uint64_t ticket, struct mt_page *page,
                    const struct mt_err *err)
{
    struct run *run = data;
    struct mt_buf *name = &run->names[ticket];
    struct mt_err why = { MT_OK, "" };

    if (mt_warc_trouble(run->archive)) {
        if (!run->full)
            mt_report(mt_str_c(output_name(run->settings)), err ? err : &why);
        run->full = true;
    } else if (err) {
        count_failure(run, mt_buf_str(name), err, page->try_later);
    } else {
        count_page(run, mt_buf_str(name), page);
    }
    run->counts.inputs++;
    mt_buf_clear(name);
    run->free[run->free_count++] = (size_t)ticket;
}

static void on_known(void *data, uint64_t ticket, mt_str url,
                     struct mt_version *version)
{
    const struct run *run = data;

    (void)ticket;
    mt_warc_version(run->archive, url, version);
}

/* How much of what is known of is done. */
static double share(const struct run *run)
{
    double read = run->all_read ? 1 : mt_sources_share(run->sources);
    double done = (double)run->counts.inputs;

    return done > 0 && read >= 0
               ? read * done / (done + (double)mt_crawl_pending(run->crawl))
               : -1;
}

static void step(struct run *run)
{
    mt_crawl_step(run->crawl, NULL, 0, 1000);
    mt_progress_show(&run->progress, &run->counts, share(run));
}

static bool going(const struct run *run)
{
    return !mt_cli_stop && !run->full;
}

static bool is_there(const struct run *run, mt_str url)
{
    struct mt_buf wire = { 0 };
    struct mt_err err = { MT_OK, "" };
    bool there = !run->settings->refresh &&
                 mt_url_read(url, &wire, NULL, &err) == MT_OK &&
                 mt_warc_has(run->archive, mt_buf_str(&wire));

    mt_buf_release(&wire);
    return there;
}

static bool on_address(void *data, const struct mt_input *input)
{
    struct run *run = data;
    size_t ticket;

    if (is_there(run, input->url)) {
        run->there++;
        return going(run);
    }
    while (run->free_count == 0 && going(run))
        step(run);
    if (!going(run))
        return false;
    ticket = run->free[--run->free_count];
    mt_buf_put(&run->names[ticket], input->source);
    mt_crawl_add(run->crawl, input->url, ticket);
    return true;
}

static bool on_failure(void *data, mt_str source, const struct mt_err *err)
{
    struct run *run = data;

    run->counts.inputs++;
    count_failure(run, source, err, false);
    return going(run);
}

static bool on_document(void *data, const struct mt_input *input, bool found)
{
    struct mt_err err = { MT_OK, "" };

    (void)found;
    mt_fail(&err, MT_ERR_BAD_URL,
            "a file, where a URL is needed; give a list of URLs with -i");
    return on_failure(data, input->source, &err);
}

static void read_all(struct run *run)
{
    const struct mt_settings *s = run->settings;
    bool on = true;

    for (size_t i = 0; on && i < s->operand_count; i++)
        on = mt_sources_read(run->sources, s->operands[i]);
    if (on && s->list)
        mt_sources_list(run->sources, s->list, s->null ? '\0' : '\n');
    run->all_read = true;
    while (mt_crawl_pending(run->crawl) && going(run))
        step(run);
    mt_progress_clear(&run->progress);
}

static void sum_up(const struct run *run)
{
    char there[48] = "", unchanged[48] = "";

    if (run->settings->quiet)
        return;
    if (run->unchanged)
        snprintf(unchanged, sizeof unchanged, ", %zu unchanged",
                 run->unchanged);
    if (run->there)
        snprintf(there, sizeof there, ", %zu there before", run->there);
    mt_note("%zu page%s to %s, %zu failed%s%s, %.1f s", run->pages,
            mt_plural(run->pages), output_name(run->settings),
            run->counts.failures, unchanged, there,
            mt_clock() - run->progress.began);
    if (mt_cli_stop)
        mt_note("stopped; the same command goes on where it ended");
}

static enum mt_exit exit_of(const struct run *run)
{
    if (run->full)
        return MT_EXIT_OUTPUT;
    if (run->counts.failures)
        return run->counts.failures == run->counts.busy ? MT_EXIT_LATER
                                                        : MT_EXIT_FAILED;
    return MT_EXIT_OK;
}

static void run_crawl(struct run *run)
{
    struct mt_fetch_options fetch = mt_cli_fetch_options(run->settings);
    struct mt_crawl_events done = {
        run, on_done, run->settings->refresh ? on_known : NULL
    };
    struct mt_source_options source = { .max_size = run->settings->max_size,
                                        .stop = &mt_cli_stop };
    struct mt_source_events events = { .data = run,
                                       .document = on_document,
                                       .address = on_address,
                                       .failed = on_failure };

    fetch.archive = run->archive;
    run->crawl = mt_crawl_new(&fetch, &done);
    run->sources = mt_sources_new(&source, &events);
    for (size_t i = WAITING; i > 0; i--)
        run->free[run->free_count++] = i - 1;
    mt_cli_warn(run->settings);
    read_all(run);
    mt_sources_free(run->sources);
    mt_crawl_free(run->crawl);
    for (size_t i = 0; i < WAITING; i++)
        mt_buf_release(&run->names[i]);
}

enum mt_exit mt_cli_fetch(const struct mt_settings *settings)
{
    struct mt_err err = { MT_OK, "" };
    struct run *run;
    enum mt_exit status;

    if (!settings->output && isatty(STDOUT_FILENO)) {
        mt_note("fetch: writes an archive; say where with -o pages.warc.gz");
        return MT_EXIT_USAGE;
    }
    run = mt_alloc(sizeof *run);
    run->settings = settings;
    run->progress.wanted = isatty(STDERR_FILENO) && !settings->quiet;
    run->progress.began = mt_clock();
    run->counts.fetched_only = true;
    run->archive = mt_cli_open_archive(settings, settings->output, &err);
    if (run->archive) {
        run_crawl(run);
        if (mt_warc_close(run->archive, &err) != MT_OK && !run->full)
            mt_report(mt_str_c(output_name(settings)), &err);
        run->full |= err.status != MT_OK;
        sum_up(run);
    } else {
        mt_report(mt_str_c(output_name(settings)), &err);
        run->full = true;
    }
    status = exit_of(run);
    free(run);
    return status;
}
