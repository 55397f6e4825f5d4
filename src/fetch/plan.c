/* SPDX-License-Identifier: MIT */
#include "fetch/plan.h"

#include "base/err.h"

enum {
    FAILURES = 5, /* in a row: then a host is left alone */
    SHUT_SECONDS = 300,
    PATIENCE = 600, /* seconds of a run that one host may ask to wait */
    SLOWEST = 60,   /* between requests to a slow server */
    MOST_BACK_OFF = 60,
};

void mt_plan_not_before(struct mt_host *host, double time)
{
    if (host->ready < time)
        host->ready = time;
}

void mt_plan_count(struct mt_host *host, const struct mt_outcome *outcome,
                   double now)
{
    bool dead = outcome->unconnected || outcome->status == MT_ERR_TIMEOUT ||
                outcome->status == MT_ERR_RESET;

    if (!dead) {
        host->failures = 0;
        return;
    }
    if (++host->failures < FAILURES)
        return;
    host->failures = 0;
    host->shut = now + SHUT_SECONDS;
    host->shut_later = false;
    host->shut_err = (struct mt_err){ MT_OK, "" };
    mt_fail(&host->shut_err, MT_ERR_CONNECT,
            "the host has failed %d times in a row and is left alone; try "
            "again later", FAILURES);
}

/* 0.5 to 1.5, so that those who failed together do not come back together. */
static double jitter(struct mt_plan *plan)
{
    plan->noise ^= plan->noise << 13;
    plan->noise ^= plan->noise >> 7;
    plan->noise ^= plan->noise << 17;
    return 0.5 + (double)(plan->noise >> 11) / 9007199254740992.0;
}

/* About 1, 2, 4, ... seconds. */
static double back_off(struct mt_plan *plan, int tries)
{
    double seconds = tries < 7 ? (double)(1 << (tries - 1)) : MOST_BACK_OFF;

    return jitter(plan) * (seconds < MOST_BACK_OFF ? seconds : MOST_BACK_OFF);
}

bool mt_plan_retry(struct mt_plan *plan, struct mt_host *host,
                   const struct mt_outcome *outcome, int tries)
{
    double now = plan->options->clock();
    double wait = back_off(plan, tries);

    if (!outcome->again)
        return false;
    host->waited += outcome->retry_after;
    if (host->waited > PATIENCE) {
        host->shut = now + PATIENCE;
        host->shut_later = true;
        host->shut_err = (struct mt_err){ MT_OK, "" };
        mt_fail(&host->shut_err, MT_ERR_RATE_LIMITED,
                "the server asks to be left alone for long; try again later");
        return false;
    }
    if (wait < outcome->retry_after)
        wait = outcome->retry_after;
    mt_plan_not_before(host, now + wait);
    return tries <= plan->options->retries;
}

double mt_plan_pause(const struct mt_plan *plan,
                     const struct mt_outcome *outcome, double asked)
{
    double pause = plan->options->delay;

    /* A server that takes long is at its limits. */
    if (pause > 0 && pause < 2 * outcome->seconds)
        pause = 2 * outcome->seconds < SLOWEST ? 2 * outcome->seconds
                                               : SLOWEST;
    return pause < asked ? asked : pause;
}
