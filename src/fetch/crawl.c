/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "fetch/crawl.h"

#include <stdlib.h>
#include <time.h>

#include "base/err.h"
#include "base/mem.h"
#include "fetch/address.h"
#include "fetch/gate.h"
#include "fetch/keep.h"
#include "fetch/lookup.h"
#include "fetch/page.h"
#include "fetch/plan.h"
#include "fetch/transfer.h"
#include "fetch/url.h"

enum {
    CONNECTIONS = 16,
    MOST_CONNECTIONS = 256,
    REDIRECTS = 20,
    SIGNAL_MS = 200, /* how long a signal may wait, ... */
    LOOKUP_MS = 20,  /* ... and the answer of a lookup */
};

struct job {
    struct mt_transfer *transfer;
    struct mt_request *request; /* NULL: idle */
    struct mt_host *host;
    struct mt_origin *origin;
    struct mt_outcome outcome;
    struct mt_err err;
    struct mt_lookup *lookup; /* that tells what the outcome means */
};

struct mt_crawl {
    struct mt_fetch_options options;
    struct mt_crawl_events events;
    CURLM *multi;
    CURLSH *share;
    struct curl_slist *resolve;
    struct mt_hosts *hosts;
    struct job jobs[MOST_CONNECTIONS];
    size_t job_count, active, lookups, pending;
    struct mt_request *faulty; /* to be answered by the next step */
    struct mt_page page;       /* its memory is used again */
    double next_start;         /* by --rate */
    struct mt_plan plan;
    bool answered;             /* something was, in this step */
};

/* ------------------------------------------------------------------ time -- */

