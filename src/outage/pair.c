/* SPDX-License-Identifier: MIT */
#include "outage/pair.h"

enum { TOKENS_MOST = 24 };

/* A window or a name, by where it stands in the sentence. */
struct token {
    uint32_t at;
    int window;                 /* its index, or -1 */
    const struct mt_name *name; /* or NULL */
};

struct line {
    struct token v[TOKENS_MOST];
    size_t n, windows;
};

static uint32_t earlier(uint32_t at, mt_span span)
{
    return span.to && span.from < at ? span.from : at;
}

static uint32_t window_at(const struct mt_window *window)
{
    uint32_t at = UINT32_MAX;

    at = earlier(at, window->start.span);
    at = earlier(at, window->day.span);
    at = earlier(at, window->end.span);
    return window->length ? earlier(at, window->length->span) : at;
}

static void insert(struct line *line, struct token token)
{
    size_t i = line->n++;

    for (; i > 0 && line->v[i - 1].at > token.at; i--)
        line->v[i] = line->v[i - 1];
    line->v[i] = token;
}

static bool line_up(const struct mt_event *event, struct line *line)
{
    if (event->windows.n < 2 || event->failing.n < 2 ||
        event->windows.n + event->failing.n > TOKENS_MOST)
        return false;
    for (size_t i = 0; i < event->windows.n; i++)
        insert(line, (struct token){ window_at(&event->windows.v[i]), (int)i,
                                     NULL });
    for (size_t i = 0; i < event->failing.n; i++)
        insert(line, (struct token){ event->failing.v[i]->span.from, -1,
                                     event->failing.v[i] });
    line->windows = event->windows.n;
    return true;
}

/* Gives each name to the window before it (ahead: behind it). */
static void share(const struct line *line, bool ahead, struct mt_arena *arena,
                  struct mt_failing *out)
{
    int window = -1;

    for (size_t k = 0; k < line->n; k++) {
        const struct token *token = &line->v[ahead ? line->n - 1 - k : k];

        if (!token->name)
            window = token->window;
        else if (window >= 0)
            *mt_vec_add(arena, &out[window]) = token->name;
    }
}

/* W N | N W: each window with one name beside it. */
static bool in_twos(const struct line *line)
{
    if (line->n != 2 * line->windows)
        return false;
    for (size_t k = 0; k < line->n; k += 2)
        if (!line->v[k].name == !line->v[k + 1].name)
            return false;
    return true;
}

static void share_twos(const struct line *line, struct mt_arena *arena,
                       struct mt_failing *out)
{
    for (size_t k = 0; k < line->n; k += 2) {
        const struct token *a = &line->v[k], *b = &line->v[k + 1];

        *mt_vec_add(arena, &out[a->name ? b->window : a->window]) =
            a->name ? a->name : b->name;
    }
}

const struct mt_failing *mt_event_pair(const struct mt_event *event,
                                       struct mt_arena *arena)
{
    struct line line = { .n = 0 };
    struct mt_failing *out;
    bool from_time, to_time;

    if (!line_up(event, &line))
        return NULL;
    out = mt_arena_alloc(arena, line.windows * sizeof *out);
    from_time = !line.v[0].name && line.v[line.n - 1].name;
    to_time = line.v[0].name && !line.v[line.n - 1].name;
    if (in_twos(&line))
        share_twos(&line, arena, out);
    else if (from_time || to_time)
        share(&line, to_time, arena, out);
    else
        return NULL;
    for (size_t i = 0; i < line.windows; i++)
        if (out[i].n == 0)
            return NULL;
    return out;
}
