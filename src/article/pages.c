/* SPDX-License-Identifier: MIT */
/*
 * Is a page the next one of an article that its site cut into pages?
 *
 *     /view?id=7            /view?id=7&page=2        ?pageNo=2, ?pg=2
 *     /2024/story           /2024/story/2            /2024/story/page/2
 *     /2024/story.html      /2024/story_2.html       /2024/story-2.html
 *     canonical /story on each, and rel=next /story?page=3 on the second
 */
#include <stdio.h>

#include "article/headline.h"
#include "page/decode.h"
#include "page/meta.h"
#include "page/ref.h"

enum {
    HEAD = 64 * 1024, /* bytes in which a page says who it is */
    LINKS = 16,       /* rel=next and rel=prev that are looked at */
    LONGEST_URL = 4096,
};

/* What a page says of itself. */
struct head {
    struct mt_arena *arena;
    struct mt_tree tree;
    struct mt_meta meta;
};

/* ------------------------------------------------------------ addresses -- */

struct address {
    mt_str host, path, query;
};

static mt_str until(mt_str *s, const char *signs)
{
    size_t n = 0;
    mt_str part;

    while (n < s->n && !strchr(signs, s->p[n]))
        n++;
    part = mt_str_sub(*s, 0, n);
    *s = mt_str_sub(*s, n, s->n);
    return part;
}

/* "https://www.a.kr/x/?y#z" is host a.kr, path /x, query y. */
static struct address address_of(mt_str url)
{
    struct address a = { .host = mt_url_host(url) };
    size_t at = mt_str_find(url, MT_LIT("://"));

    url = mt_str_sub(url, 0, LONGEST_URL);
    url = mt_str_sub(url, at < url.n ? at + 3 : 0, url.n);
    until(&url, "/?#");
    a.path = until(&url, "?#");
    if (mt_str_take(&url, MT_LIT("?")))
        a.query = until(&url, "#");
    while (mt_str_ends(a.path, MT_LIT("/")))
        a.path.n--;
    return a;
}

static bool is_page_key(mt_str key)
{
    static const char *const keys[] = {
        "page", "pageno", "page_no", "pagenum", "page_num", "pagenumber",
        "paged", "pg", "pn", "p", "curpage", "currentpage", "nowpage"
    };

    return mt_str_eq_nocase_any(key, MT_ALL(keys));
}

/* The next "key=value" of a query; the number of a page goes to *number and
 * is passed over. False at the end. */
static bool next_field(mt_str *query, mt_str *field, int *number)
{
    mt_str rest, key;
    int value;

    while (query->n && mt_str_split(query, '&', field)) {
        rest = *field;
        key = until(&rest, "=");
        if (!mt_str_take(&rest, MT_LIT("=")) || !is_page_key(key) ||
            !mt_str_digits(&rest, 3, &value) || rest.n)
            return true;
        *number = value;
    }
    return false;
}

/* Are two queries the same but for the numbers of pages in them? */
static bool same_query(mt_str a, mt_str b, int *na, int *nb)
{
    mt_str fa, fb;
    bool more;

    *na = *nb = 1;
    do {
        more = next_field(&a, &fa, na);
        if (next_field(&b, &fb, nb) != more)
            return false;
    } while (more && mt_str_eq(fa, fb));
    return !more;
}

/* "/story" and "/story/2"; "/story.html" and "/story_2.html" */
static bool numbered_path(mt_str first, mt_str next, int number)
{
    static const char *const forms[] = { "/%d", "/page/%d", "_%d", "-%d" };
    size_t dot = first.n;
    mt_str ext;

    if (!first.n)
        return false;
    while (dot && first.p[dot - 1] != '.' && first.p[dot - 1] != '/')
        dot--;
    dot = dot && first.p[dot - 1] == '.' ? dot - 1 : first.n;
    ext = mt_str_sub(first, dot, first.n);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        mt_str rest = next, stem = i < 2 ? first : mt_str_sub(first, 0, dot);
        char sign[32];

        snprintf(sign, sizeof sign, forms[i], number);
        if (mt_str_take(&rest, stem) && mt_str_take(&rest, mt_str_c(sign)) &&
            mt_str_eq(rest, i < 2 ? MT_LIT("") : ext))
            return true;
    }
    return false;
}

/* Is next the address of page number of the article at first? */
static bool is_numbered(mt_str first, mt_str next, int number)
{
    struct address a = address_of(first), b = address_of(next);
    int na, nb;

    if (!a.host.n || !mt_str_eq_nocase(a.host, b.host) ||
        !same_query(a.query, b.query, &na, &nb) || na != 1)
        return false;
    if (mt_str_eq(a.path, b.path))
        return nb == number;
    return nb == 1 && number > 1 && numbered_path(a.path, b.path, number);
}

