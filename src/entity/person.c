/* SPDX-License-Identifier: MIT */
#include "entity/person.h"

#include "base/utf8.h"
#include "text/josa.h"

enum {
    SYLLABLE = 3,   /* bytes */
    NAME_MOST = 4,  /* syllables of a Korean name */
    FOREIGN_MOST = 18, /* bytes of a foreign surname */
    WORDS_MOST = 6, /* of a post: 한국대학교 정보보호대학원 교수 */
    WORD_MOST = 60, /* bytes of one of them */
    LEFT_MOST = 3,  /* words of a body before the name */
    AGE_MOST = 24,  /* bytes of (52), (洪吉童) */
    LISTED_MOST = 4, /* 홍길동·성춘향·… 공동대표 */
    KNOWN_MOST = 32, /* people that are called by surname and title again */
};

struct reader {
    mt_str text;
    struct mt_arena *arena;
    struct mt_persons *out;
};

/* What a name is followed by. */
struct post {
    mt_span title;
    mt_span body; /* to == 0: none */
    size_t end;
};

static uint32_t bit(int value)
{
    return 1u << value;
}

static mt_str at(const struct reader *reader, size_t from, size_t to)
{
    return mt_str_sub(reader->text, from, to);
}

/* ---------------------------------------------------------------- words -- */

/* What these letters can be in a name: bits of mt_namepart. */
static uint32_t parts_of(mt_str letters)
{
    int row = mt_words_row(&mt_surname_index, MT_TABLE_SURNAMES, letters);

    return row < 0 ? 0 : mt_surnames[row].parts;
}

/* The longest word of these kinds that begins at byte i and ends as a word
 * does: its last byte + 1, or 0. */
static size_t title_at(mt_str text, size_t i, uint32_t kinds)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(&mt_title_index, text, i, hits);

    while (n-- > 0)
        if (mt_titles[hits[n]->row].kinds & kinds &&
            mt_word_ends(text, i + hits[n]->n))
            return i + hits[n]->n;
    return 0;
}

static bool names_body(const struct mt_word *word)
{
    return word->table == MT_TABLE_OPERATORS ||
           word->table == MT_TABLE_SERVICES || word->table == MT_TABLE_PLACES;
}

/* Where the word that begins at byte i ends: at a blank or a sign. */
static size_t word_end(mt_str text, size_t i)
{
    size_t end = i;

    while (end < text.n && end - i < WORD_MOST) {
        uint32_t cp = mt_utf8_at(text, end);

        if (!mt_is_wordlike(cp) && cp != '&' && cp != 0xB7 && cp != '-')
            break;
        end += mt_utf8_width(text.p[end]);
    }
    return end < text.n ? end : text.n;
}

/* Is the word, whole, one that the tables know: 서비스, 성남시? */
static bool is_known(mt_str word)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(&mt_news_index, word, 0, hits);

    while (n-- > 0)
        if (hits[n]->n == word.n)
            return true;
    return title_at(word, 0, ~0u) == word.n;
}

/* ---------------------------------------------------------------- names -- */

/* Is it the name of a Korean: 홍길동, 황보관, 김구? */
static bool is_korean(mt_str name)
{
    uint32_t first = parts_of(mt_str_sub(name, 0, SYLLABLE));
    uint32_t last = parts_of(mt_str_sub(name, name.n - SYLLABLE, name.n));
    size_t given = SYLLABLE;

    if (parts_of(mt_str_sub(name, 0, 2 * SYLLABLE)) & bit(MT_NAMEPART_DOUBLE))
        given = 2 * SYLLABLE;
    else if (!(first & (bit(MT_NAMEPART_SURNAME) | bit(MT_NAMEPART_BRIEF))))
        return false;
    if (!(last & bit(MT_NAMEPART_GIVEN)) ||
        parts_of(name) & bit(MT_NAMEPART_NONAME) || is_known(name))
        return false;
    if (name.n == given + SYLLABLE)
        return given > SYLLABLE || first & bit(MT_NAMEPART_BRIEF);
    return name.n == given + 2 * SYLLABLE &&
           parts_of(mt_str_sub(name, given, given + SYLLABLE)) &
               (bit(MT_NAMEPART_GIVEN) | bit(MT_NAMEPART_LEAD));
}

/* Syllables of Hangul at byte i, one more than a name has at most. */
static size_t syllables(mt_str text, size_t i)
{
    size_t n = 0;

    while (n <= NAME_MOST && mt_is_hangul(mt_utf8_at(text, i + n * SYLLABLE)))
        n++;
    return n;
}

/* The end of the Korean name at byte i, or 0: a word of its own, or one with
 * an honour behind it (홍길동[씨]). */
static size_t korean_at(mt_str text, size_t i)
{
    size_t n = syllables(text, i);
    size_t end = i + n * SYLLABLE;

    if (n >= 2 && n <= NAME_MOST && !mt_is_wordlike(mt_utf8_at(text, end)) &&
        is_korean(mt_str_sub(text, i, end)))
        return end;
    end = i + 3 * SYLLABLE;
    if (n > 3 && title_at(text, end, bit(MT_TITLE_HONOUR)) &&
        is_korean(mt_str_sub(text, i, end)))
        return end;
    return 0;
}

