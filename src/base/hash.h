/* SPDX-License-Identifier: MIT */
/* SHA-256 (FIPS 180-4): text hashes and the ids made from them. */
#ifndef MT_BASE_HASH_H
#define MT_BASE_HASH_H

#include "meoktong.h"

/* Takes 64 bytes at p into the state h. */
typedef void (*mt_hash_block)(uint32_t *h, const unsigned char *p);

/* Gives s, padded as FIPS 180-4 has it for SHA-1 and SHA-256, to take. */
void mt_hash_blocks(mt_str s, mt_hash_block take, uint32_t *h);
/* The digest of s as 64 hexadecimal digits and a NUL. */
void mt_sha256(mt_str s, char hex[65]);
/* prefix, '-', the first 16 digits of the digest of s, NUL. */
void mt_id(char prefix, mt_str s, char out[19]);

#endif
