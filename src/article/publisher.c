/* SPDX-License-Identifier: MIT */
#include "article/publisher.h"

#include "base/utf8.h"

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

static const struct mt_publishers_row *
row_of(const struct mt_publishers_row *rows, size_t n, mt_str host)
{
    for (size_t i = 0; i < n; i++)
        if (mt_str_eq_nocase(rows[i].host, host))
            return &rows[i];
    return NULL;
}

const struct mt_publishers_row *
mt_publisher_of_host(const struct mt_sites *sites, mt_str host)
{
    if (host.n > LONGEST_HOST)
        return NULL;
    while (host.n) {
        const char *dot = memchr(host.p, '.', host.n);
        const struct mt_publishers_row *row = NULL;

        if (sites)
            row = row_of(sites->publishers.v, sites->publishers.n, host);
        if (!row)
            row = row_of(mt_publishers, MT_PUBLISHERS_ROWS, host);
        if (row || !dot)
            return row;
        host = mt_str_sub(host, (size_t)(dot - host.p) + 1, host.n);
    }
    return NULL;
}

/* The longest word of publishers at a place; NULL without one. */
static const struct mt_word *word_at(const struct mt_index *index, mt_str text,
                                     size_t at)
{
    const struct mt_word *hits[MT_HITS], *best = NULL;
    size_t count = mt_words_at(index, text, at, hits);

    for (size_t i = 0; i < count; i++)
        if (hits[i]->table == MT_TABLE_PUBLISHERS)
            best = hits[i];
    return best;
}

const struct mt_publishers_row *mt_publisher_at(const struct mt_sites *sites,
                                                mt_str text, size_t at,
                                                size_t *n)
{
    const struct mt_word *word = word_at(&mt_page_index, text, at);
    const struct mt_word *own = sites ? word_at(&sites->index, text, at) : NULL;

    if (own && (!word || own->n >= word->n)) {
        *n = own->n;
        return &sites->publishers.v[own->row];
    }
    if (!word)
        return NULL;
    *n = word->n;
    return &mt_publishers[word->row];
}

bool mt_is_publisher(const struct mt_sites *sites, mt_str s)
{
    size_t n = 0;

    return mt_publisher_at(sites, s, 0, &n) && n == s.n;
}

const struct mt_publishers_row *mt_publisher_in(const struct mt_sites *sites,
                                                mt_str text)
{
    for (size_t i = 0; i < text.n; i += mt_utf8_width(text.p[i])) {
        size_t n = 0;
        const struct mt_publishers_row *row =
            mt_publisher_at(sites, text, i, &n);

        if (row && !mt_is_wordlike(mt_utf8_before(text, i)) &&
            !mt_is_wordlike(mt_utf8_at(text, i + n)))
            return row;
    }
    return NULL;
}
