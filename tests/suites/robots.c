/* SPDX-License-Identifier: MIT */
/* robots: reads frames "N:bytes" three at a time (robots.txt, agent, URL) and
 * writes for each three whether the URL is allowed, as 1 or 0. */
#include <stdio.h>

#include "fetch/robots.h"

static bool read_frame(struct mt_buf *out)
{
    size_t n = 0;
    int c;

    mt_buf_clear(out);
    while ((c = getchar()) != EOF && c != ':')
        n = n * 10 + (size_t)(c - '0');
    if (c == EOF)
        return false;
    out->n += fread(mt_buf_room(out, n), 1, n, stdin);
    return out->n == n;
}

int main(void)
{
    struct mt_buf text = { 0 }, agent = { 0 }, url = { 0 };

    while (read_frame(&text) && read_frame(&agent) && read_frame(&url)) {
        struct mt_robots *robots =
            mt_robots_new(mt_buf_str(&text), mt_buf_str(&agent));

        puts(mt_robots_ask(robots, mt_buf_str(&url)).allowed ? "1" : "0");
        mt_robots_free(robots);
    }
    mt_buf_release(&text);
    mt_buf_release(&agent);
    mt_buf_release(&url);
    return 0;
}
