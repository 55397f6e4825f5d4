/* SPDX-License-Identifier: MIT */
/* robots.txt, by RFC 9309. */
#ifndef MT_FETCH_ROBOTS_H
#define MT_FETCH_ROBOTS_H

#include "base/buf.h"

struct mt_robots;

enum { MT_ROBOTS_LIMIT = 500 * 1024 }; /* bytes that are read of a file */

/*
 * Reads what a robots.txt says to agent, whose product token counts alone
 * ("meoktong" of "meoktong/1.0 (news)"). Any bytes are a robots.txt: what is
 * no rule is passed over. Free with mt_robots_free.
 */
struct mt_robots *mt_robots_new(mt_str text, mt_str agent);
void mt_robots_free(struct mt_robots *robots);

struct mt_robots_answer {
    bool allowed;
    size_t line;    /* of the rule in the file, from 1; 0: no rule says it */
    mt_str pattern; /* of that rule; lives as long as the robots */
};

/* May url be fetched? url: absolute, or its path and query alone. */
struct mt_robots_answer mt_robots_ask(const struct mt_robots *robots,
                                      mt_str url);
/* Seconds between two requests that it asks for; 0 if it does not. */
double mt_robots_delay(const struct mt_robots *robots);

/* "meoktong" of "meoktong/1.0 (news)". */
mt_str mt_robots_token(mt_str agent);

#endif
