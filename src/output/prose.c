/* SPDX-License-Identifier: MIT */
#include "output/prose.h"

#include "base/date.h"

static void put_line(mt_str line, struct mt_buf *out)
{
    mt_buf_put(out, line);
    mt_buf_putc(out, '\n');
}

void mt_prose_text(const struct mt_article *a, struct mt_buf *out)
{
    if (a->title.n)
        put_line(a->title, out);
    for (size_t i = 0; i < a->subtitles.n; i++)
        put_line(a->subtitles.v[i], out);
    if (a->title.n || a->subtitles.n)
        mt_buf_putc(out, '\n');
    put_line(mt_str_at(a->text, a->body), out);
}

/* What Markdown would take for markup wherever it stands. */
static bool is_markup(char c)
{
    return c && strchr("\\`*_[]<>#|~", c);
}

static void put_escaped(mt_str s, struct mt_buf *out)
{
    for (size_t i = 0; i < s.n; i++) {
        if (is_markup(s.p[i]))
            mt_buf_putc(out, '\\');
        mt_buf_putc(out, s.p[i]);
    }
}

/* "- 서울", "+ 1", "3. 결과" would begin a list: the mark is escaped. */
static void put_block(mt_str s, struct mt_buf *out)
{
    size_t digits = 0;

    while (digits < s.n && mt_is_digit(s.p[digits]))
        digits++;
    if (digits < s.n && ((digits == 0 && strchr("-+=", s.p[0])) ||
                         (digits > 0 && strchr(".)", s.p[digits])))) {
        mt_buf_put(out, mt_str_sub(s, 0, digits));
        mt_buf_putc(out, '\\');
        mt_buf_putc(out, s.p[digits]);
        s = mt_str_sub(s, digits + 1, s.n);
    }
    put_escaped(s, out);
}

/* "뉴시스 · 최은수 · 2024-05-22T06:00:00+09:00" in italics. */
static void put_origin(const struct mt_article *a, struct mt_buf *out)
{
    char published[MT_WHEN_SIZE];
    struct mt_buf line = { 0 };
    mt_str dot = MT_LIT(" · ");

    mt_buf_put(&line, a->publisher);
    for (size_t i = 0; i < a->byline.n; i++) {
        mt_buf_put(&line, line.n ? (i ? MT_LIT(", ") : dot) : MT_LIT(""));
        mt_buf_put(&line, a->byline.v[i]);
    }
    mt_when_format(a->published, published);
    mt_buf_put(&line, line.n && published[0] ? dot : MT_LIT(""));
    mt_buf_put(&line, mt_str_c(published));
    if (line.n) {
        mt_buf_putc(out, '*');
        put_escaped(mt_buf_str(&line), out);
        mt_buf_put(out, MT_LIT("*\n\n"));
    }
    mt_buf_release(&line);
}

static void put_markdown_line(mt_str s, enum mt_line_kind kind,
                              struct mt_buf *out)
{
    switch (kind) {
    case MT_LINE_TITLE: mt_buf_put(out, MT_LIT("# ")); break;
    case MT_LINE_SUBTITLE: mt_buf_put(out, MT_LIT("**")); break;
    case MT_LINE_SUBHEAD: mt_buf_put(out, MT_LIT("## ")); break;
    case MT_LINE_ITEM: mt_buf_put(out, MT_LIT("- ")); break;
    case MT_LINE_CAPTION: mt_buf_put(out, MT_LIT("> ")); break;
    case MT_LINE_PARAGRAPH:
    case MT_LINE_ROW: break;
    }
    if (kind == MT_LINE_PARAGRAPH)
        put_block(s, out);
    else
        put_escaped(s, out);
    mt_buf_put(out, kind == MT_LINE_SUBTITLE ? MT_LIT("**\n") : MT_LIT("\n"));
}

/* Items of one list stand together; an empty line parts all others. */
static bool same_block(enum mt_line_kind a, enum mt_line_kind b)
{
    return a == b && (a == MT_LINE_ITEM || a == MT_LINE_ROW);
}

void mt_prose_markdown(const struct mt_article *a, struct mt_buf *out)
{
    bool origin = false;

    for (size_t i = 0; i < a->line_count; i++) {
        enum mt_line_kind kind = a->lines[i].kind;

        if (!origin && kind != MT_LINE_TITLE && kind != MT_LINE_SUBTITLE) {
            put_origin(a, out);
            origin = true;
        }
        put_markdown_line(mt_str_at(a->text, a->lines[i].span), kind, out);
        if (i + 1 == a->line_count || !same_block(kind, a->lines[i + 1].kind))
            mt_buf_putc(out, '\n');
    }
}
