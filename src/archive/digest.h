/* SPDX-License-Identifier: MIT */
/* Digests as archives state them: "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ". */
#ifndef MT_ARCHIVE_DIGEST_H
#define MT_ARCHIVE_DIGEST_H

#include "base/str.h"

/* Is stated (SHA-1 or SHA-256, in base 32 or 16) not that of bytes? What is
 * stated in another way differs from nothing. */
bool mt_digest_differs(mt_str stated, mt_str bytes);

#endif
