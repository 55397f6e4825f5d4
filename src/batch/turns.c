/* SPDX-License-Identifier: MIT */
#include "batch/turns.h"

#include <stdlib.h>

#include "base/mem.h"

void mt_turns_release(struct mt_turns *turns)
{
    free(turns->things);
    *turns = (struct mt_turns){ 0 };
}

static void **slot(const struct mt_turns *turns, uint64_t ticket)
{
    return &turns->things[ticket & (turns->cap - 1)];
}

static void grow(struct mt_turns *turns)
{
    struct mt_turns more = *turns;

    more.cap = turns->cap ? turns->cap * 2 : 64;
    more.things = mt_alloc(more.cap * sizeof *more.things);
    for (uint64_t t = turns->first; t < turns->first + turns->n; t++)
        *slot(&more, t) = *slot(turns, t);
    free(turns->things);
    *turns = more;
}

uint64_t mt_turns_add(struct mt_turns *turns, void *thing)
{
    uint64_t ticket = turns->first + turns->n;

    if (turns->n == turns->cap)
        grow(turns);
    *slot(turns, ticket) = thing;
    turns->n++;
    return ticket;
}

void *mt_turns_of(const struct mt_turns *turns, uint64_t ticket)
{
    return ticket - turns->first < turns->n ? *slot(turns, ticket) : NULL;
}

void *mt_turns_first(const struct mt_turns *turns)
{
    return turns->n ? *slot(turns, turns->first) : NULL;
}

void mt_turns_leave(struct mt_turns *turns, uint64_t ticket)
{
    if (ticket - turns->first < turns->n)
        *slot(turns, ticket) = NULL;
    while (turns->n && !*slot(turns, turns->first)) {
        turns->first++;
        turns->n--;
    }
}
