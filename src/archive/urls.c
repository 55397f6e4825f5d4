/* SPDX-License-Identifier: MIT */
#include "archive/urls.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"

/* Sixteen digits of a digest; never 0, which marks an empty slot. */
static uint64_t key_of(mt_str url)
{
    uint64_t key = 0;
    char hex[65];

    mt_sha256(url, hex);
    for (int i = 0; i < 16; i++)
        key = key << 4 |
              (uint64_t)(hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'a' + 10);
    return key ? key : 1;
}

/* Where key stands, or would stand. */
static size_t slot_of(const struct mt_urls *urls, uint64_t key)
{
    size_t i = (size_t)key & (urls->cap - 1);

    while (urls->slots[i] && urls->slots[i] != key)
        i = (i + 1) & (urls->cap - 1);
    return i;
}

void mt_urls_release(struct mt_urls *urls)
{
    free(urls->slots);
    free(urls->places);
    *urls = (struct mt_urls){ .placed = urls->placed };
}

static void grow(struct mt_urls *urls)
{
    struct mt_urls wider = { .placed = urls->placed, .n = urls->n,
                             .cap = urls->cap ? 2 * urls->cap : 64 };

    wider.slots = mt_alloc(wider.cap * sizeof *wider.slots);
    if (urls->placed)
        wider.places = mt_alloc(wider.cap * sizeof *wider.places);
    for (size_t i = 0; i < urls->cap; i++)
        if (urls->slots[i]) {
            size_t slot = slot_of(&wider, urls->slots[i]);

            wider.slots[slot] = urls->slots[i];
            if (urls->placed)
                wider.places[slot] = urls->places[i];
        }
    mt_urls_release(urls);
    *urls = wider;
}

void mt_urls_add(struct mt_urls *urls, mt_str url, uint64_t place)
{
    uint64_t key = key_of(url);
    size_t slot;

    if (2 * urls->n >= urls->cap)
        grow(urls);
    slot = slot_of(urls, key);
    urls->n += urls->slots[slot] == 0;
    urls->slots[slot] = key;
    if (urls->placed)
        urls->places[slot] = place;
}

uint64_t mt_urls_place(const struct mt_urls *urls, mt_str url)
{
    uint64_t key = key_of(url);
    size_t slot = urls->cap ? slot_of(urls, key) : 0;

    return urls->placed && urls->cap && urls->slots[slot] == key
               ? urls->places[slot] : 0;
}

bool mt_urls_has(const struct mt_urls *urls, mt_str url)
{
    uint64_t key = key_of(url);

    return urls->cap && urls->slots[slot_of(urls, key)] == key;
}
