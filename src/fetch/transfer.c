/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "fetch/transfer.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>

#include "archive/http.h"
#include "base/err.h"
#include "base/mem.h"
#include "fetch/address.h"
#include "fetch/robots.h"

enum {
    ROBOTS_REDIRECTS = 5,
    CONNECT_SECONDS = 15,
    STALL_SECONDS = 30, /* with fewer than STALL_BYTES a second */
    STALL_BYTES = 32,
    HEADER_BYTES = 300 * 1024,
    HEADER_LINES = 5000,
    READ_BYTES = 64 * 1024,
    SILENCE = 2, /* seconds: no name server thinks that long */
    TAIL = 4096, /* of a page, in which its last tag stands */
};

/* ------------------------------------------------------------- callbacks -- */

/* libcurl's own ceiling counts neither bodies of unknown length nor what
 * comes out of a decoder. */
static size_t on_body(char *bytes, size_t size, size_t n, void *data)
{
    struct mt_transfer *transfer = data;
    struct mt_buf *body = &transfer->body;
    size_t room = transfer->max_size - body->n;

    n *= size;
    if (n <= room) {
        mt_buf_put(body, (mt_str){ bytes, n });
        return n;
    }
    if (transfer->robots) {
        mt_buf_put(body, (mt_str){ bytes, room });
        transfer->enough = true;
    }
    transfer->too_large = true;
    return 0;
}

/* Lengths that contradict each other, or cannot be, are how one answer is
 * smuggled into another. */
static bool length_is_good(struct mt_transfer *transfer, mt_str line)
{
    mt_str name = MT_LIT("content-length:");
    int64_t length = 0;

    if (!mt_str_eq_nocase(mt_str_sub(line, 0, name.n), name))
        return true;
    line = mt_str_trim(mt_str_sub(line, name.n, line.n));
    if (line.n == 0 || line.n > 18)
        return false;
    for (size_t i = 0; i < line.n; i++) {
        if (!mt_is_digit(line.p[i]))
            return false;
        length = length * 10 + (line.p[i] - '0');
    }
    if (transfer->length >= 0 && transfer->length != length)
        return false;
    transfer->length = length;
    return true;
}

/* What came before belongs to a redirect, or to "100 Continue". */
static void begin_answer(struct mt_transfer *transfer)
{
    mt_buf_clear(&transfer->body);
    mt_buf_clear(&transfer->head);
    transfer->length = -1;
}

static size_t on_header(char *bytes, size_t size, size_t n, void *data)
{
    struct mt_transfer *transfer = data;
    mt_str line = { bytes, n * size };

    if (mt_str_starts(line, MT_LIT("HTTP/")))
        begin_answer(transfer);
    transfer->header_bytes += line.n;
    transfer->header_lines++;
    if (transfer->header_bytes > HEADER_BYTES ||
        transfer->header_lines > HEADER_LINES ||
        memchr(line.p, '\0', line.n) || !length_is_good(transfer, line)) {
        transfer->bad_head = true;
        return 0;
    }
    /* Trailers come after the body and stay out. */
    if (transfer->body.n == 0)
        mt_buf_put(&transfer->head, line);
    return line.n;
}

/* A name may lead anywhere and lead elsewhere the next time: what counts is
 * the address that is about to be connected to. Behind a proxy that is the
 * proxy's own. */
static curl_socket_t on_socket(void *data, curlsocktype purpose,
                               struct curl_sockaddr *address)
{
    struct mt_transfer *transfer = data;
    const struct mt_fetch_options *options = transfer->options;
    int fd;

    (void)purpose;
    if (!options->allow_private && !options->proxy &&
        !mt_address_is_public(&address->addr, address->addrlen)) {
        transfer->saw_private = true;
        return CURL_SOCKET_BAD;
    }
    fd = socket(address->family, address->socktype, address->protocol);
    if (fd >= 0)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    return fd;
}

/* ---------------------------------------------------------------- set up -- */

