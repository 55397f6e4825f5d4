/* SPDX-License-Identifier: MIT */
/* Keeping the first error of a call. */
#ifndef MT_BASE_ERR_H
#define MT_BASE_ERR_H

#include "meoktong.h"

/* Notes status and message in *err (which may be NULL) unless it holds an
 * error already; returns status, so that `return mt_fail(...)` reads well. */
enum mt_status mt_fail(struct mt_err *err, enum mt_status status,
                       const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The code of HTTP in MT_ERR_HTTP + code; 0 for any other status. */
int mt_status_http(enum mt_status status);

#endif
