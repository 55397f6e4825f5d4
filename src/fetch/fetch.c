/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "fetch/fetch.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "fetch/address.h"
#include "fetch/pace.h"
#include "fetch/url.h"

enum {
    REDIRECTS = 20,
    CONNECT_SECONDS = 15,
    STALL_SECONDS = 30, /* with fewer than STALL_BYTES a second */
    STALL_BYTES = 32,
    HEADER_BYTES = 300 * 1024,
    HEADER_LINES = 5000,
    LOOK_UP_MS = 200, /* how long a signal may wait */
};

struct mt_fetcher {
    struct mt_fetch_options options;
    CURLM *multi; /* keeps the connections */
    CURL *curl;
    struct mt_pace *pace;
    /* of the fetch under way */
    struct mt_page *page;
    size_t header_bytes, header_lines;
    bool too_large, headers_too_large, saw_private;
};

void mt_page_release(struct mt_page *page)
{
    mt_buf_release(&page->body);
    mt_buf_release(&page->url);
    mt_buf_release(&page->charset);
}

static void page_clear(struct mt_page *page)
{
    mt_buf_clear(&page->body);
    mt_buf_clear(&page->url);
    mt_buf_clear(&page->charset);
    page->try_later = false;
}

bool mt_user_agent_good(mt_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] < ' ' || text.p[i] > '~')
            return false;
    return text.n > 0 && text.n <= 256;
}

/* ----------------------------------------------------------- callbacks -- */

/* libcurl's own ceiling counts neither bodies of unknown length nor what
 * comes out of a decoder. */
static size_t on_body(char *bytes, size_t size, size_t n, void *data)
{
    struct mt_fetcher *fetcher = data;
    struct mt_buf *body = &fetcher->page->body;

    n *= size;
    if (n > fetcher->options.max_size - body->n) {
        fetcher->too_large = true;
        return 0;
    }
    mt_buf_put(body, (mt_str){ bytes, n });
    return n;
}

/* A redirect's own body came before the headers of the next answer. */
static size_t on_header(char *bytes, size_t size, size_t n, void *data)
{
    struct mt_fetcher *fetcher = data;
    mt_str line = { bytes, n * size };

    if (mt_str_starts(line, MT_LIT("HTTP/")))
        mt_buf_clear(&fetcher->page->body);
    fetcher->header_bytes += line.n;
    fetcher->header_lines++;
    if (fetcher->header_bytes > HEADER_BYTES ||
        fetcher->header_lines > HEADER_LINES) {
        fetcher->headers_too_large = true;
        return 0;
    }
    return line.n;
}

/* A name may lead anywhere and lead elsewhere the next time: what counts is
 * the address that is about to be connected to. */
static curl_socket_t on_socket(void *data, curlsocktype purpose,
                               struct curl_sockaddr *address)
{
    struct mt_fetcher *fetcher = data;
    int fd;

    (void)purpose;
    if (!fetcher->options.allow_private &&
        !mt_address_is_public(&address->addr, address->addrlen)) {
        fetcher->saw_private = true;
        return CURL_SOCKET_BAD;
    }
    fd = socket(address->family, address->socktype, address->protocol);
    if (fd >= 0)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    return fd;
}

/* --------------------------------------------------------------- set up -- */

static void set_protocols(CURL *curl)
{
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS,
                     (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS,
                     (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

static void set_limits(CURL *curl, const struct mt_fetch_options *options)
{
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, (long)REDIRECTS);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS,
                     (long)(options->max_time * 1000));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)STALL_SECONDS);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, (long)STALL_BYTES);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
}

static void set_callbacks(CURL *curl, struct mt_fetcher *fetcher)
{
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, fetcher);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, fetcher);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, on_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, fetcher);
}

struct mt_fetcher *mt_fetcher_new(const struct mt_fetch_options *options)
{
    struct mt_fetcher *fetcher = mt_alloc(sizeof *fetcher);
    const char *agent = options->user_agent;

