/* SPDX-License-Identifier: MIT */
#include "output/table.h"

#include "base/arena.h"
#include "base/date.h"
#include "output/width.h"

enum { WHEN, LENGTH, WHAT, CAUSE, STATE, COLUMNS };

enum { INDENT = 2, GAP = 2, NARROWEST_WHAT = 12 };

struct row {
    mt_str cells[COLUMNS];
};

/* "2024-05-21 08:30": ISO 8601 for the eye, without the zone. */
static mt_str moment(struct mt_arena *arena, mt_when when)
{
    char out[MT_WHEN_SIZE];

    if (when.year == 0)
        return MT_LIT("");
    if (when.precision >= MT_PRECISION_HOUR) {
        mt_when day = mt_when_cut(when, MT_PRECISION_DAY);

        return mt_arena_printf(arena, "%s %02d:%02d", mt_when_format(day, out),
                               when.hour % 100, when.minute % 100);
    }
    return mt_arena_copy(arena, mt_str_c(mt_when_format(when, out)));
}

/* The end without what it shares with the start. */
static mt_str end_moment(struct mt_arena *arena, mt_when start, mt_when end)
{
    mt_str all = moment(arena, end);
    size_t date = strlen("2024-05-21 "), year = strlen("2024-");

    if (start.year != end.year || all.n <= date ||
        !mt_when_has_clock(start))
        return all;
    if (start.month != end.month || start.day != end.day)
        return mt_str_sub(all, year, all.n);
    return mt_str_sub(all, date, all.n);
}

static const char *about(bool approx)
{
    return approx ? "~" : "";
}

static mt_str window(struct mt_arena *arena, const struct mt_outage *o)
{
    mt_str start = moment(arena, o->start);
    mt_str end = end_moment(arena, o->start, o->end);

    if (end.n == 0)
        return start.n ? mt_arena_printf(arena, "%s%.*s",
                                         about(o->start_approx), MT_FMT(start))
                       : MT_LIT("time unknown");
    return mt_arena_printf(arena, "%s%.*s–%s%.*s",
                           start.n ? about(o->start_approx) : "",
                           MT_FMT(start), about(o->end_approx), MT_FMT(end));
}

/* 54 -> "54 min", 7650 -> "127 h 30 min": hours as articles count them. */
static mt_str minutes(struct mt_arena *arena, double value)
{
    int64_t whole = (int64_t)(value + 0.5);

    if (whole < 60)
        return mt_arena_printf(arena, "%d min", (int)whole);
    if (whole % 60 == 0)
        return mt_arena_printf(arena, "%lld h", (long long)(whole / 60));
    return mt_arena_printf(arena, "%lld h %02d min", (long long)(whole / 60),
                           (int)(whole % 60));
}

static mt_str length(struct mt_arena *arena, const struct mt_outage *o)
{
    static const char *const bounds[] = { "", ">=", "<=", "<", ">" };
    mt_str least;

    if (!(o->duration_minutes >= 0 && o->duration_minutes < 1e9))
        return MT_LIT("");
    least = minutes(arena, o->duration_minutes);
    if (o->duration_minutes_max > o->duration_minutes &&
        o->duration_minutes_max < 1e9)
        least = mt_arena_printf(
            arena, "%.*s–%.*s", MT_FMT(least),
            MT_FMT(minutes(arena, o->duration_minutes_max)));
    return mt_arena_printf(arena, "%s%s%.*s", about(o->duration_approx),
                           bounds[o->duration_bound % 5], MT_FMT(least));
}

/* "카카오톡, 카카오맵 (카카오)" */
static mt_str what(struct mt_arena *arena, const struct mt_outage *o)
{
    struct mt_buf buf = { 0 };
    mt_str out;

    for (size_t i = 0; i < o->services.n; i++) {
        mt_buf_put(&buf, i ? MT_LIT(", ") : MT_LIT(""));
        mt_buf_put(&buf, o->services.v[i]);
    }
    if (o->operator_name.n &&
        !(o->services.n == 1 &&
          mt_str_eq(o->services.v[0], o->operator_name)))
        mt_buf_printf(&buf, " (%.*s)", MT_FMT(o->operator_name));
    out = mt_arena_copy(arena, mt_buf_str(&buf));
    mt_buf_release(&buf);
    return out;
}

static struct row row_of(struct mt_arena *arena, const struct mt_outage *o)
{
    return (struct row){ {
        [WHEN] = window(arena, o),
        [LENGTH] = length(arena, o),
        [WHAT] = what(arena, o),
        [CAUSE] = mt_str_c(mt_cause_name(o->cause)),
        [STATE] = mt_str_c(mt_state_name(o->status)),
    } };
}

/* As wide as the widest cell; what failed gives way if the line is too long. */
static void measure(const struct row *rows, size_t n, size_t columns,
                    size_t widths[COLUMNS])
{
    size_t all = INDENT;

    for (size_t c = 0; c < COLUMNS; c++) {
        widths[c] = 0;
        for (size_t i = 0; i < n; i++) {
            size_t width = mt_width(rows[i].cells[c]);

            widths[c] = width > widths[c] ? width : widths[c];
        }
        all += widths[c] + (widths[c] && c ? GAP : 0);
    }
    while (all > columns && widths[WHAT] > NARROWEST_WHAT) {
        widths[WHAT]--;
        all--;
    }
}

static void put_row(const struct row *row, const size_t widths[COLUMNS],
                    struct mt_buf *out)
{
    size_t last = COLUMNS;

    while (last > 0 && row->cells[last - 1].n == 0)
        last--;
    mt_buf_printf(out, "%*s", INDENT, "");
    for (size_t c = 0; c < last; c++) {
        if (widths[c] == 0)
            continue;
        mt_buf_printf(out, "%*s", c ? GAP : 0, "");
        mt_width_put(row->cells[c], widths[c], c + 1 < last, out);
    }
    mt_buf_putc(out, '\n');
}

static void put_styled(mt_str line, const char *code,
                       struct mt_table_style style, struct mt_buf *out)
{
    if (style.color)
        mt_buf_printf(out, "\033[%sm", code);
    mt_width_put(line, style.columns, false, out);
    mt_buf_put(out, style.color ? MT_LIT("\033[0m\n") : MT_LIT("\n"));
}

static void put_head(const struct mt_article *a, struct mt_arena *arena,
                     struct mt_table_style style, struct mt_buf *out)
{
    mt_str published = moment(arena, a->published);
    mt_str parts[] = { a->publisher, published, a->source };
    struct mt_buf line = { 0 };

    put_styled(a->title.n ? a->title : MT_LIT("(no title)"), "1", style, out);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        mt_buf_put(&line, line.n && parts[i].n ? MT_LIT("  ") : MT_LIT(""));
        mt_buf_put(&line, parts[i]);
    }
    put_styled(mt_buf_str(&line), "2", style, out);
    mt_buf_release(&line);
}

void mt_table_put(const struct mt_result *result, struct mt_table_style style,
                  struct mt_buf *out)
{
    struct mt_arena *arena = mt_arena_new();
    size_t n = result->outage_count, widths[COLUMNS];
    struct row *rows = mt_arena_alloc(arena, n * sizeof *rows);

    for (size_t i = 0; i < n; i++)
        rows[i] = row_of(arena, &result->outages[i]);
    measure(rows, n, style.columns, widths);
    put_head(&result->article, arena, style, out);
    for (size_t i = 0; i < n; i++)
        put_row(&rows[i], widths, out);
    mt_arena_free(arena);
}