static void set_protocols(CURL *curl, bool https_only)
{
#if LIBCURL_VERSION_NUM >= 0x075500
    const char *protocols = https_only ? "https" : "http,https";

    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, protocols);
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, protocols);
#else
    long protocols = https_only ? CURLPROTO_HTTPS
                                : CURLPROTO_HTTP | CURLPROTO_HTTPS;

    curl_easy_setopt(curl, CURLOPT_PROTOCOLS, protocols);
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS, protocols);
#endif
}

static void set_limits(CURL *curl, const struct mt_fetch_options *options)
{
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, (long)ROBOTS_REDIRECTS);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS,
                     (long)(options->max_time * 1000));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)STALL_SECONDS);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, (long)STALL_BYTES);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
    /* Nobody waits for a name server that is silent: no other transfer, and
     * no end of the run. */
    curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
#endif
    curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, (long)READ_BYTES);
}

static void set_callbacks(CURL *curl, struct mt_transfer *transfer)
{
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, on_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, transfer);
    curl_easy_setopt(curl, CURLOPT_PRIVATE, transfer);
}

struct mt_transfer *mt_transfer_new(const struct mt_fetch_options *options,
                                    CURLSH *share, struct curl_slist *resolve)
{
    struct mt_transfer *transfer = mt_alloc(sizeof *transfer);
    CURL *curl = curl_easy_init();

    transfer->options = options;
    transfer->curl = curl;
    if (!curl) {
        free(transfer);
        return NULL;
    }
    set_protocols(curl, options->https_only);
    set_limits(curl, options);
    set_callbacks(curl, transfer);
    curl_easy_setopt(curl, CURLOPT_SHARE, share);
    curl_easy_setopt(curl, CURLOPT_RESOLVE, resolve);
    curl_easy_setopt(curl, CURLOPT_HSTS_CTRL, (long)CURLHSTS_ENABLE);
    curl_easy_setopt(curl, CURLOPT_USERAGENT,
                     options->user_agent ? options->user_agent
                                         : MT_USER_AGENT);
    if (options->cacert)
        curl_easy_setopt(curl, CURLOPT_CAINFO, options->cacert);
    /* Empty: none, even if the environment names one, for behind a proxy
     * nobody can see what address a page comes from. */
    curl_easy_setopt(curl, CURLOPT_PROXY, options->proxy ? options->proxy
                                                         : "");
    return transfer;
}

void mt_transfer_free(struct mt_transfer *transfer)
{
    curl_easy_cleanup(transfer->curl);
    mt_buf_release(&transfer->body);
    mt_buf_release(&transfer->head);
    mt_version_release(&transfer->known);
    curl_slist_free_all(transfer->fields);
    free(transfer);
}

static void add_field(struct mt_transfer *transfer, const char *name,
                      const struct mt_buf *value)
{
    struct mt_buf field = { 0 };

    if (value->n == 0)
        return;
    mt_buf_printf(&field, "%s: %s", name, value->p);
    transfer->fields = curl_slist_append(transfer->fields, field.p);
    mt_buf_release(&field);
}

/* A server that knows both goes by the first. */
static void set_condition(struct mt_transfer *transfer)
{
    curl_slist_free_all(transfer->fields);
    transfer->fields = NULL;
    add_field(transfer, "If-None-Match", &transfer->known.etag);
    add_field(transfer, "If-Modified-Since", &transfer->known.modified);
    curl_easy_setopt(transfer->curl, CURLOPT_HTTPHEADER, transfer->fields);
}

void mt_transfer_start(struct mt_transfer *transfer, const char *url)
{
    bool robots = transfer->robots;

    transfer->max_size = robots ? MT_ROBOTS_LIMIT
                                : transfer->options->max_size;
    transfer->header_bytes = transfer->header_lines = 0;
    transfer->too_large = transfer->bad_head = transfer->saw_private = false;
    transfer->enough = false;
    begin_answer(transfer);
    set_condition(transfer);
    curl_easy_setopt(transfer->curl, CURLOPT_URL, url);
    /* A page's redirects are looked at one by one, by the crawl. */
    curl_easy_setopt(transfer->curl, CURLOPT_FOLLOWLOCATION, (long)robots);
    curl_easy_setopt(transfer->curl, CURLOPT_ACCEPT_ENCODING,
                     transfer->raw ? NULL : "");
}

