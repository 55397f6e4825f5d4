/* SPDX-License-Identifier: MIT */
/* HTML: tokens, references, the tree, selectors, lines, bodies, states. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "data.h"
#include "page/body.h"
#include "page/meta.h"
#include "page/ref.h"
#include "page/select.h"
#include "page/state.h"

static struct mt_arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = mt_arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    mt_arena_free(arena);
    return 0;
}

static void same(mt_str got, const char *want)
{
    assert_string_equal(mt_arena_copy(arena, got).p, want);
}

static struct mt_tree tree_of(const char *html)
{
    struct mt_tree tree = { 0 };

    assert_true(mt_tree_build(mt_str_c(html), arena, &tree));
    return tree;
}

/* ----------------------------------------------------------- references -- */

static void resolved(const char *text, const char *want)
{
    same(mt_ref_resolve(arena, mt_str_c(text), false), want);
}

static void references(void **state)
{
    (void)state;
    resolved("a &amp; b &lt;c&gt;", "a & b <c>");
    resolved("&#44032;&#xac00;&#x41", "가가A");
    resolved("&copy 2024 &copy=1", "© 2024 ©=1");
    resolved("&hellip; &hellip &nope; & &", "… &hellip &nope; & &");
    resolved("&notin; &notit;", "∉ ¬it;");
    resolved("&#0;&#x110000;&#xD800;", "���");
    resolved("&#128;&#8203;", "€");
    same(mt_ref_resolve(arena, MT_LIT("?a=1&copy=2&amp;b"), true),
         "?a=1&copy=2&b");
}

static void entities_are_sorted(void **state)
{
    (void)state;
    for (size_t i = 1; i < MT_PAGE_ENTITIES_ROWS; i++)
        assert_true(mt_str_cmp(mt_page_entities[i - 1].name,
                               mt_page_entities[i].name) < 0);
}

/* ----------------------------------------------------------------- tree -- */

/* The tree as "tag(children)" with text as it is. */
static void put(struct mt_buf *out, struct mt_node *top)
{
    struct mt_node *node = top;

    for (;;) {
        mt_buf_put(out, node->name.n ? node->name : node->text);
        if (node->name.n)
            mt_buf_putc(out, '(');
        if (node->name.n)
            mt_buf_put(out, node->text);
        if (node->first) {
            node = node->first;
            continue;
        }
        while (true) {
            if (node->name.n)
                mt_buf_putc(out, ')');
            if (node == top || node->next)
                break;
            node = node->parent;
        }
        if (node == top)
            break;
        node = node->next;
    }
}

static void built(const char *html, const char *want)
{
    struct mt_tree tree = tree_of(html);
    struct mt_buf out = { 0 };

    put(&out, tree.root);
    assert_string_equal(out.p, want);
    mt_buf_release(&out);
}

static void paragraphs_close(void **state)
{
    (void)state;
    built("<p>a<p>b<div>c</div>", "html(p(a)p(b)div(c))");
    built("<ul><li>a<li>b<ul><li>c</ul></ul>d",
          "html(ul(li(a)li(bul(li(c))))d)");
    built("<dl><dt>a<dd>b</dl>", "html(dl(dt(a)dd(b)))");
    built("a</p>b", "html(ap()b)");
    built("a</br>b", "html(abr()b)");
    built("<h1>a<h2>b</h3>c", "html(h1(a)h2(b)c)");
}

static void misnesting_is_mended(void **state)
{
    (void)state;
    built("<figcaption><div>a</figcaption>b", "html(figcaption(div(a))b)");
    built("<a>1<div>2</a>3</div>", "html(a(1)div(a(2)3))");
    built("<b>1<p>2</b>3</p>", "html(b(1p(23)))");
    built("<div></span>a</div></div>b", "html(div(a)b)");
    built("<form><div></form>a</div><form>b", "html(form(div(a))form(b))");
}

static void tables(void **state)
{
    (void)state;
    built("<table><tr><td>a<td>b<tr><td>c</table>d",
          "html(table(tbody(tr(td(a)td(b))tr(td(c))))d)");
    built("<table>x<tr><td>a</table>", "html(xtable(tbody(tr(td(a)))))");
    built("<table><b>x<tr><td>a</table>",
          "html(b(x)table(tbody(tr(td(a)))))");
    built("<td>a", "html(a)");
    built("<svg><tr></svg><table><td>a",
          "html(svg(tr())table(tbody(tr(td(a)))))");
    built("<svg><tr><desc><table><td>a",
          "html(svg(tr(desc()))table(tbody(tr(td(a)))))");
}

static void raw_content(void **state)
{
    (void)state;
    built("<title>a<b>&amp;</title>c", "html(title(a<b>&amp;)c)");
    built("<script>\"</p>\"</script>a", "html(script(\"</p>\")a)");
    built("<script><!--<script></script>--></script>a",
          "html(script(<!--<script></script>-->)a)");
    built("<!-- <p> -->a<!-->b<!--->c<!x>d<?e>", "html(abcd)");
    built("a<b", "html(a)");
    built("1 < 2", "html(1 < 2)");
    built("<textarea><p></textarea>", "html(textarea(<p>))");
}

