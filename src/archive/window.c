/* SPDX-License-Identifier: MIT */
#include "archive/window.h"

#include <stdlib.h>

#include "base/mem.h"

enum { STEP = 64 * 1024, MAGIC = 4, MOST_MARKS = 64 * 1024 };

/* The first bytes of the outer layer were looked at and lie in first. */
static long read_outer(void *data, char *to, size_t room)
{
    struct mt_window *window = data;
    mt_str kept = mt_str_sub(mt_buf_str(&window->first), window->first_at,
                             window->first.n);
    struct mt_piece piece;

    if (kept.n) {
        kept = mt_str_sub(kept, 0, room);
        memcpy(to, kept.p, kept.n);
        window->first_at += kept.n;
        return (long)kept.n;
    }
    return mt_unpack_read(window->outer, to, room, &piece) ? (long)piece.n : 0;
}

/* More members than that ahead are those of no sane writer: what begins there
 * is found from the one before. */
static bool is_full(const struct mt_marks *marks)
{
    return marks->n - marks->first >= MOST_MARKS;
}

static void add_mark(struct mt_marks *marks, struct mt_mark mark)
{
    if (is_full(marks)) {
        marks->v[marks->n - 1].damaged |= mark.damaged;
        marks->v[marks->n - 1].bad_sum |= mark.bad_sum;
        if (mark.damaged && marks->damaged >= marks->n)
            marks->damaged = marks->n - 1;
        return;
    }
    if (marks->n == marks->cap && marks->first > marks->n / 2) {
        marks->n -= marks->first;
        memmove(marks->v, marks->v + marks->first, marks->n * sizeof mark);
        marks->first = marks->damaged = 0;
    } else if (marks->n == marks->cap) {
        marks->cap = marks->cap ? 2 * marks->cap : 16;
        marks->v = mt_realloc(marks->v, marks->cap * sizeof mark);
    }
    marks->v[marks->n++] = mark;
}

/* The first mark at or behind a place; marks->n if there is none. */
static size_t find_mark(const struct mt_marks *marks, uint64_t at)
{
    size_t from = marks->first, to = marks->n;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (marks->v[middle].at < at)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Moves what stands ahead to the front once that is cheap. */
static void tidy(struct mt_window *window)
{
    size_t left = window->buf.n - window->at;

    if (window->at < STEP || window->at < left)
        return;
    memmove(window->buf.p, window->buf.p + window->at, left);
    window->base += window->at;
    window->buf.n = left;
    window->at = 0;
}

/* The first mark is the last one at or before the place. */
static void pass_marks(struct mt_window *window)
{
    struct mt_marks *marks = &window->marks;
    size_t behind = find_mark(marks, mt_window_position(window) + 1);

    if (behind > marks->first)
        marks->first = behind - 1;
}

static void fill(struct mt_window *window)
{
    struct mt_piece piece;

    tidy(window);
    if (!mt_unpack_read(window->unpack, mt_buf_room(&window->buf, STEP), STEP,
                        &piece)) {
        window->end = true;
        return;
    }
    if (piece.starts) {
        add_mark(&window->marks,
                 (struct mt_mark){ window->base + window->buf.n, piece.offset,
                                   piece.damaged, piece.bad_sum });
        pass_marks(window); /* all before it may have been skipped already */
    }
    window->buf.n += piece.n;
}

/* A server that packs what is packed already makes two layers. */
static void open_inner(struct mt_window *window)
{
    if (!mt_window_need(window, MAGIC) ||
        mt_unpack_packing(window->unpack) == MT_PACKING_NONE ||
        mt_packing_of(mt_window_ahead(window)) == MT_PACKING_NONE)
        return;
    mt_buf_put(&window->first, mt_window_ahead(window));
    window->outer = window->unpack;
    window->unpack = mt_unpack_new((mt_feed){ read_outer, window }, 0);
    mt_buf_clear(&window->buf);
    window->marks.first = window->marks.n = window->marks.damaged = 0;
    window->end = false;
}

void mt_window_open(struct mt_window *window, mt_feed feed, uint64_t offset)
{
    *window = (struct mt_window){ .feed = feed, .offset = offset };
    window->unpack = mt_unpack_new(feed, offset);
    open_inner(window);
}

void mt_window_close(struct mt_window *window)
{
    mt_unpack_free(window->unpack);
    if (window->outer)
        mt_unpack_free(window->outer);
    mt_buf_release(&window->buf);
    mt_buf_release(&window->first);
    free(window->marks.v);
}

bool mt_window_need(struct mt_window *window, size_t n)
{
    while (window->buf.n - window->at < n && !window->end)
        fill(window);
    return window->buf.n - window->at >= n;
}

mt_str mt_window_ahead(const struct mt_window *window)
{
    return (mt_str){ window->buf.p + window->at, window->buf.n - window->at };
}

uint64_t mt_window_position(const struct mt_window *window)
{
    return window->base + window->at;
}

void mt_window_skip(struct mt_window *window, size_t n)
{
    window->at += n;
    pass_marks(window);
}

const struct mt_mark *mt_window_mark(const struct mt_window *window)
{
    static const struct mt_mark none;

    return window->marks.n ? &window->marks.v[window->marks.first] : &none;
}

size_t mt_window_next_mark(struct mt_window *window, bool damaged)
{
    struct mt_marks *marks = &window->marks;
    uint64_t position = mt_window_position(window);
    size_t i = find_mark(marks, position + 1);

    if (damaged) {
        i = i > marks->damaged ? i : marks->damaged;
        while (i < marks->n && !marks->v[i].damaged)
            i++;
        marks->damaged = i;
    }
    return i < marks->n ? (size_t)(marks->v[i].at - position) : SIZE_MAX;
}

bool mt_window_has_bad_sum(const struct mt_window *window, size_t n)
{
    size_t i = find_mark(&window->marks, mt_window_position(window) + n);

    return i < window->marks.n && window->marks.v[i].bad_sum;
}

bool mt_window_has_mark(const struct mt_window *window, size_t n)
{
    uint64_t at = mt_window_position(window) + n;
    size_t i = find_mark(&window->marks, at);

    return i < window->marks.n && window->marks.v[i].at == at;
}

uint64_t mt_window_offset(const struct mt_window *window)
{
    const struct mt_mark *mark = mt_window_mark(window);
    bool plain = mt_unpack_packing(window->unpack) == MT_PACKING_NONE;

    /* Places in an inner layer are of no use to whoever has the outer one. */
    if (window->outer)
        return window->offset;
    return mark->offset + (plain ? mt_window_position(window) - mark->at : 0);
}

bool mt_window_cut(const struct mt_window *window)
{
    return mt_unpack_cut(window->unpack) ||
           (window->outer && mt_unpack_cut(window->outer));
}