    fetcher->options = *options;
    fetcher->pace = mt_pace_new(options->delay);
    fetcher->multi = curl_multi_init();
    fetcher->curl = curl_easy_init();
    if (!fetcher->curl || !fetcher->multi)
        return fetcher;
    set_protocols(fetcher->curl);
    set_limits(fetcher->curl, options);
    set_callbacks(fetcher->curl, fetcher);
    curl_easy_setopt(fetcher->curl, CURLOPT_USERAGENT,
                     agent ? agent : MT_USER_AGENT);
    curl_easy_setopt(fetcher->curl, CURLOPT_ACCEPT_ENCODING, "");
    /* Behind a proxy nobody could see what address a page comes from. */
    curl_easy_setopt(fetcher->curl, CURLOPT_PROXY, "");
    return fetcher;
}

void mt_fetcher_free(struct mt_fetcher *fetcher)
{
    if (!fetcher)
        return;
    curl_easy_cleanup(fetcher->curl);
    curl_multi_cleanup(fetcher->multi);
    mt_pace_free(fetcher->pace);
    free(fetcher);
}

/* -------------------------------------------------------------- answers -- */

/* What libcurl's answers mean here. */
static const struct meaning {
    CURLcode code;
    enum mt_status status;
    const char *message;
} meanings[] = {
    { CURLE_URL_MALFORMAT, MT_ERR_BAD_URL,
      "leads to a URL that cannot be read; open it in a browser" },
    { CURLE_UNSUPPORTED_PROTOCOL, MT_ERR_SCHEME,
      "leads to something other than http and https; it is not followed" },
    { CURLE_COULDNT_RESOLVE_HOST, MT_ERR_DNS,
      "no such host; check the spelling and the connection" },
    { CURLE_COULDNT_CONNECT, MT_ERR_CONNECT,
      "the server takes no connection; try again later" },
    { CURLE_SEND_ERROR, MT_ERR_CONNECT,
      "the server broke the connection; try again later" },
    { CURLE_GOT_NOTHING, MT_ERR_BAD_RESPONSE,
      "the server closed without an answer; try again later" },
    { CURLE_OPERATION_TIMEDOUT, MT_ERR_TIMEOUT,
      "no whole page in time; try again later or raise --max-time" },
    { CURLE_TOO_MANY_REDIRECTS, MT_ERR_REDIRECT_LOOP,
      "more than 20 redirects; open it in a browser" },
    { CURLE_PEER_FAILED_VERIFICATION, MT_ERR_TLS,
      "the certificate is not valid for this host; it is not trusted" },
    { CURLE_SSL_CONNECT_ERROR, MT_ERR_TLS,
      "no secure connection could be made; try again later" },
    { CURLE_SSL_CACERT_BADFILE, MT_ERR_TLS,
      "no certificates to check against; install ca-certificates" },
    { CURLE_PARTIAL_FILE, MT_ERR_TRUNCATED,
      "the page came cut short; try again later" },
};

static enum mt_status fail_http(struct mt_fetcher *fetcher, long code,
                                struct mt_err *err)
{
    const char *cure = code == 404 || code == 410 ? "the page is gone"
                       : code == 429 || code == 503
                           ? "the server is busy, try again later"
                       : code == 401 || code == 403 || code == 451
                           ? "the site does not give it to programs"
                       : code >= 500 ? "the server has trouble, try again later"
                                     : "open it in a browser";

    fetcher->page->try_later = code == 429 || code == 503;
    return mt_fail(err, MT_ERR_HTTP, "answered with status %ld; %s", code,
                   cure);
}

/* What our callbacks saw is truer than what libcurl made of it. */
static enum mt_status fail_fetch(struct mt_fetcher *fetcher, CURLcode code,
                                 struct mt_err *err)
{
    if (fetcher->too_large)
        return mt_fail(err, MT_ERR_TOO_LARGE,
                       "larger than %zu bytes; raise --max-size",
                       fetcher->options.max_size);
    if (fetcher->headers_too_large)
        return mt_fail(err, MT_ERR_BAD_RESPONSE,
                       "headers without end; not a server to read from");
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return mt_fail(err, MT_ERR_IO, "stopped; run the command again");
    if (code == CURLE_COULDNT_CONNECT && fetcher->saw_private)
        return mt_fail(err, MT_ERR_PRIVATE_ADDRESS,
                       "the host's address is private; --allow-private "
                       "permits it");
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (meanings[i].code == code)
            return mt_fail(err, meanings[i].status, "%s",
                           meanings[i].message);
    return mt_fail(err, MT_ERR_BAD_RESPONSE, "%s; try again later",
                   curl_easy_strerror(code));
}

