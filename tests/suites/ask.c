/* SPDX-License-Identifier: MIT */
/* ask AGENT: reads lines "URL" and says for each whether the site's robots.txt
 * allows it, as 1 or 0; a line "+N" lets N seconds pass. The clock runs a
 * hundred times as fast as it should, so that pauses cost little. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "fetch/crawl.h"

static double ahead;

static double fast_clock(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return ahead + 100 * ((double)t.tv_sec + (double)t.tv_nsec / 1e9);
}

static void on_done(void *data, uint64_t ticket, struct mt_page *page,
                    const struct mt_err *err)
{
    (void)data, (void)ticket, (void)page;
    printf("%d\n", err == NULL);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    struct mt_fetch_options options = { .max_size = 1 << 20, .max_time = 1,
                                        .retries = 2, .allow_private = true,
                                        .user_agent = argv[argc - 1],
                                        .clock = fast_clock };
    struct mt_crawl_events events = { .done = on_done };
    struct mt_crawl *crawl = mt_crawl_new(&options, &events);
    char line[1024];

    while (fgets(line, sizeof line, stdin)) {
        mt_str text = mt_str_trim(mt_str_c(line));
        int seconds = 0;

        if (mt_str_take(&text, MT_LIT("+")) &&
            mt_str_digits(&text, 9, &seconds)) {
            ahead += seconds;
            continue;
        }
        mt_crawl_ask(crawl, text, 0);
        while (mt_crawl_pending(crawl))
            mt_crawl_step(crawl, NULL, 0, 1000);
    }
    mt_crawl_free(crawl);
    return 0;
}
