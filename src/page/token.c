/* SPDX-License-Identifier: MIT */
#include "page/token.h"

static mt_str from(mt_str s, size_t at)
{
    return mt_str_sub(s, at, s.n);
}

static size_t find_byte(mt_str s, size_t at, char c)
{
    const char *hit = at < s.n ? memchr(s.p + at, c, s.n - at) : NULL;

    return hit ? (size_t)(hit - s.p) : s.n;
}

/* ----------------------------------------------------------- attributes -- */

/* Reads an attribute of s at *at; false at '>' or the end, where *at stops. */
static bool attr_at(mt_str s, size_t *at, mt_str *name, mt_str *value)
{
    size_t i = *at, begin;

    while (i < s.n && (mt_is_space(s.p[i]) || s.p[i] == '/'))
        i++;
    *at = i;
    if (i == s.n || s.p[i] == '>')
        return false;
    begin = i++; /* a '=' that comes first belongs to the name */
    while (i < s.n && s.p[i] != '=' && s.p[i] != '>' && s.p[i] != '/' &&
           !mt_is_space(s.p[i]))
        i++;
    *name = mt_str_sub(s, begin, i);
    *value = (mt_str){ s.p + i, 0 };
    *at = i;
    while (i < s.n && mt_is_space(s.p[i]))
        i++;
    if (i == s.n || s.p[i] != '=')
        return true;
    do
        i++;
    while (i < s.n && mt_is_space(s.p[i]));
    if (i < s.n && (s.p[i] == '"' || s.p[i] == '\'')) {
        size_t end = find_byte(s, i + 1, s.p[i]);

        *value = mt_str_sub(s, i + 1, end);
        *at = end < s.n ? end + 1 : s.n;
        return true;
    }
    for (begin = i; i < s.n && s.p[i] != '>' && !mt_is_space(s.p[i]);)
        i++;
    *value = mt_str_sub(s, begin, i);
    *at = i;
    return true;
}

bool mt_attr_next(mt_str *attrs, mt_str *name, mt_str *value)
{
    size_t at = 0;
    bool found = attr_at(*attrs, &at, name, value);

    *attrs = from(*attrs, at);
    return found;
}

mt_str mt_attr_find(mt_str attrs, mt_str name)
{
    mt_str n, v;

    while (mt_attr_next(&attrs, &n, &v))
        if (mt_str_eq_nocase(n, name))
            return v;
    return (mt_str){ NULL, 0 };
}

/* ----------------------------------------------------- what is passed over */

/* Past "<!-- ... -->", which also ends at "--!>" and may be "<!-->". */
static size_t past_comment(mt_str s)
{
    size_t i = 4;

    if (mt_str_starts(from(s, i), MT_LIT(">")))
        return i + 1;
    if (mt_str_starts(from(s, i), MT_LIT("->")))
        return i + 2;
    while ((i = find_byte(s, i, '-')) < s.n) {
        if (mt_str_starts(from(s, i), MT_LIT("-->")))
            return i + 3;
        if (mt_str_starts(from(s, i), MT_LIT("--!>")))
            return i + 4;
        i++;
    }
    return s.n;
}

static size_t past_gt(mt_str s)
{
    size_t at = find_byte(s, 0, '>');

    return at < s.n ? at + 1 : s.n;
}

/* ---------------------------------------------------------- raw content -- */

/* Does s begin with "</name" and the end of a name? */
static bool is_end_tag(mt_str s, mt_str name)
{
    char c;

    if (s.n < name.n + 2 || s.p[0] != '<' || s.p[1] != '/' ||
        !mt_str_eq_nocase(mt_str_sub(s, 2, 2 + name.n), name))
        return false;
    c = s.n > name.n + 2 ? s.p[name.n + 2] : '\0';
    return c == '>' || c == '/' || mt_is_space(c);
}

/* Where the content of a raw element ends. A script hides "</script>" from
 * "<!-- <script" to "</script" or "-->" ("script data double escaped"). */
static size_t raw_end(mt_str s, mt_str name, bool script)
{
    size_t comment_end = 0;
    bool twice = false;

    for (size_t i = 0; (i = find_byte(s, i, '<')) < s.n; i++) {
        mt_str rest = from(s, i);
        char c = rest.n > name.n + 1 ? rest.p[name.n + 1] : '\0';

        twice = twice && i < comment_end;
        if (is_end_tag(rest, name)) {
            if (!twice)
                return i;
            twice = false;
        } else if (script && i >= comment_end) {
            if (mt_str_starts(rest, MT_LIT("<!--")))
                comment_end = i + 2 +
                              mt_str_find(from(s, i + 2), MT_LIT("-->"));
        } else if (script && (c == '>' || c == '/' || mt_is_space(c)) &&
                   mt_str_eq_nocase(mt_str_sub(rest, 1, 1 + name.n), name)) {
            twice = true;
        }
    }
    return s.n;
}

