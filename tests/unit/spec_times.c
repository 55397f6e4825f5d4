/* SPDX-License-Identifier: MIT */
/*
 * Runs the cases of tests/spec/times.txt, tests/spec/time-*.txt and
 * tests/spec/numbers.txt; the head of times.txt says how they read.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "timex/number.h"
#include "timex/show.h"
#include "timex/timex.h"

enum { LONGEST_FILE = 1 << 22 };

/* One case: its three lines and where they stand. */
struct spec {
    const char *path;
    int line;
    mt_str anchor, text, expected;
};

static const struct {
    unsigned flag;
    const char *word;
} flags[] = {
    { MT_TIME_APPROX, "approx" },       { MT_TIME_TO_APPROX, "end-approx" },
    { MT_TIME_MORE_THAN, "more-than" }, { MT_TIME_LESS_THAN, "less-than" },
    { MT_TIME_AT_LEAST, "at-least" },   { MT_TIME_AT_MOST, "at-most" },
    { MT_TIME_FUZZY, "fuzzy" },         { MT_TIME_AMBIGUOUS, "ambiguous" },
    { MT_TIME_DERIVED, "derived" },     { MT_TIME_LOCAL, "local" },
    { MT_TIME_ELAPSED, "elapsed" },     { MT_TIME_NTH_DAY, "nth" },
    { MT_TIME_SINCE, "distance" },
};

static const char *const parts[] = { "",        "am",     "pm",      "dawn",
                                     "morning", "midday", "evening", "night" };
static const char *const mods[] = { "", " start", " mid", " end" };

/* A moment; Korea's zone is not written. */
static void put_when(struct mt_buf *out, mt_when when, bool dated)
{
    char text[MT_WHEN_SIZE];
    mt_str s;

    if (!dated)
        when.year = 0;
    if (dated && when.year == 0 && (when.day || when.month)) {
        mt_buf_printf(out, when.month ? "XXXX-%02d" : "XXXX-XX", when.month);
        if (when.day)
            mt_buf_printf(out, "-%02d", when.day);
    }
    s = mt_str_c(mt_when_format(when, text));
    if (mt_str_ends(s, MT_LIT("+09:00")))
        s.n -= 6;
    mt_buf_put(out, s);
}

static void put_range(struct mt_buf *out, const struct mt_time *t, bool dated)
{
    if (t->flags & MT_TIME_OPEN_FROM)
        mt_buf_put(out, MT_LIT(".."));
    else
        put_when(out, t->from, dated);
    mt_buf_putc(out, '/');
    if (t->flags & MT_TIME_OPEN_TO)
        mt_buf_put(out, MT_LIT(".."));
    else
        put_when(out, t->to, dated);
}

static void put_fields(struct mt_buf *out, mt_amount a)
{
    static const char units[] = "YMWDHMS";
    double values[] = { a.years, a.months,  a.weeks,  a.days,
                        a.hours, a.minutes, a.seconds };

    mt_buf_putc(out, 'P');
    for (int i = 0; i < 7; i++) {
        if (i == 4 && !(a.hours < 0 && a.minutes < 0 && a.seconds < 0))
            mt_buf_putc(out, 'T');
        if (isnan(values[i]))
            mt_buf_printf(out, "X%c", units[i]);
        else if (values[i] >= 0)
            mt_buf_printf(out, "%g%c", values[i], units[i]);
    }
}

static void put_duration(struct mt_buf *out, const struct mt_time *t)
{
    struct mt_buf least = { 0 }, most = { 0 };

    put_fields(&least, t->least);
    put_fields(&most, t->most);
    mt_buf_put(out, mt_buf_str(&least));
    if (!mt_str_eq(mt_buf_str(&least), mt_buf_str(&most))) {
        mt_buf_putc(out, '/');
        mt_buf_put(out, mt_buf_str(&most));
    }
    mt_buf_release(&least);
    mt_buf_release(&most);
}

static void put_value(struct mt_buf *out, const struct mt_time *t)
{
    bool dated = !(t->flags & MT_TIME_DAY_REF);

    if (t->kind == MT_TIME_DURATION) {
        put_duration(out, t);
    } else if (t->kind == MT_TIME_RANGE) {
        put_range(out, t, dated);
    } else if (t->grain == MT_GRAIN_PART) {
        if (dated)
            put_when(out, mt_when_cut(t->from, MT_PRECISION_DAY), true);
        mt_buf_printf(out, dated ? " %s" : "%s", parts[t->part]);
    } else if (!mt_when_eq(t->from, t->to)) {
        put_range(out, t, dated);
        mt_buf_put(out, t->grain == MT_GRAIN_WEEK      ? MT_LIT(" week")
                        : t->grain == MT_GRAIN_QUARTER ? MT_LIT(" quarter")
                                                       : MT_LIT(" half"));
    } else {
        put_when(out, t->from, dated);
        mt_buf_put(out, mt_str_c(mods[t->mod]));
    }
}

