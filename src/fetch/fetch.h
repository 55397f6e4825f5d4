/* SPDX-License-Identifier: MIT */
/* One polite GET at a time. */
#ifndef MT_FETCH_H
#define MT_FETCH_H

#include <signal.h>

#include "base/buf.h"

struct mt_fetch_options {
    size_t max_size;        /* bytes of a page, counted when decompressed */
    double max_time;        /* seconds for a page, redirects included */
    double delay;           /* seconds between requests to one host */
    bool allow_private;     /* addresses that are not of the internet */
    const char *user_agent; /* NULL: MT_USER_AGENT */
    /* Checked several times a second; a fetch ends when it is set. */
    const volatile sig_atomic_t *stop;
};

#define MT_USER_AGENT "meoktong/" MT_VERSION " (reader of Korean outage news)"

/* What came back. Clear with mt_page_release. */
struct mt_page {
    struct mt_buf body;
    struct mt_buf url;     /* after redirects */
    struct mt_buf charset; /* of the Content-Type header, may be empty */
    bool try_later;        /* the server is busy: 429 or 503 */
};

void mt_page_release(struct mt_page *page);

struct mt_fetcher;

/* Keeps connections open from one fetch to the next. One thread at a time. */
struct mt_fetcher *mt_fetcher_new(const struct mt_fetch_options *options);
void mt_fetcher_free(struct mt_fetcher *fetcher);

/*
 * Fetches url into *page, which is emptied first. http and https alone, also
 * after a redirect, of which 20 are followed; certificates are checked; every
 * address is looked at when it is connected to. On failure the body is empty.
 */
enum mt_status mt_fetch(struct mt_fetcher *fetcher, mt_str url,
                        struct mt_page *page, struct mt_err *err);

/* May text stand in a User-Agent header? */
bool mt_user_agent_good(mt_str text);

#endif