/* ---------------------------------------------------------------- heads -- */

static bool read_head(const struct mt_input *input, struct mt_arena *arena,
                      struct head *head)
{
    mt_str charset = input->charset;
    mt_str bytes = mt_str_sub(input->bytes, 0, HEAD);

    *head = (struct head){ .arena = arena };
    if (input->kind == MT_KIND_TEXT ||
        !mt_tree_build(mt_decode(bytes, &charset, arena), arena, &head->tree))
        return false;
    mt_meta_read(&head->tree, arena, &head->meta);
    return true;
}

static mt_str key_of(const struct head *head, mt_str title)
{
    return mt_headline_key(head->arena,
                           mt_ref_resolve(head->arena, title, false));
}

/* "하늘톡 멈춰" and "하늘톡 멈춰 (2)", as keys */
static bool same_key(mt_str first, mt_str next, int number)
{
    static const char *const forms[] = { "%d", "%d페이지", "%d쪽", "page%d" };
    char sign[32];

    if (!first.n || !mt_str_take(&next, first))
        return false;
    for (size_t i = 0; next.n && i < sizeof forms / sizeof *forms; i++) {
        snprintf(sign, sizeof sign, forms[i], number);
        if (mt_str_eq_nocase(next, mt_str_c(sign)))
            return true;
    }
    return next.n == 0;
}

static bool same_title(const struct head *first, const struct head *next,
                       int number)
{
    const struct mt_meta *a = &first->meta, *b = &next->meta;
    bool og = a->og_title.n && b->og_title.n;

    return same_key(key_of(first, og ? a->og_title : a->title),
                    key_of(next, og ? b->og_title : b->title), number);
}

static bool same_time(const struct head *first, const struct head *next)
{
    mt_str a = first->meta.published, b = next->meta.published;

    return !a.n || !b.n || mt_str_eq(a, b);
}

/* A link of the page at base, absolute. */
static mt_str absolute(struct mt_arena *arena, mt_str base, mt_str link)
{
    size_t host = mt_str_find(base, MT_LIT("://")), path, end;

    if (host == base.n || mt_str_has(link, MT_LIT("://")))
        return link;
    for (path = host + 3; path < base.n && !strchr("/?#", base.p[path]);)
        path++;
    for (end = path; end < base.n && !strchr("?#", base.p[end]);)
        end++;
    if (mt_str_starts(link, MT_LIT("//")))
        path = host + 1;
    else if (mt_str_starts(link, MT_LIT("?")))
        path = end;
    else if (!mt_str_starts(link, MT_LIT("/")))
        for (path = end; path > host + 3 && base.p[path - 1] != '/';)
            path--;
    return mt_arena_printf(arena, "%.*s%.*s", MT_FMT(mt_str_sub(base, 0, path)),
                           MT_FMT(link));
}

/* Does a rel=next or rel=prev say that this is page number of the article at
 * url? */
static bool links_tell(const struct head *head, mt_str url, int number)
{
    struct mt_node *node = head->tree.root;
    int left = LINKS;

    for (; node && left; node = mt_node_next(head->tree.root, node, true)) {
        mt_str rel, href;
        int other;

        if (!mt_str_has(node->attrs, MT_LIT("rel")))
            continue;
        rel = mt_node_attr(node, MT_LIT("rel"), head->arena);
        href = mt_node_attr(node, MT_LIT("href"), head->arena);
        other = mt_str_eq_nocase(rel, MT_LIT("next"))   ? number + 1
                : mt_str_eq_nocase(rel, MT_LIT("prev")) ? number - 1
                                                        : 0;
        if (!other || !href.n || href.n > LONGEST_URL)
            continue;
        left--;
        if (is_numbered(url, absolute(head->arena, url, href), other))
            return true;
    }
    return false;
}

/* Do the pages themselves tell their order? */
static bool heads_tell(const struct head *first, const struct head *next,
                       int number)
{
    mt_str a = first->meta.canonical, b = next->meta.canonical;

    if (!a.n || !b.n)
        return false;
    return is_numbered(a, b, number) ||
           (mt_str_eq(a, b) && links_tell(first, a, 1) &&
            links_tell(next, a, number));
}

bool mt_continues(const struct mt_input *first, int number,
                  const struct mt_input *next)
{
    bool numbered = is_numbered(first->url, next->url, number), good;
    struct head a, b;
    struct mt_arena *arena;

    if (number < 2 || (!numbered && first->url.n && next->url.n &&
                       !mt_str_eq(first->url, next->url)))
        return false;
    arena = mt_arena_new();
    good = read_head(first, arena, &a) && read_head(next, arena, &b) &&
           same_title(&a, &b, number) && same_time(&a, &b) &&
           (numbered || heads_tell(&a, &b, number));
    mt_arena_free(arena);
    return good;
}
