/* SPDX-License-Identifier: MIT */
#include "batch/seen.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"

void mt_seen_release(struct mt_seen *seen)
{
    free(seen->slots);
    *seen = (struct mt_seen){ 0 };
}

static bool is_free(const struct mt_seen_key *key)
{
    return key->a == 0 && key->b == 0;
}

/* The slot of key, or the free one where it belongs. */
static struct mt_seen_key *slot_of(const struct mt_seen *seen,
                                   struct mt_seen_key key)
{
    uint64_t mixed = (key.a ^ (key.b * 0x9E3779B97F4A7C15u)) *
                     0xD6E8FEB86659FD93u;
    size_t i = (size_t)(mixed >> 16) & (seen->cap - 1);

    while (!is_free(&seen->slots[i]) &&
           (seen->slots[i].a != key.a || seen->slots[i].b != key.b))
        i = (i + 1) & (seen->cap - 1);
    return &seen->slots[i];
}

static void grow(struct mt_seen *seen)
{
    struct mt_seen more = { .cap = seen->cap ? seen->cap * 2 : 64 };

    more.slots = mt_alloc(more.cap * sizeof *more.slots);
    for (size_t i = 0; i < seen->cap; i++)
        if (!is_free(&seen->slots[i]))
            *slot_of(&more, seen->slots[i]) = seen->slots[i];
    more.n = seen->n;
    free(seen->slots);
    *seen = more;
}

bool mt_seen_pair(struct mt_seen *seen, uint64_t a, uint64_t b)
{
    struct mt_seen_key key = { a, b }, *slot;

    if (is_free(&key))
        key.b = ~(uint64_t)0; /* both zero marks a free slot */
    if (seen->n * 2 >= seen->cap)
        grow(seen);
    slot = slot_of(seen, key);
    if (!is_free(slot))
        return false;
    *slot = key;
    seen->n++;
    return true;
}

static uint64_t hex16(const char *hex)
{
    uint64_t value = 0;

    for (int i = 0; i < 16; i++)
        value = value << 4 |
                (uint64_t)(mt_is_digit(hex[i]) ? hex[i] - '0'
                                               : hex[i] - 'a' + 10);
    return value;
}

bool mt_seen_text(struct mt_seen *seen, mt_str text)
{
    char hex[65];

    mt_sha256(text, hex);
    return mt_seen_pair(seen, hex16(hex), hex16(hex + 16));
}
