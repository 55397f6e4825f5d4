/* SPDX-License-Identifier: MIT */
/* meoktong robots: may pages be fetched? */
#include <stdio.h>

#include "cli/network.h"
#include "cli/report.h"
#include "fetch/crawl.h"

struct run {
    const struct mt_settings *settings;
    size_t refused, faulty;
};

/* "allowed", the URL, and the rule or the trouble, parted by tabs. */
static void on_done(void *data, uint64_t ticket, struct mt_page *page,
                    const struct mt_err *err)
{
    struct run *run = data;
    const char *url = run->settings->operands[ticket];

    if (err && err->status != MT_ERR_ROBOTS &&
        err->status != MT_ERR_ROBOTS_UNREACHABLE) {
        run->faulty++;
        mt_report(mt_str_c(url), err);
        return;
    }
    run->refused += err != NULL;
    if (err && !page->rule.n)
        mt_buf_put(&page->rule, mt_str_c(err->message));
    printf("%s\t%s\t%s\n", err ? "refused" : "allowed", url,
           page->rule.n ? page->rule.p : "no rule against it");
}

enum mt_exit mt_cli_robots(const struct mt_settings *settings)
{
    struct run run = { .settings = settings };
    struct mt_fetch_options options = mt_cli_fetch_options(settings);
    struct mt_crawl_events events = { .data = &run, .done = on_done };
    struct mt_crawl *crawl = mt_crawl_new(&options, &events);

    for (size_t i = 0; i < settings->operand_count; i++)
        mt_crawl_ask(crawl, mt_str_c(settings->operands[i]), i);
    while (mt_crawl_pending(crawl) && !mt_cli_stop)
        mt_crawl_step(crawl, NULL, 0, 1000);
    mt_crawl_free(crawl);
    return run.refused || run.faulty ? MT_EXIT_FAILED : MT_EXIT_OK;
}