/* The end of the foreign name at byte i, or 0: 에릭 스미스. */
static size_t foreign_at(mt_str text, size_t i)
{
    size_t first = word_end(text, i), last = first;

    if (!(parts_of(mt_str_sub(text, i, first)) & bit(MT_NAMEPART_FIRST)) ||
        first == text.n || text.p[first] != ' ')
        return 0;
    while (mt_is_hangul(mt_utf8_at(text, last + 1)))
        last += SYLLABLE;
    if (last == first || last - first > FOREIGN_MOST ||
        last + 1 != word_end(text, first + 1) ||
        is_known(mt_str_sub(text, first + 1, last + 1)))
        return 0;
    return last + 1;
}

/* ---------------------------------------------------------------- posts -- */

/* The longest body of the tables that begins at byte i, as its end, or 0. */
static size_t body_at(mt_str text, size_t i)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(&mt_news_index, text, i, hits);

    while (n-- > 0)
        if (names_body(hits[n]))
            return i + hits[n]->n;
    return 0;
}

/* The longest ending of these kinds that a word has behind something else, with
 * nothing but a particle after it; { n, n } for none. */
static mt_span ending_of(mt_str word, uint32_t kinds)
{
    uint32_t n = (uint32_t)word.n, step = 1;

    for (uint32_t i = 0; i < n; i += step) {
        size_t end = i ? title_at(word, i, kinds) : 0;

        if (end)
            return (mt_span){ i, (uint32_t)end };
        step = (uint32_t)mt_utf8_width(word.p[i]);
    }
    return (mt_span){ n, n };
}

/* Past "(52)", "(洪吉童)": what may stand between a name and its post. */
static size_t past_age(mt_str text, size_t i)
{
    mt_str rest = mt_str_sub(text, i, i + AGE_MOST);
    size_t close = mt_str_find(rest, MT_LIT(")"));

    if (!mt_str_starts(rest, MT_LIT("(")) || close == rest.n)
        return i;
    return i + close + 1;
}

static void set_title(struct post *post, size_t from, size_t to)
{
    post->title = (mt_span){ (uint32_t)from, (uint32_t)to };
    post->end = to;
}

static void add_body(struct post *post, size_t from, size_t to)
{
    if (!post->body.to)
        post->body.from = (uint32_t)from;
    post->body.to = (uint32_t)to;
}

enum step { STEP_ON, STEP_DONE, STEP_NONE };

/* A title right behind a body of the tables, 금감원[장], 행안부[장관]; or that
 * body alone. */
static enum step step_known(mt_str text, size_t *i, struct post *post)
{
    size_t body = body_at(text, *i), end = word_end(text, *i);
    size_t title = 0;

    if (!body)
        return STEP_NONE;
    title = title_at(text, body, bit(MT_TITLE_RANK));
    if (title) {
        add_body(post, *i, body);
        set_title(post, body, title);
        return STEP_DONE;
    }
    title = title_at(text, body, bit(MT_TITLE_HEAD));
    if (title) {
        add_body(post, *i, body);
        set_title(post, *i, title);
        return STEP_DONE;
    }
    if (end < body)
        end = body;
    if (body != end || end >= text.n || text.p[end] != ' ')
        return STEP_NONE;
    add_body(post, *i, end);
    *i = end;
    return STEP_ON;
}

/* By the ending of a word that no table has: 정보보호[대학원], 소방[본부장]. */
static enum step step_unknown(mt_str text, size_t *i, struct post *post)
{
    size_t end = word_end(text, *i);
    mt_str word = mt_str_sub(text, *i, end);
    mt_span rank = ending_of(word, bit(MT_TITLE_RANK));
    mt_span body = ending_of(word, bit(MT_TITLE_BODY));

    if (body.from <= rank.from && body.from < body.to && body.to == word.n &&
        end < text.n && text.p[end] == ' ') {
        add_body(post, *i, end);
        *i = end;
        return STEP_ON;
    }
    if (rank.from == word.n)
        return STEP_NONE;
    set_title(post, *i, *i + rank.to);
    return STEP_DONE;
}

/* One word of a post, behind the blank before it. */
static enum step step(mt_str text, size_t *i, struct post *post)
{
    size_t end = title_at(text, *i, bit(MT_TITLE_RANK));
    enum step known;

    if (title_at(text, *i, bit(MT_TITLE_REPORTER)))
        return STEP_NONE;
    if (end) {
        set_title(post, *i, end);
        return STEP_DONE;
    }
    if (title_at(text, *i, bit(MT_TITLE_HONOUR))) {
        post->end = *i;
        return STEP_DONE;
    }
    end = title_at(text, *i, bit(MT_TITLE_BEFORE));
    if (end && end < text.n && text.p[end] == ' ') {
        *i = end;
        return STEP_ON;
    }
    known = step_known(text, i, post);
    return known == STEP_NONE ? step_unknown(text, i, post) : known;
}

