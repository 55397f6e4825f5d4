/* SPDX-License-Identifier: MIT */
#include "fetch/host.h"

#include <stdlib.h>

#include "base/mem.h"
#include "fetch/url.h"

enum { FEWEST = 1024 }; /* hosts before the idle are looked for */

struct mt_hosts {
    struct mt_host **slots; /* by a hash of the name */
    size_t n, cap;
    size_t tidy_at;
    struct mt_host **queue; /* a heap: the first is ready first */
    size_t waiting, queue_cap;
};

/* -------------------------------------------------------------- requests -- */

struct mt_request *mt_request_new(void)
{
    return mt_alloc(sizeof(struct mt_request));
}

void mt_request_free(struct mt_request *request)
{
    for (int i = 0; request->hops && i < request->hop_count; i++) {
        mt_buf_release(&request->hops[i].url);
        mt_buf_release(&request->hops[i].head);
    }
    free(request->hops);
    mt_buf_release(&request->url);
    free(request);
}

void mt_host_push(struct mt_host *host, struct mt_request *request)
{
    request->next = NULL;
    if (host->last)
        host->last->next = request;
    else
        host->first = request;
    host->last = request;
}

struct mt_request *mt_host_pop(struct mt_host *host)
{
    struct mt_request *request = host->first;

    if (!request)
        return NULL;
    host->first = request->next;
    if (!host->first)
        host->last = NULL;
    request->next = NULL;
    return request;
}

/* --------------------------------------------------------------- origins -- */

struct mt_origin *mt_host_origin(struct mt_host *host, mt_str url)
{
    struct mt_origin *origin;
    struct mt_buf name = { 0 };

    mt_url_origin(url, &name);
    for (origin = host->origins; origin; origin = origin->next)
        if (mt_str_eq(mt_buf_str(&origin->name), mt_buf_str(&name)))
            break;
    if (!origin) {
        origin = mt_alloc(sizeof *origin);
        mt_buf_put(&origin->name, mt_buf_str(&name));
        origin->next = host->origins;
        host->origins = origin;
    }
    mt_buf_release(&name);
    return origin;
}

static void host_free(struct mt_host *host)
{
    struct mt_request *request;

    while ((request = mt_host_pop(host)))
        mt_request_free(request);
    while (host->origins) {
        struct mt_origin *origin = host->origins;

        host->origins = origin->next;
        mt_robots_free(origin->robots);
        mt_buf_release(&origin->name);
        free(origin);
    }
    mt_buf_release(&host->name);
    free(host);
}

/* ----------------------------------------------------------------- table -- */

struct mt_hosts *mt_hosts_new(void)
{
    struct mt_hosts *hosts = mt_alloc(sizeof *hosts);

    hosts->tidy_at = FEWEST;
    return hosts;
}

void mt_hosts_free(struct mt_hosts *hosts)
{
    for (size_t i = 0; i < hosts->cap; i++)
        if (hosts->slots[i])
            host_free(hosts->slots[i]);
    free(hosts->slots);
    free(hosts->queue);
    free(hosts);
}

/* FNV-1a. */
static size_t slot_of(const struct mt_hosts *hosts, mt_str name)
{
    uint64_t hash = 0xCBF29CE484222325u;
    size_t i;

    for (size_t k = 0; k < name.n; k++)
        hash = (hash ^ (unsigned char)name.p[k]) * 0x100000001B3u;
    i = (size_t)(hash ^ hash >> 32) & (hosts->cap - 1);
    while (hosts->slots[i] &&
           !mt_str_eq(mt_buf_str(&hosts->slots[i]->name), name))
        i = (i + 1) & (hosts->cap - 1);
    return i;
}

