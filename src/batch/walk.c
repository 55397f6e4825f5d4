/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "batch/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/mem.h"
#include "batch/seen.h"

/* What is left to visit, the next on top: a stack and no recursion, for
 * somebody else decides how deep directories go. */
struct mt_walk {
    char **paths;
    size_t n, cap;
    char *current; /* the path that was given out last */
    struct mt_seen seen;
};

static void push(struct mt_walk *walk, char *path)
{
    if (walk->n == walk->cap) {
        walk->cap = walk->cap ? walk->cap * 2 : 64;
        walk->paths = mt_realloc(walk->paths, walk->cap * sizeof *walk->paths);
    }
    walk->paths[walk->n++] = path;
}

static char *join(const char *folder, const char *name)
{
    struct mt_buf buf = { 0 };
    mt_str head = mt_str_c(folder);

    while (head.n > 1 && head.p[head.n - 1] == '/')
        head.n--;
    mt_buf_put(&buf, head);
    if (name[0] && !mt_str_ends(head, MT_LIT("/")))
        mt_buf_putc(&buf, '/');
    mt_buf_put(&buf, mt_str_c(name));
    return mt_buf_take(&buf);
}

struct mt_walk *mt_walk_new(const char *root)
{
    struct mt_walk *walk = mt_alloc(sizeof *walk);

    push(walk, join(root, ""));
    return walk;
}

void mt_walk_free(struct mt_walk *walk)
{
    for (size_t i = 0; i < walk->n; i++)
        free(walk->paths[i]);
    free(walk->paths);
    free(walk->current);
    mt_seen_release(&walk->seen);
    free(walk);
}

static int last_first(const void *a, const void *b)
{
    return strcmp(*(char *const *)b, *(char *const *)a);
}

/* Puts the names in a directory on the stack, the first on top. */
static bool enter(struct mt_walk *walk, const char *folder)
{
    size_t from = walk->n;
    struct dirent *entry;
    DIR *dir = opendir(folder);

    if (!dir)
        return false;
    while ((entry = readdir(dir)))
        if (entry->d_name[0] != '.')
            push(walk, join(folder, entry->d_name));
    closedir(dir);
    if (walk->n > from)
        qsort(walk->paths + from, walk->n - from, sizeof *walk->paths,
              last_first);
    return true;
}

enum mt_walk_step mt_walk_next(struct mt_walk *walk, const char **path)
{
    while (walk->n > 0) {
        struct stat st;

        free(walk->current);
        *path = walk->current = walk->paths[--walk->n];
        if (stat(walk->current, &st) != 0)
            return MT_WALK_TROUBLE;
        if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
            continue;
        if (!mt_seen_pair(&walk->seen, (uint64_t)st.st_dev,
                          (uint64_t)st.st_ino))
            continue;
        if (S_ISREG(st.st_mode))
            return MT_WALK_FILE;
        if (!enter(walk, walk->current))
            return MT_WALK_TROUBLE;
    }
    return MT_WALK_END;
}
