/* SPDX-License-Identifier: MIT */
#include "article/line.h"

#include "base/utf8.h"
#include "data.h"

enum {
    BRIEF = 160,    /* bytes: above this, words inside a line say nothing */
    BUTTON = 60,    /* code points that a line of machinery may have */
    STATEMENT = 15, /* code points of a sentence */
    PROSE = 60,     /* code points above which a line reads like prose */
    CODE = 6,       /* digits of a company's code at the exchange */
    TICKER = 1500,  /* bytes of what is shown on it */
    TICKER_NAME = 60, /* bytes of the name before it, at most */
    NAME_MOST = 60, /* bytes before the colon of an item */
};

static size_t space_width(mt_str s, size_t i)
{
    mt_str rest = mt_str_sub(s, i, s.n);

    if (rest.n && mt_is_space(rest.p[0]))
        return 1;
    if (mt_str_starts(rest, MT_LIT("\xC2\xA0")))
        return 2;
    if (mt_str_starts(rest, MT_LIT("\xE3\x80\x80")) ||
        (mt_str_starts(rest, MT_LIT("\xE2\x80")) && rest.n > 2 &&
         (unsigned char)rest.p[2] <= 0x8A))
        return 3;
    return 0;
}

/* Where the code of a ticker that ends at byte i begins, with the name that
 * stands twice before it: KT[ KT 030200] | 코스피; i for none. */
static size_t ticker_start(mt_str line, size_t i)
{
    size_t code = i - CODE, name;

    if (i < CODE + 2 || line.p[code - 1] != ' ')
        return i;
    for (size_t k = code; k < i; k++)
        if (!mt_is_digit(line.p[k]))
            return i;
    code--;
    for (name = 1; name < TICKER_NAME && 2 * name + 1 <= code; name++)
        if (line.p[code - name - 1] == ' ' &&
            memcmp(line.p + code - 2 * name - 1, line.p + code - name,
                   name) == 0)
            return code - name - 1;
    return code;
}

/* " 의 IPTV": what a name before it would have glued on. */
static bool is_particle(mt_str rest)
{
    static const char *const words[] = { " 의 ", " 는 ", " 은 ",  " 이 ",
                                         " 가 ", " 를 ", " 을 ",  " 와 ",
                                         " 과 ", " 도 ", " 에 ",  " 에서 ",
                                         " 로 ", " 측은 ", " 으로 " };

    return mt_str_starts_any(rest, MT_ALL(words));
}

/* "KT KT 030200 | 코스피 증권정보 현재가 30,250 … close 의 IPTV": takes what a
 * page of 아시아경제 shows on a company out of its sentence. The line is the
 * caller's to write. */
static mt_str without_tickers(mt_str line)
{
    static const mt_str sign = { " | 코스", 9 };
    static const mt_str price = { "증권정보 현재가", 22 };
    static const mt_str last = { " close", 6 };
    char *text = (char *)line.p;
    size_t at = 0, to = 0;

    while (at < line.n) {
        mt_str rest = mt_str_sub(line, at, line.n);
        size_t i = at + mt_str_find(rest, sign), from, end;

        from = i < line.n ? ticker_start(line, i) : i;
        rest = mt_str_sub(line, i, i + TICKER);
        end = i + mt_str_find(rest, last);
        if (from == i || from < at || end == i + rest.n ||
            !mt_str_has(mt_str_sub(line, i, i + 2 * sign.n + price.n), price)) {
            from = end = i < line.n ? i + 1 : i;
        } else {
            end += last.n;
            end += is_particle(mt_str_sub(line, end, line.n));
        }
        memmove(text + to, text + at, from - at);
        to += from - at;
        at = end;
    }
    return (mt_str){ text, to };
}

mt_str mt_line_flat(struct mt_arena *arena, mt_str line)
{
    char *out, *to;
    size_t w;

    line = mt_str_trim(line);
    out = to = mt_arena_alloc(arena, line.n + 1);
    for (size_t i = 0; i < line.n;) {
        w = space_width(line, i);
        if (!w) {
            *to++ = line.p[i++];
            continue;
        }
        if (to > out && to[-1] != ' ')
            *to++ = ' ';
        i += w;
    }
    return without_tickers(mt_str_trim((mt_str){ out, (size_t)(to - out) }));
}

/* A sentence in the style of news: what begins or has words of the page's
 * machinery may still be one: "네이버에서 장애가 발생했다." */
static bool is_statement(mt_str line)
{
    return mt_line_ends_sentence(line) && mt_utf8_count(line) >= STATEMENT &&
           mt_str_has(mt_str_sub(line, line.n > 12 ? line.n - 12 : 0, line.n),
                      MT_LIT("다"));
}

