/* SPDX-License-Identifier: MIT */
/* A page of HTML as an article. */
#include "article/clean.h"
#include "article/headline.h"
#include "article/kind.h"
#include "base/date.h"
#include "base/utf8.h"
#include "data.h"
#include "page/body.h"
#include "page/meta.h"
#include "page/ref.h"
#include "page/select.h"
#include "page/decode.h"
#include "page/state.h"

enum {
    LAYOUTS = 8,    /* that a site has had */
    SUBTITLES = 8,  /* at most */
    SUBTITLE = 200, /* code points of the longest */
    TITLE = 8,      /* code points of a title */
    DATA_TIME = 20, /* bytes of attributes that may hold a data-...-time */
    SHORT = 60,     /* bytes of prose in the tree: look into the scripts */
};

struct html {
    struct mt_draft *draft;
    struct mt_arena *arena;
    struct mt_tree tree;
    struct mt_meta meta;
    struct mt_state_data state;
    struct mt_page_lines page; /* all that is seen */
    struct mt_body body;
    const struct mt_page_layouts_row *layout;
    MT_VEC(struct mt_raw_line) raw;
    struct mt_cleaner cleaner;
    size_t title_line, body_line; /* of page */
    mt_str title_key;
};

/* ---------------------------------------------------------------- parts -- */

/* yyyymm; 0 where the day is not known. */
static int month_of(mt_when when)
{
    return mt_when_has_date(when) ? 100 * when.year + when.month : 0;
}

/* The layout of the page's site at the time of the page: the first of those
 * that the site has had that finds something. */
static const struct mt_page_layouts_row *find_layout(struct html *html)
{
    const struct mt_sites *sites = html->draft->sites;
    const struct mt_publishers_row *site =
        mt_publisher_of_host(sites, mt_url_host(html->draft->url));
    int month = month_of(mt_stamp_of_url(html->draft->url));
    int row = site ? site->layout : -1;

    for (int steps = 0; row >= 0 && steps < LAYOUTS; steps++) {
        const struct mt_page_layouts_row *layout = mt_sites_layout(sites, row);

        if ((!month || !layout->from || month >= layout->from) &&
            (!month || !layout->until || month <= layout->until) &&
            mt_select_next(html->tree.root, layout->body, NULL))
            return layout;
        row = layout->next;
    }
    return NULL;
}

/* Elements that are called like trimmings but hold the text are none. */
static void spare_text(struct mt_body *body)
{
    unsigned odd = MT_MARK_DROP | MT_MARK_CAPTION | MT_MARK_NAV |
                   MT_MARK_BYLINE | MT_MARK_SUBTITLE;

    for (size_t i = 0; i < body->n; i++) {
        struct mt_node *top = body->parts[i];

        for (struct mt_node *n = top; n; n = mt_node_next(top, n, true))
            if (n == top || n->prose * 10 > top->prose * 3)
                n->marks &= (uint8_t)~odd;
    }
}

static void mark_drops(struct html *html)
{
    for (size_t i = 0; html->layout && i < html->body.n; i++) {
        struct mt_node *top = html->body.parts[i], *node = NULL;

        while ((node = mt_select_next(top, html->layout->drop, node)))
            node->marks |= MT_MARK_DROP;
    }
}

static void add_raw(struct html *html, const mt_page_line *line)
{
    struct mt_raw_line *raw = mt_vec_add(html->arena, &html->raw);

    mt_raw_line_set(raw, line->text);
    raw->links = line->links;
    raw->kind = line->kind;
    raw->byline = line->marks & MT_MARK_BYLINE;
}

static bool is_subtitle(const struct html *html, mt_str line)
{
    for (size_t i = 0; i < html->draft->subtitles.n; i++)
        if (mt_str_eq(html->draft->subtitles.v[i], line))
            return true;
    return false;
}

static bool is_title(const struct html *html, mt_str line)
{
    return line.n <= 2 * html->draft->title.n &&
           mt_str_eq(mt_headline_key(html->arena, line), html->title_key);
}

