/* SPDX-License-Identifier: MIT */
/* Records that stay: an SQLite database, described in meoktong(5). */
#ifndef MT_STORE_H
#define MT_STORE_H

#include "meoktong.h"

struct mt_store;

struct mt_store_options {
    const char *path;
    /* What decides, beside the inputs, which records come out: the version of
     * the program, and its options. Kept in the database. */
    mt_str version, settings;
    bool refresh; /* nothing that is in it counts as done */
};

/*
 * Opens the database, or makes it, for this run alone; one of an older version
 * of the tables gets the new ones. NULL with err set if it cannot be written,
 * is used by another run, is none of ours, or holds what another version of
 * the program or other options made (unless refresh).
 */
struct mt_store *mt_store_open(const struct mt_store_options *options,
                               struct mt_err *err);
/* Ends all; an error means that the last records may not be on the disk. */
enum mt_status mt_store_close(struct mt_store *store, struct mt_err *err);

/* What was fetched for an input, so that the server can be asked whether it
 * is still the same. Any may be empty. */
struct mt_store_version {
    mt_str url, etag, modified;
};

struct mt_store_input {
    mt_str source;
    mt_str digest; /* of its bytes, where they are at hand */
    bool again;    /* if it failed: another run should try it */
    struct mt_store_version version; /* of a page that was fetched */
};

enum mt_store_state {
    MT_STORE_LEFT,   /* not read, or to be read again */
    MT_STORE_DONE,
    MT_STORE_FAILED, /* for good */
};

/* What is known of an input with these bytes. */
enum mt_store_state mt_store_state_of(struct mt_store *store,
                                      const struct mt_store_input *input);

/* Fills in what is known of the input and url, which is set; false if nothing
 * is, or if no record of the input would stay. Good until the next call. */
bool mt_store_version_of(struct mt_store *store, mt_str source,
                         struct mt_store_version *version);

/* Each is one transaction: all of it is kept, or nothing. MT_ERR_IO if the
 * database cannot be written; then no more should be tried. */

/* record: the line that the format "full" has for an article. */
enum mt_status mt_store_put(struct mt_store *store,
                            const struct mt_store_input *input, mt_str record,
                            struct mt_err *err);
/* The input is what it was: so is what it gave. */
enum mt_status mt_store_same(struct mt_store *store,
                             const struct mt_store_input *input,
                             struct mt_err *err);
/* The input failed by cause. */
enum mt_status mt_store_fail(struct mt_store *store,
                             const struct mt_store_input *input,
                             const struct mt_err *cause, struct mt_err *err);

#endif