static void take_content(struct mt_tokenizer *tokenizer, mt_token *token)
{
    mt_str s = tokenizer->rest;
    bool script = token->tag == MT_TAG_SCRIPT;
    size_t end = s.n;

    if (token->tag != MT_TAG_PLAINTEXT)
        end = raw_end(s, token->name, script);
    token->text = mt_str_sub(s, 0, end);
    token->raw = !(mt_tag_flags(token->tag) & MT_TAG_IS_RCDATA);
    if (end < s.n) {
        mt_str name, value;

        for (end += token->name.n + 2; attr_at(s, &end, &name, &value);)
            continue;
    }
    tokenizer->rest = from(s, end + 1);
}

/* ----------------------------------------------------------------- tags -- */

static bool take_tag(struct mt_tokenizer *tokenizer, mt_token *token)
{
    mt_str s = tokenizer->rest, name, value;
    size_t begin = s.p[1] == '/' ? 2 : 1, i = begin, at;

    while (i < s.n && s.p[i] != '>' && s.p[i] != '/' && !mt_is_space(s.p[i]))
        i++;
    *token = (mt_token){ .kind = begin == 2 ? MT_TOKEN_END : MT_TOKEN_START,
                         .name = mt_str_sub(s, begin, i) };
    for (at = i; attr_at(s, &at, &name, &value);)
        continue;
    if (at == s.n) {
        /* The end of the page inside a tag: the tag is none. */
        tokenizer->rest = from(s, s.n);
        return false;
    }
    token->tag = mt_tag_of(token->name);
    token->attrs = mt_str_sub(s, i, at);
    token->closed = at > i && s.p[at - 1] == '/';
    tokenizer->rest = from(s, at + 1);
    if (token->kind == MT_TOKEN_START && !tokenizer->foreign &&
        (mt_tag_flags(token->tag) & (MT_TAG_IS_RAW | MT_TAG_IS_RCDATA) ||
         token->tag == MT_TAG_PLAINTEXT))
        take_content(tokenizer, token);
    return true;
}

static bool take_cdata(struct mt_tokenizer *tokenizer, mt_token *token)
{
    mt_str s = from(tokenizer->rest, 9);
    size_t end = mt_str_find(s, MT_LIT("]]>"));

    *token = (mt_token){ .text = mt_str_sub(s, 0, end), .raw = true };
    tokenizer->rest = from(s, end + 3);
    return token->text.n > 0;
}

/* Handles what begins with '<'. False: nothing that is a token was taken off,
 * only passed over; *text: it is a '<' that stands for itself. */
static bool take_markup(struct mt_tokenizer *tokenizer, mt_token *token,
                        bool *text)
{
    mt_str s = tokenizer->rest;
    char next = s.n > 1 ? s.p[1] : '\0', after = s.n > 2 ? s.p[2] : '\0';

    if (mt_is_alpha(next) || (next == '/' && mt_is_alpha(after)))
        return take_tag(tokenizer, token);
    if (tokenizer->foreign && mt_str_starts(s, MT_LIT("<![CDATA[")))
        return take_cdata(tokenizer, token);
    if (mt_str_starts(s, MT_LIT("<!--")))
        tokenizer->rest = from(s, past_comment(s));
    else if (next == '!' || next == '?' || (next == '/' && s.n > 2))
        tokenizer->rest = from(s, past_gt(s));
    else
        *text = true;
    return false;
}

bool mt_token_next(struct mt_tokenizer *tokenizer, mt_token *token)
{
    while (tokenizer->rest.n) {
        mt_str s = tokenizer->rest;
        size_t end = 0;
        bool text = false;

        if (s.p[0] == '<') {
            if (take_markup(tokenizer, token, &text))
                return true;
            if (!text)
                continue;
            end = 1;
        }
        end = find_byte(s, end, '<');
        *token = (mt_token){ .text = mt_str_sub(s, 0, end) };
        tokenizer->rest = from(s, end);
        return true;
    }
    return false;
}
