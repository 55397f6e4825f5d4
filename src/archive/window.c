/* SPDX-License-Identifier: MIT */
#include "archive/window.h"

#include <stdlib.h>

#include "base/mem.h"

enum { STEP = 64 * 1024, MAGIC = 4 };

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

static void add_mark(struct mt_window *window, struct mt_mark mark)
{
    if (window->mark_count == window->mark_cap) {
        window->mark_cap = window->mark_cap ? 2 * window->mark_cap : 16;
        window->marks = mt_realloc(window->marks, window->mark_cap *
                                                      sizeof mark);
    }
    window->marks[window->mark_count++] = mark;
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

static void fill(struct mt_window *window)
{
    struct mt_piece piece;

    tidy(window);
    if (!mt_unpack_read(window->unpack, mt_buf_room(&window->buf, STEP), STEP,
                        &piece)) {
        window->end = true;
        return;
    }
    if (piece.starts)
        add_mark(window, (struct mt_mark){ window->base + window->buf.n,
                                           piece.offset, piece.damaged,
                                           piece.bad_sum });
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
    window->mark_count = 0;
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
    free(window->marks);
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
    size_t old = 0;

    window->at += n;
    while (old + 1 < window->mark_count &&
           window->marks[old + 1].at <= mt_window_position(window))
        old++;
    if (old == 0)
        return;
    window->mark_count -= old;
    memmove(window->marks, window->marks + old,
            window->mark_count * sizeof *window->marks);
}

const struct mt_mark *mt_window_mark(const struct mt_window *window)
{
    static const struct mt_mark none;

    return window->mark_count ? &window->marks[0] : &none;
}

size_t mt_window_next_mark(const struct mt_window *window, bool damaged)
{
    for (size_t i = 0; i < window->mark_count; i++)
        if (window->marks[i].at > mt_window_position(window) &&
            (window->marks[i].damaged || !damaged))
            return (size_t)(window->marks[i].at - mt_window_position(window));
    return SIZE_MAX;
}

bool mt_window_has_bad_sum(const struct mt_window *window, size_t n)
{
    uint64_t at = mt_window_position(window);

    for (size_t i = 0; i < window->mark_count; i++)
        if (window->marks[i].at >= at + n)
            return window->marks[i].bad_sum;
    return false;
}

bool mt_window_has_mark(const struct mt_window *window, size_t n)
{
    for (size_t i = 0; i < window->mark_count; i++)
        if (window->marks[i].at == mt_window_position(window) + n)
            return true;
    return false;
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
