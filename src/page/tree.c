/* SPDX-License-Identifier: MIT */
/*
 * Tree construction: the parts of the HTML standard's rules that decide which
 * element a piece of text ends up in and in what order it is read.
 */
#include "page/tree.h"

#include "page/ref.h"

/* Elements that are never open: void ones, and those whose content is in
 * their token. */
enum { NO_CONTENT = MT_TAG_IS_VOID | MT_TAG_IS_RAW | MT_TAG_IS_RCDATA };

struct builder {
    struct mt_arena *arena;
    struct mt_tree *tree;
    struct mt_node *stack[MT_TREE_DEPTH];
    size_t depth; /* open elements; stack[0] is the root */
    struct mt_node *form;
    bool body, frameset; /* something was seen that makes a body, a frameset */
};

static unsigned flags_of(const struct mt_node *node)
{
    return mt_tag_flags((enum mt_tag)node->tag);
}

static struct mt_node *current(const struct builder *b)
{
    return b->stack[b->depth - 1];
}

/* ---------------------------------------------------------------- nodes -- */

static void append(struct mt_node *parent, struct mt_node *node)
{
    node->parent = parent;
    node->prev = parent->last;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
}

static void insert_before(struct mt_node *place, struct mt_node *node)
{
    node->parent = place->parent;
    node->prev = place->prev;
    node->next = place;
    if (place->prev)
        place->prev->next = node;
    else
        place->parent->first = node;
    place->prev = node;
}

static void unlink_node(struct mt_node *node)
{
    if (node->prev)
        node->prev->next = node->next;
    else
        node->parent->first = node->next;
    if (node->next)
        node->next->prev = node->prev;
    else
        node->parent->last = node->prev;
    node->prev = node->next = NULL;
}

static void insert_after(struct mt_node *place, struct mt_node *node)
{
    if (place->next) {
        insert_before(place->next, node);
        return;
    }
    append(place->parent, node);
}

static bool is_table_part(const struct mt_node *node)
{
    return flags_of(node) & MT_TAG_IS_TABLE;
}

/* Where the table that is open stands in the stack; 0 if none is. */
static size_t open_table(const struct builder *b)
{
    size_t i = b->depth;

    while (i-- > 1)
        if (b->stack[i]->tag == MT_TAG_TABLE)
            return i;
    return 0;
}

/* Puts a node where the standard wants it: what has no place in a table
 * stands before it ("foster parenting"). */
static void place(struct builder *b, struct mt_node *node, bool foster)
{
    size_t table;

    if (foster && is_table_part(current(b)) && (table = open_table(b)) &&
        b->stack[table]->parent)
        insert_before(b->stack[table], node);
    else
        append(current(b), node);
}

static struct mt_node *new_node(struct builder *b)
{
    b->tree->count++;
    return mt_arena_alloc(b->arena, sizeof(struct mt_node));
}

static struct mt_node *new_element(struct builder *b, const mt_token *token)
{
    struct mt_node *node = new_node(b);

    node->name = token->name;
    node->attrs = token->attrs;
    node->tag = (uint16_t)token->tag;
    node->text = token->text;
    node->raw = token->raw;
    return node;
}

static void push(struct builder *b, struct mt_node *node)
{
    if (b->depth < MT_TREE_DEPTH)
        b->stack[b->depth++] = node;
}

/* ---------------------------------------------------------------- scope -- */

/* The open element of a tag, looking no further than scope elements and the
 * tags of extra; 0 if there is none. */
static size_t in_scope(const struct builder *b, enum mt_tag tag,
                       enum mt_tag extra)
{
    for (size_t i = b->depth - 1; i > 0; i--) {
        if (b->stack[i]->tag == tag)
            return i;
        if ((flags_of(b->stack[i]) & MT_TAG_IS_SCOPE) ||
            (extra != MT_TAG_OTHER && b->stack[i]->tag == extra))
            return 0;
    }
    return 0;
}

/* The root stays, whatever is asked for. */
static void pop_to(struct builder *b, size_t depth)
{
    b->depth = depth ? depth : 1;
}

static size_t open_p(const struct builder *b)
{
    return in_scope(b, MT_TAG_P, MT_TAG_BUTTON);
}

static void close_p(struct builder *b)
{
    if (open_p(b))
        pop_to(b, open_p(b));
}

/* <li> closes the li before it, <dd> the dd or dt, unless a special element
 * other than address, div and p is open in between. */
