/* SPDX-License-Identifier: MIT */
/*
 * mt-gen SCHEMA FOLDER FILE.tsv...
 * Checks the rows and writes FOLDER/data.h and FOLDER/data.c. A faulty row is
 * named with file and line, nothing is written, and the exit status is 1.
 */
#include <stdio.h>

#include "gen/gen.h"

int main(int argc, char **argv)
{
    struct schema schema = { .arena = mt_arena_new() };
    bool good;

    if (argc < 3) {
        fputs("usage: mt-gen SCHEMA FOLDER FILE.tsv...\n", stderr);
        return 2;
    }
    schema_read(&schema, argv[1]);
    for (int i = 3; schema.errors == 0 && i < argc; i++)
        rows_read(&schema, argv[i]);
    rows_check(&schema);
    good = schema.errors == 0;
    if (!good) {
        fprintf(stderr, "mt-gen: %d faults; nothing written\n", schema.errors);
    } else if (!emit(&schema, argv[2])) {
        fprintf(stderr, "mt-gen: can't write to %s\n", argv[2]);
        good = false;
    }
    mt_arena_free(schema.arena);
    return good ? 0 : 1;
}
