/* SPDX-License-Identifier: MIT */
#include "fetch/fetch.h"

void mt_page_release(struct mt_page *page)
{
    mt_buf_release(&page->body);
    mt_buf_release(&page->url);
    mt_buf_release(&page->charset);
    mt_buf_release(&page->rule);
    mt_version_release(&page->version);
}

void mt_page_clear(struct mt_page *page)
{
    mt_buf_clear(&page->body);
    mt_buf_clear(&page->url);
    mt_buf_clear(&page->charset);
    mt_buf_clear(&page->rule);
    mt_version_clear(&page->version);
    page->unchanged = false;
    page->try_later = page->truncated = page->downgraded = false;
}

bool mt_user_agent_good(mt_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] < ' ' || text.p[i] > '~')
            return false;
    return text.n > 0 && text.n <= 256;
}
