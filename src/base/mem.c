/* SPDX-License-Identifier: MIT */
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

#include "meoktong.h"

/* The one mutable thing of the library that outlives a call: set once. */
static void (*on_oom)(void);

void mt_set_oom(void (*handler)(void))
{
    on_oom = handler;
}

static void out_of_memory(void)
{
    if (on_oom)
        on_oom();
    fputs("meoktong: out of memory\n", stderr);
    abort();
}

void *mt_alloc(size_t size)
{
    void *p = calloc(1, size ? size : 1);

    if (!p)
        out_of_memory();
    return p;
}

void *mt_realloc(void *p, size_t size)
{
    p = realloc(p, size ? size : 1);
    if (!p)
        out_of_memory();
    return p;
}
