/* SPDX-License-Identifier: MIT */
/*
 * A page gives the same article whatever charset its bytes are in.
 *
 *     charset            every page of fixtures/pages-traps and of
 *                        ../shared/pages, if that is there, as CP949: said so,
 *                        not said, and said to be UTF-8
 *     charset --suites DIR
 *                        the public suites of DIR, one line each
 */
#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include <unicode/ucnv.h>

#include "article/article.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "page/decode.h"
#include "page/ref.h"
#include "page/tree.h"

enum { LINE = 1 << 20 };

/* --------------------------------------------------------------- suites -- */

static void report(const char *name, int right, int total)
{
    printf("%s %d %d\n", name, right, total);
}

static FILE *open_in(const char *dir, const char *name)
{
    char path[1024];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", dir, name);
    file = fopen(path, "rb");
    if (!file)
        fprintf(stderr, "charset: can't read %s\n", path);
    return file;
}

static int hex_value(char c)
{
    return mt_is_digit(c) ? c - '0' : mt_lower(c) - 'a' + 10;
}

static uint32_t number_of_hex(mt_str hex)
{
    uint32_t number = 0;

    for (size_t i = 0; i < hex.n; i++)
        number = 16 * number + (uint32_t)hex_value(hex.p[i]);
    return number;
}

static mt_str bytes_of_hex(struct mt_arena *arena, mt_str hex)
{
    char *out = mt_arena_alloc(arena, hex.n / 2 + 1);

    for (size_t i = 0; i + 1 < hex.n; i += 2)
        out[i / 2] = (char)(16 * hex_value(hex.p[i]) + hex_value(hex.p[i + 1]));
    return (mt_str){ out, hex.n / 2 };
}

static mt_str bytes_of_base64(struct mt_arena *arena, mt_str text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq"
                                 "rstuvwxyz0123456789+/";
    char *out = mt_arena_alloc(arena, text.n + 1);
    uint32_t bits = 0;
    size_t n = 0;
    int held = 0;

    for (size_t i = 0; i < text.n; i++) {
        const char *digit = text.p[i] ? strchr(digits, text.p[i]) : NULL;

        if (!digit)
            continue;
        bits = bits << 6 | (uint32_t)(digit - digits);
        held += 6;
        if (held >= 8)
            out[n++] = (char)(bits >> (held -= 8));
    }
    return (mt_str){ out, n };
}

static mt_str member(const json_t *row, const char *key)
{
    const json_t *value = json_object_get(row, key);

    return (mt_str){ json_string_value(value), json_string_length(value) };
}

typedef bool case_check(const json_t *row, struct mt_arena *arena);

struct suite {
    const char *file, *name, *skip; /* rows where this key is true */
    case_check *check;
};

static void run_rows(const char *dir, const struct suite *suite)
{
    struct mt_arena *arena = mt_arena_new();
    FILE *file = open_in(dir, suite->file);
    char *line = mt_alloc(LINE);
    int right = 0, total = 0;

    while (file && fgets(line, LINE, file)) {
        json_t *row = json_loads(line, JSON_ALLOW_NUL, NULL);

        if (row && !json_is_true(json_object_get(row, suite->skip))) {
            total++;
            right += suite->check(row, arena);
        }
        json_decref(row);
        mt_arena_clear(arena);
    }
    report(suite->name, right, total);
    if (file)
        fclose(file);
    free(line);
    mt_arena_free(arena);
}

static bool decodes(const json_t *row, struct mt_arena *arena)
{
    mt_str out;

    return mt_charset_convert(bytes_of_hex(arena, member(row, "bytes")),
                              MT_LIT("EUC-KR"), arena, &out) &&
           mt_str_eq(out, member(row, "text"));
}

static bool sniffs(const json_t *row, struct mt_arena *arena)
{
    mt_str page = bytes_of_base64(arena, member(row, "html_b64"));
    mt_str want = member(row, "encoding");
    mt_str found = mt_charset_sniff(page, member(row, "content_type"));

    return mt_str_eq_nocase(found, want) ||
           mt_str_eq(found, mt_charset_of(want));
}

/* Tab-separated rows: "8141 AC02" and "utf8 UTF-8". */
static void run_pairs(const char *dir, const char *file_name, const char *name,
                      bool map)
{
    struct mt_arena *arena = mt_arena_new();
    FILE *file = open_in(dir, file_name);
    char line[256], utf8[4];
    int right = 0, total = 0;

    while (file && fgets(line, sizeof line, file)) {
        mt_str rest = mt_str_trim(mt_str_c(line)), a, b, out;

        if (line[0] == '#' || !mt_str_split(&rest, '\t', &a) ||
            !mt_str_split(&rest, '\t', &b))
            continue;
        total++;
        if (map) {
            mt_str want = { utf8, mt_utf8_put(number_of_hex(b), utf8) };

            right += mt_charset_convert(bytes_of_hex(arena, a),
                                        MT_LIT("EUC-KR"), arena, &out) &&
                     mt_str_eq(out, want);
        } else {
            right += mt_str_eq(mt_charset_of(a), b);
        }
        mt_arena_clear(arena);
    }
    report(name, right, total);
    if (file)
        fclose(file);
    mt_arena_free(arena);
}

