/* SPDX-License-Identifier: MIT */
/* What a SOURCE argument stands for, one document after the other. */
#ifndef MT_BATCH_SOURCE_H
#define MT_BATCH_SOURCE_H

#include <signal.h>

#include "fetch/fetch.h"

struct mt_source_options {
    size_t max_size;            /* bytes of a document */
    struct mt_fetcher *fetcher; /* for URLs; borrowed */
    /* For documents that do not say themselves; may be empty. */
    mt_str url, published;
    const volatile sig_atomic_t *stop; /* ends the run when set */
};

/* What happened to an input. Everything is good until the call returns; a
 * call that returns false ends the run. */
struct mt_source_events {
    void *data;
    bool (*document)(void *data, const struct mt_input *input);
    /* source could not be read; try_later: the server said so. */
    bool (*failed)(void *data, mt_str source, const struct mt_err *err,
                   bool try_later);
};

struct mt_sources;

/* Both arguments are copied. */
struct mt_sources *mt_sources_new(const struct mt_source_options *options,
                                  const struct mt_source_events *events);
void mt_sources_free(struct mt_sources *sources);

/*
 * Reads a SOURCE: a URL, a file, a directory with all below it, or "-". What a
 * file is (a page, or JSON lines for many) is seen from its content. Every
 * input is answered by one event; memory does not grow with their number.
 * False if the run is over.
 */
bool mt_sources_read(struct mt_sources *sources, const char *source);

/*
 * Reads a file with a SOURCE a line ("-" is standard input). Empty lines and
 * those that begin with # are left out, and what stands there twice is read
 * once. With separator '\0' nothing but empty items is left out.
 */
bool mt_sources_list(struct mt_sources *sources, const char *path,
                     char separator);

#endif
