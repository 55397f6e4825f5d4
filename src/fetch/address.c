/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "fetch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>

#include "base/str.h"

/* Prefixes of the IANA special-purpose registries that are not reachable from
 * everywhere. */
static const struct block4 {
    uint32_t prefix;
    int bits;
} blocks4[] = {
    { 0x00000000, 8 },  /* 0.0.0.0 this network */
    { 0x0A000000, 8 },  /* 10.0.0.0 private */
    { 0x64400000, 10 }, /* 100.64.0.0 shared by a carrier */
    { 0x7F000000, 8 },  /* 127.0.0.0 loopback */
    { 0xA9FE0000, 16 }, /* 169.254.0.0 link-local, cloud metadata */
    { 0xAC100000, 12 }, /* 172.16.0.0 private */
    { 0xC0000000, 24 }, /* 192.0.0.0 protocol assignments */
    { 0xC0000200, 24 }, /* 192.0.2.0 documentation */
    { 0xC0586300, 24 }, /* 192.88.99.0 6to4 relays */
    { 0xC0A80000, 16 }, /* 192.168.0.0 private */
    { 0xC6120000, 15 }, /* 198.18.0.0 benchmarks */
    { 0xC6336400, 24 }, /* 198.51.100.0 documentation */
    { 0xCB007100, 24 }, /* 203.0.113.0 documentation */
    { 0xE0000000, 4 },  /* 224.0.0.0 multicast */
    { 0xF0000000, 4 },  /* 240.0.0.0 reserved, broadcast */
};

/* Inside 2000::/3 (all else is not global unicast). */
static const struct block6 {
    uint8_t prefix[4];
    int bits;
} blocks6[] = {
    { { 0x20, 0x01, 0x00, 0x00 }, 23 }, /* 2001::/23 Teredo and the like */
    { { 0x20, 0x01, 0x0D, 0xB8 }, 32 }, /* 2001:db8::/32 documentation */
    { { 0x3F, 0xFF, 0x00, 0x00 }, 20 }, /* 3fff::/20 documentation */
};

static uint32_t big_endian(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
           p[3];
}

static bool public4(uint32_t address)
{
    for (size_t i = 0; i < sizeof blocks4 / sizeof *blocks4; i++) {
        uint32_t mask = 0xFFFFFFFFu << (32 - blocks4[i].bits);

        if ((address & mask) == blocks4[i].prefix)
            return false;
    }
    return true;
}

/* Where an IPv6 address carries an IPv4 address; -1 if it does not. */
static int embedded4(const uint8_t *p)
{
    static const uint8_t mapped[12] = { [10] = 0xFF, [11] = 0xFF };
    static const uint8_t nat64[12] = { 0x00, 0x64, 0xFF, 0x9B };

    if (memcmp(p, mapped, 12) == 0 || memcmp(p, nat64, 12) == 0)
        return 12;
    return p[0] == 0x20 && p[1] == 0x02 ? 2 : -1;
}

static bool public6(const uint8_t *p)
{
    int v4 = embedded4(p);
    uint32_t head = big_endian(p);

    if (v4 >= 0)
        return public4(big_endian(p + v4));
    if (head >> 29 != 1)
        return false;
    for (size_t i = 0; i < sizeof blocks6 / sizeof *blocks6; i++) {
        uint32_t mask = 0xFFFFFFFFu << (32 - blocks6[i].bits);

        if ((head & mask) == big_endian(blocks6[i].prefix))
            return false;
    }
    return true;
}

bool mt_address_is_public(const struct sockaddr *address, socklen_t size)
{
    struct sockaddr_in in4;
    struct sockaddr_in6 in6;

    if (address->sa_family == AF_INET && size >= sizeof in4) {
        memcpy(&in4, address, sizeof in4);
        return public4(ntohl(in4.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6 && size >= sizeof in6) {
        memcpy(&in6, address, sizeof in6);
        return public6(in6.sin6_addr.s6_addr);
    }
    return false;
}

bool mt_address_is_private_text(mt_str host)
{
    struct sockaddr_in in4 = { .sin_family = AF_INET };
    struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };
    char text[INET6_ADDRSTRLEN];

    if (host.n > 2 && host.p[0] == '[')
        host = mt_str_sub(host, 1, host.n - 1);
    if (mt_str_eq_nocase(host, MT_LIT("localhost")) ||
        mt_str_ends(host, MT_LIT(".localhost")))
        return true;
    if (host.n >= sizeof text)
        return false;
    memcpy(text, host.p, host.n);
    text[host.n] = '\0';
    if (inet_pton(AF_INET, text, &in4.sin_addr) == 1)
        return !mt_address_is_public((struct sockaddr *)&in4, sizeof in4);
    if (inet_pton(AF_INET6, text, &in6.sin6_addr) == 1)
        return !mt_address_is_public((struct sockaddr *)&in6, sizeof in6);
    return false;
}
