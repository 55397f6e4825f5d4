/* SPDX-License-Identifier: MIT */
/* What a SOURCE argument stands for, one document after the other. */
#ifndef MT_BATCH_SOURCE_H
#define MT_BATCH_SOURCE_H

#include <signal.h>

#include "meoktong.h"

struct mt_source_options {
    size_t max_size; /* bytes of a document */
    /* For documents that do not say themselves; may be empty. */
    mt_str url, published;
    const volatile sig_atomic_t *stop; /* ends the run when set */
};

/* What happened to an input. Everything is good until the call returns; a
 * call that returns false ends the run. */
struct mt_source_events {
    void *data;
    /* found: met in a directory, so that it may be anything. */
    bool (*document)(void *data, const struct mt_input *input, bool found);
    /* A document that has yet to be fetched from input->url. */
    bool (*address)(void *data, const struct mt_input *input);
    bool (*failed)(void *data, mt_str source, const struct mt_err *err);
    /* Returns when fd can be read. May be NULL, as those below. */
    bool (*wait)(void *data, int fd);
    /* A file of a directory that is no page for sure. */
    void (*passed)(void *data, mt_str source);
    /* Around all that stands in a directory. */
    void (*enter)(void *data);
    bool (*leave)(void *data, mt_str root);
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

/* How much of the list, or of the file with JSON lines, that is being read has
 * been: 0..1, or < 0 where nobody knows. */
double mt_sources_share(const struct mt_sources *sources);

#endif
