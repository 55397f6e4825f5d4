/* SPDX-License-Identifier: MIT */
#include "data.h"
#include "page/lines.h"
#include "page/name.h"

static unsigned spot_mark(enum mt_page_spot spot)
{
    switch (spot) {
    case MT_SPOT_DROP: return MT_MARK_DROP;
    case MT_SPOT_BODY: return MT_MARK_BODY;
    case MT_SPOT_MICRO: return MT_MARK_MICRO;
    case MT_SPOT_SUBTITLE: return MT_MARK_SUBTITLE;
    case MT_SPOT_CAPTION: return MT_MARK_CAPTION;
    case MT_SPOT_BYLINE: return MT_MARK_BYLINE;
    case MT_SPOT_NONE: break;
    }
    return 0;
}

static bool is_part_end(mt_str s, size_t at)
{
    return at >= s.n || !(mt_is_alpha(s.p[at]) || mt_is_digit(s.p[at]));
}

/* The marks for words that begin at byte at of the class name. */
static unsigned marks_at(mt_str name, size_t at)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(&mt_page_index, name, at, hits);
    unsigned marks = 0;

    for (size_t i = 0; i < n; i++) {
        const struct mt_page_classes_row *row;
        bool fits = false;

        if (hits[i]->table != MT_TABLE_PAGE_CLASSES)
            continue;
        row = &mt_page_classes[hits[i]->row];
        switch ((enum mt_page_part)row->part) {
        case MT_PART_OF_WHOLE: fits = at == 0 && hits[i]->n == name.n; break;
        case MT_PART_OF_HEAD: fits = at == 0; break;
        case MT_PART_OF_ANY: fits = is_part_end(name, at + hits[i]->n); break;
        case MT_PART_OF_NONE: break;
        }
        if (fits)
            marks |= spot_mark((enum mt_page_spot)row->spot);
    }
    return marks;
}

/* The marks of one id or class: looked up at its head and behind signs. */
static unsigned marks_of_name(mt_str name)
{
    char key[MT_NAME_SIZE];
    unsigned marks = 0;

    name = mt_name_key(name, key);
    for (size_t i = 0; i < name.n; i++)
        if (i == 0 || name.p[i - 1] == '-' || name.p[i - 1] == ' ')
            marks |= marks_at(name, i);
    return marks;
}

static unsigned marks_of_names(mt_str value)
{
    unsigned marks = 0;
    size_t i = 0;

    while (i < value.n) {
        size_t from = i;

        while (i < value.n && !mt_is_space(value.p[i]))
            i++;
        if (i > from)
            marks |= marks_of_name(mt_str_sub(value, from, i));
        i++;
    }
    return marks;
}

/* The classes of a page come again and again. */
struct memo {
    struct seen {
        mt_str value;
        unsigned marks;
    } slots[128];
};

static unsigned marks_remembered(struct memo *memo, mt_str value)
{
    struct seen *slot;
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < value.n; i++)
        hash = (hash ^ (unsigned char)value.p[i]) * 16777619u;
    slot = &memo->slots[(hash ^ hash >> 16) % 128];
    if (!slot->value.p || !mt_str_eq(slot->value, value))
        *slot = (struct seen){ value, marks_of_names(value) };
    return slot->marks;
}

/* "display:none", "visibility: hidden" */
static bool hides(mt_str style)
{
    for (size_t i = 0; i + 11 <= style.n; i++) {
        mt_str at = mt_str_sub(style, i, style.n);
        size_t k;

        if (mt_str_eq_nocase(mt_str_sub(at, 0, 7), MT_LIT("display")))
            k = 7;
        else if (mt_str_eq_nocase(mt_str_sub(at, 0, 10), MT_LIT("visibility")))
            k = 10;
        else
            continue;
        while (k < at.n && (mt_is_space(at.p[k]) || at.p[k] == ':'))
            k++;
        if (mt_str_eq_nocase(mt_str_sub(at, k, k + 4), MT_LIT("none")) ||
            mt_str_eq_nocase(mt_str_sub(at, k, k + 6), MT_LIT("hidden")))
            return true;
    }
    return false;
}

static unsigned marks_of_attrs(struct memo *memo, mt_str attrs)
{
    mt_str name, value;
    unsigned marks = 0;
    bool body_id = false;

    while (mt_attr_next(&attrs, &name, &value)) {
        if (mt_str_eq_nocase(name, MT_LIT("class"))) {
            marks |= marks_remembered(memo, value);
        } else if (mt_str_eq_nocase(name, MT_LIT("id"))) {
            unsigned own = marks_remembered(memo, value);

            marks |= own;
            body_id |= (own & MT_MARK_BODY) && !(own & MT_MARK_DROP);
        } else if (mt_str_eq_nocase(name, MT_LIT("itemprop")))
            marks |= mt_str_eq_nocase(value, MT_LIT("articleBody"))
                         ? MT_MARK_MICRO
                         : 0u;
        else if (mt_str_eq_nocase(name, MT_LIT("hidden")) ||
                 (mt_str_eq_nocase(name, MT_LIT("style")) && hides(value)))
            marks |= MT_MARK_HIDDEN;
    }
    /* id="cont_newstext" class="font-size": called the body, it is no button */
    if (marks & MT_MARK_MICRO || body_id)
        marks &= ~(unsigned)MT_MARK_DROP;
    return marks;
}

static unsigned marks_of_tag(enum mt_tag tag)
{
    switch (tag) {
    case MT_TAG_NAV:
    case MT_TAG_FOOTER:
    case MT_TAG_ASIDE: return MT_MARK_NAV;
    case MT_TAG_BUTTON: return MT_MARK_DROP;
    case MT_TAG_FIGCAPTION: return MT_MARK_CAPTION;
    default: return mt_tag_flags(tag) & MT_TAG_IS_HIDDEN ? MT_MARK_HIDDEN : 0u;
    }
}

/* <span class="keyword"> in the middle of a sentence belongs to it. */
static bool in_sentence(const struct mt_node *node)
{
    const struct mt_node *prev = node->prev;

    return !(mt_tag_flags((enum mt_tag)node->tag) & MT_TAG_IS_BLOCK) && prev &&
           !prev->name.n && mt_str_trim(prev->text).n;
}

void mt_marks_set(struct mt_tree *tree)
{
    struct memo memo = { 0 };

    for (struct mt_node *node = tree->root; node;
         node = mt_node_next(tree->root, node, true)) {
        unsigned marks;

        if (!node->name.n)
            continue;
        marks = marks_of_attrs(&memo, node->attrs);
        if ((marks & ~(unsigned)MT_MARK_HIDDEN) && in_sentence(node))
            marks &= MT_MARK_HIDDEN;
        node->marks = (uint8_t)(marks |
                                marks_of_tag((enum mt_tag)node->tag));
    }
}
