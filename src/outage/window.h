/* SPDX-License-Identifier: MIT */
/* The stretches of time of one sentence. */
#ifndef MT_OUTAGE_WINDOW_H
#define MT_OUTAGE_WINDOW_H

#include "outage/event.h"

/* Collects the times of the scene that are an outage's into windows: a new one
 * begins where a second start, range or day comes. */
void mt_windows_read(const struct mt_scene *scene, struct mt_arena *arena,
                     struct mt_windows *out);

/* Is a length of a day or more told: 이틀 동안? */
bool mt_window_lasts_days(const struct mt_window *window);

#endif
