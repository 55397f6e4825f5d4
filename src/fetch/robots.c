/* SPDX-License-Identifier: MIT */
#include "fetch/robots.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"

enum { LONGEST_LINE = 4096, MOST_DELAY = 120 };

struct rule {
    mt_str pattern; /* escapes made alike */
    mt_str shown;
    size_t line;
    bool allow;
};

/* What is said to one agent, or to all. */
struct group {
    MT_VEC(struct rule) rules;
    double delay;
    bool seen;
};

struct mt_robots {
    struct mt_arena *arena;
    struct group own, global;
};

/* A file under way. */
struct reader {
    struct mt_robots *robots;
    mt_str agent;
    bool own, global;  /* whom the group under way is said to */
    bool rules_begun;  /* a further user-agent line opens a new group */
    size_t line;
};

/* --------------------------------------------------------------- escapes -- */

static int hex_of(char c)
{
    c = mt_lower(c);
    return mt_is_digit(c)         ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

static bool is_unreserved(char c)
{
    return mt_is_alpha(c) || mt_is_digit(c) || (c && strchr("-._~", c));
}

static void put_escape(struct mt_buf *out, unsigned char c)
{
    mt_buf_printf(out, "%%%02X", c);
}

/* Octets that are written in different ways become alike: "%7e" -> "~",
 * "%ea" -> "%EA", 가 -> "%EA%B0%80". */
static void normalise(mt_str s, struct mt_buf *out)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c == '%' && i + 2 < s.n && hex_of(s.p[i + 1]) >= 0 &&
            hex_of(s.p[i + 2]) >= 0) {
            c = (unsigned char)(hex_of(s.p[i + 1]) * 16 +
                                hex_of(s.p[i + 2]));
            i += 2;
            if (is_unreserved((char)c))
                mt_buf_putc(out, (char)c);
            else
                put_escape(out, c);
        } else if (c >= 0x80 || c <= ' ') {
            put_escape(out, c);
        } else {
            mt_buf_putc(out, (char)c);
        }
    }
}

/* --------------------------------------------------------------- reading -- */

/* The standard knows letters, '-' and '_'; names have digits and umlauts all
 * the same. */
static bool is_token(char c)
{
    return mt_is_alpha(c) || mt_is_digit(c) || c == '-' || c == '_' ||
           (unsigned char)c >= 0x80;
}

mt_str mt_robots_token(mt_str agent)
{
    size_t n = 0;

    while (n < agent.n && is_token(agent.p[n]))
        n++;
    return mt_str_sub(agent, 0, n);
}

static void on_agent(struct reader *reader, mt_str value)
{
    struct mt_robots *robots = reader->robots;

    if (reader->rules_begun)
        reader->own = reader->global = reader->rules_begun = false;
    if (value.n && value.p[0] == '*' && (value.n == 1 ||
                                         mt_is_space(value.p[1]))) {
        reader->global = robots->global.seen = true;
    } else if (reader->agent.n &&
               mt_str_eq_nocase(mt_robots_token(value), reader->agent)) {
        reader->own = robots->own.seen = true;
    }
}

/* pattern and shown in rule are copied. */
static void add_rule(struct reader *reader, struct rule rule)
{
    struct mt_robots *robots = reader->robots;

    rule.pattern = mt_arena_copy(robots->arena, rule.pattern);
    rule.shown = mt_arena_copy(robots->arena, rule.shown);
    if (reader->own)
        *mt_vec_add(robots->arena, &robots->own.rules) = rule;
    if (reader->global)
        *mt_vec_add(robots->arena, &robots->global.rules) = rule;
}

/* Who allows /news/index.html allows /news/, too. */
static void add_index(struct reader *reader, struct rule rule)
{
    struct mt_buf folder = { 0 };
    size_t slash = rule.pattern.n;

    while (slash && rule.pattern.p[slash - 1] != '/')
        slash--;
    if (!mt_str_starts(mt_str_sub(rule.pattern, slash, rule.pattern.n),
                       MT_LIT("index.htm")))
        return;
    mt_buf_put(&folder, mt_str_sub(rule.pattern, 0, slash));
    mt_buf_putc(&folder, '$');
    rule.pattern = mt_buf_str(&folder);
    add_rule(reader, rule);
    mt_buf_release(&folder);
}

/* An empty pattern matches nothing and only ends the list of agents. */
static void on_rule(struct reader *reader, mt_str value, bool allow)
{
    struct mt_buf pattern = { 0 };
    struct rule rule;

    reader->rules_begun = true;
    if (value.n == 0 || !(reader->own || reader->global))
        return;
    normalise(value, &pattern);
    rule = (struct rule){ mt_buf_str(&pattern), value, reader->line, allow };
    add_rule(reader, rule);
    if (allow)
        add_index(reader, rule);
    mt_buf_release(&pattern);
}

/* "10", "0.5"; what is longer than anyone means is cut. */
static void on_delay(struct reader *reader, mt_str value)
{
    int whole = 0, part = 0;
    double delay;

    if (!mt_str_digits(&value, 6, &whole) && !mt_str_starts(value,
                                                            MT_LIT(".")))
        return;
    delay = whole;
    if (mt_str_take(&value, MT_LIT(".")) && mt_str_digits(&value, 1, &part))
        delay += part / 10.0;
    delay = delay < MOST_DELAY ? delay : MOST_DELAY;
    if (reader->own)
        reader->robots->own.delay = delay;
    if (reader->global)
        reader->robots->global.delay = delay;
}

static bool is_one_of(mt_str key, const char *const *names)
{
    for (; *names; names++)
        if (mt_str_eq_nocase(key, mt_str_c(*names)))
            return true;
    return false;
}

