/* SPDX-License-Identifier: MIT */
/* Seconds that nobody sets back. */
#ifndef MT_BATCH_CLOCK_H
#define MT_BATCH_CLOCK_H

/* Since some moment in the past. */
double mt_clock(void);

#endif
