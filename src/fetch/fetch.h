/* SPDX-License-Identifier: MIT */
/* Polite downloads: what may be asked for, and the page that comes back.
 * Who fetches: crawl.h. */
#ifndef MT_FETCH_H
#define MT_FETCH_H

#include <signal.h>

#include "archive/writer.h"
#include "base/buf.h"

/* 0 and NULL mean the default, where one is named. */
struct mt_fetch_options {
    size_t max_size;  /* bytes of a page, counted when decompressed */
    double max_time;  /* seconds for an answer */
    double delay;     /* seconds between requests to one host; 0: none */
    double rate;      /* requests a second over all hosts; 0: no limit */
    int retries;      /* after a failure that may pass; 0: none */
    int connections;  /* at once, over all hosts (16) */
    bool allow_private;  /* addresses that are not of the internet */
    bool ignore_robots;
    bool https_only;
    bool keep_partial;   /* a body that was cut short is a page, too */
    const char *user_agent; /* MT_USER_AGENT */
    const char *proxy;   /* none, whatever the environment says */
    const char *cacert;  /* the system's certificates */
    const char *const *resolve; /* "host:port:address", up to a NULL */
    struct mt_warc_writer *archive; /* gets each page; borrowed; or NULL */
    /* Checked several times a second; a fetch ends when it is set. */
    const volatile sig_atomic_t *stop;
    double (*clock)(void); /* seconds; the monotonic clock */
};

#define MT_USER_AGENT "meoktong/" MT_VERSION " (reader of Korean outage news)"

/* What came back. Clear with mt_page_release. */
struct mt_page {
    struct mt_buf body;
    struct mt_buf url;     /* after redirects */
    struct mt_buf charset; /* of the Content-Type header, may be empty */
    struct mt_buf rule;    /* of robots.txt, for mt_crawl_ask */
    struct mt_version version; /* for the next time; without its date */
    bool unchanged;        /* it is the version that was known: no body */
    bool try_later;        /* the server is busy: 429 or 503 */
    bool truncated;        /* cut short, and kept because that was asked */
    bool downgraded;       /* a redirect led from https to http */
};

void mt_page_release(struct mt_page *page);
void mt_page_clear(struct mt_page *page);

/* May text stand in a User-Agent header? */
bool mt_user_agent_good(mt_str text);

#endif
