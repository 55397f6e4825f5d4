/* SPDX-License-Identifier: MIT */
/* Who published a page. sites, which may be NULL, goes before what is compiled
 * in. */
#ifndef MT_ARTICLE_PUBLISHER_H
#define MT_ARTICLE_PUBLISHER_H

#include "article/sites.h"

/* The host of a URL without user, port and "www.", in its own spelling. */
mt_str mt_url_host(mt_str url);

/* The row for a host or for the closest of its parent domains ("m.segye.com"
 * is segye.com); NULL if nobody knows it. */
const struct mt_publishers_row *
mt_publisher_of_host(const struct mt_sites *sites, mt_str host);

/* The row of a publisher whose spelling begins at byte at of text, and its
 * length in *n; NULL if none does. The longest spelling counts. */
const struct mt_publishers_row *mt_publisher_at(const struct mt_sites *sites,
                                                mt_str text, size_t at,
                                                size_t *n);

/* Is s, whole, a spelling of a publisher? */
bool mt_is_publisher(const struct mt_sites *sites, mt_str s);

/* The row of the first publisher that text names, or NULL. Names stand alone:
 * 한겨레 is none in 한겨레신문사. */
const struct mt_publishers_row *mt_publisher_in(const struct mt_sites *sites,
                                                mt_str text);

#endif
