/* SPDX-License-Identifier: MIT */
#include "page/body.h"

#include "base/utf8.h"
#include "page/select.h"

enum {
    SENTENCE = 25, /* code points that a line of prose has at least */
    LONG = 80,     /* from here on a line is prose without a full stop */
    ENOUGH = 150,  /* bytes of prose that make a body worth having */
    DENSE = 15,    /* the same of a writing without blanks */
    SCATTERED = 8, /* levels up from one of them */
    MANY = 4,      /* lines of prose that make an article */
    CARDS = 3,     /* teasers side by side */
    CARD_DEPTH = 4, /* elements round a line that may be its card */
    CARD_LINK = 20, /* bytes of a headline */
    TITLED = 3,    /* times that prose counts with the title above it, ... */
    LED = 10,      /* ... and where that is an article by itself */
};

/* ---------------------------------------------------------------- prose -- */

static bool ends_well(mt_str s)
{
    static const char *const ends[] = { ".", "!", "?", "다", "\"", "”", ")",
                                        "’", "'", "…", ":", "»", "“", "।",
                                        "؟", "۔" };

    return mt_str_ends_any(s, MT_ALL(ends));
}

/* Chinese and Japanese have no blanks, and more in a character. */
static bool ends_dense(mt_str s)
{
    static const char *const ends[] = { "。", "！", "？", "」", "』" };

    return mt_str_ends_any(s, MT_ALL(ends));
}

bool mt_line_weighs(const mt_page_line *line)
{
    size_t n;

    if (line->links * 2 > line->text.n || line->kind == MT_LINE_CAPTION)
        return false;
    n = mt_utf8_count(line->text);
    return n >= LONG || (n >= DENSE && ends_dense(line->text)) ||
           (n >= SENTENCE && ends_well(line->text) &&
            mt_str_has(line->text, MT_LIT(" ")));
}

/* ---------------------------------------------------------------- cards -- */

/* What an element is: the lowest bits of mt_node.lines, which is counted by
 * fours. */
enum { NO_CARD, LIKE_CARD, CARD, ONE_LINE = 4 };

static bool is_link_line(const mt_page_line *line)
{
    return line->text.n >= CARD_LINK &&
           line->links * 10 >= line->text.n * 7;
}

static bool holds(const struct mt_node *outer, const struct mt_node *inner)
{
    while (inner && inner != outer)
        inner = inner->parent;
    return inner != NULL;
}

/* Elements that begin with a link of a line: a headline to another page. */
static void note_beginnings(const struct mt_page_lines *lines)
{
    for (size_t i = 0; i < lines->list.n; i++) {
        const struct mt_node *before = i ? lines->list.v[i - 1].node : NULL;
        struct mt_node *node = lines->list.v[i].node;

        if (!is_link_line(&lines->list.v[i]))
            continue;
        for (int up = 0; node && up < CARD_DEPTH; up++, node = node->parent) {
            if (before && holds(node, before))
                break;
            node->lines = LIKE_CARD;
        }
    }
}

/* Several that stand side by side are teasers of other articles. */
static void find_cards(struct mt_tree *tree)
{
    for (struct mt_node *node = tree->root; node;
         node = mt_node_next(tree->root, node, true)) {
        size_t like = 0, elements = 0;

        for (const struct mt_node *n = node->first; n; n = n->next) {
            elements += n->name.n > 0;
            like += n->lines == LIKE_CARD;
        }
        if (like < CARDS || like * 4 < elements * 3)
            continue;
        for (struct mt_node *n = node->first; n; n = n->next)
            if (n->lines == LIKE_CARD)
                n->lines = CARD;
    }
}

/* Is there prose right below links, as often as cards are made of? */
static bool may_have_cards(const struct mt_page_lines *lines)
{
    size_t n = 0;

    for (size_t i = 1; i < lines->list.n && n < CARDS; i++)
        n += is_link_line(&lines->list.v[i - 1]) &&
             mt_line_weighs(&lines->list.v[i]);
    return n == CARDS;
}

static bool in_card(const mt_page_line *line)
{
    const struct mt_node *node = line->node;

    for (int up = 0; node && up < CARD_DEPTH; up++, node = node->parent)
        if (node->lines % ONE_LINE == CARD)
            return true;
    return false;
}

/* ---------------------------------------------------------------- weight -- */

/* What of the prose does not count. */
struct odd {
    unsigned marks;
    bool cards;
};