/* A line of rights says whose they are; prose on copying does not. */
static bool claims_rights(mt_str line)
{
    static const char *const signs[] = { "저작권", "ⓒ", "©", "(c)", "(C)",
                                         "opyright", "제보", "◎" };

    return mt_str_has_any(line, MT_ALL(signs));
}

static enum mt_role role_of(const struct mt_page_marks_row *row, mt_str line)
{
    bool whole = row->how == MT_HOW_WHOLE;

    switch ((enum mt_page_role)row->role) {
    case MT_ROLE_BUTTON: return MT_ROLE_IS_BUTTON;
    case MT_ROLE_BRIEF:
        return mt_utf8_count(line) <= BUTTON && !is_statement(line)
                   ? MT_ROLE_IS_BUTTON
                   : MT_ROLE_IS_TEXT;
    case MT_ROLE_BOX:
        return whole || !is_statement(line) ? MT_ROLE_IS_BOX
                                            : MT_ROLE_IS_TEXT;
    case MT_ROLE_TAIL:
        return whole || !is_statement(line) || claims_rights(line)
                   ? MT_ROLE_IS_TAIL
                   : MT_ROLE_IS_TEXT;
    case MT_ROLE_CAPTION:
        return mt_line_ends_sentence(line) &&
                       (mt_utf8_count(line) > PROSE || row->how == MT_HOW_ANY)
                   ? MT_ROLE_IS_TEXT
                   : MT_ROLE_IS_CAPTION;
    case MT_ROLE_NONE: break;
    }
    return MT_ROLE_IS_TEXT;
}

/* Does a word found at byte at, n bytes long, stand where its row wants it? */
static bool placed(const struct mt_page_marks_row *row, mt_str line, size_t at,
                   size_t n)
{
    switch ((enum mt_page_how)row->how) {
    case MT_HOW_WHOLE: return at == 0 && n == line.n;
    case MT_HOW_HEAD: return at == 0;
    case MT_HOW_END: return at + n == line.n;
    case MT_HOW_ANY: return line.n <= 2 * BRIEF;
    case MT_HOW_NONE: break;
    }
    return false;
}

/* What the words that begin at byte at make of the line. */
static enum mt_role role_at(mt_str line, size_t at)
{
    const struct mt_word *hits[MT_HITS];
    size_t n = mt_words_at(&mt_page_index, line, at, hits);
    enum mt_role role = MT_ROLE_IS_TEXT;

    for (size_t i = 0; i < n; i++) {
        const struct mt_page_marks_row *row;

        if (hits[i]->table != MT_TABLE_PAGE_MARKS)
            continue;
        row = &mt_page_marks[hits[i]->row];
        if (placed(row, line, at, hits[i]->n) &&
            role_of(row, line) != MT_ROLE_IS_TEXT)
            role = role_of(row, line);
    }
    return role;
}

/* A line without the sign that makes it an entry, an arrow or a bracket. */
static mt_str unadorned(mt_str line)
{
    static const char *const signs[] = { "•", "·", "-", "※", "*", "|", "▶",
                                         "■", "◆", "●", "▷", "☞", "[", "<",
                                         ">", "◇", "□", "+", "#" };
    bool again = true;

    while (again) {
        again = false;
        for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
            again |= mt_str_take(&line, mt_str_c(signs[i]));
        line = mt_str_trim(line);
    }
    while (line.n && (line.p[line.n - 1] == ']' || line.p[line.n - 1] == '>' ||
                      line.p[line.n - 1] == '|' || line.p[line.n - 1] == ':'))
        line = mt_str_trim(mt_str_sub(line, 0, line.n - 1));
    return line;
}

/* "▲뱅킹 ▲자동화기기 ▲체크카드": one ▲ begins a caption, several a list. */
static bool is_triangle_list(mt_str line)
{
    mt_str sign = MT_LIT("▲");

    return mt_str_take(&line, sign) && mt_str_has(line, sign);
}

/* Does a line begin as a date or a day does: 2023년, 8월, 24일? */
static bool begins_as_date(mt_str line)
{
    static const char *const marks[] = { "년", "월", "일" };
    size_t n = 0;

    while (n < line.n && mt_is_digit(line.p[n]))
        n++;
    return n > 0 && mt_str_starts_any(mt_str_sub(line, n, line.n),
                                      MT_ALL(marks));
}

/* "△2023년 12월 5일 카카오맵: 40분 오류", "▲부산은행: 3일 9시 …": one of a
 * chronology, where a caption would say who took the picture. */
