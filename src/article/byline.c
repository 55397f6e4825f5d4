/* SPDX-License-Identifier: MIT */
#include "article/byline.h"

#include "base/utf8.h"
#include "data.h"

enum {
    NAMES = 8,         /* of one article */
    BRACKET = 90,      /* bytes of a dateline's bracket */
    DATELINE = 120,    /* bytes between a bracket and its '=' */
    SIGNATURE = 120,   /* bytes behind the last sentence */
    SYLLABLE = 3,      /* bytes */
};

static int person_row(mt_str word)
{
    return mt_words_row(&mt_page_index, MT_TABLE_PAGE_PEOPLE, word);
}

static bool is_person(mt_str word, enum mt_page_person person)
{
    int row = person_row(word);

    return row >= 0 && mt_page_people[row].person == person;
}

static bool all_hangul(mt_str s)
{
    uint32_t cp;

    while (mt_utf8_next(&s, &cp))
        if (!mt_is_hangul(cp))
            return false;
    return true;
}

/* 온라인뉴스부, 취재팀, 편집국: a desk by its last syllable or by its row, for
 * names may end in 국, too. */
static bool is_desk(const struct mt_sites *sites, mt_str s)
{
    static const char *const ends[] = { "부", "팀", "판", "뉴스", "신문",
                                        "일보", "방송" };

    if (is_person(s, MT_PERSON_DESK))
        return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (s.n > SYLLABLE && mt_str_ends(s, mt_str_c(ends[i])))
            return true;
    return mt_is_publisher(sites, s);
}

bool mt_is_name(const struct mt_sites *sites, mt_str s)
{
    size_t n = s.n / SYLLABLE;
    int row;

    if (s.n % SYLLABLE || n < 2 || n > 4 || !all_hangul(s) ||
        is_desk(sites, s) || is_person(s, MT_PERSON_REPORTER) ||
        is_person(s, MT_PERSON_OTHER))
        return false;
    if (n > 2 && is_person(mt_str_sub(s, 0, 2 * SYLLABLE), MT_PERSON_SURNAME))
        return true;
    row = person_row(mt_str_sub(s, 0, SYLLABLE));
    return n < 4 && row >= 0 && mt_page_people[row].person == MT_PERSON_SURNAME;
}

void mt_names_add(struct mt_arena *arena, mt_str name, struct mt_names *names)
{
    if (names->list.n == NAMES)
        return;
    for (size_t i = 0; i < names->list.n; i++)
        if (mt_str_eq(names->list.v[i], name))
            return;
    *mt_vec_add(arena, &names->list) = name;
}

/* ---------------------------------------------------------- going left -- */

static bool is_blank(mt_str s, size_t end)
{
    return end && (s.p[end - 1] == ' ' || s.p[end - 1] == '\t');
}

/* The word of Hangul that ends at byte end of s. */
static mt_str word_before(mt_str s, size_t end)
{
    size_t from = end;

    while (from && mt_is_hangul(mt_utf8_before(s, from)))
        from -= SYLLABLE;
    return mt_str_sub(s, from, end);
}

/* Moves *end before one of the signs that part names; false without one. */
static bool sign_before(mt_str s, size_t *end)
{
    static const char *const signs[] = { "·", "ㆍ", "‧", ",", "・", "&", "•" };
    size_t at = *end;

    while (is_blank(s, at))
        at--;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        mt_str sign = mt_str_c(signs[i]);

        if (mt_str_ends(mt_str_sub(s, 0, at), sign)) {
            at -= sign.n;
            while (is_blank(s, at))
                at--;
            *end = at;
            return true;
        }
    }
    return false;
}

/* Skips words like 선임, 문화부, 머니뉴스 that may stand between a name and
 * 기자; at most three. */
static size_t skip_posts(const struct mt_sites *sites, mt_str s, size_t end)
{
    for (int i = 0; i < 3; i++) {
        mt_str word;
        size_t at = end;

        while (is_blank(s, at))
            at--;
        word = word_before(s, at);
        if (word.n == 0 || !(is_desk(sites, word) || word.n > 4 * SYLLABLE))
            break;
        end = at - word.n;
    }
    while (is_blank(s, end))
        end--;
    return end;
}

