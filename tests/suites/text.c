/* SPDX-License-Identifier: MIT */
/* text FILE...: the visible text of each page, by our tree, as a line of JSON.
 * All text is visible that stands in none of the elements below. */
#include <jansson.h>
#include <stdio.h>

#include "base/buf.h"
#include "page/decode.h"
#include "page/ref.h"
#include "page/tree.h"

enum { CHUNK = 1 << 16 };

static bool is_hidden(const struct mt_node *node)
{
    switch ((enum mt_tag)node->tag) {
    case MT_TAG_SCRIPT:
    case MT_TAG_STYLE:
    case MT_TAG_TITLE:
    case MT_TAG_TEMPLATE:
    case MT_TAG_NOSCRIPT:
    case MT_TAG_IFRAME:
    case MT_TAG_NOEMBED:
    case MT_TAG_NOFRAMES: return true;
    default: return false;
    }
}

static void text_of(const struct mt_tree *tree, struct mt_buf *out)
{
    struct mt_node *node = tree->root;

    mt_buf_put(out, MT_LIT(""));
    while (node) {
        bool hidden = is_hidden(node);

        if (!hidden && node->raw)
            mt_buf_put(out, node->text);
        else if (!hidden)
            mt_ref_put(out, node->text, false);
        node = mt_node_next(tree->root, node, !hidden);
    }
}

static bool slurp(const char *path, struct mt_buf *out)
{
    FILE *file = fopen(path, "rb");
    size_t n;

    if (!file)
        return false;
    while ((n = fread(mt_buf_room(out, CHUNK), 1, CHUNK, file)) > 0)
        out->n += n;
    fclose(file);
    return true;
}

static bool show(const char *path, struct mt_arena *arena)
{
    struct mt_buf bytes = { 0 }, text = { 0 };
    struct mt_tree tree = { 0 };
    mt_str charset = { NULL, 0 };
    bool good = slurp(path, &bytes) &&
                mt_tree_build(mt_decode(mt_buf_str(&bytes), &charset, arena),
                              arena, &tree);

    if (good) {
        json_t *line;

        text_of(&tree, &text);
        line = json_stringn(text.p, text.n);
        good = line &&
               json_dumpf(line, stdout, JSON_ENCODE_ANY | JSON_COMPACT) == 0;
        putchar('\n');
        json_decref(line);
    }
    mt_buf_release(&bytes);
    mt_buf_release(&text);
    return good;
}

int main(int argc, char **argv)
{
    struct mt_arena *arena = mt_arena_new();
    int bad = 0;

    for (int i = 1; i < argc; i++) {
        if (!show(argv[i], arena)) {
            fprintf(stderr, "text: %s can't be read\n", argv[i]);
            puts("null");
            bad++;
        }
        mt_arena_clear(arena);
    }
    mt_arena_free(arena);
    return bad > 0;
}