static void close_item(struct builder *b, enum mt_tag one, enum mt_tag other)
{
    for (size_t i = b->depth - 1; i > 0; i--) {
        enum mt_tag tag = (enum mt_tag)b->stack[i]->tag;

        if (tag == one || tag == other) {
            pop_to(b, i);
            return;
        }
        if ((mt_tag_flags(tag) & MT_TAG_IS_SPECIAL) && tag != MT_TAG_ADDRESS &&
            tag != MT_TAG_DIV && tag != MT_TAG_P)
            return;
    }
}

/* --------------------------------------------------------------- tables -- */

static void imply(struct builder *b, const char *name)
{
    mt_token token = { .kind = MT_TOKEN_START, .name = mt_str_c(name),
                       .tag = mt_tag_of(mt_str_c(name)) };
    struct mt_node *node = new_element(b, &token);

    append(current(b), node);
    push(b, node);
}

/* Pops to the innermost open element of the tags given, above the table. */
static bool pop_to_part(struct builder *b, size_t table, enum mt_tag from,
                        enum mt_tag to)
{
    for (size_t i = b->depth - 1; i > table; i--)
        if (b->stack[i]->tag == from || b->stack[i]->tag == to) {
            pop_to(b, i + 1);
            return true;
        }
    return false;
}

static void open_section(struct builder *b, size_t table)
{
    if (pop_to_part(b, table, MT_TAG_TBODY, MT_TAG_THEAD) ||
        pop_to_part(b, table, MT_TAG_TFOOT, MT_TAG_TFOOT))
        return;
    pop_to(b, table + 1);
    imply(b, "tbody");
}

/* caption, colgroup, tbody, tr, td and the like; dropped outside a table. */
static void start_table_part(struct builder *b, const mt_token *token)
{
    size_t table = open_table(b);
    struct mt_node *node;

    if (!table)
        return;
    if (token->tag == MT_TAG_TR) {
        open_section(b, table);
    } else if (token->tag == MT_TAG_TD || token->tag == MT_TAG_TH) {
        if (!pop_to_part(b, table, MT_TAG_TR, MT_TAG_TR)) {
            open_section(b, table);
            imply(b, "tr");
        }
    } else {
        pop_to(b, table + 1);
    }
    node = new_element(b, token);
    append(current(b), node);
    if (token->tag != MT_TAG_COL)
        push(b, node);
}

/* ----------------------------------------------------------- formatting -- */

/*
 * </a> inside blocks that the link still holds: the innermost such block
 * leaves the link and keeps a copy of it round what it has so far, so that
 * what follows is no link text (the standard's adoption agency, one step).
 */
static void adopt(struct builder *b, size_t at)
{
    struct mt_node *link = b->stack[at], *block = b->stack[at + 1], *copy;

    if (block->parent != link)
        return; /* foster parented: it is out of the link already */
    copy = new_node(b);
    *copy = (struct mt_node){ .name = link->name, .attrs = link->attrs,
                              .tag = link->tag, .parent = block,
                              .first = block->first, .last = block->last };
    for (struct mt_node *n = copy->first; n; n = n->next)
        n->parent = copy;
    block->first = block->last = copy;
    unlink_node(block);
    insert_after(link, block);
    memmove(b->stack + at, b->stack + at + 1,
            (b->depth - at - 1) * sizeof *b->stack);
    b->depth--;
}

static void end_formatting(struct builder *b, const mt_token *token)
{
    for (size_t i = b->depth - 1; i > 0; i--) {
        if (b->stack[i]->tag == token->tag) {
            bool block = false;

            for (size_t k = i + 1; k < b->depth; k++)
                block |= (flags_of(b->stack[k]) & MT_TAG_IS_SPECIAL) != 0;
            if (!block)
                pop_to(b, i);
            else if (token->tag == MT_TAG_A && i + 2 == b->depth)
                adopt(b, i);
            return;
        }
        if (flags_of(b->stack[i]) & MT_TAG_IS_SCOPE)
            return;
    }
}

/* ----------------------------------------------------------------- tags -- */

static bool foreign(const struct builder *b)
{
    for (size_t i = b->depth; i-- > 1;) {
        enum mt_tag tag = (enum mt_tag)b->stack[i]->tag;

        if (tag == MT_TAG_SVG || tag == MT_TAG_MATH)
            return true;
        if (mt_tag_flags(tag) & MT_TAG_IS_SPECIAL)
            return false;
    }
    return false;
}

