/* SPDX-License-Identifier: MIT */
/* Memory that lives and dies together: one arena a page. */
#ifndef MT_BASE_ARENA_H
#define MT_BASE_ARENA_H

#include "base/str.h"

struct mt_arena;

struct mt_arena *mt_arena_new(void);
void mt_arena_free(struct mt_arena *arena);
/* Forgets everything and keeps one block for the next page. */
void mt_arena_clear(struct mt_arena *arena);
/* Zeroed, aligned for any type. Never NULL. */
void *mt_arena_alloc(struct mt_arena *arena, size_t size);
/* A copy of s, NUL-terminated behind its last byte. */
mt_str mt_arena_copy(struct mt_arena *arena, mt_str s);
/* printf into the arena. */
mt_str mt_arena_printf(struct mt_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * A list in an arena:   MT_VEC(mt_span) spans = { 0 };
 *                       *mt_vec_add(arena, &spans) = span;
 * mt_vec_add gives a pointer to one new zeroed element; pointers to older
 * elements are good until then.
 */
#define MT_VEC(type) \
    struct { \
        type *v; \
        size_t n, cap; \
    }
#define mt_vec_add(arena, vec) \
    (mt_vec_room((arena), (vec), sizeof *(vec)->v), &(vec)->v[(vec)->n++])

/* For mt_vec_add alone: makes room for one more element of this size. */
void mt_vec_room(struct mt_arena *arena, void *vec, size_t size);

#endif
