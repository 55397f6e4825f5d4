/* SPDX-License-Identifier: MIT */
/* Tickets: things that are begun in order and end in any. */
#ifndef MT_BATCH_TURNS_H
#define MT_BATCH_TURNS_H

#include <stddef.h>
#include <stdint.h>

/* { 0 } is an empty one. Tickets count up from 0. */
struct mt_turns {
    void **things; /* a ring; NULL for what has left */
    size_t cap, n;
    uint64_t first; /* ticket of the oldest */
};

/* The things are the caller's. */
void mt_turns_release(struct mt_turns *turns);
uint64_t mt_turns_add(struct mt_turns *turns, void *thing);
/* NULL if the thing has left. */
void *mt_turns_of(const struct mt_turns *turns, uint64_t ticket);
/* The oldest one, or NULL where there is none. */
void *mt_turns_first(const struct mt_turns *turns);
void mt_turns_leave(struct mt_turns *turns, uint64_t ticket);

#endif
