/* SPDX-License-Identifier: MIT */
/*
 * The text of a page as it was copied: buttons, title, subtitles, dates,
 * bylines and captions, then the article, then its tail.
 */
#include "article/clean.h"
#include "base/utf8.h"
#include "data.h"

enum {
    TITLE = 10,      /* code points that a title has at least */
    SUBTITLE = 8,    /* the same for a subtitle */
    SUBTITLES = 8,   /* at most */
    PATH_PART = 12,  /* code points of one step of a path at most */
};

struct plain {
    struct mt_draft *draft;
    MT_VEC(struct mt_raw_line) lines;
    struct mt_cleaner cleaner;
};

/* " date 2026-02-20 네이버페이가 ...": a crawler's header before the text. */
static mt_str without_crawl_head(mt_str text, struct mt_when_choice *when)
{
    mt_str s = mt_str_trim(text);
    mt_stamp stamp = { .kind = MT_STAMP_IS_PUBLISHED };

    if (!mt_str_take(&s, MT_LIT("date ")) || !mt_stamp_read(&s, &stamp.when))
        return text;
    mt_when_see(when, &stamp, 1, false);
    return s;
}

static void split_lines(struct plain *plain, mt_str text)
{
    struct mt_arena *arena = plain->draft->arena;
    mt_str line;

    while (mt_str_split(&text, '\n', &line)) {
        line = mt_line_flat(arena, line);
        if (!line.n)
            continue;
        mt_raw_line_set(mt_vec_add(arena, &plain->lines), line);
        plain->lines.v[plain->lines.n - 1].kind = MT_LINE_PARAGRAPH;
    }
}

static size_t body_start(const struct plain *plain)
{
    size_t i = 0;

    while (i < plain->lines.n && !mt_raw_line_starts(&plain->lines.v[i]))
        i++;
    return i;
}

/* ---------------------------------------------------------------- head -- */

/* "[뉴시스] 제목": the title without the name of who wrote it. */
static mt_str without_bracket(const struct mt_sites *sites, mt_str line)
{
    const char *close = line.n && line.p[0] == '[' ? memchr(line.p, ']', line.n)
                                                   : NULL;

    if (!close ||
        !mt_is_publisher(sites,
                         mt_str_sub(line, 1, (size_t)(close - line.p))))
        return line;
    return mt_str_trim(mt_str_sub(line, (size_t)(close - line.p) + 1, line.n));
}

static bool is_new_headline(const struct mt_draft *draft, mt_str line)
{
    if (mt_str_eq(draft->title, line))
        return false;
    for (size_t i = 0; i < draft->subtitles.n; i++)
        if (mt_str_eq(draft->subtitles.v[i], line))
            return false;
    return true;
}

static void see_headline(struct plain *plain, mt_str line)
{
    struct mt_draft *draft = plain->draft;
    size_t n = mt_utf8_count(line);
    bool spaced = mt_str_has(line, MT_LIT(" "));

    if (!draft->title.n) {
        if (n >= TITLE && spaced)
            draft->title = without_bracket(draft->sites, line);
        else if (!draft->section.n && n >= 2)
            draft->section = line;
    } else if (n >= SUBTITLE && spaced && draft->subtitles.n < SUBTITLES &&
               is_new_headline(draft, line)) {
        *mt_vec_add(draft->arena, &draft->subtitles) = line;
    }
}

static mt_str without_bullet(mt_str line)
{
    if (mt_str_take(&line, MT_LIT("•")) || mt_str_take(&line, MT_LIT("- ")))
        line = mt_str_trim(line);
    return line;
}

/* 홈 > 산업·IT > 통신: where in the site the page stands. */
static bool is_path(mt_str line)
{
    mt_str part;
    int parts = 0;

    while (mt_str_split(&line, '>', &part)) {
        if (!mt_str_trim(part).n || mt_utf8_count(part) > PATH_PART)
            return false;
        parts++;
    }
    return parts > 1;
}

static void see_head(struct plain *plain, const struct mt_raw_line *line)
{
    mt_str text = without_bullet(line->text);
    enum mt_role role = text.n == line->text.n ? (enum mt_role)line->role
                                               : mt_line_role(text);

    if (role == MT_ROLE_IS_CAPTION) {
        mt_clean_caption(plain->draft, text);
    } else if (mt_clean_dates(&plain->cleaner, text,
                              plain->draft->title.n > 0)) {
        return;
    } else if (role != MT_ROLE_IS_TEXT || mt_line_is_signs(text) ||
               is_path(text)) {
        return;
    } else if (mt_is_byline(text) ||
               mt_is_publisher(plain->draft->sites, text)) {
        mt_byline_line(plain->draft->arena, text, &plain->draft->byline);
        mt_clean_note(&plain->cleaner, text);
    } else if (plain->draft->title.n && mt_utf8_count(text) < 2 * SUBTITLE &&
               mt_publisher_in(plain->draft->sites, text)) {
        mt_byline_line(plain->draft->arena, text, &plain->draft->byline);
        mt_clean_note(&plain->cleaner, text);
    } else {
        see_headline(plain, text);
    }
}

void mt_plain_read(mt_str text, struct mt_draft *draft)
{
    struct plain plain = { .draft = draft,
                           .cleaner = { .draft = draft } };
    size_t start;

    split_lines(&plain, without_crawl_head(text, &plain.cleaner.when));
    start = body_start(&plain);
    for (size_t i = 0; i < start; i++)
        see_head(&plain, &plain.lines.v[i]);
    plain.cleaner.lines = plain.lines.v;
    plain.cleaner.n = plain.lines.n;
    mt_clean_body(&plain.cleaner, start);
    draft->published = plain.cleaner.when.published;
    draft->modified = plain.cleaner.when.modified;
    if (plain.cleaner.publisher)
        draft->publisher = plain.cleaner.publisher->name;
    draft->method = MT_LIT("text");
    draft->confidence = draft->body.n ? 0.9 : 0.0;
    draft->status = draft->body.n ? MT_PAGE_ARTICLE : MT_PAGE_EMPTY;
}
