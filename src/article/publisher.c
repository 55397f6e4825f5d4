/* SPDX-License-Identifier: MIT */
#include "article/publisher.h"

#include "base/utf8.h"
#include "data.h"

enum { LONGEST_HOST = 253 };

mt_str mt_url_host(mt_str url)
{
    size_t at = mt_str_find(url, MT_LIT("://")), end;
    mt_str host;

    if (at == url.n)
        return MT_LIT("");
    host = mt_str_sub(url, at + 3, url.n);
    for (end = 0; end < host.n && host.p[end] != '/' && host.p[end] != '?' &&
                  host.p[end] != '#';)
        end++;
    host.n = end;
    for (size_t i = 0; i < host.n; i++)
        if (host.p[i] == '@')
            return mt_url_host((mt_str){ NULL, 0 });
    for (end = 0; end < host.n && host.p[end] != ':';)
        end++;
    host.n = end;
    mt_str_take(&host, MT_LIT("www."));
    return host;
}

static int row_of(mt_str host)
{
    size_t lo = 0, hi = MT_PUBLISHERS_ROWS;

    for (size_t i = lo; i < hi; i++)
        if (mt_str_eq_nocase(mt_publishers[i].host, host))
            return (int)i;
    return -1;
}

int mt_publisher_of_host(mt_str host)
{
    if (host.n > LONGEST_HOST)
        return -1;
    while (host.n) {
        int row = row_of(host);
        const char *dot = memchr(host.p, '.', host.n);

        if (row >= 0 || !dot)
            return row;
        host = mt_str_sub(host, (size_t)(dot - host.p) + 1, host.n);
    }
    return -1;
}

int mt_publisher_at(mt_str text, size_t at, size_t *n)
{
    const struct mt_word *hits[MT_HITS];
    size_t count = mt_words_at(&mt_page_index, text, at, hits);
    int row = -1;

    for (size_t i = 0; i < count; i++)
        if (hits[i]->table == MT_TABLE_PUBLISHERS) {
            row = hits[i]->row;
            *n = hits[i]->n;
        }
    return row;
}

int mt_publisher_in(mt_str text)
{
    for (size_t i = 0; i < text.n; i += mt_utf8_width(text.p[i])) {
        size_t n = 0;
        int row = mt_publisher_at(text, i, &n);

        if (row >= 0 && !mt_is_wordlike(mt_utf8_before(text, i)) &&
            !mt_is_wordlike(mt_utf8_at(text, i + n)))
            return row;
    }
    return -1;
}
