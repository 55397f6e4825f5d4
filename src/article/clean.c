/* SPDX-License-Identifier: MIT */
#include "article/clean.h"

#include "base/date.h"
#include "base/utf8.h"

enum {
    HEADLINE = 50,  /* code points up to which a line may be a headline */
    TRAILER = 10,   /* code points of a last line that may go */
    DATELINES = 6,  /* lines in which a dateline may stand */
    TAIL_LINES = 4, /* lines of a tail that are looked at */
    CAPTIONS = 100, /* at most */
    NAME = 9,       /* bytes of a name of three syllables */
};

void mt_raw_line_set(struct mt_raw_line *line, mt_str text)
{
    line->text = text;
    line->role = (uint8_t)mt_line_role(text);
    line->prose = mt_line_is_prose(text);
}

bool mt_raw_line_starts(const struct mt_raw_line *line)
{
    mt_str end = mt_str_sub(line->text,
                            line->text.n > 4 ? line->text.n - 4 : 0,
                            line->text.n);

    return line->role == MT_ROLE_IS_TEXT && line->prose &&
           (mt_str_has(end, MT_LIT(".")) || mt_line_is_item(line->text) ||
            mt_utf8_count(line->text) > HEADLINE);
}

void mt_clean_note(struct mt_cleaner *cleaner, mt_str line)
{
    if (!cleaner->publisher)
        cleaner->publisher = mt_publisher_in(cleaner->draft->sites, line);
}

bool mt_clean_dates(struct mt_cleaner *cleaner, mt_str line, bool late)
{
    struct mt_draft *draft = cleaner->draft;
    mt_stamp stamps[MT_STAMPS];
    size_t n = mt_stamps_read(line, stamps), from = 0;

    if (!mt_stamp_line(line, stamps, n))
        return false;
    mt_when_see(&cleaner->when, stamps, n, late);
    for (size_t i = 0; i <= n; i++) {
        size_t to = i < n ? stamps[i].span.from : line.n;
        mt_str rest = mt_str_trim(mt_str_sub(line, from, to));

        mt_byline_line(draft->arena, rest, &draft->byline);
        if (i == 0 && draft->byline.list.n == 0 && rest.n == NAME &&
            mt_is_name(draft->sites, rest))
            mt_byline_field(draft->arena, rest, &draft->byline);
        mt_clean_note(cleaner, rest);
        from = i < n ? stamps[i].span.to : from;
    }
    return true;
}

void mt_clean_caption(struct mt_draft *draft, mt_str line)
{
    for (size_t i = 0; i < draft->captions.n; i++)
        if (mt_str_eq(draft->captions.v[i], line))
            return;
    if (draft->captions.n < CAPTIONS)
        *mt_vec_add(draft->arena, &draft->captions) = line;
}

/* A line that is one link, as those of related articles are. */
static bool is_link(const struct mt_raw_line *line)
{
    return line->links * 10 >= line->text.n * 7;
}

static bool counts(const struct mt_raw_line *line)
{
    return line->prose && line->role == MT_ROLE_IS_TEXT && !is_link(line);
}

static size_t prose_bytes(const struct mt_cleaner *c, size_t from, size_t to)
{
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        if (counts(&c->lines[i]))
            n += c->lines[i].text.n;
    return n;
}

/* Where the article ends: at the first line of a tail that has little prose
 * behind it. */
static size_t body_end(const struct mt_cleaner *c, size_t start)
{
    size_t before = 0, after = prose_bytes(c, start, c->n);

    for (size_t i = start; i < c->n; i++) {
        size_t own = counts(&c->lines[i]) ? c->lines[i].text.n : 0;

        if (c->lines[i].role == MT_ROLE_IS_TAIL && before &&
            after * 2 <= before)
            return i;
        before += own;
        after -= own;
    }
    return c->n;
}

/* Past the entries of a box: to the next line of prose. */
static size_t past_box(const struct mt_cleaner *c, size_t i, size_t end)
{
    mt_stamp stamps[MT_STAMPS];

    for (i++; i < end; i++) {
        const struct mt_raw_line *line = &c->lines[i];

        if (mt_raw_line_starts(line) && !mt_line_is_entry(line->text) &&
            !is_link(line) && !mt_stamps_read(line->text, stamps))
            break;
    }
    return i;
}

static enum mt_line_kind kind_of(const struct mt_raw_line *line, bool more)
{
    enum mt_line_kind kind = (enum mt_line_kind)line->kind;

    if (kind == MT_LINE_ROW || kind == MT_LINE_ITEM)
        return kind;
    if (mt_str_starts(line->text, MT_LIT("|")))
        return MT_LINE_ROW;
    if (mt_line_is_entry(line->text))
        return MT_LINE_ITEM;
    if (kind == MT_LINE_SUBHEAD && !mt_raw_line_starts(line))
        return kind;
    return line->prose || !more ? MT_LINE_PARAGRAPH : MT_LINE_SUBHEAD;
}

/* A line of dates alone: of a list, a box, a page's clock. */
static bool is_dates(const struct mt_raw_line *line)
{
    mt_stamp stamps[MT_STAMPS];
    size_t n = line->prose ? 0 : mt_stamps_read(line->text, stamps);

    return mt_stamp_line(line->text, stamps, n) &&
           (stamps[0].kind != MT_STAMP_BARE ||
            mt_when_has_clock(stamps[0].when));
}