/* --------------------------------------------------------------- answers -- */

/* What libcurl's answers mean here. */
static const struct meaning {
    CURLcode code;
    enum mt_status status;
    bool again;       /* may pass */
    bool unconnected;
    const char *message;
} meanings[] = {
    { CURLE_URL_MALFORMAT, MT_ERR_BAD_URL, false, false,
      "leads to a URL that cannot be read; open it in a browser" },
    { CURLE_UNSUPPORTED_PROTOCOL, MT_ERR_SCHEME, false, false,
      "leads to something other than http and https; it is not followed" },
    { CURLE_COULDNT_RESOLVE_PROXY, MT_ERR_DNS, false, true,
      "no such proxy; check --proxy" },
    { CURLE_COULDNT_CONNECT, MT_ERR_CONNECT, true, true,
      "the server takes no connection; check the URL, or try again later" },
    { CURLE_SEND_ERROR, MT_ERR_RESET, true, false,
      "the server broke the connection; try again later" },
    { CURLE_GOT_NOTHING, MT_ERR_BAD_RESPONSE, false, false,
      "the server closed without an answer; try again later" },
    { CURLE_OPERATION_TIMEDOUT, MT_ERR_TIMEOUT, false, false,
      "no whole page in time; try again later or raise --max-time" },
    { CURLE_TOO_MANY_REDIRECTS, MT_ERR_REDIRECT_LOOP, false, false,
      "more redirects than are followed; open it in a browser" },
    { CURLE_PEER_FAILED_VERIFICATION, MT_ERR_TLS, false, true,
      "the certificate is not valid for this host; it is not trusted" },
    { CURLE_SSL_CONNECT_ERROR, MT_ERR_TLS, false, true,
      "no secure connection could be made; try again later" },
    { CURLE_SSL_CACERT_BADFILE, MT_ERR_TLS, false, true,
      "no certificates to check against; install ca-certificates or check "
      "--cacert" },
    { CURLE_PARTIAL_FILE, MT_ERR_TRUNCATED, false, false,
      "the page came cut short; try again later" },
    { CURLE_BAD_CONTENT_ENCODING, MT_ERR_BAD_RESPONSE, false, false,
      "the page is not coded as the server says; open it in a browser" },
};

/* libcurl reports a broken chunk and a broken connection alike. */
static CURLcode tell_apart(const struct mt_transfer *transfer, CURLcode code)
{
    long trouble = 0;

    if (code != CURLE_RECV_ERROR)
        return code;
    curl_easy_getinfo(transfer->curl, CURLINFO_OS_ERRNO, &trouble);
    return trouble == ECONNRESET ? CURLE_SEND_ERROR : code;
}

void mt_transfer_host(const struct mt_transfer *transfer, struct mt_buf *out)
{
    const char *url = NULL;
    char *host = NULL;
    CURLU *parts = curl_url();

    curl_easy_getinfo(transfer->curl, CURLINFO_EFFECTIVE_URL, &url);
    if (url && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK)
        mt_buf_put(out, mt_str_c(host));
    curl_free(host);
    curl_url_cleanup(parts);
}

void mt_outcome_resolve(struct mt_outcome *outcome, bool passing,
                        struct mt_err *err)
{
    outcome->unresolved = false;
    outcome->unconnected = true;
    outcome->again = passing;
    outcome->status = mt_fail(
        err, MT_ERR_DNS, "%s",
        passing ? "the host's name cannot be looked up just now; check the "
                  "connection and try again later"
                : "no such host; check its spelling and the connection");
}

/* "No such host" and "the name server has trouble" are one to libcurl. Who
 * says the first is there and says it at once. */
static void fail_dns(struct mt_outcome *outcome, struct mt_err *err)
{
    mt_outcome_resolve(outcome, true, err);
    outcome->unresolved = outcome->seconds < SILENCE;
}