/* Spellings that the web is full of count, too. */
static void on_pair(struct reader *reader, mt_str key, mt_str value)
{
    static const char *const agents[] = { "user-agent", "useragent",
                                          "user agent", NULL };
    static const char *const allows[] = { "allow", NULL };
    static const char *const disallows[] = { "disallow", "dissallow",
                                             "dissalow", "disalow",
                                             "diasllow", "disallaw", NULL };
    static const char *const delays[] = { "crawl-delay", "crawldelay", NULL };

    if (is_one_of(key, agents))
        on_agent(reader, value);
    else if (is_one_of(key, allows))
        on_rule(reader, value, true);
    else if (is_one_of(key, disallows))
        on_rule(reader, value, false);
    else if (is_one_of(key, delays))
        on_delay(reader, value);
}

static void on_line(struct reader *reader, mt_str line)
{
    size_t colon;

    line = mt_str_sub(line, 0, LONGEST_LINE);
    line = mt_str_trim(mt_str_sub(line, 0, mt_str_find(line, MT_LIT("#"))));
    colon = mt_str_find(line, MT_LIT(":"));
    if (colon == line.n) /* "Disallow /x" */
        for (colon = 0; colon < line.n && !mt_is_space(line.p[colon]);)
            colon++;
    if (colon < line.n)
        on_pair(reader, mt_str_trim(mt_str_sub(line, 0, colon)),
                mt_str_trim(mt_str_sub(line, colon + 1, line.n)));
}

/* Lines end with CR, LF or both. */
static mt_str take_line(mt_str *text)
{
    size_t n = 0;
    mt_str line;

    while (n < text->n && text->p[n] != '\n' && text->p[n] != '\r')
        n++;
    line = mt_str_sub(*text, 0, n);
    if (n + 1 < text->n && text->p[n] == '\r' && text->p[n + 1] == '\n')
        n++;
    *text = mt_str_sub(*text, n + 1, text->n);
    return line;
}

struct mt_robots *mt_robots_new(mt_str text, mt_str agent)
{
    struct mt_robots *robots = mt_alloc(sizeof *robots);
    struct reader reader = { .robots = robots,
                             .agent = mt_robots_token(agent) };

    robots->arena = mt_arena_new();
    text = mt_str_sub(text, 0, MT_ROBOTS_LIMIT);
    mt_str_take(&text, MT_LIT("\xEF\xBB\xBF"));
    while (text.n) {
        reader.line++;
        on_line(&reader, take_line(&text));
    }
    return robots;
}

void mt_robots_free(struct mt_robots *robots)
{
    if (!robots)
        return;
    mt_arena_free(robots->arena);
    free(robots);
}

/* -------------------------------------------------------------- matching -- */

/* Does pattern match the head of path? '*' is any octets, '$' at its end is
 * the end of path. After the last '*' that matched nothing before it need be
 * tried again, so that this takes path times pattern at most. */
static bool matches(mt_str pattern, mt_str path)
{
    size_t p = 0, s = 0, star = SIZE_MAX, tried = 0;
    bool anchored = pattern.n && pattern.p[pattern.n - 1] == '$';
    size_t end = anchored ? pattern.n - 1 : pattern.n;

    for (;;) {
        if (p == end && (!anchored || s == path.n))
            return true;
        if (p < end && pattern.p[p] == '*') {
            star = p++;
            tried = s;
        } else if (p < end && s < path.n && pattern.p[p] == path.p[s]) {
            p++;
            s++;
        } else if (star != SIZE_MAX && tried < path.n) {
            p = star + 1;
            s = ++tried;
        } else {
            return false;
        }
    }
}

/* "http://a.kr/x?y#z" -> "/x?y"; "/x?y" stays. */
static mt_str path_of(mt_str url)
{
    size_t scheme = mt_str_find(url, MT_LIT("://"));
    size_t from = 0;

    if (scheme < url.n && mt_str_find(mt_str_sub(url, 0, scheme),
                                      MT_LIT("/")) == scheme) {
        from = scheme + 3;
        while (from < url.n && !strchr("/?#;", url.p[from]))
            from++;
    }
    url = mt_str_sub(url, from, url.n);
    return mt_str_sub(url, 0, mt_str_find(url, MT_LIT("#")));
}

static const struct group *group_of(const struct mt_robots *robots)
{
    return robots->own.seen ? &robots->own : &robots->global;
}

/* The longest pattern decides; of two alike, the one that allows. */
static const struct rule *find_rule(const struct group *group, mt_str path)
{
    const struct rule *best = NULL;

    for (size_t i = 0; i < group->rules.n; i++) {
        const struct rule *rule = &group->rules.v[i];

        if (best && (rule->pattern.n < best->pattern.n ||
                     (rule->pattern.n == best->pattern.n && !rule->allow)))
            continue;
        if (matches(rule->pattern, path))
            best = rule;
    }
    return best;
}

struct mt_robots_answer mt_robots_ask(const struct mt_robots *robots,
                                      mt_str url)
{
    struct mt_robots_answer answer = { .allowed = true };
    struct mt_buf path = { 0 };
    const struct rule *rule;

    url = path_of(url);
    if (url.n == 0 || url.p[0] != '/')
        mt_buf_putc(&path, '/');
    normalise(url, &path);
    rule = find_rule(group_of(robots), mt_buf_str(&path));
    if (rule && !mt_str_eq(mt_buf_str(&path), MT_LIT("/robots.txt")))
        answer = (struct mt_robots_answer){ rule->allow, rule->line,
                                            rule->shown };
    mt_buf_release(&path);
    return answer;
}

double mt_robots_delay(const struct mt_robots *robots)
{
    return group_of(robots)->delay;
}
