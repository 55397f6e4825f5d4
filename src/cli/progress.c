/* SPDX-License-Identifier: MIT */
#include "cli/progress.h"

#include <stdio.h>

#include "base/buf.h"
#include "batch/clock.h"
#include "cli/report.h"

/* In seconds: a run that ends before shows nothing. */
static const double patience = 2, pause = 0.5;

static void put_left(double seconds, struct mt_buf *line)
{
    if (seconds < 90)
        mt_buf_printf(line, ", %.0f s left", seconds);
    else if (seconds < 90 * 60)
        mt_buf_printf(line, ", %.0f min left", seconds / 60);
    else
        mt_buf_printf(line, ", %.1f h left", seconds / 3600);
}

void mt_progress_show(struct mt_progress *progress,
                      const struct mt_counts *counts, double share)
{
    double now = progress->wanted ? mt_clock() : 0;
    double spent = now - progress->began;
    struct mt_buf line = { 0 };

    if (!progress->wanted || spent < patience || now - progress->last < pause)
        return;
    progress->last = now;
    progress->shown = progress->ever = true;
    mt_buf_printf(&line, "%zu done, %zu failed",
                  counts->inputs + counts->before, counts->failures);
    if (!counts->fetched_only)
        mt_buf_printf(&line, ", %zu outage%s", counts->outages,
                      mt_plural(counts->outages));
    mt_buf_printf(&line, ", %.1f pages/s", (double)counts->inputs / spent);
    if (share > 0.001 && share < 1)
        put_left(spent / share * (1 - share), &line);
    fprintf(stderr, "\r\033[Kmeoktong: %.68s", line.p);
    fflush(stderr);
    mt_buf_release(&line);
}

void mt_progress_clear(struct mt_progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}

void mt_progress_sum(const struct mt_progress *progress,
                     const struct mt_counts *counts)
{
    char before[48] = "", unchanged[48] = "";

    if (counts->unchanged)
        snprintf(unchanged, sizeof unchanged, ", %zu unchanged",
                 counts->unchanged);
    if (counts->before)
        snprintf(before, sizeof before, ", %zu from earlier runs",
                 counts->before);
    mt_note("%zu input%s, %zu failed, %zu outage%s%s%s, %.1f s",
            counts->inputs, mt_plural(counts->inputs), counts->failures,
            counts->outages, mt_plural(counts->outages), unchanged, before,
            mt_clock() - progress->began);
}