bool mt_line_is_item(mt_str line)
{
    static const char *const pictures[] = { "사진", "제공", "ⓒ", "©", "캡처",
                                            "캡쳐", "갈무리", "모습", "=" };
    size_t colon;

    if (!mt_take_bullet(&line))
        return false;
    line = mt_str_trim(line);
    if (mt_str_has_any(line, MT_ALL(pictures)) || mt_line_ends_sentence(line))
        return false;
    colon = mt_str_find(line, MT_LIT(":"));
    if (begins_as_date(line))
        return colon < line.n || mt_str_has(line, MT_LIT("시 ")) ||
               mt_str_has(line, MT_LIT("분"));
    return colon < NAME_MOST && colon < line.n &&
           begins_as_date(mt_str_trim(mt_str_sub(line, colon + 1, line.n)));
}

enum mt_role mt_line_role(mt_str line)
{
    enum mt_role head = role_at(line, 0), role;

    if (is_triangle_list(line) || mt_line_is_item(line))
        return MT_ROLE_IS_TEXT;
    if (head == MT_ROLE_IS_TEXT && line.n <= BRIEF)
        head = role_at(unadorned(line), 0);
    if ((head != MT_ROLE_IS_TEXT && head != MT_ROLE_IS_CAPTION) ||
        line.n > 2 * BRIEF)
        return head;
    for (size_t i = 1; i < line.n; i++) {
        if (((unsigned char)line.p[i] & 0xC0) == 0x80)
            continue;
        role = role_at(line, i);
        if (role == MT_ROLE_IS_TAIL)
            return role;
        if (head == MT_ROLE_IS_TEXT)
            head = role;
    }
    return head;
}

/* Quotes, brackets and full stops that may close a sentence. */
static bool is_closing(uint32_t cp)
{
    return cp == '"' || cp == '\'' || cp == ')' || cp == ']' || cp == ' ' ||
           cp == 0xBB /* » */ || (cp >= 0x2018 && cp <= 0x201F) ||
           cp == 0x300D || cp == 0x300F || cp == 0xFF09 /* ） */;
}

/* The full stops of other writings: 。 ！ ？ । ؟ ۔ */
static bool is_stop(uint32_t cp)
{
    return cp == '.' || cp == '?' || cp == '!' || cp == 0x3002 ||
           cp == 0xFF01 || cp == 0xFF1F || cp == 0x964 || cp == 0x61F ||
           cp == 0x6D4;
}

bool mt_line_ends_sentence(mt_str line)
{
    size_t end = line.n;
    uint32_t cp = mt_utf8_before(line, end);

    while (is_closing(cp)) {
        end -= cp < 0x80 ? 1 : cp < 0x800 ? 2 : 3;
        cp = mt_utf8_before(line, end);
    }
    if (is_stop(cp))
        return end > 1 && mt_utf8_before(line, end - 1) != '.';
    return cp == 0xB2E4; /* 다 */
}

/* Chinese and Japanese say more in a character. */
static bool ends_dense(mt_str line)
{
    uint32_t cp = mt_utf8_before(line, line.n);

    return cp == 0x3002 || cp == 0x300D || cp == 0xFF01 || cp == 0xFF1F;
}

bool mt_line_is_prose(mt_str line)
{
    size_t n = mt_utf8_count(line);

    if (mt_line_ends_sentence(line) && n >= (ends_dense(line) ? 10 : 18))
        return true;
    if (mt_line_is_item(line))
        return true;
    return n >= PROSE &&
           (mt_str_has(line, MT_LIT("다.")) ||
            mt_str_has(line, MT_LIT("요. ")) || n >= 3 * PROSE);
}

bool mt_line_is_signs(mt_str line)
{
    uint32_t cp;

    while (mt_utf8_next(&line, &cp))
        if (mt_is_letter(cp) && !(cp < 0x80 && mt_is_digit((char)cp)))
            return false;
    return true;
}

bool mt_line_is_entry(mt_str line)
{
    static const char *const signs[] = { "- ", "• ", "· ", "ㆍ", "▶", "☞",
                                         "-", "▷", "•" };
    int number;

    if (mt_str_starts_any(line, MT_ALL(signs)))
        return true;
    return mt_str_digits(&line, 2, &number) && mt_str_take(&line, MT_LIT("."));
}

bool mt_line_is_tags(mt_str line)
{
    mt_str word;
    size_t tags = 0, words = 0;

    while (mt_str_split(&line, ' ', &word)) {
        words += word.n > 0;
        tags += word.n > 1 && word.p[0] == '#';
    }
    return tags && tags == words;
}