/* The post behind the name that ends at byte i. */
static bool post_at(mt_str text, size_t i, struct post *post)
{
    enum step next = STEP_ON;

    *post = (struct post){ .end = i };
    if (title_at(text, i, bit(MT_TITLE_HONOUR)))
        return true;
    i = past_age(text, i);
    for (int n = 0; n < WORDS_MOST && next == STEP_ON; n++) {
        if (i >= text.n || text.p[i] != ' ')
            return false;
        i++;
        next = step(text, &i, post);
    }
    return next == STEP_DONE;
}

/* Where the word before the blank at byte i - 1 begins. */
static size_t word_before(mt_str text, size_t i)
{
    size_t from = i - 1;

    while (from > 0 && i - from < WORD_MOST &&
           mt_is_wordlike(mt_utf8_before(text, from)))
        do
            from--;
        while (from > 0 && ((unsigned char)text.p[from] & 0xC0) == 0x80);
    return from;
}

/* The words of a body that stand before a name: [누리은행] 홍길동 대표. */
static mt_span body_before(mt_str text, size_t i)
{
    mt_span body = { (uint32_t)i, 0 };

    for (int n = 0; n < LEFT_MOST && i > 1 && text.p[i - 1] == ' '; n++) {
        size_t from = word_before(text, i);
        mt_str word = mt_str_sub(text, from, i - 1);
        mt_span ending = ending_of(word, bit(MT_TITLE_BODY));
        bool named = ending.to == word.n &&
                     ending.to - ending.from >= 2 * SYLLABLE;

        if (!word.n || (!named && body_at(text, from) != i - 1))
            break;
        body.from = (uint32_t)from;
        if (!body.to)
            body.to = (uint32_t)(i - 1);
        i = from;
    }
    return body;
}

/* --------------------------------------------------------------- people -- */

static void add(const struct reader *reader, mt_span name,
                const struct post *post)
{
    struct mt_person *person = mt_vec_add(reader->arena, reader->out);

    person->span = name;
    person->name = mt_str_at(reader->text, name);
    if (post->title.to)
        person->title = mt_str_at(reader->text, post->title);
    if (post->body.to)
        person->affiliation = mt_str_at(reader->text, post->body);
}

/* The names at byte i, one or several with dots between them, and the post
 * behind the last one; returns where to go on, or 0. */
static size_t full_at(const struct reader *reader, size_t i)
{
    mt_span names[LISTED_MOST];
    mt_str text = reader->text;
    struct post post;
    size_t n = 0, end;

    do {
        end = korean_at(text, i);
        if (!end)
            end = foreign_at(text, i);
        if (!end)
            break;
        names[n++] = (mt_span){ (uint32_t)i, (uint32_t)end };
        i = end + strlen("·");
    } while (n < LISTED_MOST && mt_utf8_at(text, end) == 0xB7);
    if (n == 0 || !post_at(text, names[n - 1].to, &post))
        return 0;
    if (post.title.to && !post.body.to)
        post.body = body_before(text, names[0].from);
    for (size_t k = 0; k < n; k++)
        add(reader, names[k], &post);
    return post.end;
}

/* 대표 for 대표이사, 원장 for 금감원장. */
static bool titles_agree(mt_str full, mt_str brief)
{
    return full.n && (mt_str_starts(full, brief) || mt_str_ends(full, brief));
}

/* 홍 대표: the last one of this surname and title that was named in full. */
static size_t brief_at(const struct reader *reader, size_t i)
{
    mt_str text = reader->text;
    size_t n = syllables(text, i), blank = i + n * SYLLABLE;
    struct mt_persons *out = reader->out;
    mt_str surname = at(reader, i, blank), title;
    size_t end;

    if (n < 1 || n > 2 || blank >= text.n || text.p[blank] != ' ')
        return 0;
    end = title_at(text, blank + 1, bit(MT_TITLE_RANK));
    title = at(reader, blank + 1, end);
    for (size_t k = out->n; end && k > 0 && out->n - k < KNOWN_MOST; k--) {
        struct mt_person person = out->v[k - 1];

        if (!mt_str_starts(person.name, surname) ||
            person.name.n < surname.n + SYLLABLE ||
            !titles_agree(person.title, title))
            continue;
        person.span = (mt_span){ (uint32_t)i, (uint32_t)end };
        *mt_vec_add(reader->arena, out) = person;
        return end;
    }
    return 0;
}

void mt_persons_read(mt_str text, struct mt_arena *arena,
                     struct mt_persons *out)
{
    struct reader reader = { text, arena, out };
    uint32_t last = 0, cp;
    mt_str rest = text;

    while (rest.n) {
        size_t i = text.n - rest.n, end = 0;

        if (!mt_is_wordlike(last) && mt_is_hangul(mt_utf8_at(text, i))) {
            end = full_at(&reader, i);
            if (!end)
                end = brief_at(&reader, i);
        }
        if (end > i) {
            last = mt_utf8_before(text, end);
            rest = mt_str_sub(text, end, text.n);
            continue;
        }
        mt_utf8_next(&rest, &cp);
        last = cp;
    }
}