static bool counts(const mt_page_line *line, struct odd odd)
{
    return !(line->marks & odd.marks) && !(odd.cards && in_card(line)) &&
           mt_line_weighs(line);
}

static size_t prose_without(const struct mt_page_lines *lines, struct odd odd)
{
    size_t n = 0;

    for (size_t i = 0; i < lines->list.n; i++)
        if (counts(&lines->list.v[i], odd))
            n += lines->list.v[i].text.n;
    return n;
}

/* Trimmings and cards count only on a page that has little else. */
static struct odd odd_of(struct mt_tree *tree,
                         const struct mt_page_lines *lines)
{
    struct odd odd = { MT_MARK_DROP | MT_MARK_NAV, false }, more;
    size_t rest = prose_without(lines, odd), bare;

    if (rest * 10 < prose_without(lines, (struct odd){ 0, false }))
        odd.marks = 0;
    if (!may_have_cards(lines))
        return odd;
    note_beginnings(lines);
    find_cards(tree);
    more = (struct odd){ odd.marks, true };
    rest = prose_without(lines, odd);
    bare = prose_without(lines, more);
    return bare >= ENOUGH && bare * 10 >= rest ? more : odd;
}

/* Adds each line of prose to the element that holds it and to all above. */
static void weigh(struct mt_tree *tree, const struct mt_page_lines *lines)
{
    struct odd odd = odd_of(tree, lines);

    for (size_t i = 0; i < lines->list.n; i++) {
        const mt_page_line *line = &lines->list.v[i];

        if (!counts(line, odd))
            continue;
        for (struct mt_node *node = line->node; node; node = node->parent) {
            node->prose += (uint32_t)line->text.n;
            node->lines += ONE_LINE;
        }
    }
}

/* -------------------------------------------------------------- density -- */

/* The child of node that holds inner, or NULL. */
static const struct mt_node *child_with(const struct mt_node *node,
                                        const struct mt_node *inner)
{
    while (inner && inner->parent != node)
        inner = inner->parent;
    return inner;
}

/* The child that promises most: by its prose, which counts more with the
 * title above it, for comments and teasers can be longer than the article. */
static struct mt_node *best_child(const struct mt_node *node,
                                  const struct mt_node *titled)
{
    struct mt_node *best = NULL;
    size_t most = 0;

    for (struct mt_node *child = node->first; child; child = child->next) {
        size_t times = child != titled ? 1
                       : child->lines / ONE_LINE < MANY ? TITLED : LED;
        size_t promise = child->prose * times;

        if (promise > most) {
            most = promise;
            best = child;
        }
    }
    return best;
}

/*
 * The element round which prose is dense: going down from the top, a child
 * is entered as long as it holds nearly all the prose of its parent, or most
 * of it in lines enough to be an article by itself. Where no child does, the
 * prose stands in several children, and that is the body.
 */
static struct mt_node *densest(struct mt_tree *tree,
                               const struct mt_node *title)
{
    struct mt_node *node = tree->root;

    for (;;) {
        const struct mt_node *titled = child_with(node, title);
        struct mt_node *best = best_child(node, titled);
        size_t share;

        if (!best || best->tag == MT_TAG_P || best->lines / ONE_LINE == 1)
            return node;
        share = (size_t)best->prose * 100 / node->prose;
        if (share < 90 &&
            (best->lines / ONE_LINE < MANY || (share < 60 && best != titled)))
            return node;
        node = best;
    }
}

/* -------------------------------------------------------- marked bodies -- */

static bool same_kind(const struct mt_node *a, const struct mt_node *b)
{
    mt_str ca = mt_attr_find(a->attrs, MT_LIT("class"));
    mt_str cb = mt_attr_find(b->attrs, MT_LIT("class"));

    return a->tag == b->tag && mt_str_eq(ca, cb);
}

static void use(struct mt_body *body, struct mt_node *node, mt_str method,
                double confidence)
{
    *body = (struct mt_body){ .parts = { node }, .n = 1, .method = method,
                              .confidence = confidence };
}

static uint32_t prose_of(const struct mt_body *body)
{
    uint32_t prose = 0;

    for (size_t i = 0; i < body->n; i++)
        prose += body->parts[i]->prose;
    return prose;
}

/* The siblings that look like one are the body with it. */
static void take_siblings(struct mt_body *body, struct mt_node *one)
{
    unsigned marks = MT_MARK_BODY | MT_MARK_MICRO;

    body->n = 0;
    for (struct mt_node *node = one->parent->first; node; node = node->next)
        if (body->n < MT_BODY_PARTS &&
            (node == one || (node->name.n && node->prose &&
                             (node->marks & marks) == (one->marks & marks) &&
                             same_kind(node, one))))
            body->parts[body->n++] = node;
}

