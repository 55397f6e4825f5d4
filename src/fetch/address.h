/* SPDX-License-Identifier: MIT */
/* Which addresses are nobody else's business. */
#ifndef MT_FETCH_ADDRESS_H
#define MT_FETCH_ADDRESS_H

#include <sys/socket.h>

#include "meoktong.h"

/*
 * Is this an address of the public internet? Not: loopback, private and
 * link-local networks, shared address space, multicast, documentation and
 * reserved blocks, and IPv6 addresses that carry such an IPv4 address
 * (::ffff:127.0.0.1, 64:ff9b::, 2002::). Families other than IP are not.
 */
bool mt_address_is_public(const struct sockaddr *address, socklen_t size);

/* Is host, the text of a URL, such an address or a name for one? Any other
 * name is not: where it leads is seen when it is connected to. */
bool mt_address_is_private_text(mt_str host);

#endif