/* What an open tag closes before it is put in. */
static void make_way(struct builder *b, enum mt_tag tag)
{
    unsigned flags = mt_tag_flags(tag);

    if (tag == MT_TAG_LI)
        close_item(b, MT_TAG_LI, MT_TAG_LI);
    else if (tag == MT_TAG_DD || tag == MT_TAG_DT)
        close_item(b, MT_TAG_DD, MT_TAG_DT);
    if (flags & MT_TAG_ENDS_P)
        close_p(b);
    if ((flags & MT_TAG_IS_HEADING) &&
        (flags_of(current(b)) & MT_TAG_IS_HEADING))
        pop_to(b, b->depth - 1);
    if (tag == MT_TAG_BUTTON && in_scope(b, tag, MT_TAG_OTHER))
        pop_to(b, in_scope(b, tag, MT_TAG_OTHER));
    if ((tag == MT_TAG_OPTION || tag == MT_TAG_OPTGROUP) &&
        current(b)->tag == MT_TAG_OPTION)
        pop_to(b, b->depth - 1);
    if (tag == MT_TAG_OPTGROUP && current(b)->tag == MT_TAG_OPTGROUP)
        pop_to(b, b->depth - 1);
    if (tag == MT_TAG_A || tag == MT_TAG_NOBR)
        end_formatting(b, &(mt_token){ .tag = tag });
    /* A table inside a table's rows, not in a cell, closes it. */
    if (tag == MT_TAG_TABLE && is_table_part(current(b)) && open_table(b))
        pop_to(b, open_table(b));
}

static void break_out(struct builder *b)
{
    while (b->depth > 1 && foreign(b))
        b->depth--;
}

static void start_tag(struct builder *b, const mt_token *token)
{
    enum mt_tag tag = token->tag;
    unsigned flags = mt_tag_flags(tag);
    bool inside = foreign(b);
    struct mt_node *node;

    if (inside && (flags & MT_TAG_BREAKS_OUT)) {
        break_out(b);
        inside = false;
    }
    if (tag == MT_TAG_HTML || tag == MT_TAG_HEAD || tag == MT_TAG_BODY ||
        (tag == MT_TAG_FORM && b->form && !inside))
        return;
    if (!inside && (flags & MT_TAG_IS_PART)) {
        start_table_part(b, token);
        return;
    }
    if (!inside)
        make_way(b, tag);
    node = new_element(b, token);
    /* What svg and math hold is nothing of HTML, <tr> no row of a table. */
    if (inside && tag != MT_TAG_SVG && tag != MT_TAG_MATH)
        node->tag = tag = MT_TAG_OTHER;
    place(b, node, tag != MT_TAG_SCRIPT && tag != MT_TAG_STYLE &&
                       tag != MT_TAG_TEMPLATE && tag != MT_TAG_FORM);
    if (tag == MT_TAG_SCRIPT)
        *mt_vec_add(b->arena, &b->tree->scripts) = node;
    if (tag == MT_TAG_FORM && is_table_part(current(b)))
        return;
    if (tag == MT_TAG_FORM)
        b->form = node;
    if (inside ? token->closed
               : (flags & NO_CONTENT) ||
                     (token->closed &&
                      (tag == MT_TAG_SVG || tag == MT_TAG_MATH)))
        return;
    push(b, node);
}

static void end_heading(struct builder *b)
{
    for (size_t i = b->depth - 1; i > 0; i--) {
        if (flags_of(b->stack[i]) & MT_TAG_IS_HEADING) {
            pop_to(b, i);
            return;
        }
        if (flags_of(b->stack[i]) & MT_TAG_IS_SCOPE)
            return;
    }
}

/* </form> takes the form out and leaves open what is open in it. */
static void end_form(struct builder *b)
{
    for (size_t i = b->depth - 1; i > 0; i--)
        if (b->stack[i] == b->form) {
            memmove(b->stack + i, b->stack + i + 1,
                    (b->depth - i - 1) * sizeof *b->stack);
            b->depth--;
            break;
        }
    b->form = NULL;
}

/* An end tag of no special meaning. */
static void end_other(struct builder *b, const mt_token *token)
{
    for (size_t i = b->depth - 1; i > 0; i--) {
        if (mt_str_eq_nocase(b->stack[i]->name, token->name)) {
            pop_to(b, i);
            return;
        }
        if (flags_of(b->stack[i]) & MT_TAG_IS_SPECIAL)
            return;
    }
}

static void end_in_table(struct builder *b, enum mt_tag tag)
{
    for (size_t i = b->depth - 1; i > 0; i--) {
        if (b->stack[i]->tag == tag) {
            pop_to(b, i);
            return;
        }
        if (b->stack[i]->tag == MT_TAG_TABLE)
            return;
    }
}