/* Was there a name, but no address, when the time was over? */
static bool was_resolving(const struct mt_transfer *transfer)
{
    curl_off_t resolved = 0;
    const char *address = NULL;

    curl_easy_getinfo(transfer->curl, CURLINFO_NAMELOOKUP_TIME_T, &resolved);
    curl_easy_getinfo(transfer->curl, CURLINFO_PRIMARY_IP, &address);
    return resolved == 0 && (!address || !address[0]);
}

/* The first that fits: why, and the way out. */
static const struct refusal {
    long from, to;
    const char *message;
} refusals[] = {
    { 401, 401, "it wants a log-in; save the page while logged in" },
    { 403, 403, "the site does not give it to programs; save the page from a "
                "browser" },
    { 404, 404, "there is no such page; check the URL" },
    { 410, 410, "the page is gone; look for it in an archive" },
    { 429, 429, "the server is asked too often; try again later" },
    { 451, 451, "the law keeps it back; look for another report" },
    { 503, 503, "the server is busy; try again later" },
    { 408, 408, "the server took too long; try again later" },
    { 500, 599, "the server has trouble; try again later" },
    { 0, LONG_MAX, "no page; open it in a browser" },
};

static void fail_http(struct mt_outcome *outcome, struct mt_err *err)
{
    const struct refusal *refusal = refusals;
    long code = outcome->code;
    bool limited = code == 429 || (code == 503 && outcome->retry_after > 0);

    while (code < refusal->from || code > refusal->to)
        refusal++;
    outcome->again = code == 408 || code == 429 || code >= 500;
    outcome->status =
        mt_fail(err, limited ? MT_ERR_RATE_LIMITED
                             : (enum mt_status)(MT_ERR_HTTP + (int)code),
                "answered with status %ld: %s", code, refusal->message);
}

static void fail_curl(CURLcode code, struct mt_outcome *outcome,
                      struct mt_err *err)
{
    const char *message = curl_easy_strerror(code);

    outcome->status = MT_ERR_BAD_RESPONSE;
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (meanings[i].code == code) {
            outcome->status = meanings[i].status;
            outcome->again = meanings[i].again;
            outcome->unconnected = meanings[i].unconnected;
            message = meanings[i].message;
        }
    if (outcome->status == MT_ERR_BAD_RESPONSE && !strchr(message, ';'))
        mt_fail(err, outcome->status, "%s; try again later", message);
    else
        mt_fail(err, outcome->status, "%s", message);
}

/* What our callbacks saw is truer than what libcurl made of it. */
static void fail(struct mt_transfer *transfer, CURLcode code,
                 struct mt_outcome *outcome, struct mt_err *err)
{
    if (transfer->too_large)
        outcome->status = mt_fail(err, MT_ERR_TOO_LARGE,
                                  "larger than %zu bytes; raise --max-size",
                                  transfer->max_size);
    else if (transfer->bad_head)
        outcome->status = mt_fail(err, MT_ERR_BAD_RESPONSE,
                                  "headers that no sound server sends; open "
                                  "it in a browser");
    else if (code == CURLE_COULDNT_CONNECT && transfer->saw_private) {
        outcome->unconnected = true;
        outcome->status = mt_fail(err, MT_ERR_PRIVATE_ADDRESS,
                                  "the host's address is private; "
                                  "--allow-private permits it");
    } else if (code == CURLE_COULDNT_RESOLVE_HOST ||
               (code == CURLE_OPERATION_TIMEDOUT && was_resolving(transfer))) {
        fail_dns(outcome, err);
    } else {
        fail_curl(code, outcome, err);
    }
}

static bool is_good(long code)
{
    return code >= 200 && code <= 299;
}

static bool is_redirect(long code)
{
    return code == 301 || code == 302 || code == 303 || code == 307 ||
           code == 308;
}

