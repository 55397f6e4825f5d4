/* SPDX-License-Identifier: MIT */
#include "output/flow.h"

#include "base/utf8.h"
#include "output/width.h"

/* Writes the word where it fits. */
static void flush(struct mt_flow *flow)
{
    if (flow->width == 0)
        return;
    if (flow->at + flow->blank + flow->width > flow->columns &&
        flow->at > flow->indent) {
        mt_buf_printf(flow->out, "\n%*s", (int)flow->indent, "");
        flow->at = flow->indent;
        flow->blank = false;
    }
    if (flow->blank)
        mt_buf_putc(flow->out, ' ');
    mt_buf_put(flow->out, mt_buf_str(&flow->word));
    flow->at += flow->blank + flow->width;
    flow->blank = false;
    flow->width = 0;
    mt_buf_clear(&flow->word);
}

static void open_style(struct mt_flow *flow, const char *style)
{
    if (flow->color && style[0])
        mt_buf_printf(&flow->word, "\033[%sm", style);
}

static void close_style(struct mt_flow *flow, const char *style)
{
    if (flow->color && style[0])
        mt_buf_put(&flow->word, MT_LIT("\033[0m"));
}

/* A word that no line can hold is broken anywhere. */
static void put_character(struct mt_flow *flow, mt_str one, const char *style)
{
    size_t width = mt_width(one);

    if (flow->width + width > flow->columns - flow->indent) {
        close_style(flow, style);
        flush(flow);
        open_style(flow, style);
    }
    mt_width_put(one, width > 0 ? width : 1, false, &flow->word);
    flow->width += width;
}

/* Every word has its style on and off, so that no indent is underlined. */
void mt_flow_glue(struct mt_flow *flow, mt_str text, const char *style)
{
    uint32_t cp;

    if (text.n == 0)
        return;
    open_style(flow, style);
    for (mt_str rest = text; rest.n;) {
        mt_str one = rest;

        mt_utf8_next(&rest, &cp);
        one.n -= rest.n;
        put_character(flow, one, style);
    }
    close_style(flow, style);
}

void mt_flow_put(struct mt_flow *flow, mt_str text, const char *style)
{
    mt_str word;
    bool first = true;

    while (mt_str_split(&text, ' ', &word)) {
        if (!first) {
            flush(flow);
            flow->blank = flow->at > 0 && flow->at != flow->indent;
        }
        mt_flow_glue(flow, word, style);
        first = false;
    }
}

void mt_flow_tab(struct mt_flow *flow, size_t column)
{
    flush(flow);
    do
        mt_buf_putc(flow->out, ' ');
    while (++flow->at < column);
    flow->blank = false;
}

void mt_flow_end(struct mt_flow *flow)
{
    flush(flow);
    mt_buf_putc(flow->out, '\n');
    mt_buf_release(&flow->word);
    flow->at = 0;
    flow->blank = false;
}
