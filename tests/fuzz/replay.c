/* SPDX-License-Identifier: MIT */
/*
 * Feeds files to a fuzz target without libFuzzer: what a fuzzer once found
 * (tests/fuzz/found) and the fixtures, whole and cut short.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CEILING = 4 * 1024 * 1024, CUTS = 16 };

/* Exactly n bytes on the heap, so that a read past them is seen. */
static void feed(const uint8_t *bytes, size_t n)
{
    uint8_t *copy = malloc(n ? n : 1);

    if (!copy)
        abort();
    if (n)
        memcpy(copy, bytes, n);
    LLVMFuzzerTestOneInput(copy, n);
    free(copy);
}

static size_t slurp(const char *path, uint8_t *bytes)
{
    FILE *file = fopen(path, "rb");
    size_t n;

    if (!file) {
        perror(path);
        exit(1);
    }
    n = fread(bytes, 1, CEILING, file);
    fclose(file);
    return n;
}

int main(int argc, char **argv)
{
    uint8_t *bytes = calloc(CEILING, 1);
    int passed = 0;

    if (!bytes)
        abort();
    feed(bytes, 0);
    passed++;
    for (int i = 1; i < argc; i++) {
        size_t n = slurp(argv[i], bytes);

        for (size_t cut = 1; cut <= CUTS; cut++)
            feed(bytes, n / CUTS * cut);
        feed(bytes, n);
        passed++;
    }
    free(bytes);
    printf("%d passed, 0 failed\n", passed);
    return 0;
}
