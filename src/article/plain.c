/* SPDX-License-Identifier: MIT */
/*
 * The text of a page as it was copied: buttons, title, subtitles, dates,
 * bylines and captions, then the article, then its tail.
 */
#include "article/draft.h"
#include "article/line.h"
#include "article/publisher.h"
#include "article/when.h"
#include "base/date.h"
#include "base/utf8.h"
#include "data.h"

enum {
    TITLE = 10,      /* code points that a title has at least */
    SUBTITLE = 8,    /* the same for a subtitle */
    HEADLINE = 50,   /* code points up to which a line may be one */
    SUBTITLES = 8,   /* at most */
};

struct plain_line {
    mt_str text;
    enum mt_role role;
    bool prose;
};

struct plain {
    struct mt_draft *draft;
    MT_VEC(struct plain_line) lines;
    struct mt_when_choice when;
    int publisher; /* row, -1 none */
};

static bool takes_full_stop(mt_str line)
{
    return mt_str_has(mt_str_sub(line, line.n > 4 ? line.n - 4 : 0, line.n),
                      MT_LIT("."));
}

/* Prose as it stands in an article, which a headline that ends in 다 is not.
 */
static bool starts_body(const struct plain_line *line)
{
    return line->role == MT_ROLE_IS_TEXT && line->prose &&
           (takes_full_stop(line->text) ||
            mt_utf8_count(line->text) > HEADLINE);
}

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
        struct plain_line *added;

        line = mt_line_flat(arena, line);
        if (!line.n)
            continue;
        added = mt_vec_add(arena, &plain->lines);
        added->text = line;
        added->role = mt_line_role(line);
        added->prose = mt_line_is_prose(line);
    }
}

static size_t body_start(const struct plain *plain)
{
    size_t i = 0;

    while (i < plain->lines.n && !starts_body(&plain->lines.v[i]))
        i++;
    return i;
}

/* ---------------------------------------------------------------- head -- */

static void note_publisher(struct plain *plain, mt_str line)
{
    if (plain->publisher < 0)
        plain->publisher = mt_publisher_in(line);
}

/* What stands between the dates of a line may be names. */
static void see_dates(struct plain *plain, mt_str line, const mt_stamp *stamps,
                      size_t n)
{
    struct mt_draft *draft = plain->draft;
    size_t from = 0;

    mt_when_see(&plain->when, stamps, n, draft->title.n > 0);
    for (size_t i = 0; i <= n; i++) {
        size_t to = i < n ? stamps[i].span.from : line.n;
        mt_str rest = mt_str_trim(mt_str_sub(line, from, to));

        mt_byline_line(draft->arena, rest, &draft->byline);
        if (i == 0 && draft->byline.list.n == 0 && rest.n == 9 &&
            mt_is_name(rest))
            mt_byline_field(draft->arena, rest, &draft->byline);
        note_publisher(plain, rest);
        from = i < n ? stamps[i].span.to : from;
    }
}

