/* SPDX-License-Identifier: MIT */
/* mt-gen: the rows of src/data as C tables. A program of the build alone. */
#ifndef MT_GEN_H
#define MT_GEN_H

#include "base/arena.h"

enum column_type {
    COLUMN_KEY,
    COLUMN_TEXT,
    COLUMN_NAME,
    COLUMN_WORDS,
    COLUMN_FORMER,
    COLUMN_REF,
    COLUMN_ONE,
    COLUMN_SET,
    COLUMN_NUM,
};

struct column {
    mt_str name;
    enum column_type type;
    bool optional;
    mt_str target; /* of ref, one, set */
};

struct row {
    const mt_str *cells;
    const char *file;
    int line;
};

struct table {
    mt_str name, index;
    bool sides_free;
    MT_VEC(struct column) columns;
    MT_VEC(struct row) rows;
    int number; /* position in the schema */
};

/* Values of an enumeration; made here, or checked against meoktong.h. */
struct list {
    mt_str name, prefix;
    bool made;
    MT_VEC(mt_str) values;
};

struct schema {
    struct mt_arena *arena;
    MT_VEC(struct list) lists;
    MT_VEC(struct table *) tables;
    int errors;
};

/* Prints "FILE:LINE: what is wrong" and counts it. */
void complain(struct schema *schema, const char *file, int line,
              const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The bytes of a file, in the arena; p is NULL if it can't be read. */
mt_str slurp(struct schema *schema, const char *path);

void schema_read(struct schema *schema, const char *path);
const struct list *schema_list(const struct schema *schema, mt_str name);
struct table *schema_table(const struct schema *schema, mt_str name);
/* The position of value in list, or -1. */
int list_find(const struct list *list, mt_str value);

/* Reads one .tsv into the table that its name or folder names. */
void rows_read(struct schema *schema, const char *path);
/* Checks what needs all rows: keys, references, words. */
void rows_check(struct schema *schema);

/* Do the cells of such a column hold words for an index? */
bool holds_words(enum column_type type);
/* A word as the index holds it: ASCII in lower case, _ as a blank. */
mt_str word_form(struct schema *schema, mt_str s);

/* Reads "2004-2021", "-2015", "2004-" or nothing; 0 stands for no bound. */
bool years_read(mt_str s, int *since, int *until);

/* Writes data.h and data.c into folder. False if it can't. */
bool emit(struct schema *schema, const char *folder);

#endif
