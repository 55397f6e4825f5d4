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
    case MT_ERR_HTTP: return "http";
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
    }
    return "unknown";
}
