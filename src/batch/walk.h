/* SPDX-License-Identifier: MIT */
/* The files of a directory and of those in it. */
#ifndef MT_BATCH_WALK_H
#define MT_BATCH_WALK_H

#include <stdbool.h>

struct mt_walk;

enum mt_walk_step {
    MT_WALK_END,
    MT_WALK_FILE,    /* *path is a regular file */
    MT_WALK_TROUBLE, /* *path cannot be looked at: errno is set */
};

/*
 * Every regular file below root once, each directory's names in the order of
 * their bytes. Symbolic links are followed, and loops end where they begin.
 * Names that begin with a dot are left out.
 */
struct mt_walk *mt_walk_new(const char *root);
void mt_walk_free(struct mt_walk *walk);
/* *path is good until the next call. */
enum mt_walk_step mt_walk_next(struct mt_walk *walk, const char **path);

#endif
