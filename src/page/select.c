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

/* "[name]", "[name=value]", "[name*=value]" in front of *s, taken off */
static bool take_attr(mt_str *s)
{
    size_t end = mt_str_find(*s, MT_LIT("]"));
    mt_str inside = mt_str_sub(*s, 1, end);

    if (end == s->n || !take_name(&inside).n)
        return false;
    *s = mt_str_sub(*s, end + 1, s->n);
    return !inside.n || ((mt_str_take(&inside, MT_LIT("*=")) ||
                          mt_str_take(&inside, MT_LIT("="))) &&
                         inside.n && inside.p[0] != '"' &&
                         inside.p[0] != '\'');
}

static bool good_compound(mt_str s)
{
    bool good = s.n > 0;

    take_name(&s);
    while (good && s.n) {
        if (s.p[0] == '[')
            good = take_attr(&s);
        else
            good = (mt_str_take(&s, MT_LIT("#")) ||
                    mt_str_take(&s, MT_LIT("."))) &&
                   take_name(&s).n;
    }
    return good;
}

static bool good_selector(mt_str s)
{
    bool good = true, child;

    if (!s.n || s.p[0] == '>' || s.p[s.n - 1] == '>')
        return false;
    while (good && s.n)
        good = good_compound(take_last(&s, &child));
    return good;
}

bool mt_select_good(mt_str selectors, mt_str *fault)
{
    size_t n = 0;

    *fault = selectors;
    while (selectors.n) {
        size_t at = mt_str_find(selectors, MT_LIT("||"));

        *fault = mt_str_sub(selectors, 0, at);
        if (n++ == MT_SELECTORS || !good_selector(mt_str_trim(*fault)) ||
            at + 2 == selectors.n)
            return false;
        selectors = mt_str_sub(selectors, at + 2, selectors.n);
    }
    return n > 0;
}

/* One of several selectors. needle: text that the attributes of whatever
 * answers to it must have, for telling most elements apart at once. */
struct choice {
    mt_str selector, needle;
};

static struct choice choice_of(mt_str selector)
{
    bool child;
    mt_str rest = mt_str_trim(selector), last = take_last(&rest, &child);
    size_t i = last.n;

    while (i && (is_name(last.p[i - 1]) || last.p[i - 1] == ']'))
        i--;
    last = mt_str_sub(last, i, last.n);
    return (struct choice){ mt_str_trim(selector),
                            i ? take_name(&last) : MT_LIT("") };
}

static size_t choices_of(mt_str selectors, struct choice out[MT_SELECTORS])
{
    size_t n = 0;

    while (selectors.n && n < MT_SELECTORS) {
        size_t at = mt_str_find(selectors, MT_LIT("||"));

        out[n++] = choice_of(mt_str_sub(selectors, 0, at));
        selectors = mt_str_sub(selectors, at + 2, selectors.n);
    }
    return n;
}

struct mt_node *mt_select_next(struct mt_node *top, mt_str selectors,
                               struct mt_node *from)
{
    struct choice choices[MT_SELECTORS];
    size_t n = choices_of(selectors, choices);
    struct mt_node *node = from ? mt_node_next(top, from, true) : top;

    for (; n && node; node = mt_node_next(top, node, true))
        for (size_t i = 0; node->name.n && i < n; i++)
            if (mt_str_has(node->attrs, choices[i].needle) &&
                mt_select_match(node, choices[i].selector))
                return node;
    return NULL;
}