static void add_subtitle(struct html *html, mt_str line)
{
    if (html->draft->subtitles.n < SUBTITLES && !is_subtitle(html, line) &&
        mt_utf8_count(line) <= SUBTITLE &&
        mt_line_role(line) == MT_ROLE_IS_TEXT &&
        !is_title(html, line))
        *mt_vec_add(html->arena, &html->draft->subtitles) = line;
}

static void read_body(struct html *html)
{
    struct mt_page_lines lines = { 0 };

    for (size_t i = 0; i < html->body.n; i++)
        mt_lines_read(html->body.parts[i], MT_MARK_HIDDEN | MT_MARK_DROP |
                                               MT_MARK_NAV,
                      html->arena, &lines);
    for (size_t i = 0; i < lines.list.n; i++) {
        const mt_page_line *line = &lines.list.v[i];

        if ((line->marks & MT_MARK_SUBTITLE) && html->raw.n < 6)
            add_subtitle(html, line->text);
        else if (i > 3 || !is_title(html, line->text))
            add_raw(html, line);
    }
}

/* The text that a script holds, as lines. */
static void read_state(struct html *html, mt_str text)
{
    struct mt_tree tree = { 0 };
    struct mt_page_lines lines = { 0 };

    if (!text.n || !mt_tree_build(mt_text_clean(text, html->arena),
                                  html->arena, &tree))
        return;
    mt_marks_set(&tree);
    mt_lines_read(tree.root, MT_MARK_HIDDEN | MT_MARK_DROP, html->arena,
                  &lines);
    html->raw.n = 0;
    for (size_t i = 0; i < lines.list.n; i++)
        add_raw(html, &lines.list.v[i]);
    html->body.method = MT_LIT("state");
    html->body.confidence = 0.95;
}

static size_t raw_prose(const struct html *html)
{
    size_t n = 0;

    for (size_t i = 0; i < html->raw.n; i++)
        if (html->raw.v[i].prose && html->raw.v[i].role == MT_ROLE_IS_TEXT)
            n += html->raw.v[i].text.n;
    return n;
}

/* ---------------------------------------------------------------- title -- */

static mt_str first_of(mt_str a, mt_str b, mt_str c)
{
    return a.n ? a : b.n ? b : c;
}

/* Takes the heading on the page that says what its head says: it has no name
 * of a site on it. */
static void match_heading(struct html *html, mt_str said)
{
    struct mt_draft *draft = html->draft;
    mt_str said_key = mt_headline_key(html->arena, said), key;

    html->title_key = mt_headline_key(html->arena, draft->title);
    for (size_t i = 0; i < html->page.list.n; i++) {
        const mt_page_line *line = &html->page.list.v[i];
        bool heading = line->kind == MT_LINE_SUBHEAD;

        if ((!heading && html->title_line < i) || line->text.n > 2 * said.n ||
            line->text.n * 2 < said.n)
            continue;
        key = mt_headline_key(html->arena, line->text);
        if (!mt_headline_of(key, said_key))
            continue;
        html->title_line = i;
        if (heading && !mt_str_eq(key, html->title_key))
            draft->title = line->text;
        if (heading || mt_str_eq(key, html->title_key))
            break;
    }
}

/* A page whose head says nothing: the first heading that can be a title. */
static void first_heading(struct html *html)
{
    for (size_t i = 0; i < html->page.list.n; i++)
        if (html->page.list.v[i].kind == MT_LINE_SUBHEAD &&
            mt_utf8_count(html->page.list.v[i].text) >= TITLE) {
            html->draft->title = html->page.list.v[i].text;
            html->title_line = i;
            return;
        }
}

static void find_title(struct html *html)
{
    mt_str said = first_of(html->meta.og_title, html->state.headline,
                           html->meta.title);
    mt_str site = html->meta.site.n ? html->meta.site : html->state.publisher;

    said = mt_line_flat(html->arena,
                        mt_ref_resolve(html->arena, said, false));
    html->title_line = html->page.list.n;
    html->draft->title = mt_headline_bare(html->draft->sites, said, site);
    if (said.n)
        match_heading(html, said);
    else
        first_heading(html);
    html->title_key = mt_headline_key(html->arena, html->draft->title);
}