/* Is a name that begins at byte at somebody's who took the picture? */
static bool of_picture(mt_str s, size_t at)
{
    mt_str word;

    while (at && (s.p[at - 1] == ' ' || s.p[at - 1] == '=' ||
                  s.p[at - 1] == ':' || s.p[at - 1] == '/'))
        at--;
    word = word_before(s, at);
    return is_person(word, MT_PERSON_OTHER) ||
           mt_str_ends(mt_str_sub(s, 0, at), MT_LIT("ⓒ"));
}

/*
 * The names that s ends with, the nearest last. spaced: blanks alone may part
 * them, as between a dateline's bracket and its 기자.
 */
static void names_before(struct mt_arena *arena, mt_str s, bool spaced,
                         struct mt_names *names)
{
    mt_str found[NAMES];
    size_t n = 0, at = skip_posts(names->sites, s, s.n);

    while (n < NAMES) {
        mt_str word = word_before(s, at);

        if (!mt_is_name(names->sites, word) || of_picture(s, at - word.n))
            break;
        found[n++] = word;
        at -= word.n;
        if (!sign_before(s, &at) && !(spaced && is_blank(s, at)))
            break;
        while (is_blank(s, at))
            at--;
    }
    while (n)
        mt_names_add(arena, found[--n], names);
}

/* The length of 기자, 특파원, ... that begins at byte at; *person its kind. */
static size_t post_at(mt_str s, size_t at, enum mt_page_person *person)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(&mt_page_index, s, at, hits), length = 0;

    for (size_t i = 0; i < n; i++) {
        enum mt_page_person kind;

        if (hits[i]->table != MT_TABLE_PAGE_PEOPLE)
            continue;
        kind = mt_page_people[hits[i]->row].person;
        if (kind == MT_PERSON_REPORTER || kind == MT_PERSON_OTHER) {
            length = hits[i]->n;
            *person = kind;
        }
    }
    return length;
}

/* Every "NAME 기자" of s. */
static void titled(struct mt_arena *arena, mt_str s, bool spaced,
                   struct mt_names *names)
{
    enum mt_page_person person = MT_PERSON_NONE;

    for (size_t i = 0; i < s.n;) {
        size_t n = post_at(s, i, &person);

        if (n && person == MT_PERSON_REPORTER && i)
            names_before(arena, mt_str_sub(s, 0, i), spaced, names);
        i += n ? n : mt_utf8_width(s.p[i]);
    }
}

/* -------------------------------------------------------------- shapes -- */

/* s without e-mail addresses and what Cloudflare leaves of them. */
static mt_str without_mail(struct mt_arena *arena, mt_str s)
{
    char *out = mt_arena_alloc(arena, s.n + 1), *to = out;
    mt_str word;

    while (mt_str_split(&s, ' ', &word)) {
        size_t at = mt_str_find(word, MT_LIT("@"));

        if (mt_str_has(word, MT_LIT("[email")) ||
            mt_str_has(word, MT_LIT("protected]")))
            continue;
        if (at < word.n) {
            while (at && (mt_is_alpha(word.p[at - 1]) ||
                          mt_is_digit(word.p[at - 1]) ||
                          memchr("._-+", word.p[at - 1], 4)))
                at--;
            word.n = at;
        }
        if (to > out)
            *to++ = ' ';
        if (word.n)
            memcpy(to, word.p, word.n);
        to += word.n;
    }
    return mt_str_trim((mt_str){ out, (size_t)(to - out) });
}

/* Takes signs and publishers' names off both ends of s. */
static mt_str core(const struct mt_sites *sites, mt_str s)
{
    static const char *const signs[] = { "/", "[", "]", "(", ")", "=", "|",
                                         "-", ":", ".", ",", "<", ">", "·",
                                         "글", "ㅣ", "■", "▶", "※" };
    bool again = true;

    while (again) {
        size_t n = 0;

        again = false;
        s = mt_str_trim(s);
        for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
            mt_str sign = mt_str_c(signs[i]);

            if (s.n > sign.n && mt_str_ends(s, sign) && sign.n < 3) {
                s.n -= sign.n;
                again = true;
            }
            again |= s.n > sign.n && mt_str_take(&s, sign);
        }
        if (mt_publisher_at(sites, s, 0, &n) && n < s.n &&
            !mt_is_hangul(mt_utf8_at(s, n))) {
            s = mt_str_sub(s, n, s.n);
            again = true;
        }
    }
    return s;
}

