/* SPDX-License-Identifier: MIT */
/* Many downloads at once: several hosts, one connection to each. */
#ifndef MT_FETCH_CRAWL_H
#define MT_FETCH_CRAWL_H

#include <poll.h>

#include "fetch/fetch.h"
#include "fetch/robots.h"

struct mt_crawl_events {
    void *data;
    /* The URL of this ticket is answered: err is NULL for a page. page->body
     * may be taken out. URLs may be added from here. */
    void (*done)(void *data, uint64_t ticket, struct mt_page *page,
                 const struct mt_err *err);
    /* Fills in the version that is known of what url, fit for the wire,
     * answers; if it is still the same, the page comes unchanged, without a
     * body. url: of the ticket, or what it is redirected to. May be NULL. */
    void (*known)(void *data, uint64_t ticket, mt_str url,
                  struct mt_version *version);
};

struct mt_crawl;

/* Both arguments are copied; what they point to is borrowed. */
struct mt_crawl *mt_crawl_new(const struct mt_fetch_options *options,
                              const struct mt_crawl_events *events);
/* What is not answered is dropped. */
void mt_crawl_free(struct mt_crawl *crawl);

/*
 * Copies url. A faulty one is answered through done, too. http and https
 * alone, if the site's robots.txt allows it, with pauses and retries, through
 * 20 redirects of which each is looked at like the first URL. Certificates are
 * checked; every address is looked at when it is connected to.
 */
void mt_crawl_add(struct mt_crawl *crawl, mt_str url, uint64_t ticket);
/* The same, without the page itself: err is NULL if robots.txt allows it, and
 * page->rule is the rule that decides ("line 3: /news/"), if one does. */
void mt_crawl_ask(struct mt_crawl *crawl, mt_str url, uint64_t ticket);
/* URLs that are added and not yet answered. */
size_t mt_crawl_pending(const struct mt_crawl *crawl);

/*
 * Goes on with the downloads. Returns when something was answered, when one
 * of fds (n of them; revents are set) has something, after timeout_ms, or
 * after a while in which nothing happened.
 */
void mt_crawl_step(struct mt_crawl *crawl, struct pollfd *fds, size_t n,
                   int timeout_ms);

#endif
