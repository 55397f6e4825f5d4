/* SPDX-License-Identifier: MIT */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

enum mt_status mt_fail(struct mt_err *err, enum mt_status status,
                       const char *format, ...)
{
    va_list args;

    if (err && err->status == MT_OK) {
        err->status = status;
        va_start(args, format);
        vsnprintf(err->message, sizeof err->message, format, args);
        va_end(args);
    }
    return status;
}

int mt_status_http(enum mt_status status)
{
    return status > MT_ERR_HTTP ? (int)status - MT_ERR_HTTP : 0;
}

#define TEN(n) \
    "http-" #n "0", "http-" #n "1", "http-" #n "2", "http-" #n "3", \
    "http-" #n "4", "http-" #n "5", "http-" #n "6", "http-" #n "7", \
    "http-" #n "8", "http-" #n "9"
#define HUNDRED(n) \
    TEN(n##0), TEN(n##1), TEN(n##2), TEN(n##3), TEN(n##4), TEN(n##5), \
    TEN(n##6), TEN(n##7), TEN(n##8), TEN(n##9)

/* Some servers make up a status beyond 599. */
static const char *http_name(int code)
{
    static const char names[][sizeof "http-404"] = {
        HUNDRED(1), HUNDRED(2), HUNDRED(3), HUNDRED(4), HUNDRED(5),
        HUNDRED(6), HUNDRED(7), HUNDRED(8), HUNDRED(9),
    };

    return code >= 100 && code <= 999 ? names[code - 100] : "unknown";
}

const char *mt_status_name(enum mt_status status)
{
    switch (status) {
    case MT_OK: return "ok";
    case MT_ERR_IO: return "io";
    case MT_ERR_BAD_INPUT: return "bad-input";
    case MT_ERR_NOT_HTML: return "not-html";
    case MT_ERR_NO_ARTICLE: return "no-article";
    case MT_ERR_TOO_LARGE: return "too-large";
    case MT_ERR_TOO_COMPLEX: return "too-complex";
    case MT_ERR_BAD_URL: return "bad-url";
    case MT_ERR_SCHEME: return "scheme";
    case MT_ERR_DNS: return "dns";
    case MT_ERR_CONNECT: return "connect";
    case MT_ERR_TLS: return "tls";
    case MT_ERR_TIMEOUT: return "timeout";
    case MT_ERR_REDIRECT_LOOP: return "redirect-loop";
    case MT_ERR_PRIVATE_ADDRESS: return "private-address";
    case MT_ERR_TRUNCATED: return "truncated";
    case MT_ERR_BAD_RESPONSE: return "bad-response";
    case MT_ERR_ROBOTS: return "robots";
    case MT_ERR_ROBOTS_UNREACHABLE: return "robots-unreachable";
    case MT_ERR_RATE_LIMITED: return "rate-limited";
    case MT_ERR_RESET: return "reset";
    case MT_ERR_BAD_ARCHIVE: return "bad-archive";
    case MT_ERR_CRASHED: return "crashed";
    case MT_ERR_HTTP: return "http";
    }
    return http_name(mt_status_http(status));
}
