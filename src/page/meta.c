/* SPDX-License-Identifier: MIT */
#include "page/meta.h"

#include "data.h"
#include "page/name.h"

static void set(mt_str *field, mt_str value)
{
    if (!field->n)
        *field = mt_str_trim(value);
}

/* Puts the content of a <meta> into the field that page_metas.tsv names. */
static void see_field(struct mt_meta *meta, enum mt_page_field field,
                      mt_str value)
{
    switch (field) {
    case MT_FIELD_TITLE: set(&meta->og_title, value); break;
    case MT_FIELD_SITE: set(&meta->site, value); break;
    case MT_FIELD_SECTION: set(&meta->section, value); break;
    case MT_FIELD_URL: set(&meta->canonical, value); break;
    case MT_FIELD_PUBLISHED: set(&meta->published, value); break;
    case MT_FIELD_MODIFIED: set(&meta->modified, value); break;
    case MT_FIELD_ROBOTS: set(&meta->robots, value); break;
    case MT_FIELD_REFRESH: set(&meta->refresh, value); break;
    case MT_FIELD_LANGUAGE: set(&meta->language, value); break;
    case MT_FIELD_AUTHOR:
        if (meta->author_count < MT_META_AUTHORS && mt_str_trim(value).n)
            meta->authors[meta->author_count++] = mt_str_trim(value);
        break;
    case MT_FIELD_NONE: break;
    }
}

static void see_meta(struct mt_meta *meta, const struct mt_node *node,
                     struct mt_arena *arena)
{
    static const char *const keys[] = { "property", "name", "itemprop",
                                        "http-equiv" };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        mt_str key = mt_attr_find(node->attrs, mt_str_c(keys[i]));
        int row = mt_name_row(MT_TABLE_PAGE_METAS, mt_str_trim(key));

        if (row >= 0) {
            see_field(meta, (enum mt_page_field)mt_page_metas[row].field,
                      mt_node_attr(node, MT_LIT("content"), arena));
            return;
        }
    }
}

void mt_meta_read(struct mt_tree *tree, struct mt_arena *arena,
                  struct mt_meta *meta)
{
    *meta = (struct mt_meta){ 0 };
    for (struct mt_node *node = tree->root; node;
         node = mt_node_next(tree->root, node, true)) {
        if (node->tag == MT_TAG_META)
            see_meta(meta, node, arena);
        else if (node->tag == MT_TAG_TITLE && !meta->title.n)
            meta->title = mt_node_text(node, arena);
        else if (node->tag == MT_TAG_LINK &&
                 mt_str_eq_nocase(mt_attr_find(node->attrs, MT_LIT("rel")),
                                  MT_LIT("canonical")))
            set(&meta->canonical, mt_node_attr(node, MT_LIT("href"), arena));
    }
}