/* A body in several pieces: equal siblings of it, or of a marked element that
 * holds it alone (<li class=par><div class=cont_body>). */
static void join_siblings(struct mt_body *body)
{
    struct mt_node *one = body->parts[0], *node = one;

    while (node->parent && (node->marks & (MT_MARK_BODY | MT_MARK_MICRO))) {
        take_siblings(body, node);
        if (body->n > 1)
            return;
        node = node->parent;
    }
    body->parts[0] = one;
    body->n = 1;
}

/* The element with one of the marks that holds the most prose; of those in
 * one another the innermost that has nearly all of it. */
static struct mt_node *best_marked(struct mt_tree *tree, unsigned marks)
{
    struct mt_node *best = NULL;

    for (struct mt_node *node = tree->root; node;
         node = mt_node_next(tree->root, node,
                             !(node->marks & MT_MARK_HIDDEN))) {
        if (!(node->marks & marks) || (node->marks & MT_MARK_HIDDEN))
            continue;
        if (!best || (holds(best, node) ? node->prose * 10 >= best->prose * 9
                                        : node->prose > best->prose))
            best = node;
    }
    return best && best->prose ? best : NULL;
}

static void try_selectors(struct mt_tree *tree, mt_str selectors,
                          struct mt_body *body)
{
    struct mt_node *node = NULL;

    while (selectors.n && body->n < MT_BODY_PARTS &&
           (node = mt_select_next(tree->root, selectors, node)))
        if (body->n == 0 || !holds(body->parts[body->n - 1], node))
            body->parts[body->n++] = node;
    body->method = MT_LIT("publisher");
    body->confidence = 0.98;
}

static void try_marks(struct mt_tree *tree, struct mt_body *body)
{
    struct mt_node *micro = best_marked(tree, MT_MARK_MICRO);
    struct mt_node *named = best_marked(tree, MT_MARK_BODY);

    if (micro && (!named || micro->prose * 10 >= named->prose * 7)) {
        if (named && holds(micro, named) &&
            named->prose * 10 >= micro->prose * 9)
            micro = named;
        use(body, micro, MT_LIT("microdata"), 0.95);
    } else if (named) {
        use(body, named, MT_LIT("container"), 0.9);
    }
}

/* Does nearly all the prose of top stand in elements like one, and no heading
 * between them, as it would between two articles? */
static bool is_all_like(struct mt_node *top, const struct mt_node *one)
{
    size_t prose = 0;

    for (struct mt_node *node = top; node;) {
        bool like = (node->marks & MT_MARK_BODY) && same_kind(node, one);

        if (!like && (mt_tag_flags((enum mt_tag)node->tag) & MT_TAG_IS_HEADING))
            return false;
        prose += like ? node->prose : 0;
        node = mt_node_next(top, node, !like);
    }
    return prose * 10 >= (size_t)top->prose * 9;
}

/* A body that is one of many, as where each paragraph has such a container:
 * the element that is made of them. */
static void gather_scattered(struct mt_body *body)
{
    const struct mt_node *one = body->parts[0];
    struct mt_node *node = body->parts[0], *best = node;

    for (int up = 0; (node = node->parent) && up < SCATTERED; up++) {
        if (!is_all_like(node, one))
            break;
        if (node->prose > best->prose)
            best = node;
    }
    if (prose_of(body) * 10 < (size_t)best->prose * 9)
        use(body, best, MT_LIT("container"), 0.9);
}

void mt_body_find(struct mt_tree *tree, const struct mt_page_lines *lines,
                  const struct mt_body_hint *hint, struct mt_body *body)
{
    struct mt_node *dense;

    *body = (struct mt_body){ 0 };
    weigh(tree, lines);
    dense = densest(tree, hint->title);
    try_selectors(tree, hint->selectors, body);
    if (body->n && prose_of(body) >= ENOUGH)
        return;
    body->n = 0;
    try_marks(tree, body);
    if (body->n)
        join_siblings(body);
    if (body->n)
        gather_scattered(body);
    if (body->n && (prose_of(body) * 2 >= dense->prose ||
                    prose_of(body) >= 4 * ENOUGH))
        return;
    if (!body->n || dense->prose > prose_of(body))
        use(body, dense, MT_LIT("density"), 0.7);
}
