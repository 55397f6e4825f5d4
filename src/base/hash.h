/* SPDX-License-Identifier: MIT */
/* SHA-256 (FIPS 180-4): text hashes and the ids made from them. */
#ifndef MT_BASE_HASH_H
#define MT_BASE_HASH_H

#include "meoktong.h"

/* The digest of s as 64 hexadecimal digits and a NUL. */
void mt_sha256(mt_str s, char hex[65]);
/* prefix, '-', the first 16 digits of the digest of s, NUL. */
void mt_id(char prefix, mt_str s, char out[19]);

#endif
