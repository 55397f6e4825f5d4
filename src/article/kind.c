/* SPDX-License-Identifier: MIT */
#include "article/kind.h"

#include "base/utf8.h"
#include "data.h"

enum {
    WALL = 900,      /* bytes of body up to which a wall may stand before it */
    LOOK = 60,       /* lines in which a wall says so */
    PHOTO = 120,     /* bytes of body up to which captions are the article */
    BODY = 120,      /* bytes of body that a list has not */
    ENTRIES = 15,    /* links that make a list */
};

static size_t body_bytes(const struct mt_draft *draft)
{
    size_t n = 0;

    for (size_t i = 0; i < draft->body.n; i++)
        n += draft->body.v[i].text.n;
    return n;
}

static enum mt_page_wall wall_in(mt_str text)
{
    for (size_t i = 0; i < text.n; i += mt_utf8_width(text.p[i])) {
        const struct mt_word *hits[MT_HITS];
        size_t n = mt_words_at(&mt_page_index, text, i, hits);

        for (size_t k = 0; k < n; k++)
            if (hits[k]->table == MT_TABLE_PAGE_WALLS &&
                !mt_is_wordlike(mt_utf8_before(text, i)))
                return (enum mt_page_wall)mt_page_walls[hits[k]->row].wall;
    }
    return MT_WALL_NONE;
}

static enum mt_page_wall wall_of(const struct mt_draft *draft,
                                 const struct mt_page_lines *lines)
{
    enum mt_page_wall wall = wall_in(draft->title);

    for (size_t i = 0; wall == MT_WALL_NONE && i < draft->body.n; i++)
        wall = wall_in(draft->body.v[i].text);
    if (draft->body.n && wall == MT_WALL_NONE)
        return wall;
    for (size_t i = 0; wall == MT_WALL_NONE && i < lines->list.n && i < LOOK;
         i++)
        if (!lines->list.v[i].links)
            wall = wall_in(lines->list.v[i].text);
    return wall;
}

static size_t entries(const struct mt_page_lines *lines)
{
    size_t n = 0;

    for (size_t i = 0; i < lines->list.n; i++)
        n += lines->list.v[i].links * 10 >= lines->list.v[i].text.n * 7 &&
             mt_utf8_count(lines->list.v[i].text) >= 12;
    return n;
}

static size_t caption_bytes(const struct mt_draft *draft)
{
    size_t n = 0;

    for (size_t i = 0; i < draft->captions.n; i++)
        n += draft->captions.v[i].n;
    return n;
}

static void count_letters(mt_str s, size_t *hangul, size_t *letters)
{
    uint32_t cp;

    while (mt_utf8_next(&s, &cp)) {
        *hangul += mt_is_hangul(cp);
        *letters += mt_is_letter(cp);
    }
}

bool mt_is_korean(const struct mt_draft *draft)
{
    size_t hangul = 0, letters = 0;

    for (size_t i = 0; i < draft->body.n; i++)
        count_letters(draft->body.v[i].text, &hangul, &letters);
    return hangul * 4 >= letters;
}

enum mt_page_status mt_page_kind(const struct mt_draft *draft,
                                 const struct mt_page_lines *lines)
{
    size_t body = body_bytes(draft);

    if (body < WALL)
        switch (wall_of(draft, lines)) {
        case MT_WALL_BLOCKED: return MT_PAGE_BLOCKED;
        case MT_WALL_LOGIN: return MT_PAGE_LOGIN;
        case MT_WALL_NONE: break;
        }
    if (body < PHOTO && caption_bytes(draft) > body)
        return MT_PAGE_PHOTO;
    if (body < BODY && entries(lines) >= ENTRIES)
        return MT_PAGE_LIST;
    if (!body)
        return MT_PAGE_EMPTY;
    return mt_is_korean(draft) ? MT_PAGE_ARTICLE : MT_PAGE_NOT_KOREAN;
}