static void attributes(void **state)
{
    mt_str attrs = MT_LIT(" id=a class='b c' data-x hidden = \"d>e\"/");

    (void)state;
    same(mt_attr_find(attrs, MT_LIT("id")), "a");
    same(mt_attr_find(attrs, MT_LIT("class")), "b c");
    same(mt_attr_find(attrs, MT_LIT("hidden")), "d>e");
    assert_non_null(mt_attr_find(attrs, MT_LIT("data-x")).p);
    assert_null(mt_attr_find(attrs, MT_LIT("none")).p);
}

static void depth_and_size_have_ends(void **state)
{
    struct mt_buf deep = { 0 };
    struct mt_tree tree = { 0 };
    size_t depth = 0;

    (void)state;
    for (int i = 0; i < 5000; i++)
        mt_buf_put(&deep, MT_LIT("<div>"));
    mt_buf_put(&deep, MT_LIT("x"));
    assert_true(mt_tree_build(mt_buf_str(&deep), arena, &tree));
    for (struct mt_node *n = tree.root; n; n = n->last)
        depth++;
    assert_true(depth <= MT_TREE_DEPTH + 1);
    for (int i = 0; i < MT_TREE_NODES; i++)
        mt_buf_put(&deep, MT_LIT("<i>"));
    tree = (struct mt_tree){ 0 };
    assert_false(mt_tree_build(mt_buf_str(&deep), arena, &tree));
    mt_buf_release(&deep);
}

/* ------------------------------------------------------------ selectors -- */

static void selected(const char *selectors, const char *want)
{
    struct mt_tree tree = tree_of(
        "<div id=a class='x y'><p class=y>one</p><ul><li itemprop=b>two"
        "</ul></div><p class=y>three");
    struct mt_node *node = mt_select_next(tree.root, mt_str_c(selectors), NULL);

    if (want)
        assert_non_null(node);
    else
        assert_null(node);
    if (node)
        same(mt_node_text(node, arena), want);
}

static void selectors(void **state)
{
    (void)state;
    selected("p", "one");
    selected("#a", "one two");
    selected("div.x.y > p.y", "one");
    selected("div > li", NULL);
    selected("div li", "two");
    selected("div > ul > li[itemprop=b]", "two");
    selected("[itemprop]", "two");
    selected("[class*=x]", "one two");
    selected("#none||li", "two");
    selected("p:first", NULL);
    selected("", NULL);
}

/* ---------------------------------------------------------------- lines -- */

static void lined(const char *html, const char *want)
{
    struct mt_tree tree = tree_of(html);
    struct mt_page_lines lines = { 0 };
    struct mt_buf out = { 0 };

    mt_marks_set(&tree);
    mt_lines_read(tree.root, MT_MARK_HIDDEN | MT_MARK_DROP, arena, &lines);
    for (size_t i = 0; i < lines.list.n; i++) {
        mt_buf_put(&out, lines.list.v[i].text);
        mt_buf_putc(&out, '|');
    }
    mt_buf_put(&out, MT_LIT(""));
    assert_string_equal(out.p, want);
    mt_buf_release(&out);
}

static void lines(void **state)
{
    (void)state;
    lined("<p>가  나\n다</p><p>라<br>마", "가 나 다|라|마|");
    lined("a<b>b</b>c<div>d</div>e", "abc|d|e|");
    lined("<table><tr><th>이름<th>값<tr><td>a<td>b</table>",
          "이름 값|a b|");
    lined("<pre>a\nb</pre>", "a|b|");
    lined("&nbsp;a&nbsp;&amp; b", "a & b|");
    lined("<p style='display: none'>a</p><p hidden>b</p>c", "c|");
    lined("<div class=share-box>a</div><script>b</script>c", "c|");
    lined("하늘톡 <span class=keyword>장애</span> 원인",
          "하늘톡 장애 원인|");
    lined("<em class=img_desc>사진</em>본문", "사진|본문|");
}

/* ----------------------------------------------------------------- body -- */

#define LINE "하늘톡에서 메시지가 전해지지 않는 장애가 한 시간 " \
             "이어졌다고 한다. "

static void found(const char *html, const char *method, const char *name)
{
    struct mt_tree tree = tree_of(html);
    struct mt_page_lines all = { 0 };
    struct mt_body_hint hint = { .selectors = MT_LIT("#rule") };
    struct mt_body body;

    mt_marks_set(&tree);
    mt_lines_read(tree.root, MT_MARK_HIDDEN, arena, &all);
    hint.title = mt_select_next(tree.root, MT_LIT("h1"), NULL);
    mt_body_find(&tree, &all, &hint, &body);
    same(body.method, method);
    assert_int_equal(body.n, 1);
    same(mt_attr_find(body.parts[0]->attrs, MT_LIT("id")), name);
}