/* ---------------------------------------------------------------- dates -- */

static bool in_body(const struct html *html, const struct mt_node *node)
{
    for (; node; node = node->parent)
        for (size_t i = 0; i < html->body.n; i++)
            if (html->body.parts[i] == node)
                return true;
    return false;
}

static void find_body_line(struct html *html)
{
    size_t i = 0;

    while (i < html->page.list.n && !in_body(html, html->page.list.v[i].node))
        i++;
    html->body_line = i;
}

static mt_when when_of(mt_str value)
{
    mt_when when = { 0 };
    mt_str s = mt_str_trim(value);
    int y, m, d;

    if (mt_stamp_read(&s, &when))
        return when;
    s = mt_str_trim(value);
    /* og:regDate of Daum: 20260321214325 */
    if (s.n == 14 && mt_str_digits(&s, 4, &y) && mt_str_digits(&s, 2, &m) &&
        mt_str_digits(&s, 2, &d) && mt_date_exists(y, m, d)) {
        int hour = 0, minute = 0;

        mt_str_digits(&s, 2, &hour);
        mt_str_digits(&s, 2, &minute);
        when = mt_day(mt_days_of(y, m, d));
        when.hour = (uint8_t)hour;
        when.minute = (uint8_t)minute;
        when.precision = MT_PRECISION_MINUTE;
    }
    return when;
}

/* data-date-time, data-published-time, data-modify-date-time, datetime */
static void see_data_attrs(struct html *html, struct mt_when_choice *choice)
{
    for (struct mt_node *node = html->tree.root; node;
         node = mt_node_next(html->tree.root, node, true)) {
        mt_str attrs = node->attrs, name, value;

        if (attrs.n < DATA_TIME || !mt_str_has(attrs, MT_LIT("-time")))
            continue;
        while (mt_attr_next(&attrs, &name, &value)) {
            mt_stamp stamp = { .kind = MT_STAMP_IS_PUBLISHED };

            if (!mt_str_starts(name, MT_LIT("data-")) ||
                !mt_str_ends(name, MT_LIT("-time")))
                continue;
            if (mt_str_has(name, MT_LIT("modif")) ||
                mt_str_has(name, MT_LIT("update")))
                stamp.kind = MT_STAMP_IS_MODIFIED;
            stamp.when = when_of(value);
            if (stamp.when.precision)
                mt_when_see(choice, &stamp, 1, true);
        }
    }
}

/* The dates that a reader sees above the article. */
static void see_visible(struct html *html)
{
    size_t end = html->body_line + 4;

    for (size_t i = 0; i < html->page.list.n && i < end; i++) {
        const mt_page_line *line = &html->page.list.v[i];

        if (line->links * 2 < line->text.n)
            mt_clean_dates(&html->cleaner, line->text, i >= html->title_line);
    }
}

static void find_dates(struct html *html)
{
    struct mt_when_facts facts = {
        .meta = when_of(html->meta.published),
        .ld = when_of(html->state.published),
        .meta_modified = when_of(html->meta.modified),
        .ld_modified = when_of(html->state.modified),
        .url = mt_stamp_of_url(html->draft->url),
    };

    see_data_attrs(html, &html->cleaner.when);
    see_visible(html);
    facts.seen = html->cleaner.when;
    mt_when_settle(&facts, &html->draft->published, &html->draft->modified);
}

/* --------------------------------------------------------------- byline -- */

static void see_fields(struct html *html, struct mt_names *names)
{
    for (size_t i = 0; i < html->state.author_count; i++)
        mt_byline_field(html->arena, html->state.authors[i], names);
    for (size_t i = 0; i < html->meta.author_count; i++)
        if (!mt_str_eq(html->meta.authors[i], html->meta.og_title))
            mt_byline_field(html->arena, html->meta.authors[i], names);
}

static void see_byline_lines(struct html *html, struct mt_names *names)
{
    for (size_t i = html->title_line;
         i < html->page.list.n && i < html->body_line + 1; i++) {
        mt_str line = html->page.list.v[i].text;

        if (mt_is_byline(line) || (html->page.list.v[i].marks & MT_MARK_BYLINE))
            mt_byline_line(html->arena, line, names);
    }
}

