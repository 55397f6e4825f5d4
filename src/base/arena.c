/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

enum { BLOCK = 64 * 1024, ALIGN = 16 };

struct block {
    struct block *next;
    size_t used, size;
    _Alignas(ALIGN) char bytes[];
};

struct mt_arena {
    struct block *first;
};

struct mt_arena *mt_arena_new(void)
{
    return mt_alloc(sizeof(struct mt_arena));
}

static void free_blocks(struct block *block)
{
    while (block) {
        struct block *next = block->next;

        free(block);
        block = next;
    }
}

void mt_arena_free(struct mt_arena *arena)
{
    if (!arena)
        return;
    free_blocks(arena->first);
    free(arena);
}

void mt_arena_clear(struct mt_arena *arena)
{
    struct block *keep = arena->first;

    if (!keep)
        return;
    free_blocks(keep->next);
    keep->next = NULL;
    keep->used = 0;
}

void *mt_arena_alloc(struct mt_arena *arena, size_t size)
{
    struct block *block = arena->first;
    void *p;

    size = (size + ALIGN - 1) / ALIGN * ALIGN;
    if (!block || block->size - block->used < size) {
        size_t room = size > BLOCK ? size : BLOCK;

        block = mt_realloc(NULL, sizeof *block + room);
        block->next = arena->first;
        block->used = 0;
        block->size = room;
        arena->first = block;
    }
    p = block->bytes + block->used;
    block->used += size;
    return memset(p, 0, size);
}

mt_str mt_arena_copy(struct mt_arena *arena, mt_str s)
{
    char *p = mt_arena_alloc(arena, s.n + 1);

    if (s.n)
        memcpy(p, s.p, s.n);
    return (mt_str){ p, s.n };
}

mt_str mt_arena_printf(struct mt_arena *arena, const char *format, ...)
{
    va_list args, again;
    char *p;
    int n;

    va_start(args, format);
    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    p = mt_arena_alloc(arena, (size_t)(n > 0 ? n : 0) + 1);
    if (n > 0)
        vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return (mt_str){ p, n > 0 ? (size_t)n : 0 };
}

/* What every MT_VEC looks like; copied in and out, since their pointers are of
 * other types. */
struct any_vec {
    void *v;
    size_t n, cap;
};

void mt_vec_room(struct mt_arena *arena, void *vec, size_t size)
{
    struct any_vec any;
    void *v;

    memcpy(&any, vec, sizeof any);
    if (any.n < any.cap)
        return;
    any.cap = any.cap ? 2 * any.cap : 8;
    v = mt_arena_alloc(arena, any.cap * size);
    if (any.n)
        memcpy(v, any.v, any.n * size);
    any.v = v;
    memcpy(vec, &any, sizeof any);
}