static double monotonic(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double now(const struct mt_crawl *crawl)
{
    return crawl->options.clock();
}

/* --------------------------------------------------------------- answers -- */

static void answer(struct mt_crawl *crawl, struct mt_request *request,
                   const struct mt_err *err)
{
    uint64_t ticket = request->ticket;

    crawl->pending--;
    crawl->answered = true;
    if (err)
        mt_buf_clear(&crawl->page.body);
    mt_request_free(request);
    crawl->events.done(crawl->events.data, ticket, &crawl->page, err);
    mt_page_clear(&crawl->page);
}

/* Answers everything that waits for a host that is shut. */
static void answer_all(struct mt_crawl *crawl, struct mt_host *host)
{
    struct mt_request *request;

    while ((request = mt_host_pop(host))) {
        crawl->page.try_later = host->shut_later;
        answer(crawl, request, &host->shut_err);
    }
}

static void answer_faulty(struct mt_crawl *crawl)
{
    while (crawl->faulty) {
        struct mt_request *request = crawl->faulty;
        struct mt_err err = request->err;

        crawl->faulty = request->next;
        answer(crawl, request, &err);
    }
}

/* ------------------------------------------------------------- requests -- */

static bool is_private(const struct mt_crawl *crawl, mt_str host)
{
    return crawl->options.proxy && !crawl->options.allow_private &&
           mt_address_is_private_text(host);
}

/* Puts request into the queue of its URL's host; false with err otherwise. */
static bool enqueue(struct mt_crawl *crawl, struct mt_request *request,
                    mt_str url, struct mt_err *err)
{
    struct mt_buf wire = { 0 }, name = { 0 };
    bool good = mt_url_read(url, &wire, &name, err) == MT_OK;
    struct mt_host *host;

    if (good && crawl->options.https_only &&
        mt_str_starts(mt_buf_str(&wire), MT_LIT("http:"))) {
        mt_fail(err, MT_ERR_SCHEME, "http alone; --https-only forbids it");
        good = false;
    }
    if (good && is_private(crawl, mt_buf_str(&name))) {
        mt_fail(err, MT_ERR_PRIVATE_ADDRESS,
                "the host's address is private; --allow-private permits it");
        good = false;
    }
    if (good) {
        mt_buf_release(&request->url);
        request->url = wire;
        host = mt_hosts_get(crawl->hosts, mt_buf_str(&name), now(crawl));
        mt_host_push(host, request);
        mt_hosts_update(crawl->hosts, host);
    } else {
        mt_buf_release(&wire);
    }
    mt_buf_release(&name);
    return good;
}

static void add(struct mt_crawl *crawl, mt_str url, uint64_t ticket, bool ask)
{
    struct mt_request *request = mt_request_new();

    request->ticket = ticket;
    request->ask = ask;
    crawl->pending++;
    if (enqueue(crawl, request, url, &request->err))
        return;
    request->next = crawl->faulty;
    crawl->faulty = request;
}

void mt_crawl_add(struct mt_crawl *crawl, mt_str url, uint64_t ticket)
{
    add(crawl, url, ticket, false);
}

void mt_crawl_ask(struct mt_crawl *crawl, mt_str url, uint64_t ticket)
{
    add(crawl, url, ticket, true);
}

size_t mt_crawl_pending(const struct mt_crawl *crawl)
{
    return crawl->pending;
}

/* -------------------------------------------------------------- starting -- */

static struct job *idle_job(struct mt_crawl *crawl)
{
    for (size_t i = 0; i < crawl->job_count; i++)
        if (!crawl->jobs[i].request)
            return &crawl->jobs[i];
    return NULL;
}

/* Whoever got a new version once wants that, and no "unchanged". */
static void set_known(struct mt_crawl *crawl,
                      const struct mt_request *request,
                      struct mt_version *known)
{
    mt_version_clear(known);
    if (crawl->events.known && !request->robots && !request->raw)
        crawl->events.known(crawl->events.data, request->ticket,
                            mt_buf_str(&request->url), known);
}

static void start(struct mt_crawl *crawl, struct mt_host *host,
                  struct mt_request *request, struct mt_origin *origin)
{
    struct job *job = idle_job(crawl);
    struct mt_transfer *transfer = job->transfer;

    job->request = request;
    job->host = host;
    job->origin = origin;
    crawl->active++;
    request->tries++;
    transfer->robots = request->robots;
    transfer->raw = request->raw;
    transfer->data = job;
    set_known(crawl, request, &transfer->known);
    mt_transfer_start(transfer, request->url.p);
    curl_multi_add_handle(crawl->multi, transfer->curl);
    if (crawl->options.rate > 0)
        crawl->next_start = now(crawl) + 1 / crawl->options.rate;
}

/* May request go out now? If not, it is answered. */
static bool check_robots(struct mt_crawl *crawl, struct mt_request *request,
                         const struct mt_origin *origin)
{
    struct mt_err err = { MT_OK, "" };
    bool allowed = mt_gate_check(origin, mt_buf_str(&request->url),
                                 &crawl->page.rule, &err);

    if (allowed && !request->ask) {
        mt_buf_clear(&crawl->page.rule);
        return true;
    }
    crawl->page.try_later = !allowed && origin->try_later;
    answer(crawl, request, allowed ? NULL : &err);
    return false;
}

/* Asks host for the first of what waits that can be asked for. */
static void start_host(struct mt_crawl *crawl, struct mt_host *host)
{
    bool started = false;

    host->busy = true; /* whatever the answers lead to, it is not forgotten */
    if (host->shut > now(crawl))
        answer_all(crawl, host);
    while (host->first && !started) {
        struct mt_request *request = host->first;
        struct mt_origin *origin =
            mt_host_origin(host, mt_buf_str(&request->url));
        bool known = crawl->options.ignore_robots ||
                     (origin->state != MT_ORIGIN_UNKNOWN &&
                      origin->until > now(crawl));

        if (!known) {
            start(crawl, host, mt_gate_request(origin), origin);
            started = true;
            break;
        }
        mt_host_pop(host);
        started = crawl->options.ignore_robots ||
                  check_robots(crawl, request, origin);
        if (started)
            start(crawl, host, request, origin);
    }
    host->busy = started;
    mt_hosts_update(crawl->hosts, host);
}

static bool stopped(const struct mt_crawl *crawl)
{
    return crawl->options.stop && *crawl->options.stop;
}

static void start_ready(struct mt_crawl *crawl)
{
    struct mt_host *host;

    while (crawl->active < crawl->job_count && !stopped(crawl) &&
           (host = mt_hosts_first(crawl->hosts)) &&
           host->ready <= now(crawl) && crawl->next_start <= now(crawl))
        start_host(crawl, host);
}

/* ---------------------------------------------------------------- ending -- */

static void end_robots(struct mt_crawl *crawl, struct job *job,
                       const struct mt_outcome *outcome,
                       const struct mt_err *err)
{
    struct mt_origin *origin = job->origin;

    origin->tries = 0;
    if (mt_gate_answered(outcome))
        mt_gate_open(origin, job->transfer, now(crawl));
    else if (mt_plan_retry(&crawl->plan, job->host, outcome,
                           job->request->tries))
        origin->tries = job->request->tries;
    else
        mt_gate_bar(origin, outcome, err, now(crawl));
    mt_request_free(job->request);
}

static void end_redirect(struct mt_crawl *crawl, struct job *job,
                         const struct mt_outcome *outcome)
{
    struct mt_request *request = job->request;
    struct mt_err err = { MT_OK, "" };

    mt_keep_hop(request, mt_buf_str(&job->transfer->head),
                crawl->options.archive != NULL);
    if (request->hop_count > REDIRECTS)
        mt_fail(&err, MT_ERR_REDIRECT_LOOP,
                "more than %d redirects; open it in a browser", REDIRECTS);
    request->downgraded |=
        mt_str_starts(mt_buf_str(&request->url), MT_LIT("https:")) &&
        mt_str_starts(outcome->redirect, MT_LIT("http:"));
    request->tries = 0;
    if (err.status != MT_OK ||
        !enqueue(crawl, request, outcome->redirect, &err))
        answer(crawl, request, &err);
}

static void end_page(struct mt_crawl *crawl, struct job *job,
                     const struct mt_outcome *outcome, struct mt_err *err)
{
    struct mt_request *request = job->request;
    enum mt_status status = outcome->status;

    crawl->page.try_later = outcome->code == 429 || outcome->code == 503;
    if (outcome->undecoded && !request->raw) {
        request->raw = true;
        mt_host_push(job->host, request);
        return;
    }
    if (status != MT_OK && mt_plan_retry(&crawl->plan, job->host, outcome,
                                         request->tries)) {
        mt_host_push(job->host, request);
        return;
    }
    if (status == MT_OK) {
        mt_page_fill(&crawl->page, request, job->transfer, outcome);
        if (request->raw)
            status = mt_page_check_raw(&crawl->page,
                                       crawl->options.max_size, err);
        if (status == MT_OK && crawl->options.archive)
            status = mt_keep_page(request, job->transfer, &crawl->page, err);
    }
    answer(crawl, request, status == MT_OK ? NULL : err);
}

static void finish_job(struct mt_crawl *crawl, struct job *job)
{
    struct mt_outcome *outcome = &job->outcome;
    struct mt_host *host = job->host;
    bool robots = job->request->robots;
    double asked = 0;

    mt_plan_count(host, outcome, now(crawl));
    if (job->origin->robots && !crawl->options.ignore_robots)
        asked = mt_robots_delay(job->origin->robots);
    if (!robots)
        mt_plan_not_before(host, now(crawl) + mt_plan_pause(&crawl->plan,
                                                            outcome, asked));
    if (robots)
        end_robots(crawl, job, outcome, &job->err);
    else if (outcome->redirect.p)
        end_redirect(crawl, job, outcome);
    else
        end_page(crawl, job, outcome, &job->err);
    job->request = NULL;
    crawl->active--;
    host->busy = false;
    mt_hosts_update(crawl->hosts, host);
}

static void end_job(struct mt_crawl *crawl, struct job *job, CURLcode code)
{
    struct mt_buf host = { 0 };

    job->err = (struct mt_err){ MT_OK, "" };
    job->outcome = mt_transfer_end(job->transfer, code, &job->err);
    curl_multi_remove_handle(crawl->multi, job->transfer->curl);
    if (!job->outcome.unresolved) {
        finish_job(crawl, job);
        return;
    }
    mt_transfer_host(job->transfer, &host);
    job->lookup = mt_lookup_new(mt_buf_str(&host));
    crawl->lookups++;
    mt_buf_release(&host);
}

static void end_lookups(struct mt_crawl *crawl)
{
    for (size_t i = 0; crawl->lookups && i < crawl->job_count; i++) {
        struct job *job = &crawl->jobs[i];
        enum mt_lookup_answer answer =
            job->lookup ? mt_lookup_answer(job->lookup) : MT_LOOKUP_RUNNING;

        if (answer == MT_LOOKUP_RUNNING)
            continue;
        mt_lookup_free(job->lookup);
        job->lookup = NULL;
        crawl->lookups--;
        job->err = (struct mt_err){ MT_OK, "" };
        mt_outcome_resolve(&job->outcome, answer == MT_LOOKUP_TROUBLE,
                           &job->err);
        finish_job(crawl, job);
    }
}

static void end_finished(struct mt_crawl *crawl)
{
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(crawl->multi, &left)))
        if (message->msg == CURLMSG_DONE) {
            char *transfer = NULL;

            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE,
                              &transfer);
            end_job(crawl, ((struct mt_transfer *)(void *)transfer)->data,
                    message->data.result);
        }
    end_lookups(crawl);
}