/* ------------------------------------------------- html5lib's documents -- */

static bool is_hidden(mt_str name)
{
    return mt_str_eq(name, MT_LIT("script")) ||
           mt_str_eq(name, MT_LIT("style")) ||
           mt_str_eq(name, MT_LIT("title")) ||
           mt_str_eq(name, MT_LIT("template"));
}

/* Appends s without white space, NUL and U+FFFD. */
static void put_visible(struct mt_buf *out, mt_str s)
{
    for (uint32_t cp; mt_utf8_next(&s, &cp);)
        if (cp > ' ' && cp != 0xFFFD)
            mt_buf_put_cp(out, cp);
}

/* The visible text of a tree as html5lib writes it down: "|   <p>" and
 * "|     "text"", two blanks a level; text may go over lines. */
static void text_of_dump(mt_str dump, struct mt_buf *out)
{
    size_t hidden = SIZE_MAX; /* depth of the element that hides */
    bool in_text = false;
    mt_str line;

    while (mt_str_split(&dump, '\n', &line)) {
        size_t depth = 0;

        if (!mt_str_take(&line, MT_LIT("| "))) {
            if (in_text) {
                in_text = !mt_str_ends(line, MT_LIT("\""));
                line.n -= !in_text && line.n;
                put_visible(out, line);
            }
            continue;
        }
        while (mt_str_take(&line, MT_LIT("  ")))
            depth++;
        if (depth <= hidden)
            hidden = SIZE_MAX;
        in_text = false;
        if (mt_str_take(&line, MT_LIT("\""))) {
            in_text = hidden == SIZE_MAX &&
                      !(mt_str_ends(line, MT_LIT("\"")) && line.n);
            line.n -= !in_text && line.n;
            if (hidden == SIZE_MAX)
                put_visible(out, line);
        } else if (hidden == SIZE_MAX && line.n > 1 && line.p[0] == '<' &&
                   is_hidden(mt_str_sub(line, 1, line.n - 1))) {
            hidden = depth;
        }
    }
    mt_buf_put(out, MT_LIT(""));
}

static void text_of_tree(struct mt_tree *tree, struct mt_buf *out)
{
    struct mt_buf text = { 0 };
    struct mt_node *node = tree->root;

    while (node) {
        bool hidden = node->tag == MT_TAG_SCRIPT || node->tag == MT_TAG_STYLE ||
                      node->tag == MT_TAG_TITLE || node->tag == MT_TAG_TEMPLATE;

        if (!hidden && node->raw)
            mt_buf_put(&text, node->text);
        else if (!hidden)
            mt_ref_put(&text, node->text, false);
        node = mt_node_next(tree->root, node, !hidden);
    }
    put_visible(out, mt_buf_str(&text));
    mt_buf_put(out, MT_LIT(""));
    mt_buf_release(&text);
}

static bool reads_as_browsers(const json_t *row, struct mt_arena *arena)
{
    struct mt_tree tree = { 0 };
    struct mt_buf got = { 0 }, want = { 0 };
    bool same;

    if (!mt_tree_build(mt_text_clean(member(row, "data"), arena), arena, &tree))
        return false;
    text_of_tree(&tree, &got);
    text_of_dump(member(row, "document"), &want);
    same = mt_str_eq(mt_buf_str(&got), mt_buf_str(&want));
    mt_buf_release(&got);
    mt_buf_release(&want);
    return same;
}

static int run_suites(const char *dir)
{
    static const struct suite suites[] = {
        { "euc-kr-decode.jsonl", "charset.euc-kr-decode", "", decodes },
        { "html-sniff-korean.jsonl", "charset.html-sniff-korean", "policy",
          sniffs },
        { "html-prescan-html5lib.jsonl", "charset.html-prescan", "scripted",
          sniffs },
        { "../html/tree-construction.jsonl", "html.tree-construction", "",
          reads_as_browsers },
    };
    char sub[1024];

    snprintf(sub, sizeof sub, "%s/charset", dir);
    run_pairs(sub, "euc-kr-map.tsv", "charset.euc-kr-map", true);
    run_pairs(sub, "labels.tsv", "charset.labels", false);
    for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
        run_rows(sub, &suites[i]);
    return 0;
}

