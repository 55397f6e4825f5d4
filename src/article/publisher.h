/* SPDX-License-Identifier: MIT */
/* Who published a page. */
#ifndef MT_ARTICLE_PUBLISHER_H
#define MT_ARTICLE_PUBLISHER_H

#include "base/arena.h"

/* The host of a URL without user, port and "www.", in its own spelling. */
mt_str mt_url_host(mt_str url);

/* The row of publishers.tsv for a host or for the closest of its parent
 * domains ("m.segye.com" is segye.com); -1 if nobody knows it. */
int mt_publisher_of_host(mt_str host);

/* The row of a publisher whose spelling begins at byte at of text, and its
 * length in *n; -1 if none does. The longest spelling counts. */
int mt_publisher_at(mt_str text, size_t at, size_t *n);

/* The row of the first publisher that text names, or -1. Names stand alone:
 * 한겨레 is none in 한겨레신문사. */
int mt_publisher_in(mt_str text);

#endif