/* "text/html; charset=euc-kr" -> "euc-kr" */
static mt_str charset_of(mt_str type)
{
    mt_str part, key = MT_LIT("charset=");

    while (mt_str_split(&type, ';', &part)) {
        part = mt_str_trim(part);
        if (part.n <= key.n ||
            !mt_str_eq_nocase(mt_str_sub(part, 0, key.n), key))
            continue;
        part = mt_str_trim(mt_str_sub(part, key.n, part.n));
        while (part.n && strchr("\"'", part.p[0]))
            part = mt_str_sub(part, 1, part.n);
        while (part.n && strchr("\"'", part.p[part.n - 1]))
            part = mt_str_sub(part, 0, part.n - 1);
        return part;
    }
    return MT_LIT("");
}

static enum mt_status answer(struct mt_fetcher *fetcher, struct mt_err *err)
{
    const char *url = NULL, *type = NULL;
    long code = 0;

    curl_easy_getinfo(fetcher->curl, CURLINFO_RESPONSE_CODE, &code);
    if (code < 200 || code > 299)
        return fail_http(fetcher, code, err);
    curl_easy_getinfo(fetcher->curl, CURLINFO_EFFECTIVE_URL, &url);
    curl_easy_getinfo(fetcher->curl, CURLINFO_CONTENT_TYPE, &type);
    mt_buf_put(&fetcher->page->url, mt_str_c(url));
    mt_buf_put(&fetcher->page->charset, charset_of(mt_str_c(type)));
    return MT_OK;
}

/* libcurl reports a broken chunk and a broken connection alike. */
static CURLcode tell_apart(CURL *curl, CURLcode code)
{
    long trouble = 0;

    if (code != CURLE_RECV_ERROR)
        return code;
    curl_easy_getinfo(curl, CURLINFO_OS_ERRNO, &trouble);
    return trouble == ECONNRESET ? CURLE_SEND_ERROR : code;
}

static bool stopped(const struct mt_fetcher *fetcher)
{
    return fetcher->options.stop && *fetcher->options.stop;
}

/* Runs the fetch that is set up; looks up now and then whether to stop. */
static CURLcode perform(struct mt_fetcher *fetcher)
{
    CURLMsg *message;
    int running = 1, left;

    while (running && !stopped(fetcher) &&
           curl_multi_perform(fetcher->multi, &running) == CURLM_OK)
        if (running)
            curl_multi_poll(fetcher->multi, NULL, 0, LOOK_UP_MS, NULL);
    message = curl_multi_info_read(fetcher->multi, &left);
    return message ? message->data.result : CURLE_ABORTED_BY_CALLBACK;
}

static enum mt_status get(struct mt_fetcher *fetcher, const char *url,
                          struct mt_err *err)
{
    enum mt_status status;
    CURLcode code;

    fetcher->header_bytes = fetcher->header_lines = 0;
    fetcher->too_large = fetcher->headers_too_large = false;
    fetcher->saw_private = false;
    curl_easy_setopt(fetcher->curl, CURLOPT_URL, url);
    curl_multi_add_handle(fetcher->multi, fetcher->curl);
    code = tell_apart(fetcher->curl, perform(fetcher));
    status = code == CURLE_OK ? answer(fetcher, err)
                              : fail_fetch(fetcher, code, err);
    curl_multi_remove_handle(fetcher->multi, fetcher->curl);
    return status;
}

enum mt_status mt_fetch(struct mt_fetcher *fetcher, mt_str url,
                        struct mt_page *page, struct mt_err *err)
{
    struct mt_buf wire = { 0 }, host = { 0 };
    enum mt_status status = mt_url_read(url, &wire, &host, err);

    page_clear(page);
    fetcher->page = page;
    if (status == MT_OK && !(fetcher->curl && fetcher->multi))
        status = mt_fail(err, MT_ERR_IO, "libcurl does not start");
    if (status == MT_OK && !mt_pace_wait(fetcher->pace, mt_buf_str(&host),
                                         fetcher->options.stop))
        status = mt_fail(err, MT_ERR_IO, "stopped; run the command again");
    if (status == MT_OK) {
        status = get(fetcher, wire.p, err);
        mt_pace_done(fetcher->pace, mt_buf_str(&host));
    }
    if (status != MT_OK)
        mt_buf_clear(&page->body);
    mt_buf_release(&wire);
    mt_buf_release(&host);
    return status;
}