static void put_time(struct mt_buf *out, mt_str text, const struct mt_time *t)
{
    if (out->n)
        mt_buf_put(out, MT_LIT(" ; "));
    mt_buf_put(out, mt_str_at(text, t->span));
    mt_buf_put(out, MT_LIT(" = "));
    put_value(out, t);
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (t->flags & flags[i].flag)
            mt_buf_printf(out, " %s", flags[i].word);
}

/* "2024-05-22T06:00 > future | context" */
static bool read_anchor(mt_str anchor, struct mt_timex_ref *ref)
{
    mt_str head, now;

    mt_str_split(&anchor, '|', &head);
    ref->context = anchor.p ? mt_str_trim(anchor) : (mt_str){ 0 };
    mt_str_split(&head, '>', &now);
    ref->direction = head.p && mt_str_eq(mt_str_trim(head), MT_LIT("future"))
                         ? MT_DIRECTION_FUTURE
                         : MT_DIRECTION_PAST;
    now = mt_str_trim(now);
    return mt_str_eq(now, MT_LIT("-")) || mt_when_parse(now, &ref->now);
}

static bool read_times(const struct spec *spec, struct mt_arena *arena,
                       struct mt_buf *got)
{
    struct mt_timex_ref ref = { 0 };
    struct mt_times times = { 0 };

    if (!read_anchor(spec->anchor, &ref))
        return false;
    mt_timex_read(spec->text, &ref, arena, &times);
    for (size_t i = 0; i < times.n; i++)
        put_time(got, spec->text, &times.v[i]);
    return true;
}

static void read_numbers(const struct spec *spec, struct mt_arena *arena,
                         struct mt_buf *got)
{
    struct mt_numbers numbers = { 0 };

    mt_numbers_read(spec->text, arena, &numbers);
    for (size_t i = 0; i < numbers.n; i++) {
        mt_str words = mt_str_at(spec->text, numbers.v[i].span);

        mt_buf_printf(got, "%s%.*s = %.15g", got->n ? " ; " : "",
                      MT_FMT(words), numbers.v[i].value);
    }
}

static bool run_case(const struct spec *spec)
{
    struct mt_arena *arena = mt_arena_new();
    struct mt_buf got = { 0 };
    bool good = true;

    if (mt_str_eq(spec->anchor, MT_LIT("number")))
        read_numbers(spec, arena, &got);
    else
        good = read_times(spec, arena, &got);
    if (got.n == 0)
        mt_buf_put(&got, MT_LIT("nothing"));
    if (!good || !mt_str_eq(mt_buf_str(&got), spec->expected)) {
        good = false;
        printf("%s:%d: %.*s\n    expected %.*s\n    got      %.*s\n",
               spec->path, spec->line, MT_FMT(spec->text),
               MT_FMT(spec->expected), MT_FMT(mt_buf_str(&got)));
    }
    mt_buf_release(&got);
    mt_arena_free(arena);
    return good;
}

/* The next line that is no comment; false at the end. Empty ones count. */
static bool next_line(mt_str *rest, int *number, mt_str *line)
{
    while (mt_str_split(rest, '\n', line)) {
        (*number)++;
        if (line->n == 0 || line->p[0] != '#')
            return true;
    }
    return false;
}

static void run_text(const char *path, mt_str rest, int counts[2])
{
    struct spec spec = { .path = path };
    mt_str line;
    int number = 0;

    while (next_line(&rest, &number, &line)) {
        if (line.n == 0)
            continue;
        spec.anchor = line;
        spec.line = number;
        if (!next_line(&rest, &number, &spec.text) ||
            !next_line(&rest, &number, &spec.expected)) {
            printf("%s:%d: a case of fewer than three lines\n", path, number);
            counts[1]++;
            return;
        }
        counts[run_case(&spec) ? 0 : 1]++;
    }
}

static void run_file(const char *path, int counts[2])
{
    FILE *file = fopen(path, "rb");
    char *text = malloc(LONGEST_FILE);
    size_t n = file && text ? fread(text, 1, LONGEST_FILE, file) : 0;

    if (n == 0) {
        printf("%s: can't be read\n", path);
        counts[1]++;
    }
    run_text(path, (mt_str){ text, n }, counts);
    if (file)
        fclose(file);
    free(text);
}

int main(int argc, char **argv)
{
    int counts[2] = { 0, 0 };

    for (int i = 1; i < argc; i++)
        run_file(argv[i], counts);
    printf("%d passed, %d failed\n", counts[0], counts[1]);
    return counts[1] > 0 || counts[0] == 0;
}