/* ------------------------------------------------------------- property -- */

static mt_str slurp(const char *path, struct mt_arena *arena)
{
    FILE *file = fopen(path, "rb");
    struct mt_buf buf = { 0 };
    mt_str out;
    size_t n;

    if (!file)
        return MT_LIT("");
    while ((n = fread(mt_buf_room(&buf, LINE), 1, LINE, file)) > 0)
        buf.n += n;
    fclose(file);
    out = mt_arena_copy(arena, mt_buf_str(&buf));
    mt_buf_release(&buf);
    return out;
}

/* UTF-8 as CP949; what CP949 has not becomes a reference. */
static mt_str as_949(mt_str utf8, struct mt_arena *arena)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *to = ucnv_open("windows-949-2000", &status);
    UConverter *from = ucnv_open("UTF-8", &status);
    size_t room = 4 * utf8.n + 16;
    char *out = mt_arena_alloc(arena, room), *at = out;
    const char *source = utf8.p;

    ucnv_setFromUCallBack(to, UCNV_FROM_U_CALLBACK_ESCAPE, UCNV_ESCAPE_XML_DEC,
                          NULL, NULL, &status);
    ucnv_convertEx(to, from, &at, out + room, &source, utf8.p + utf8.n, NULL,
                   NULL, NULL, NULL, true, true, &status);
    ucnv_close(to);
    ucnv_close(from);
    return U_SUCCESS(status) ? (mt_str){ out, (size_t)(at - out) } : MT_LIT("");
}

/* page with each charset that a <meta> names replaced by label. */
static mt_str relabelled(mt_str page, const char *label, struct mt_arena *arena)
{
    struct mt_buf buf = { 0 };
    mt_str word = MT_LIT("charset="), out;

    while (page.n) {
        size_t at = mt_str_find(page, word);

        mt_buf_put(&buf, mt_str_sub(page, 0, at));
        page = mt_str_sub(page, at, page.n);
        if (!mt_str_take(&page, word))
            break;
        mt_buf_put(&buf, word);
        if (page.n && (page.p[0] == '"' || page.p[0] == '\'')) {
            mt_buf_putc(&buf, page.p[0]);
            page = mt_str_sub(page, 1, page.n);
        }
        while (page.n && (mt_is_alpha(page.p[0]) || mt_is_digit(page.p[0]) ||
                          page.p[0] == '-' || page.p[0] == '_'))
            page = mt_str_sub(page, 1, page.n);
        mt_buf_put(&buf, mt_str_c(label));
    }
    out = mt_arena_copy(arena, mt_buf_str(&buf));
    mt_buf_release(&buf);
    return out;
}

static struct mt_article article_of(mt_str bytes, struct mt_arena *arena)
{
    struct mt_input input = { .bytes = bytes, .kind = MT_KIND_HTML };
    struct mt_article article = { 0 };

    mt_article_read(&(struct mt_article_job){ &input, NULL }, arena, &article,
                    NULL);
    return article;
}

static bool same_article(const struct mt_article *a, const struct mt_article *b)
{
    return mt_str_eq(a->text, b->text) && a->status == b->status &&
           a->byline.n == b->byline.n && mt_when_eq(a->published, b->published);
}

/* A page that is not UTF-8 is none for this test. */
static void check_page(const char *path, struct mt_arena *arena, int *passed,
                       int *failed)
{
    static const char *const labels[] = { "euc-kr", "", "utf-8" };
    mt_str page = slurp(path, arena);
    struct mt_article want;

    if (!page.n || !mt_utf8_valid(page))
        return;
    want = article_of(page, arena);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        mt_str bytes = as_949(relabelled(page, labels[i], arena), arena);
        struct mt_article got = article_of(bytes, arena);

        if (same_article(&want, &got)) {
            ++*passed;
            continue;
        }
        ++*failed;
        printf("not ok %s as CP949 called \"%s\"\n", path, labels[i]);
    }
}

static void check_pages(const char *pattern, int *passed, int *failed)
{
    struct mt_arena *arena = mt_arena_new();
    glob_t found;

    if (glob(pattern, 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++) {
            check_page(found.gl_pathv[i], arena, passed, failed);
            mt_arena_clear(arena);
        }
        globfree(&found);
    }
    mt_arena_free(arena);
}

int main(int argc, char **argv)
{
    int passed = 0, failed = 0;

    if (argc == 3 && strcmp(argv[1], "--suites") == 0)
        return run_suites(argv[2]);
    check_pages("fixtures/pages-traps/*.html", &passed, &failed);
    check_pages("../shared/pages/*.html", &passed, &failed);
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0 || passed == 0;
}