static void bodies(void **state)
{
    (void)state;
    found("<div id=rule><p>" LINE "<p>" LINE "</div><div itemprop=articleBody>"
          LINE "</div>", "publisher", "rule");
    found("<div id=a itemprop=articleBody><p>" LINE "<p>" LINE "</div>",
          "microdata", "a");
    found("<div id=dic_area><p>" LINE "<p>" LINE "</div>", "container",
          "dic_area");
    found("<div id=x><div id=y><p>" LINE "<p>" LINE "<p>" LINE
          "</div><div><a href=1>" LINE "</a></div></div>", "density", "y");
    found("<div id=x><div id=y><h1>제목</h1><p>" LINE "<p>" LINE "<p>" LINE
          "<p>" LINE "</div><div><p>" LINE LINE LINE "<p>" LINE LINE LINE
          "</div></div>", "density", "y");
#define CARD "<div><a href=1>" LINE "</a><p>" LINE LINE LINE "</div>"
    found("<div id=x><div id=y><h1>제목</h1><p>" LINE "<p>" LINE "<p>" LINE
          "</div><div><h2>더 읽기</h2>" CARD CARD CARD CARD "</div></div>",
          "density", "y");
#define REPLY "<div><b>손님</b><p>" LINE LINE LINE LINE LINE "</div>"
    found("<div id=x><div id=y><h1>제목</h1><p>" LINE "<p>" LINE "<p>" LINE
          "<p>" LINE "</div><div>" REPLY REPLY REPLY REPLY REPLY "</div></div>",
          "density", "y");
#define PIECE "<div class='elementor-widget elementor-widget-text'><p>" LINE \
              "</div>"
    found("<div id=y>" PIECE PIECE "</div><div class=widget-about><p>" LINE
          LINE LINE LINE "</div>", "density", "y");
#define PART "<div class=article-body><p>" LINE LINE "</div>"
    found("<div id=y><div>" PART PART "</div><p>광고</p><div>" PART PART PART
          "</div></div>", "container", "y");
    found("<div id=x><div><h2>하나</h2><div class=article-body id=a><p>" LINE
          LINE LINE "</div></div><div><h2>둘</h2>" PART "</div></div>",
          "container", "a");
    found("<div id=x>" CARD CARD CARD CARD "</div>", "density", "x");
    found("<div id=x><div id=y><p>川にある橋は昨日から工事を始めた。"
          "<p>先生と医者が駅で朝に会った話です。<p>町の学校は朝に休みになった。"
          "</div><ul><li><a href=1>橋</a></ul></div>", "density", "y");
    found("<div id=rule>짧다</div><div id=z><p>" LINE "<p>" LINE "<p>" LINE
          "</div>", "density", "z");
}

/* ------------------------------------------------------- meta and state -- */

static void metas(void **state)
{
    struct mt_tree tree = tree_of(
        "<title>제목 - 누리</title><meta property='og:title' content='&quot;"
        "제목&quot;'><meta name='dable:author' content='홍길동 기자'>"
        "<meta property='article:published_time' content='2024-05-22'>"
        "<link rel=canonical href='https://a.kr/?a=1&amp;b=2'>");
    struct mt_meta meta;

    (void)state;
    mt_meta_read(&tree, arena, &meta);
    same(meta.title, "제목 - 누리");
    same(meta.og_title, "\"제목\"");
    same(meta.published, "2024-05-22");
    same(meta.canonical, "https://a.kr/?a=1&b=2");
    assert_int_equal(meta.author_count, 1);
    same(meta.authors[0], "홍길동 기자");
}

static void linked_data(void **state)
{
    struct mt_tree tree = tree_of(
        "<script type='application/ld+json'>{\"@graph\":[{\"@type\":"
        "\"WebSite\",\"name\":\"x\"},{\"@type\":[\"NewsArticle\"],"
        "\"headline\":\"제\n목\","
        "\"datePublished\":\"2024-05-22T06:00:00+09:00\",\"author\":[{\"name\":"
        "\"홍길동\"},{\"name\":\"임꺽정\"}]}]}</script>");
    struct mt_state_data data = { 0 };

    (void)state;
    mt_state_ld(&tree, arena, &data);
    same(data.headline, "제 목");
    same(data.published, "2024-05-22T06:00:00+09:00");
    assert_int_equal(data.author_count, 2);
    same(data.authors[1], "임꺽정");
}

static void broken_linked_data(void **state)
{
    struct mt_tree tree = tree_of(
        "<script type='application/ld+json'>{\"headline\":\"a \"b\" c\","
        "\"datePublished\": \"2024-05-22\",}</script>");
    struct mt_state_data data = { 0 };

    (void)state;
    mt_state_ld(&tree, arena, &data);
    same(data.published, "2024-05-22");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(references),
        cmocka_unit_test(entities_are_sorted),
        cmocka_unit_test(paragraphs_close),
        cmocka_unit_test(misnesting_is_mended),
        cmocka_unit_test(tables),
        cmocka_unit_test(raw_content),
        cmocka_unit_test(attributes),
        cmocka_unit_test(depth_and_size_have_ends),
        cmocka_unit_test(selectors),
        cmocka_unit_test(lines),
        cmocka_unit_test(bodies),
        cmocka_unit_test(metas),
        cmocka_unit_test(linked_data),
        cmocka_unit_test(broken_linked_data),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