/* --------------------------------------------------------------- waiting -- */

/* Milliseconds until there may be something to do, timeout at most. */
static int longest_wait(struct mt_crawl *crawl, int timeout_ms)
{
    struct mt_host *host = mt_hosts_first(crawl->hosts);
    double wait = crawl->lookups ? LOOKUP_MS : SIGNAL_MS, left;
    double first;

    if (crawl->answered)
        return 0;
    if (host && crawl->active < crawl->job_count) {
        first = host->ready > crawl->next_start ? host->ready
                                                : crawl->next_start;
        left = (first - now(crawl)) * 1000 + 1;
        wait = left < wait ? left : wait;
    }
    if (timeout_ms >= 0 && timeout_ms < wait)
        wait = timeout_ms;
    return wait > 0 ? (int)wait : 0;
}

static void wait_for(struct mt_crawl *crawl, struct pollfd *fds, size_t n,
                     int timeout_ms)
{
    struct curl_waitfd *extra = n ? mt_alloc(n * sizeof *extra) : NULL;

    for (size_t i = 0; i < n; i++) {
        extra[i].fd = fds[i].fd;
        extra[i].events =
            (short)((fds[i].events & POLLIN ? CURL_WAIT_POLLIN : 0) |
                    (fds[i].events & POLLOUT ? CURL_WAIT_POLLOUT : 0));
    }
    curl_multi_poll(crawl->multi, extra, (unsigned)n, timeout_ms, NULL);
    for (size_t i = 0; i < n; i++)
        fds[i].revents =
            (short)((extra[i].revents & CURL_WAIT_POLLIN ? POLLIN : 0) |
                    (extra[i].revents & CURL_WAIT_POLLOUT ? POLLOUT : 0));
    free(extra);
}