/* "Location: javascript:..." is no path, as libcurl takes it for. */
static bool leads_elsewhere(mt_str head)
{
    struct mt_buf scratch = { 0 };
    mt_str name, value;
    bool elsewhere = false;

    while (mt_http_field(&head, &scratch, &name, &value)) {
        size_t colon = mt_str_find(value, MT_LIT(":"));
        mt_str scheme = mt_str_sub(value, 0, colon);

        if (!mt_str_eq_nocase(name, MT_LIT("Location")))
            continue;
        elsewhere = colon < value.n && scheme.n && mt_is_alpha(scheme.p[0]) &&
                    !mt_str_eq_nocase(scheme, MT_LIT("http")) &&
                    !mt_str_eq_nocase(scheme, MT_LIT("https"));
        for (size_t i = 0; elsewhere && i < scheme.n; i++)
            elsewhere = !strchr("/?#", scheme.p[i]);
    }
    mt_buf_release(&scratch);
    return elsewhere;
}

struct content {
    int codings;
    bool html;
};

static struct content content_of(mt_str head)
{
    struct content content = { 0, false };
    struct mt_buf scratch = { 0 };
    mt_str name, value, coding;

    while (mt_http_field(&head, &scratch, &name, &value)) {
        content.html |= mt_str_eq_nocase(name, MT_LIT("Content-Type")) &&
                        mt_str_has(value, MT_LIT("html"));
        if (mt_str_eq_nocase(name, MT_LIT("Content-Encoding")))
            while (mt_str_split(&value, ',', &coding))
                content.codings++;
    }
    mt_buf_release(&scratch);
    return content;
}

/* libcurl takes a gzip body that is cut for whole. A page without its last
 * tag, too, may be meant so: only asking again without coding tells. */
static bool may_be_cut(const struct mt_transfer *transfer,
                       struct content content)
{
    mt_str tail = mt_buf_str(&transfer->body);

    tail = mt_str_sub(tail, tail.n < TAIL ? 0 : tail.n - TAIL, tail.n);
    return content.codings && content.html &&
           !mt_str_has(tail, MT_LIT("</html")) &&
           !mt_str_has(tail, MT_LIT("</HTML"));
}

static double seconds_of(CURL *curl, CURLINFO info, double scale)
{
    curl_off_t value = 0;

    curl_easy_getinfo(curl, info, &value);
    return (double)value * scale;
}

struct mt_outcome mt_transfer_end(struct mt_transfer *transfer, CURLcode code,
                                  struct mt_err *err)
{
    struct mt_outcome outcome = { .status = MT_OK };
    CURL *curl = transfer->curl;
    struct content content = content_of(mt_buf_str(&transfer->head));
    char *redirect = NULL;

    code = tell_apart(transfer, code);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &outcome.code);
    curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &redirect);
    outcome.seconds = seconds_of(curl, CURLINFO_TOTAL_TIME_T, 1e-6);
    outcome.retry_after = seconds_of(curl, CURLINFO_RETRY_AFTER, 1);
    outcome.truncated = code == CURLE_PARTIAL_FILE &&
                        transfer->options->keep_partial &&
                        transfer->body.n > 0 && !transfer->robots;
    if (transfer->enough || outcome.truncated)
        code = CURLE_OK;
    /* A field with more than five codings libcurl takes for no field. */
    outcome.undecoded = (code == CURLE_BAD_CONTENT_ENCODING &&
                         content.codings) ||
                        (code == CURLE_OK && !transfer->robots &&
                         is_good(outcome.code) &&
                         may_be_cut(transfer, content));
    if (code != CURLE_OK)
        fail(transfer, code, &outcome, err);
    else if (is_redirect(outcome.code) &&
             leads_elsewhere(mt_buf_str(&transfer->head)))
        outcome.status = mt_fail(err, MT_ERR_SCHEME, "leads to something "
                                 "other than http and https; it is not "
                                 "followed");
    else if (is_redirect(outcome.code) && redirect)
        outcome.redirect = mt_str_c(redirect);
    else if (outcome.code == 304 && transfer->fields)
        outcome.unchanged = true;
    else if (!is_good(outcome.code))
        fail_http(&outcome, err);
    return outcome;
}
