/* SPDX-License-Identifier: MIT */
/* Hosts: who may be asked when, and what waits for them. */
#ifndef MT_FETCH_HOST_H
#define MT_FETCH_HOST_H

#include "base/buf.h"
#include "fetch/robots.h"

/* A URL on its way. Free with mt_request_free. */
struct mt_request {
    struct mt_request *next;
    uint64_t ticket;
    struct mt_buf url; /* fit for the wire; where redirects have led */
    struct mt_hop {
        struct mt_buf url, head;
    } *hops; /* redirects that were followed */
    int hop_count, tries;
    bool raw;        /* ask for a body without any coding */
    bool downgraded; /* a redirect led from https to http */
    bool robots;     /* a robots.txt, asked for by the crawl itself */
    bool ask;        /* only whether it may be asked for */
    struct mt_err err; /* known to fail */
};

struct mt_request *mt_request_new(void);
void mt_request_free(struct mt_request *request);

enum mt_origin_state {
    MT_ORIGIN_UNKNOWN,
    MT_ORIGIN_KNOWN,  /* robots says; NULL: everything is allowed */
    MT_ORIGIN_BARRED, /* its robots.txt cannot be had: err says why */
};

/* What a scheme, a host and a port have one robots.txt for. */
struct mt_origin {
    struct mt_origin *next;
    struct mt_buf name; /* "https://a.kr:8443" */
    enum mt_origin_state state;
    double until; /* state holds until then */
    struct mt_robots *robots;
    int tries; /* to get it, since the last answer */
    struct mt_err err;
    bool try_later;
};

struct mt_host {
    struct mt_buf name;
    struct mt_request *first, *last; /* what waits */
    struct mt_origin *origins;
    double ready;    /* when it may be asked again */
    double shut;     /* until then it is left alone, for this reason: */
    struct mt_err shut_err;
    bool shut_later; /* the server itself asked for it */
    double waited;   /* seconds that it has asked for in this run */
    int failures;    /* to connect, in a row */
    bool busy;
    size_t place; /* in the queue, from 1; 0: not in it */
};

struct mt_hosts;

struct mt_hosts *mt_hosts_new(void);
void mt_hosts_free(struct mt_hosts *hosts);

/* The host of this name, made if it is new. now: the idle may be forgotten
 * when they are many. */
struct mt_host *mt_hosts_get(struct mt_hosts *hosts, mt_str name, double now);
/* host->ready, busy or what waits has changed: puts it into the queue, moves
 * it there, or takes it out. */
void mt_hosts_update(struct mt_hosts *hosts, struct mt_host *host);
/* The host that may be asked first, of those with something waiting and no
 * request under way; NULL if there is none. */
struct mt_host *mt_hosts_first(struct mt_hosts *hosts);

void mt_host_push(struct mt_host *host, struct mt_request *request);
/* Takes the oldest request; NULL if none waits. */
struct mt_request *mt_host_pop(struct mt_host *host);
/* The origin of a URL fit for the wire, made if it is new. */
struct mt_origin *mt_host_origin(struct mt_host *host, mt_str url);

#endif