static void end_tag(struct builder *b, const mt_token *token)
{
    enum mt_tag tag = token->tag;
    unsigned flags = mt_tag_flags(tag);
    size_t at;
    mt_token empty = { .kind = MT_TOKEN_START, .tag = tag,
                       .name = token->name };

    if (tag == MT_TAG_HTML || tag == MT_TAG_BODY || tag == MT_TAG_HEAD)
        return;
    if ((tag == MT_TAG_P || tag == MT_TAG_BR) && foreign(b))
        break_out(b);
    if (foreign(b)) {
        end_other(b, token);
    } else if (tag == MT_TAG_BR || (tag == MT_TAG_P && !open_p(b))) {
        place(b, new_element(b, &empty), true);
    } else if (tag == MT_TAG_P) {
        close_p(b);
    } else if ((flags & MT_TAG_IS_PART) || tag == MT_TAG_TABLE) {
        end_in_table(b, tag);
    } else if (flags & MT_TAG_IS_HEADING) {
        end_heading(b);
    } else if (tag == MT_TAG_FORM) {
        end_form(b);
    } else if (flags & MT_TAG_IS_FORMAT) {
        end_formatting(b, token);
    } else if (flags & (MT_TAG_ENDS_P | MT_TAG_IS_SCOPE) ||
               tag == MT_TAG_BUTTON) {
        at = in_scope(b, tag, tag == MT_TAG_LI ? MT_TAG_UL : MT_TAG_OTHER);
        if (at)
            pop_to(b, at);
    } else {
        end_other(b, token);
    }
}

/* ----------------------------------------------------------------- text -- */

static bool all_space(mt_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!mt_is_space(s.p[i]))
            return false;
    return true;
}

static void put_text(struct builder *b, const mt_token *token)
{
    struct mt_node *node = new_node(b);

    node->text = token->text;
    node->raw = token->raw;
    place(b, node, !all_space(token->text));
}

/* A frameset page has no text; it is one if no body began before it. */
static bool in_frames(struct builder *b, const mt_token *token)
{
    if (token->kind == MT_TOKEN_START && token->tag == MT_TAG_FRAMESET &&
        !b->body)
        b->frameset = true;
    if (token->kind == MT_TOKEN_TEXT)
        b->body |= !all_space(token->text);
    else if (token->kind == MT_TOKEN_START)
        b->body |= !(mt_tag_flags(token->tag) & MT_TAG_IS_HEAD);
    return b->frameset;
}

bool mt_tree_build(mt_str page, struct mt_arena *arena, struct mt_tree *tree)
{
    struct builder b = { .arena = arena, .tree = tree };
    struct mt_tokenizer tokenizer = { .rest = page };
    mt_token token;

    tree->root = new_node(&b);
    tree->root->name = MT_LIT("html");
    tree->root->tag = MT_TAG_HTML;
    b.stack[b.depth++] = tree->root;
    while (mt_token_next(&tokenizer, &token)) {
        if (in_frames(&b, &token))
            continue;
        if (token.kind == MT_TOKEN_TEXT)
            put_text(&b, &token);
        else if (token.kind == MT_TOKEN_START)
            start_tag(&b, &token);
        else
            end_tag(&b, &token);
        tokenizer.foreign = foreign(&b);
        if (tree->count > MT_TREE_NODES)
            return false;
    }
    return true;
}

/* -------------------------------------------------------------- walking -- */

struct mt_node *mt_node_next(const struct mt_node *top, struct mt_node *node,
                             bool into)
{
    if (into && node->first)
        return node->first;
    while (node != top) {
        if (node->next)
            return node->next;
        node = node->parent;
    }
    return NULL;
}

mt_str mt_node_attr(const struct mt_node *node, mt_str name,
                    struct mt_arena *arena)
{
    return mt_ref_resolve(arena, mt_attr_find(node->attrs, name), true);
}

mt_str mt_node_text(struct mt_node *node, struct mt_arena *arena)
{
    struct mt_buf raw = { 0 }, flat = { 0 };
    mt_str out;

    for (struct mt_node *n = node; n; n = mt_node_next(node, n, true)) {
        if (mt_tag_flags((enum mt_tag)n->tag) & MT_TAG_IS_BLOCK)
            mt_buf_putc(&raw, ' ');
        if (n->tag == MT_TAG_SCRIPT || n->tag == MT_TAG_STYLE)
            continue;
        if (n->raw)
            mt_buf_put(&raw, n->text);
        else
            mt_ref_put(&raw, n->text, false);
    }
    for (size_t i = 0; i < raw.n; i++) {
        bool space = mt_is_space(raw.p[i]);

        if (!space || (flat.n && flat.p[flat.n - 1] != ' '))
            mt_buf_putc(&flat, space ? ' ' : raw.p[i]);
    }
    out = mt_arena_copy(arena, mt_str_trim(mt_buf_str(&flat)));
    mt_buf_release(&raw);
    mt_buf_release(&flat);
    return out;
}
