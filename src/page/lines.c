/* SPDX-License-Identifier: MIT */
#include "page/lines.h"

#include "page/ref.h"

struct walk {
    struct mt_arena *arena;
    struct mt_page_lines *lines;
    struct mt_buf text, piece;
    size_t links;            /* bytes of text in links */
    struct mt_node *block;   /* innermost block so far */
    unsigned marks;          /* of the line that grows */
    int in_link, in_head, in_item, in_row, in_caption, in_byline, in_subtitle,
        in_pre, in_nav, in_drop;
};

static enum mt_line_kind kind_of(const struct walk *walk)
{
    if (walk->in_caption)
        return MT_LINE_CAPTION;
    if (walk->in_head)
        return MT_LINE_SUBHEAD;
    if (walk->in_row)
        return MT_LINE_ROW;
    return walk->in_item ? MT_LINE_ITEM : MT_LINE_PARAGRAPH;
}

static void flush(struct walk *walk)
{
    mt_str text = mt_str_trim(mt_buf_str(&walk->text));
    mt_page_line *line;

    if (text.n) {
        line = mt_vec_add(walk->arena, &walk->lines->list);
        line->text = mt_arena_copy(walk->arena, text);
        line->links = (uint32_t)(walk->links < text.n ? walk->links : text.n);
        line->kind = (uint8_t)kind_of(walk);
        line->node = walk->block;
        line->marks = (uint8_t)((walk->in_caption ? MT_MARK_CAPTION : 0) |
                                (walk->in_byline ? MT_MARK_BYLINE : 0) |
                                (walk->in_nav ? MT_MARK_NAV : 0) |
                                (walk->in_drop ? MT_MARK_DROP : 0) |
                                (walk->in_subtitle ? MT_MARK_SUBTITLE : 0));
    }
    mt_buf_clear(&walk->text);
    walk->links = 0;
}

/* The width of white space at byte i; NBSP and its kin count as such. */
static size_t blank_at(mt_str s, size_t i)
{
    unsigned char c = (unsigned char)s.p[i];

    if (c <= ' ')
        return 1;
    if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xA0)
        return 2;
    if (c == 0xE3 && i + 2 < s.n && (unsigned char)s.p[i + 1] == 0x80 &&
        (unsigned char)s.p[i + 2] == 0x80)
        return 3;
    if (c == 0xE2 && i + 2 < s.n && (unsigned char)s.p[i + 1] == 0x80 &&
        (unsigned char)s.p[i + 2] <= 0x8A)
        return 3;
    return 0;
}

/* Appends text with its runs of white space as single blanks. */
static void put_flat(struct walk *walk, mt_str s)
{
    size_t before = walk->text.n, from = 0, w;

    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] > ' ' && (unsigned char)s.p[i] != 0xC2 &&
            (unsigned char)s.p[i] != 0xE2 && (unsigned char)s.p[i] != 0xE3)
            continue;
        w = blank_at(s, i);
        if (!w)
            continue;
        mt_buf_put(&walk->text, mt_str_sub(s, from, i));
        if (walk->in_pre && s.p[i] == '\n')
            flush(walk);
        else if (walk->text.n && walk->text.p[walk->text.n - 1] != ' ')
            mt_buf_putc(&walk->text, ' ');
        i += w - 1;
        from = i + 1;
    }
    mt_buf_put(&walk->text, mt_str_sub(s, from, s.n));
    if (walk->in_link && walk->text.n > before)
        walk->links += walk->text.n - before;
}

static void put_text(struct walk *walk, const struct mt_node *node)
{
    if (node->raw || !node->text.n ||
        !memchr(node->text.p, '&', node->text.n)) {
        put_flat(walk, node->text);
        return;
    }
    mt_buf_clear(&walk->piece);
    mt_ref_put(&walk->piece, node->text, false);
    put_flat(walk, mt_buf_str(&walk->piece));
}

static void count(struct walk *walk, const struct mt_node *node, int step)
{
    enum mt_tag tag = (enum mt_tag)node->tag;

    if (tag == MT_TAG_A)
        walk->in_link += step;
    if (mt_tag_flags(tag) & MT_TAG_IS_HEADING)
        walk->in_head += step;
    if (tag == MT_TAG_LI || tag == MT_TAG_DD || tag == MT_TAG_DT)
        walk->in_item += step;
    if (tag == MT_TAG_TR)
        walk->in_row += step;
    if (tag == MT_TAG_PRE || tag == MT_TAG_LISTING)
        walk->in_pre += step;
    if (node->marks & MT_MARK_CAPTION)
        walk->in_caption += step;
    if (node->marks & MT_MARK_BYLINE)
        walk->in_byline += step;
    if (node->marks & MT_MARK_SUBTITLE)
        walk->in_subtitle += step;
    if (node->marks & MT_MARK_NAV)
        walk->in_nav += step;
    if (node->marks & MT_MARK_DROP)
        walk->in_drop += step;
}

/* What has a part of its own stands on lines of its own, whatever it is. */
static bool is_block(const struct mt_node *node)
{
    return (mt_tag_flags((enum mt_tag)node->tag) & MT_TAG_IS_BLOCK) ||
           (node->marks &
            (MT_MARK_CAPTION | MT_MARK_SUBTITLE | MT_MARK_BYLINE));
}

/* Cells stand in one line with their row; what is in a cell does too. */
static bool is_cell(const struct mt_node *node)
{
    return node->tag == MT_TAG_TD || node->tag == MT_TAG_TH;
}

static void enter(struct walk *walk, struct mt_node *node)
{
    if (is_cell(node) && walk->in_row && walk->text.n)
        mt_buf_putc(&walk->text, ' ');
    else if (is_block(node))
        flush(walk);
    if (is_block(node))
        walk->block = node;
    count(walk, node, 1);
}

static struct mt_node *block_of(struct mt_node *node, struct mt_node *top)
{
    while (node != top && node && !is_block(node))
        node = node->parent;
    return node ? node : top;
}

static void leave(struct walk *walk, struct mt_node *node, struct mt_node *top)
{
    if (is_block(node) && !is_cell(node))
        flush(walk);
    count(walk, node, -1);
    if (is_block(node) && node != top)
        walk->block = block_of(node->parent, top);
}

void mt_lines_read(struct mt_node *top, unsigned skip, struct mt_arena *arena,
                   struct mt_page_lines *lines)
{
    struct walk walk = { .arena = arena, .lines = lines, .block = top };
    struct mt_node *node = top;

    for (;;) {
        bool shut = node != top && (node->marks & skip);

        if (!shut && node->name.n)
            enter(&walk, node);
        if (!shut && (!node->name.n || node->text.n))
            put_text(&walk, node);
        if (!shut && node->first) {
            node = node->first;
            continue;
        }
        if (!shut && node->name.n)
            leave(&walk, node, top);
        while (node != top && !node->next) {
            node = node->parent;
            leave(&walk, node, top);
        }
        if (node == top)
            break;
        node = node->next;
    }
    flush(&walk);
    mt_buf_release(&walk.text);
    mt_buf_release(&walk.piece);
}
