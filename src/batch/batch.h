/* SPDX-License-Identifier: MIT */
/* Many inputs: read here, fetched meanwhile, worked on in processes. */
#ifndef MT_BATCH_H
#define MT_BATCH_H

#include "batch/pool.h"
#include "batch/source.h"
#include "fetch/fetch.h"

/* How an input was answered. */
struct mt_batch_answer {
    mt_str source;
    mt_str digest;    /* of the bytes that were read here; empty for URLs */
    const struct mt_err *err; /* NULL: bytes is what work made of it */
    mt_str bytes;
    bool unchanged;   /* the version that was known: nothing was worked on */
    mt_str url;       /* of a page that was fetched: where redirects led */
    const struct mt_version *version; /* and what to know it by */
    bool try_later;   /* the server is busy */
    bool found;       /* met in a directory: nobody named it */
};

/* What an answer was worth. */
enum mt_batch_verdict {
    MT_BATCH_STOP,    /* no more of the run */
    MT_BATCH_PAGE,
    MT_BATCH_NO_PAGE, /* nothing to read in the first place */
};

struct mt_batch_events {
    void *data;
    /* Is this input to be read? digest as above. */
    bool (*wanted)(void *data, mt_str source, mt_str digest);
    /* As in fetch/crawl.h; may be NULL. */
    void (*known)(void *data, mt_str source, mt_str url,
                  struct mt_version *version);
    /* Is next page number of the article that begins with first, so that both
     * are one input? NULL: every page is one. */
    bool (*continues)(const struct mt_input *first, int number,
                      const struct mt_input *next);
    /* In a worker: appends what a page, with those behind it, gives. */
    void (*work)(void *data, const struct mt_input *input,
                 struct mt_buf *answer);
    /* An answer has come; in any order, for what is kept of it. */
    bool (*arrived)(void *data, const struct mt_batch_answer *answer);
    /* It is its turn; in the order of the inputs unless unordered. */
    enum mt_batch_verdict (*answered)(void *data,
                                      const struct mt_batch_answer *answer);
    /* A file of a directory was no page for sure. May be NULL. */
    void (*passed)(void *data, mt_str source);
    /* A page was taken as one that continues another. May be NULL. */
    void (*joined)(void *data, mt_str source, mt_str first);
    /* Several times a second; share: how much is done, 0..1, < 0: unknown. */
    void (*tick)(void *data, double share);
};

struct mt_batch_options {
    size_t workers;
    int seconds;   /* for a page, once it is here */
    size_t memory; /* bytes that a worker may take */
    bool unordered;
    size_t max_size;
    mt_str url, published; /* for documents that do not say themselves */
    struct mt_fetch_options fetch;
    const volatile sig_atomic_t *stop;
};

struct mt_batch;

/* Both are copied. */
struct mt_batch *mt_batch_new(const struct mt_batch_options *options,
                              const struct mt_batch_events *events);
void mt_batch_free(struct mt_batch *batch);

/* For mt_sources_read and mt_sources_list. */
struct mt_sources *mt_batch_sources(struct mt_batch *batch);
/* Waits until every input is answered; no longer than some seconds if the
 * run was stopped. */
void mt_batch_finish(struct mt_batch *batch);

#endif
