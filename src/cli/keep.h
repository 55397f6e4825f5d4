/* SPDX-License-Identifier: MIT */
/* --db: which inputs are to be read, and what is kept of them. */
#ifndef MT_CLI_KEEP_H
#define MT_CLI_KEEP_H

#include "batch/batch.h"
#include "batch/seen.h"
#include "cli/work.h"

/* { 0 }, then opened; sites: the digest of --publishers FILE, or "". */
struct mt_keeper {
    struct mt_store *store; /* NULL: nothing is kept */
    struct mt_seen names, documents; /* what this run has had */
};

enum mt_status mt_keeper_open(struct mt_keeper *keeper,
                              const struct mt_settings *settings,
                              const char *sites, struct mt_err *err);
enum mt_status mt_keeper_close(struct mt_keeper *keeper, struct mt_err *err);

enum mt_asked {
    MT_ASKED_WANTED,
    MT_ASKED_BEFORE, /* an earlier run has done it, or failed for good */
    MT_ASKED_TWICE,  /* this run has had it */
    MT_ASKED_CLASH,  /* this run has had another of that name */
};

/* Is this input to be read? */
enum mt_asked mt_keeper_ask(struct mt_keeper *keeper, mt_str source,
                            mt_str digest);
/* The version that is kept of what url gave for source. */
void mt_keeper_known(struct mt_keeper *keeper, mt_str source, mt_str url,
                     struct mt_version *version);
/* Keeps an answer, worked being what came from the worker, if anything did. */
enum mt_status mt_keeper_put(struct mt_keeper *keeper,
                             const struct mt_batch_answer *answer,
                             const struct mt_worked *worked,
                             struct mt_err *err);

#endif