void mt_crawl_step(struct mt_crawl *crawl, struct pollfd *fds, size_t n,
                   int timeout_ms)
{
    int running;

    crawl->answered = false;
    answer_faulty(crawl);
    start_ready(crawl);
    curl_multi_perform(crawl->multi, &running);
    end_finished(crawl);
    start_ready(crawl);
    wait_for(crawl, fds, n, longest_wait(crawl, timeout_ms));
    curl_multi_perform(crawl->multi, &running);
    end_finished(crawl);
}

/* ------------------------------------------------------------------ life -- */

static CURLSH *new_share(void)
{
    CURLSH *share = curl_share_init();

    curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
#if LIBCURL_VERSION_NUM >= 0x075800
    curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_HSTS);
#endif
    return share;
}

struct mt_crawl *mt_crawl_new(const struct mt_fetch_options *options,
                              const struct mt_crawl_events *events)
{
    struct mt_crawl *crawl = mt_alloc(sizeof *crawl);
    int connections = options->connections > 0 ? options->connections
                                               : CONNECTIONS;

    crawl->options = *options;
    crawl->events = *events;
    if (!crawl->options.clock)
        crawl->options.clock = monotonic;
    crawl->plan = (struct mt_plan){ &crawl->options,
                                    (uint64_t)(monotonic() * 1e9) | 1 };
    crawl->hosts = mt_hosts_new();
    crawl->multi = curl_multi_init();
    crawl->share = new_share();
    for (const char *const *p = options->resolve; p && *p; p++)
        crawl->resolve = curl_slist_append(crawl->resolve, *p);
    curl_multi_setopt(crawl->multi, CURLMOPT_MAXCONNECTS,
                      (long)(connections + 8));
    for (int i = 0; i < connections && i < MOST_CONNECTIONS; i++) {
        struct mt_transfer *transfer = mt_transfer_new(
            &crawl->options, crawl->share, crawl->resolve);

        if (!transfer)
            break;
        crawl->jobs[crawl->job_count++].transfer = transfer;
    }
    return crawl;
}

void mt_crawl_free(struct mt_crawl *crawl)
{
    if (!crawl)
        return;
    for (size_t i = 0; i < crawl->job_count; i++) {
        struct job *job = &crawl->jobs[i];

        if (job->request && !job->lookup)
            curl_multi_remove_handle(crawl->multi, job->transfer->curl);
        if (job->request)
            mt_request_free(job->request);
        mt_lookup_free(job->lookup);
        mt_transfer_free(job->transfer);
    }
    curl_multi_cleanup(crawl->multi);
    curl_share_cleanup(crawl->share);
    curl_slist_free_all(crawl->resolve);
    while (crawl->faulty) {
        struct mt_request *request = crawl->faulty;

        crawl->faulty = request->next;
        mt_request_free(request);
    }
    mt_hosts_free(crawl->hosts);
    mt_page_release(&crawl->page);
    free(crawl);
}