/* "[뉴시스] 제목": the title without the name of who wrote it. */
static mt_str without_bracket(mt_str line)
{
    const char *close = line.n && line.p[0] == '[' ? memchr(line.p, ']', line.n)
                                                   : NULL;
    size_t n = 0;

    if (!close || mt_publisher_at(line, 1, &n) < 0 ||
        line.p + 1 + n != close)
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
            draft->title = without_bracket(line);
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

static void add_caption(struct mt_draft *draft, mt_str line)
{
    for (size_t i = 0; i < draft->captions.n; i++)
        if (mt_str_eq(draft->captions.v[i], line))
            return;
    *mt_vec_add(draft->arena, &draft->captions) = line;
}

static bool is_publisher_alone(mt_str line)
{
    size_t n = 0;

    return mt_publisher_at(line, 0, &n) >= 0 && n == line.n;
}

static void see_head(struct plain *plain, const struct plain_line *line)
{
    mt_str text = without_bullet(line->text);
    mt_stamp stamps[MT_STAMPS];
    size_t n = mt_stamps_read(text, stamps);
    enum mt_role role =
        text.n == line->text.n ? line->role : mt_line_role(text);

    if (role == MT_ROLE_IS_CAPTION) {
        add_caption(plain->draft, text);
    } else if (mt_stamp_line(text, stamps, n)) {
        see_dates(plain, text, stamps, n);
    } else if (role != MT_ROLE_IS_TEXT || mt_line_is_signs(text)) {
        return;
    } else if (mt_is_byline(text) || is_publisher_alone(text)) {
        mt_byline_line(plain->draft->arena, text, &plain->draft->byline);
        note_publisher(plain, text);
    } else if (plain->draft->title.n && mt_utf8_count(text) < 2 * SUBTITLE &&
               mt_publisher_in(text) >= 0) {
        mt_byline_line(plain->draft->arena, text, &plain->draft->byline);
        note_publisher(plain, text);
    } else {
        see_headline(plain, text);
    }
}

/* ---------------------------------------------------------------- body -- */

static size_t prose_bytes(const struct plain *plain, size_t from, size_t to)
{
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        if (plain->lines.v[i].prose &&
            plain->lines.v[i].role == MT_ROLE_IS_TEXT)
            n += plain->lines.v[i].text.n;
    return n;
}

/* Where the article ends: at the first line of a tail that has less prose
 * behind it than before it. */
static size_t body_end(const struct plain *plain, size_t start)
{
    for (size_t i = start + 1; i < plain->lines.n; i++)
        if (plain->lines.v[i].role == MT_ROLE_IS_TAIL &&
            prose_bytes(plain, i, plain->lines.n) <=
                prose_bytes(plain, start, i))
            return i;
    return plain->lines.n;
}

/* Past the entries of a box: to the next line of prose. */
static size_t past_box(const struct plain *plain, size_t i, size_t end)
{
    mt_stamp stamps[MT_STAMPS];

    for (i++; i < end; i++) {
        const struct plain_line *line = &plain->lines.v[i];

        if (starts_body(line) && !mt_line_is_entry(line->text) &&
            !mt_stamps_read(line->text, stamps))
            break;
    }
    return i;
}

static enum mt_line_kind kind_of(const struct plain_line *line, bool more)
{
    if (mt_str_starts(line->text, MT_LIT("|")))
        return MT_LINE_ROW;
    if (mt_line_is_entry(line->text))
        return MT_LINE_ITEM;
    return line->prose || !more ? MT_LINE_PARAGRAPH : MT_LINE_SUBHEAD;
}

/* A line behind the last sentence: cut prose stays, what is short goes. */
static bool is_trailer(const struct plain_line *line, const mt_stamp *stamps,
                       size_t n)
{
    return mt_line_is_entry(line->text) || mt_stamp_line(line->text, stamps, n) ||
           !mt_str_has(line->text, MT_LIT(" ")) ||
           mt_utf8_count(line->text) < TITLE;
}

static void see_body(struct plain *plain, const struct plain_line *line,
                     bool more)
{
    struct mt_draft *draft = plain->draft;
    mt_stamp stamps[MT_STAMPS];
    size_t n = line->prose ? 0 : mt_stamps_read(line->text, stamps);
    struct mt_draft_line *added;

    if (line->role == MT_ROLE_IS_CAPTION) {
        add_caption(draft, line->text);
        return;
    }
    if (line->role == MT_ROLE_IS_BUTTON || mt_line_is_signs(line->text) ||
        mt_line_is_tags(line->text))
        return;
    if (!line->prose && mt_is_byline(line->text)) {
        mt_byline_line(draft->arena, line->text, &draft->byline);
        note_publisher(plain, line->text);
        return;
    }
    if (!more && !line->prose && is_trailer(line, stamps, n))
        return;
    added = mt_vec_add(draft->arena, &draft->body);
    added->text = line->text;
    added->kind = kind_of(line, more);
}

static size_t last_prose(const struct plain *plain, size_t start, size_t end)
{
    while (end > start && !plain->lines.v[end - 1].prose)
        end--;
    return end;
}

static void see_signatures(struct plain *plain)
{
    struct mt_draft *draft = plain->draft;
    size_t n = draft->body.n;

    for (size_t i = 0; i < n && i < 6; i++)
        mt_byline_dateline(draft->arena, draft->body.v[i].text, &draft->byline);
    for (size_t i = n > 2 ? n - 2 : 0; i < n; i++)
        mt_byline_signature(draft->arena, draft->body.v[i].text,
                            &draft->byline);
}

static void see_tail(struct plain *plain, size_t end)
{
    mt_stamp stamps[MT_STAMPS];

    for (size_t i = end; i < plain->lines.n && i < end + 4; i++) {
        mt_str text = plain->lines.v[i].text;
        size_t n = mt_stamps_read(text, stamps);

        note_publisher(plain, text);
        if (plain->draft->byline.list.n == 0 && mt_is_byline(text))
            mt_byline_line(plain->draft->arena, text, &plain->draft->byline);
        for (size_t k = 0; k < n; k++)
            if (stamps[k].kind == MT_STAMP_IS_PUBLISHED &&
                mt_stamp_line(text, stamps, n))
                mt_when_see(&plain->when, &stamps[k], 1, false);
    }
}

void mt_plain_read(mt_str text, struct mt_draft *draft)
{
    struct plain plain = { .draft = draft, .publisher = -1 };
    size_t start, end, last;

    split_lines(&plain, without_crawl_head(text, &plain.when));
    start = body_start(&plain);
    for (size_t i = 0; i < start; i++)
        see_head(&plain, &plain.lines.v[i]);
    end = start < plain.lines.n ? body_end(&plain, start) : start;
    last = last_prose(&plain, start, end);
    for (size_t i = start; i < end;) {
        if (plain.lines.v[i].role == MT_ROLE_IS_BOX) {
            i = past_box(&plain, i, end);
            continue;
        }
        see_body(&plain, &plain.lines.v[i], i < last);
        i++;
    }
    see_signatures(&plain);
    see_tail(&plain, end);
    draft->published = plain.when.published;
    draft->modified = plain.when.modified;
    if (plain.publisher >= 0)
        draft->publisher = mt_publishers[plain.publisher].name;
    draft->method = MT_LIT("text");
    draft->confidence = draft->body.n ? 0.9 : 0.0;
    draft->status = draft->body.n ? MT_PAGE_ARTICLE : MT_PAGE_EMPTY;
}
