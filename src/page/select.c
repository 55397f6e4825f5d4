/* SPDX-License-Identifier: MIT */
#include "page/select.h"

static bool is_name(char c)
{
    return mt_is_alpha(c) || mt_is_digit(c) || c == '-' || c == '_' ||
           (unsigned char)c >= 0x80;
}

static mt_str take_name(mt_str *s)
{
    size_t n = 0;
    mt_str name;

    while (n < s->n && is_name(s->p[n]))
        n++;
    name = mt_str_sub(*s, 0, n);
    *s = mt_str_sub(*s, n, s->n);
    return name;
}

/* Is word one of the words of value, parted by white space? */
static bool has_word(mt_str value, mt_str word)
{
    size_t i = 0;

    while (i < value.n) {
        size_t from = i;

        while (i < value.n && !mt_is_space(value.p[i]))
            i++;
        if (mt_str_eq(mt_str_sub(value, from, i), word))
            return true;
        i++;
    }
    return false;
}

/* [name], [name=value], [name*=value] */
static bool match_attr(const struct mt_node *node, mt_str *s)
{
    size_t end = mt_str_find(*s, MT_LIT("]"));
    mt_str inside = mt_str_sub(*s, 1, end), name = take_name(&inside), value;

    *s = mt_str_sub(*s, end + 1, s->n);
    value = mt_attr_find(node->attrs, name);
    if (!inside.n)
        return value.p != NULL;
    if (mt_str_take(&inside, MT_LIT("*=")))
        return value.p && mt_str_has(value, inside);
    return mt_str_take(&inside, MT_LIT("=")) && value.p &&
           mt_str_eq(value, inside);
}

/* div#id.class[attr=value]: all of them must hold. */
static bool match_compound(const struct mt_node *node, mt_str s)
{
    mt_str name = take_name(&s);

    if (!node->name.n || (name.n && !mt_str_eq_nocase(node->name, name)))
        return false;
    while (s.n) {
        if (s.p[0] == '[') {
            if (!match_attr(node, &s))
                return false;
        } else if (mt_str_take(&s, MT_LIT("#"))) {
            if (!mt_str_eq(mt_attr_find(node->attrs, MT_LIT("id")),
                           take_name(&s)))
                return false;
        } else if (mt_str_take(&s, MT_LIT("."))) {
            if (!has_word(mt_attr_find(node->attrs, MT_LIT("class")),
                          take_name(&s)))
                return false;
        } else {
            return false;
        }
    }
    return true;
}

/* The last compound of *s is taken off; *child: a '>' stands before it. */
static mt_str take_last(mt_str *s, bool *child)
{
    size_t at = s->n, end;
    mt_str last;

    while (at && s->p[at - 1] != ' ' && s->p[at - 1] != '>')
        at--;
    last = mt_str_sub(*s, at, s->n);
    for (end = at; end && (s->p[end - 1] == ' ' || s->p[end - 1] == '>');)
        end--;
    *child = mt_str_has(mt_str_sub(*s, end, at), MT_LIT(">"));
    *s = mt_str_sub(*s, 0, end);
    return last;
}

bool mt_select_match(const struct mt_node *node, mt_str selector)
{
    bool child, next;
    mt_str rest = mt_str_trim(selector), part = take_last(&rest, &child);

    if (!part.n || !match_compound(node, part))
        return false;
    while (rest.n) {
        part = take_last(&rest, &next);
        do
            node = node->parent;
        while (node && !child && !match_compound(node, part));
        if (!node || !match_compound(node, part))
            return false;
        child = next;
    }
    return true;
}

/* The place of the next "||" in s. */
static mt_str take_choice(mt_str *s)
{
    size_t at = mt_str_find(*s, MT_LIT("||"));
    mt_str choice = mt_str_trim(mt_str_sub(*s, 0, at));

    *s = mt_str_sub(*s, at + 2, s->n);
    return choice;
}

struct mt_node *mt_select_next(struct mt_tree *tree, mt_str selectors,
                               struct mt_node *from)
{
    struct mt_node *node = from ? mt_node_next(tree->root, from, true)
                                : tree->root;

    for (; node; node = mt_node_next(tree->root, node, true)) {
        mt_str rest = selectors;

        while (node->name.n && rest.n)
            if (mt_select_match(node, take_choice(&rest)))
                return node;
    }
    return NULL;
}
