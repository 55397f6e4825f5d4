/* SPDX-License-Identifier: MIT */
/*
 * bench FILE...: how fast pages become articles and records, and for HTML what
 * libxml2 alone needs to parse the same bytes; for plain text what the reader
 * of times costs a sentence, beside a pass that only decodes UTF-8. CPU time of
 * one core, files read beforehand.
 */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <libxml/HTMLparser.h>

#include "base/utf8.h"
#include "meoktong.h"
#include "timex/timex.h"

enum { CEILING = 16 * 1024 * 1024, LEAST_SECONDS = 3 };

struct file {
    const char *path;
    mt_str bytes;
};

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static mt_str slurp(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(CEILING);
    size_t n;

    if (!file || !bytes) {
        perror(path);
        exit(1);
    }
    n = fread(bytes, 1, CEILING, file);
    fclose(file);
    return (mt_str){ realloc(bytes, n + 1), n };
}

static void read_page(const struct file *file)
{
    struct mt_reader *reader = mt_reader_new(NULL);
    struct mt_input input = { .bytes = file->bytes };
    struct mt_result *result;

    if (mt_read(reader, &input, &result, NULL) == MT_OK)
        mt_result_free(result);
    mt_reader_free(reader);
}

static void read_article(const struct file *file)
{
    struct mt_reader *reader = mt_reader_new(NULL);
    struct mt_input input = { .bytes = file->bytes };
    struct mt_result *result;

    if (mt_read_article(reader, &input, &result, NULL) == MT_OK)
        mt_result_free(result);
    mt_reader_free(reader);
}

static void read_times(const struct file *file)
{
    struct mt_timex_ref ref = { .article = true };
    struct mt_arena *arena = mt_arena_new();
    struct mt_times times = { 0 };

    mt_when_parse(MT_LIT("2024-05-22"), &ref.now);
    mt_timex_read(file->bytes, &ref, arena, &times);
    mt_arena_free(arena);
}

static uint32_t seen; /* so that the pass below is not left out */

static void decode_alone(const struct file *file)
{
    mt_str rest = file->bytes;
    uint32_t cp;

    while (mt_utf8_next(&rest, &cp))
        seen += cp;
}

/* How often 다. ends a sentence. */
static double sentences_of(const struct file *files, int n)
{
    double count = 0;

    for (int i = 0; i < n; i++) {
        mt_str rest = files[i].bytes;
        size_t at;

        while ((at = mt_str_find(rest, MT_LIT("다."))) < rest.n) {
            rest = mt_str_sub(rest, at + 4, rest.n);
            count++;
        }
    }
    return count;
}

static void parse_alone(const struct file *file)
{
    htmlDocPtr doc = htmlReadMemory(
        file->bytes.p, (int)file->bytes.n, NULL, NULL,
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
            HTML_PARSE_NONET);

    xmlFreeDoc(doc);
}

/* Seconds for one round over all files, from as many as fit the time. */
static double measure(void (*work)(const struct file *),
                      const struct file *files, int n)
{
    double begun = now();
    int rounds = 0;

    do {
        for (int i = 0; i < n; i++)
            work(&files[i]);
        rounds++;
    } while (now() - begun < LEAST_SECONDS);
    return (now() - begun) / rounds;
}

static long peak_kilobytes(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static void show(const char *what, double seconds, int pages, double megabytes)
{
    printf("%-12s %8.0f pages/s %8.1f MB/s\n", what, pages / seconds,
           megabytes / seconds);
}

static void bench_html(const struct file *files, int n, double megabytes,
                       double ours)
{
    double article = measure(read_article, files, n);
    double bare = measure(parse_alone, files, n);

    show("article", article, n, megabytes);
    show("libxml2", bare, n, megabytes);
    printf(
        "%-12s %8.2f times libxml2's parse alone (article), %.2f (records)\n",
        "ratio", article / bare, ours / bare);
}

static void bench_text(const struct file *files, int n)
{
    double sentences = sentences_of(files, n);

    printf("%-12s %8.2f us a sentence (%.0f sentences); decoding alone %.2f\n",
           "times", measure(read_times, files, n) * 1e6 / sentences, sentences,
           measure(decode_alone, files, n) * 1e6 / sentences);
}

int main(int argc, char **argv)
{
    int n = argc - 1;
    struct file *files = calloc((size_t)argc, sizeof *files);
    double megabytes = 0, ours;
    long before;

    if (!files || n == 0) {
        fputs("usage: bench FILE...\n", stderr);
        return 2;
    }
    for (int i = 0; i < n; i++) {
        files[i] = (struct file){ argv[i + 1], slurp(argv[i + 1]) };
        megabytes += (double)files[i].bytes.n / 1e6;
    }
    before = peak_kilobytes();
    ours = measure(read_page, files, n);
    printf("%d pages, %.1f MB\n", n, megabytes);
    show("meoktong", ours, n, megabytes);
    printf("%-12s %8.1f MB above the pages themselves\n", "peak memory",
           (double)(peak_kilobytes() - before) / 1024);
    if (strstr(files[0].path, ".html"))
        bench_html(files, n, megabytes, ours);
    else
        bench_text(files, n);
    for (int i = 0; i < n; i++)
        free((char *)files[i].bytes.p);
    free(files);
    xmlCleanupParser();
    return 0;
}
