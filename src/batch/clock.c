/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "batch/clock.h"

#include <time.h>

double mt_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