/* 홍길동입니다, 홍길동이었습니다: how a reporter signs off on the air. */
static mt_str without_farewell(mt_str s)
{
    static const char *const ends[] = { "입니다", "이었습니다", "였습니다",
                                        "이었어요", "예요" };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (mt_str_ends(s, mt_str_c(ends[i])))
            return mt_str_sub(s, 0, s.n - strlen(ends[i]));
    return s;
}

void mt_byline_line(struct mt_arena *arena, mt_str line,
                    struct mt_names *names)
{
    mt_str bare = without_mail(arena, line), whole;
    size_t before = names->list.n;
    bool mail = bare.n < line.n;

    if (bare.n > SIGNATURE)
        return;
    titled(arena, bare, false, names);
    if (names->list.n > before)
        return;
    whole = without_farewell(core(names->sites, bare));
    if (mt_is_name(names->sites, whole) && whole.n > 2 * SYLLABLE &&
        (mail || mt_publisher_in(names->sites, line)))
        mt_names_add(arena, whole, names);
}

/* The bracket that s begins with, without its signs; empty if there is none. */
static mt_str bracket_of(mt_str s)
{
    char close = s.n && s.p[0] == '[' ? ']' : s.n && s.p[0] == '(' ? ')' : 0;
    const char *hit;

    if (!close)
        return MT_LIT("");
    hit = memchr(s.p, close, s.n < BRACKET ? s.n : BRACKET);
    return hit ? mt_str_sub(s, 1, (size_t)(hit - s.p)) : MT_LIT("");
}

void mt_byline_dateline(struct mt_arena *arena, mt_str line,
                        struct mt_names *names)
{
    mt_str bracket = bracket_of(line), rest;
    const char *equals;

    if (!bracket.n)
        return;
    titled(arena, bracket, false, names);
    rest = mt_str_sub(line, bracket.n + 2, line.n);
    equals = rest.n ? memchr(rest.p, '=', rest.n < DATELINE ? rest.n : DATELINE)
                    : NULL;
    if (equals)
        titled(arena, mt_str_sub(rest, 0, (size_t)(equals - rest.p)), true,
               names);
}

void mt_byline_signature(struct mt_arena *arena, mt_str line,
                         struct mt_names *names)
{
    size_t from = line.n > SIGNATURE ? line.n - SIGNATURE : 0, last = 0;

    for (size_t i = from; i + 4 <= line.n; i++)
        if (mt_str_starts(mt_str_sub(line, i, line.n), MT_LIT("다.")) ||
            mt_str_starts(mt_str_sub(line, i, line.n), MT_LIT("요.")))
            last = i + 4;
    if (last && last < line.n)
        mt_byline_line(arena, mt_str_trim(mt_str_sub(line, last, line.n)),
                       names);
}

void mt_byline_field(struct mt_arena *arena, mt_str field,
                     struct mt_names *names)
{
    static const char *const ends[] = { "기자", "특파원" };
    mt_str part, s = field;
    size_t before = names->list.n;

    titled(arena, field, true, names);
    if (names->list.n > before || field.n > SIGNATURE)
        return;
    while (mt_str_split(&s, ',', &part)) {
        part = core(names->sites, without_mail(arena, part));
        for (size_t i = 0; i < 2; i++)
            if (mt_str_ends(part, mt_str_c(ends[i])))
                part.n -= strlen(ends[i]);
        if (mt_is_name(names->sites, mt_str_trim(part)))
            mt_names_add(arena, mt_str_trim(part), names);
    }
}

bool mt_is_byline(mt_str line)
{
    enum mt_page_person person = MT_PERSON_NONE;
    bool post = false;

    if (line.n > SIGNATURE || mt_str_has(line, MT_LIT("다. ")))
        return false;
    for (size_t i = 0; i < line.n && !post; i += mt_utf8_width(line.p[i])) {
        size_t n = post_at(line, i, &person);
        uint32_t next = mt_utf8_at(line, i + n);

        post = n && person == MT_PERSON_REPORTER && i &&
               (mt_is_hangul(mt_utf8_before(line, i)) || is_blank(line, i)) &&
               (!mt_is_hangul(next) ||
                mt_str_starts(mt_str_sub(line, i + n, line.n),
                              MT_LIT("입니다")));
    }
    if (mt_str_has(line, MT_LIT("@")) || mt_str_has(line, MT_LIT("[email")))
        return true;
    return post && mt_utf8_count(line) <= 30;
}
