/* SPDX-License-Identifier: MIT */
#include "fetch/fetch.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/mem.h"
#include "fetch/crawl.h"

enum { LOOK_UP_MS = 200 }; /* how long a signal may wait */

struct mt_fetcher {
    struct mt_fetch_options options;
    struct mt_crawl *crawl;
    /* of the fetch under way */
    uint64_t ticket;
    bool done;
    struct mt_page *page;
    struct mt_err err;
};

void mt_page_release(struct mt_page *page)
{
    mt_buf_release(&page->body);
    mt_buf_release(&page->url);
    mt_buf_release(&page->charset);
    mt_buf_release(&page->rule);
}

void mt_page_clear(struct mt_page *page)
{
    mt_buf_clear(&page->body);
    mt_buf_clear(&page->url);
    mt_buf_clear(&page->charset);
    mt_buf_clear(&page->rule);
    page->code = 0;
    page->try_later = page->truncated = page->downgraded = false;
}

bool mt_user_agent_good(mt_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] < ' ' || text.p[i] > '~')
            return false;
    return text.n > 0 && text.n <= 256;
}

/* A fetch that was stopped leaves its answer to nobody. */
static void on_done(void *data, uint64_t ticket, struct mt_page *page,
                    const struct mt_err *err)
{
    struct mt_fetcher *fetcher = data;
    struct mt_page swap;

    if (ticket != fetcher->ticket)
        return;
    fetcher->done = true;
    swap = *fetcher->page;
    *fetcher->page = *page;
    *page = swap;
    if (err)
        fetcher->err = *err;
}

struct mt_fetcher *mt_fetcher_new(const struct mt_fetch_options *options)
{
    struct mt_fetcher *fetcher = mt_alloc(sizeof *fetcher);
    struct mt_crawl_events events = { fetcher, on_done };

    fetcher->options = *options;
    fetcher->options.connections = 1;
    fetcher->crawl = mt_crawl_new(&fetcher->options, &events);
    return fetcher;
}

void mt_fetcher_free(struct mt_fetcher *fetcher)
{
    if (!fetcher)
        return;
    mt_crawl_free(fetcher->crawl);
    free(fetcher);
}

enum mt_status mt_fetch(struct mt_fetcher *fetcher, mt_str url,
                        struct mt_page *page, struct mt_err *err)
{
    const volatile sig_atomic_t *stop = fetcher->options.stop;

    mt_page_clear(page);
    fetcher->page = page;
    fetcher->done = false;
    fetcher->err = (struct mt_err){ MT_OK, "" };
    mt_crawl_add(fetcher->crawl, url, ++fetcher->ticket);
    while (!fetcher->done && !(stop && *stop))
        mt_crawl_step(fetcher->crawl, NULL, 0, LOOK_UP_MS);
    if (!fetcher->done)
        return mt_fail(err, MT_ERR_IO, "stopped; run the command again");
    if (fetcher->err.status != MT_OK)
        return mt_fail(err, fetcher->err.status, "%s", fetcher->err.message);
    return MT_OK;
}
