/* SPDX-License-Identifier: MIT */
#include "fetch/url.h"

#include <curl/curl.h>

#include "base/err.h"
#include "fetch/punycode.h"

enum { LONGEST = 8192 };

/* "https" of "https://..."; empty if there is none. */
static mt_str scheme_of(mt_str s)
{
    size_t n = mt_str_find(s, MT_LIT("://"));

    if (n == 0 || n >= s.n || n > 16 || !mt_is_alpha(s.p[0]))
        return MT_LIT("");
    for (size_t i = 0; i < n; i++)
        if (!mt_is_alpha(s.p[i]) && !mt_is_digit(s.p[i]) &&
            !strchr("+-.", s.p[i]))
            return MT_LIT("");
    return mt_str_sub(s, 0, n);
}

bool mt_url_looks(mt_str s)
{
    return scheme_of(s).n > 0;
}

/* A blank, a line feed or a NUL must never reach a request line. */
static bool has_control(mt_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7F)
            return true;
    return false;
}

static enum mt_status check(mt_str s, struct mt_err *err)
{
    mt_str scheme = scheme_of(s);

    if (s.n > LONGEST)
        return mt_fail(err, MT_ERR_BAD_URL,
                       "a URL of %zu bytes; %d are the most", s.n, LONGEST);
    if (has_control(s))
        return mt_fail(err, MT_ERR_BAD_URL,
                       "a blank or control character in the URL; write it as "
                       "%%20 or take it out");
    if (scheme.n == 0)
        return mt_fail(err, MT_ERR_BAD_URL,
                       "not a URL; it begins with http:// or https://");
    if (!mt_str_eq_nocase(scheme, MT_LIT("http")) &&
        !mt_str_eq_nocase(scheme, MT_LIT("https")))
        return mt_fail(err, MT_ERR_SCHEME,
                       "%.*s: cannot be fetched; use http or https, or the "
                       "path of a file",
                       MT_FMT(scheme));
    return MT_OK;
}

/* Appends one part of the URL; false if it has none. */
static bool put_part(CURLU *url, CURLUPart part, struct mt_buf *out)
{
    char *value = NULL;
    bool good = curl_url_get(url, part, &value, 0) == CURLUE_OK;

    if (good)
        mt_buf_put(out, mt_str_c(value));
    curl_free(value);
    return good;
}

static void lower(struct mt_buf *buf, size_t from)
{
    for (size_t i = from; i < buf->n; i++)
        buf->p[i] = mt_lower(buf->p[i]);
}

/* The host of a URL that has been checked: what stands behind the scheme and
 * a user's name, before a port, a path, a query or a fragment. */
static mt_span host_of(mt_str s)
{
    size_t from = mt_str_find(s, MT_LIT("://")) + 3, to = from;

    while (to < s.n && !strchr("/?#\\", s.p[to]))
        to++;
    for (size_t i = from; i < to; i++)
        if (s.p[i] == '@')
            from = i + 1;
    if (from < to && s.p[from] == '[')
        return (mt_span){ (uint32_t)from, (uint32_t)from };
    for (size_t i = from; i < to; i++)
        if (s.p[i] == ':')
            to = i;
    return (mt_span){ (uint32_t)from, (uint32_t)to };
}

/* Appends s with its host in ASCII. */
static bool put_ascii_host(mt_str s, struct mt_buf *out)
{
    mt_span host = host_of(s);

    mt_buf_put(out, mt_str_sub(s, 0, host.from));
    if (!mt_punycode(mt_str_at(s, host), out))
        return false;
    mt_buf_put(out, mt_str_sub(s, host.to, s.n));
    return true;
}

enum mt_status mt_url_read(mt_str s, struct mt_buf *out, struct mt_buf *host,
                           struct mt_err *err)
{
    enum mt_status status = check(s, err);
    struct mt_buf text = { 0 };
    size_t from = host ? host->n : 0;
    CURLU *url;
    bool good;

    if (status != MT_OK)
        return status;
    url = curl_url();
    good = put_ascii_host(s, &text) &&
           curl_url_set(url, CURLUPART_URL, text.p, CURLU_URLENCODE) ==
               CURLUE_OK &&
           curl_url_set(url, CURLUPART_FRAGMENT, NULL, 0) == CURLUE_OK &&
           (!host || put_part(url, CURLUPART_HOST, host)) &&
           put_part(url, CURLUPART_URL, out);
    if (host)
        lower(host, from);
    curl_url_cleanup(url);
    mt_buf_release(&text);
    return good ? MT_OK
                : mt_fail(err, MT_ERR_BAD_URL,
                          "not a URL that can be read; copy it again from the "
                          "browser's address bar");
}

void mt_url_origin(mt_str url, struct mt_buf *out)
{
    size_t scheme = mt_str_find(url, MT_LIT("://")) + 3, to = scheme, from;

    while (to < url.n && !strchr("/?#", url.p[to]))
        to++;
    for (from = to; from > scheme && url.p[from - 1] != '@';)
        from--;
    mt_buf_put(out, mt_str_sub(url, 0, scheme));
    mt_buf_put(out, mt_str_sub(url, from, to));
}
