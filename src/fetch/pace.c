/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "fetch/pace.h"

#include <stdlib.h>
#include <time.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"

/* Hosts share a slot now and then; that costs one of them a pause. */
enum { SLOTS = 4096 };

struct mt_pace {
    double seconds;
    double ended[SLOTS]; /* on the monotonic clock; 0: never asked */
};

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double *slot_of(struct mt_pace *pace, mt_str host)
{
    size_t slot = 0;
    char hex[65];

    mt_sha256(host, hex);
    for (size_t i = 0; i < 3; i++)
        slot = slot << 4 | (size_t)(hex[i] <= '9' ? hex[i] - '0'
                                                  : hex[i] - 'a' + 10);
    return &pace->ended[slot % SLOTS];
}

struct mt_pace *mt_pace_new(double seconds)
{
    struct mt_pace *pace = mt_alloc(sizeof *pace);

    pace->seconds = seconds;
    return pace;
}

void mt_pace_free(struct mt_pace *pace)
{
    free(pace);
}

bool mt_pace_wait(struct mt_pace *pace, mt_str host,
                  const volatile sig_atomic_t *stop)
{
    double *ended = slot_of(pace, host);
    double left;

    while (!(stop && *stop) && *ended > 0 &&
           (left = *ended + pace->seconds - now()) > 0) {
        struct timespec t = { .tv_sec = (time_t)left };

        t.tv_nsec = (long)((left - (double)t.tv_sec) * 1e9);
        nanosleep(&t, NULL);
    }
    return !(stop && *stop);
}

void mt_pace_done(struct mt_pace *pace, mt_str host)
{
    *slot_of(pace, host) = now();
}