/* Into a new table of cap slots. */
static void rehash(struct mt_hosts *hosts, size_t cap)
{
    struct mt_host **old = hosts->slots;
    size_t old_cap = hosts->cap;

    hosts->slots = mt_alloc(cap * sizeof(struct mt_host *));
    hosts->cap = cap;
    for (size_t i = 0; i < old_cap; i++)
        if (old[i])
            hosts->slots[slot_of(hosts, mt_buf_str(&old[i]->name))] = old[i];
    free(old);
}

static bool is_idle(const struct mt_host *host, double now)
{
    return !host->busy && !host->first && host->ready <= now &&
           host->shut <= now;
}

/* What is idle is asked for its robots.txt again when it comes back. */
static void tidy(struct mt_hosts *hosts, double now)
{
    for (size_t i = 0; i < hosts->cap; i++)
        if (hosts->slots[i] && is_idle(hosts->slots[i], now)) {
            host_free(hosts->slots[i]);
            hosts->slots[i] = NULL;
            hosts->n--;
        }
    rehash(hosts, hosts->cap);
    hosts->tidy_at = 2 * hosts->n > FEWEST ? 2 * hosts->n : FEWEST;
}

struct mt_host *mt_hosts_get(struct mt_hosts *hosts, mt_str name, double now)
{
    struct mt_host *host;
    size_t slot;

    if (hosts->n >= hosts->tidy_at)
        tidy(hosts, now);
    if (2 * hosts->n >= hosts->cap)
        rehash(hosts, hosts->cap ? 2 * hosts->cap : 64);
    slot = slot_of(hosts, name);
    if (hosts->slots[slot])
        return hosts->slots[slot];
    host = mt_alloc(sizeof *host);
    mt_buf_put(&host->name, name);
    hosts->slots[slot] = host;
    hosts->n++;
    return host;
}

/* ----------------------------------------------------------------- queue -- */

static void put(struct mt_hosts *hosts, size_t place, struct mt_host *host)
{
    hosts->queue[place - 1] = host;
    host->place = place;
}

static double ready_at(const struct mt_hosts *hosts, size_t place)
{
    return hosts->queue[place - 1]->ready;
}

/* Moves the host at place to where its time belongs. */
static void sift(struct mt_hosts *hosts, size_t place)
{
    struct mt_host *host = hosts->queue[place - 1];

    while (place > 1 && host->ready < ready_at(hosts, place / 2)) {
        put(hosts, place, hosts->queue[place / 2 - 1]);
        place /= 2;
    }
    for (;;) {
        size_t child = 2 * place;

        if (child < hosts->waiting &&
            ready_at(hosts, child + 1) < ready_at(hosts, child))
            child++;
        if (child > hosts->waiting || ready_at(hosts, child) >= host->ready)
            break;
        put(hosts, place, hosts->queue[child - 1]);
        place = child;
    }
    put(hosts, place, host);
}

static void enter(struct mt_hosts *hosts, struct mt_host *host)
{
    if (hosts->waiting == hosts->queue_cap) {
        hosts->queue_cap = hosts->queue_cap ? 2 * hosts->queue_cap : 64;
        hosts->queue = mt_realloc(hosts->queue, hosts->queue_cap *
                                                    sizeof *hosts->queue);
    }
    hosts->waiting++;
    put(hosts, hosts->waiting, host);
}

static void leave(struct mt_hosts *hosts, struct mt_host *host)
{
    size_t place = host->place;
    struct mt_host *last = hosts->queue[--hosts->waiting];

    host->place = 0;
    if (last == host)
        return;
    put(hosts, place, last);
    sift(hosts, place);
}

void mt_hosts_update(struct mt_hosts *hosts, struct mt_host *host)
{
    bool waits = !host->busy && host->first;

    if (!waits) {
        if (host->place)
            leave(hosts, host);
        return;
    }
    if (!host->place)
        enter(hosts, host);
    sift(hosts, host->place);
}

struct mt_host *mt_hosts_first(struct mt_hosts *hosts)
{
    return hosts->waiting ? hosts->queue[0] : NULL;
}
