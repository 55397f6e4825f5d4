/* SPDX-License-Identifier: MIT */
/* A pause between two requests to one host. */
#ifndef MT_FETCH_PACE_H
#define MT_FETCH_PACE_H

#include <signal.h>

#include "meoktong.h"

struct mt_pace;

/* seconds between the end of a request and the next to the same host. */
struct mt_pace *mt_pace_new(double seconds);
void mt_pace_free(struct mt_pace *pace);
/* Waits until host may be asked. False if *stop was set meanwhile. */
bool mt_pace_wait(struct mt_pace *pace, mt_str host,
                  const volatile sig_atomic_t *stop);
/* A request to host has just ended. */
void mt_pace_done(struct mt_pace *pace, mt_str host);

#endif