/* A line behind the last sentence: cut prose stays, what is short goes. */
static bool is_trailer(const struct mt_raw_line *line)
{
    mt_stamp stamps[MT_STAMPS];
    size_t n = mt_stamps_read(line->text, stamps);

    return mt_line_is_entry(line->text) ||
           mt_stamp_line(line->text, stamps, n) ||
           !mt_str_has(line->text, MT_LIT(" ")) ||
           mt_utf8_count(line->text) < TRAILER;
}

static void see_line(struct mt_cleaner *c, const struct mt_raw_line *line,
                     bool more)
{
    struct mt_draft *draft = c->draft;
    struct mt_draft_line *added;

    if (line->role == MT_ROLE_IS_CAPTION || line->kind == MT_LINE_CAPTION) {
        if (line->role != MT_ROLE_IS_BUTTON)
            mt_clean_caption(draft, line->text);
        return;
    }
    if (line->role == MT_ROLE_IS_BUTTON || line->role == MT_ROLE_IS_TAIL ||
        mt_line_is_signs(line->text) || mt_line_is_tags(line->text))
        return;
    if (!line->prose && (line->byline || mt_is_byline(line->text))) {
        mt_byline_line(draft->arena, line->text, &draft->byline);
        mt_clean_note(c, line->text);
        return;
    }
    if ((is_link(line) && !mt_raw_line_starts(line)) || is_dates(line) ||
        (!more && !line->prose && is_trailer(line)))
        return;
    added = mt_vec_add(draft->arena, &draft->body);
    added->text = line->text;
    added->kind = kind_of(line, more);
}

static size_t last_prose(const struct mt_cleaner *c, size_t start, size_t end)
{
    while (end > start && !c->lines[end - 1].prose)
        end--;
    return end;
}

static void see_signatures(struct mt_cleaner *c)
{
    struct mt_draft *draft = c->draft;
    size_t n = draft->body.n;

    for (size_t i = 0; i < n && i < DATELINES; i++)
        mt_byline_dateline(draft->arena, draft->body.v[i].text,
                           &draft->byline);
    for (size_t i = n > 2 ? n - 2 : 0; i < n; i++)
        mt_byline_signature(draft->arena, draft->body.v[i].text,
                            &draft->byline);
}

/* "정다빈 기자 2019.03.27": the one date of the tail dates an article that
 * nothing else does. */
static void see_last_date(struct mt_cleaner *c, size_t end)
{
    mt_stamp stamps[MT_STAMPS], found = { 0 };
    size_t dated = 0;

    if (c->when.published_rank || mt_stamp_of_url(c->draft->url).precision)
        return;
    for (size_t i = end; i < c->n && dated < 2; i++) {
        mt_str text = c->lines[i].text;
        size_t n = mt_stamps_read(text, stamps);

        if (i < end + TAIL_LINES && n == 1 && mt_stamp_line(text, stamps, n))
            found = stamps[0];
        dated += n;
    }
    if (dated == 1 && found.kind != MT_STAMP_IS_CLOCK)
        mt_when_see(&c->when, &found, 1, false);
}

/* "이 기사는 2021년 03월 09일 15시 32분 …에 표출된 기사입니다": what a text
 * says of its own publication. */
static void see_own_words(struct mt_cleaner *c)
{
    mt_str said = MT_LIT("이 기사는 ");

    for (size_t i = 0; i < c->n; i++) {
        mt_str text = c->lines[i].text;
        size_t at = mt_str_find(text, said);
        mt_stamp stamp = { .kind = MT_STAMP_IS_PUBLISHED };
        mt_str rest = mt_str_sub(text, at + said.n, text.n);

        if (at < text.n && mt_stamp_read(&rest, &stamp.when))
            mt_when_see(&c->when, &stamp, 1, true);
    }
}

static void see_tail(struct mt_cleaner *c, size_t end)
{
    mt_stamp stamps[MT_STAMPS];

    for (size_t i = end; i < c->n && i < end + TAIL_LINES; i++) {
        mt_str text = c->lines[i].text;
        size_t n = mt_stamps_read(text, stamps);

        mt_clean_note(c, text);
        if (c->draft->byline.list.n == 0 && mt_is_byline(text))
            mt_byline_line(c->draft->arena, text, &c->draft->byline);
        for (size_t k = 0; k < n; k++)
            if (stamps[k].kind == MT_STAMP_IS_PUBLISHED &&
                mt_stamp_line(text, stamps, n))
                mt_when_see(&c->when, &stamps[k], 1, false);
    }
}

void mt_clean_body(struct mt_cleaner *c, size_t from)
{
    size_t end = body_end(c, from), last = last_prose(c, from, end);

    for (size_t i = from; i < end;) {
        if (c->lines[i].role == MT_ROLE_IS_BOX) {
            i = past_box(c, i, end);
            continue;
        }
        see_line(c, &c->lines[i], i < last);
        i++;
    }
    see_signatures(c);
    see_tail(c, last);
    see_own_words(c);
    see_last_date(c, last);
}
