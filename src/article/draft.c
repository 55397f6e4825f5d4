/* SPDX-License-Identifier: MIT */
#include "article/draft.h"

#include "article/line.h"
#include "base/buf.h"
#include "base/hash.h"

struct layout {
    struct mt_buf text;
    MT_VEC(struct mt_line) lines;
    struct mt_arena *arena;
};

static void put_line(struct layout *layout, mt_str text,
                     enum mt_line_kind kind)
{
    struct mt_line *line;
    uint32_t from;

    if (!text.n)
        return;
    if (layout->text.n)
        mt_buf_putc(&layout->text, '\n');
    from = (uint32_t)layout->text.n;
    mt_buf_put(&layout->text, text);
    line = mt_vec_add(layout->arena, &layout->lines);
    line->span = (mt_span){ from, (uint32_t)layout->text.n };
    line->kind = kind;
}

static void put_body(struct layout *layout, const struct mt_draft *draft,
                     mt_span *body)
{
    size_t first = layout->lines.n;

    for (size_t i = 0; i < draft->body.n; i++)
        put_line(layout, draft->body.v[i].text, draft->body.v[i].kind);
    *body = (mt_span){ 0 };
    if (layout->lines.n > first) {
        body->from = layout->lines.v[first].span.from;
        body->to = layout->lines.v[layout->lines.n - 1].span.to;
    }
}

static void lay_out(const struct mt_draft *draft, struct mt_article *out)
{
    struct layout layout = { .arena = draft->arena };

    put_line(&layout, draft->title, MT_LINE_TITLE);
    for (size_t i = 0; i < draft->subtitles.n; i++)
        put_line(&layout, draft->subtitles.v[i], MT_LINE_SUBTITLE);
    put_body(&layout, draft, &out->body);
    for (size_t i = 0; i < draft->captions.n; i++)
        put_line(&layout, draft->captions.v[i], MT_LINE_CAPTION);
    out->text = mt_arena_copy(draft->arena, mt_buf_str(&layout.text));
    out->lines = layout.lines.v;
    out->line_count = layout.lines.n;
    mt_buf_release(&layout.text);
}

/* ---------------------------------------------------------------- pages -- */

static bool has_line(const struct mt_draft *draft, mt_str text)
{
    for (size_t i = 0; i < draft->subtitles.n; i++)
        if (mt_str_eq(draft->subtitles.v[i], text))
            return true;
    for (size_t i = 0; i < draft->captions.n; i++)
        if (mt_str_eq(draft->captions.v[i], text))
            return true;
    for (size_t i = 0; i < draft->body.n; i++)
        if (mt_str_eq(draft->body.v[i].text, text))
            return true;
    return mt_str_eq(draft->title, text);
}

static void add_texts(struct mt_draft *draft, const struct mt_draft *more)
{
    size_t from = 0, to = more->body.n;

    while (from < to && has_line(draft, more->body.v[from].text))
        from++;
    while (from < to && has_line(draft, more->body.v[to - 1].text))
        to--;
    for (; from < to; from++)
        *mt_vec_add(draft->arena, &draft->body) = more->body.v[from];
}

static bool has_text(const struct mt_draft *draft)
{
    return draft->status == MT_PAGE_ARTICLE ||
           draft->status == MT_PAGE_NOT_KOREAN;
}

void mt_draft_join(struct mt_draft *draft, const struct mt_draft *more)
{
    if (!has_text(draft) || !has_text(more))
        return;
    add_texts(draft, more);
    for (size_t i = 0; i < more->captions.n; i++)
        if (!has_line(draft, more->captions.v[i]))
            *mt_vec_add(draft->arena, &draft->captions) = more->captions.v[i];
    for (size_t i = 0; i < more->byline.list.n; i++)
        mt_names_add(draft->arena, more->byline.list.v[i], &draft->byline);
    if (more->confidence < draft->confidence)
        draft->confidence = more->confidence;
}

void mt_draft_finish(const struct mt_draft *draft, struct mt_article *out)
{
    *out = (struct mt_article){
        .source = out->source,
        .url = draft->url,
        .publisher = draft->publisher,
        .section = draft->section,
        .title = draft->title,
        .subtitles = { draft->subtitles.v, draft->subtitles.n },
        .byline = { draft->byline.list.v, draft->byline.list.n },
        .published = draft->published,
        .modified = draft->modified,
        .charset = draft->charset,
        .status = draft->status,
        .method = draft->method,
        .confidence = draft->confidence,
        .flags = draft->flags,
    };
    if (draft->status == MT_PAGE_ARTICLE ||
        draft->status == MT_PAGE_NOT_KOREAN)
        lay_out(draft, out);
    else
        out->text = mt_arena_copy(draft->arena, MT_LIT(""));
    mt_id('a', draft->url.n ? draft->url : out->text, out->id);
}
