/* SPDX-License-Identifier: MIT */
/* Allocation that does not fail: see mt_set_oom. */
#ifndef MT_BASE_MEM_H
#define MT_BASE_MEM_H

#include <stddef.h>

/* Zeroed. Free with free(). */
void *mt_alloc(size_t size);
void *mt_realloc(void *p, size_t size);

#endif
