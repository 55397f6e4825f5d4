/* SPDX-License-Identifier: MIT */
/* One request and its answer: limits, checks, and what an error means. */
#ifndef MT_FETCH_TRANSFER_H
#define MT_FETCH_TRANSFER_H

#include <curl/curl.h>

#include "fetch/fetch.h"

struct mt_transfer {
    const struct mt_fetch_options *options; /* borrowed */
    CURL *curl;
    void *data;          /* the caller's */
    struct mt_buf body;
    struct mt_buf head;  /* of the last answer, with its blank line */
    size_t max_size;
    bool robots;         /* a robots.txt: its first part is enough */
    bool raw;            /* the body is asked for and taken without coding */
    struct mt_version known; /* is not sent again; ends with the transfer */
    struct curl_slist *fields; /* that say so */
    int64_t length;      /* Content-Length; -1: none yet */
    size_t header_bytes, header_lines;
    bool too_large, bad_head, saw_private, enough;
};

/* What has come of a transfer. */
struct mt_outcome {
    enum mt_status status;
    long code;          /* of HTTP; 0: none */
    double seconds;     /* that it took */
    double retry_after; /* that the server asks for; 0: it does not */
    bool again;         /* the trouble may pass */
    bool undecoded;     /* the body was not coded as the head says, or it
                         * was and came to no end */
    bool unconnected;   /* there was no connection at all */
    bool unresolved;    /* the host's name was not found, which may mean two
                         * things: mt_outcome_resolve */
    bool truncated;     /* MT_OK with half a body */
    bool unchanged;     /* MT_OK: what is known is still the same */
    mt_str redirect;    /* where to go on; until the next start */
};

/* NULL if libcurl does not start. share may be NULL. */
struct mt_transfer *mt_transfer_new(const struct mt_fetch_options *options,
                                    CURLSH *share,
                                    struct curl_slist *resolve);
void mt_transfer_free(struct mt_transfer *transfer);

/* Sets up the request; transfer->curl is then to be performed. */
void mt_transfer_start(struct mt_transfer *transfer, const char *url);
/* What the code that libcurl ended with means. */
struct mt_outcome mt_transfer_end(struct mt_transfer *transfer, CURLcode code,
                                  struct mt_err *err);

/* Appends the name of the host that was asked last. */
void mt_transfer_host(const struct mt_transfer *transfer, struct mt_buf *out);
/* Says why a name was not found. passing: that may pass. */
void mt_outcome_resolve(struct mt_outcome *outcome, bool passing,
                        struct mt_err *err);

#endif