/* The names that the text signs with, else those of the page's data, else
 * those that stand above the article. */
static void find_byline(struct html *html)
{
    struct mt_names fields = { .sites = html->draft->sites };

    see_fields(html, &fields);
    if (fields.list.n && html->draft->byline.list.n <= fields.list.n)
        html->draft->byline = fields;
    if (!html->draft->byline.list.n)
        see_byline_lines(html, &html->draft->byline);
}

/* -------------------------------------------------------------- the rest -- */

static void find_subtitles(struct html *html)
{
    for (size_t i = html->title_line;
         i < html->body_line && i < html->page.list.n; i++)
        if ((html->page.list.v[i].marks & MT_MARK_SUBTITLE) &&
            !html->page.list.v[i].links)
            add_subtitle(html, html->page.list.v[i].text);
}

static void see_names(struct html *html)
{
    struct mt_draft *draft = html->draft;
    mt_str canonical = html->meta.canonical;

    if (mt_str_starts(canonical, MT_LIT("http")) &&
        mt_str_eq(mt_url_host(canonical), mt_url_host(draft->url)))
        draft->url = canonical;
    if (!draft->url.n && mt_str_starts(canonical, MT_LIT("http")))
        draft->url = canonical;
    draft->section = first_of(html->state.section, html->meta.section,
                              MT_LIT(""));
    draft->publisher = first_of(html->meta.site, html->state.publisher,
                                MT_LIT(""));
    if (!draft->publisher.n && html->cleaner.publisher)
        draft->publisher = html->cleaner.publisher->name;
}

/* Does JSON-LD go on where a wall ends the text that is seen? */
static bool ld_goes_on(const struct html *html)
{
    mt_str body = html->state.body;
    size_t seen = raw_prose(html), i = 0, n = 0;

    if (!seen || body.n < SHORT || body.n / 2 < seen)
        return false;
    while (i < html->raw.n && !mt_raw_line_starts(&html->raw.v[i]))
        i++;
    if (i == html->raw.n)
        return false;
    while (n < html->raw.v[i].text.n && n < SHORT)
        n += mt_utf8_width(html->raw.v[i].text.p[n]);
    return mt_str_has(body, mt_str_sub(html->raw.v[i].text, 0, n));
}

static void read_lines(struct html *html)
{
    struct mt_body_hint hint = { 0 };

    mt_marks_set(&html->tree);
    mt_lines_read(html->tree.root, MT_MARK_HIDDEN, html->arena, &html->page);
    find_title(html);
    if (html->layout)
        hint.selectors = html->layout->body;
    if (html->title_line < html->page.list.n)
        hint.title = html->page.list.v[html->title_line].node;
    mt_body_find(&html->tree, &html->page, &hint, &html->body);
    find_body_line(html);
    mark_drops(html);
    spare_text(&html->body);
    find_subtitles(html);
    read_body(html);
    if (ld_goes_on(html))
        read_state(html, html->state.body);
    else if (raw_prose(html) < SHORT)
        read_state(html, mt_state_body(&html->tree, html->arena,
                                       &html->state));
}

bool mt_html_read(mt_str page, bool publishers, struct mt_draft *draft)
{
    struct html html = { .draft = draft, .arena = draft->arena,
                         .cleaner = { .draft = draft } };

    if (!mt_tree_build(page, draft->arena, &html.tree))
        return false;
    mt_meta_read(&html.tree, draft->arena, &html.meta);
    mt_state_ld(&html.tree, draft->arena, &html.state);
    if (!draft->url.n && mt_str_starts(html.meta.canonical, MT_LIT("http")))
        draft->url = html.meta.canonical;
    if (publishers)
        html.layout = find_layout(&html);
    read_lines(&html);
    html.cleaner.lines = html.raw.v;
    html.cleaner.n = html.raw.n;
    mt_clean_body(&html.cleaner, 0);
    find_dates(&html);
    find_byline(&html);
    see_names(&html);
    draft->method = html.body.method;
    draft->confidence = html.body.confidence;
    draft->status = mt_page_kind(draft, &html.page);
    return true;
}
