/* SPDX-License-Identifier: MIT */
#include "archive/field.h"

#include "archive/http.h"

enum { DATE_DIGITS = 14 };

static void each(struct mt_head *head, void (*act)(struct mt_buf *))
{
    act(&head->type);
    act(&head->url);
    act(&head->date);
    act(&head->content_type);
    act(&head->id);
    act(&head->digest);
    act(&head->origin);
}

void mt_head_clear(struct mt_head *head)
{
    each(head, mt_buf_clear);
    head->length = head->segment = head->total = 0;
    head->has_total = head->bad_length = false;
    head->truncated = head->partial = head->arc = false;
}

void mt_head_release(struct mt_head *head)
{
    each(head, mt_buf_release);
}

bool mt_head_is(const struct mt_head *head, const char *type)
{
    return mt_str_eq_nocase(mt_buf_str(&head->type), mt_str_c(type));
}

bool mt_head_may_be_page(const struct mt_head *head)
{
    return mt_head_is(head, "response") || mt_head_is(head, "resource") ||
           mt_head_is(head, "conversion");
}

bool mt_head_is_http(const struct mt_head *head)
{
    mt_str type = mt_buf_str(&head->content_type);

    type = mt_str_sub(type, 0, mt_str_find(type, MT_LIT(";")));
    return head->arc || mt_head_is(head, "response") ||
           mt_head_is(head, "request") || mt_head_is(head, "revisit") ||
           mt_str_eq_nocase(mt_str_trim(type), MT_LIT("application/http"));
}

static void set(struct mt_buf *buf, mt_str value)
{
    mt_buf_clear(buf);
    mt_buf_put(buf, value);
}

/* Some writers put a URL into <>, some leave blanks as they are. */
static void set_url(struct mt_buf *buf, mt_str value)
{
    if (value.n > 1 && value.p[0] == '<' && value.p[value.n - 1] == '>')
        value = mt_str_sub(value, 1, value.n - 1);
    mt_buf_clear(buf);
    for (size_t i = 0; i < value.n; i++)
        if (value.p[i] == ' ')
            mt_buf_put(buf, MT_LIT("%20"));
        else
            mt_buf_putc(buf, value.p[i]);
}

static bool read_length(mt_str text, uint64_t *out)
{
    uint64_t n = 0;

    if (text.n == 0 || text.n > 18)
        return false;
    for (size_t i = 0; i < text.n; i++) {
        if (!mt_is_digit(text.p[i]))
            return false;
        n = n * 10 + (uint64_t)(text.p[i] - '0');
    }
    *out = n;
    return true;
}

static void set_length(struct mt_head *head, bool first, mt_str value)
{
    uint64_t length;

    if (!read_length(value, &length) || (!first && length != head->length))
        head->bad_length = true;
    else
        head->length = length;
}

/* A number that cannot be is that of no segment that is waited for. */
static void set_segment(struct mt_head *head, mt_str value)
{
    if (!read_length(value, &head->segment) || head->segment == 0)
        head->segment = UINT64_MAX;
}

static void set_number(struct mt_head *head, mt_str name, mt_str value)
{
    if (mt_str_eq_nocase(name, MT_LIT("WARC-Truncated")))
        head->truncated = true;
    else if (mt_str_eq_nocase(name, MT_LIT("WARC-Segment-Number")))
        set_segment(head, value);
    else if (mt_str_eq_nocase(name, MT_LIT("WARC-Segment-Total-Length")))
        head->has_total = read_length(value, &head->total);
}

static bool set_text(struct mt_head *head, mt_str name, mt_str value)
{
    const struct {
        const char *name;
        struct mt_buf *to;
    } texts[] = {
        { "WARC-Type", &head->type },
        { "WARC-Date", &head->date },
        { "Content-Type", &head->content_type },
        { "WARC-Record-ID", &head->id },
        { "WARC-Segment-Origin-ID", &head->origin },
        { "WARC-Payload-Digest", &head->digest },
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (mt_str_eq_nocase(name, mt_str_c(texts[i].name))) {
            set(texts[i].to, value);
            return true;
        }
    return false;
}

void mt_head_read_warc(mt_str text, struct mt_head *out)
{
    struct mt_buf scratch = { 0 };
    mt_str name, value;
    bool first = true;

    mt_head_clear(out);
    while (mt_http_field(&text, &scratch, &name, &value)) {
        if (mt_str_eq_nocase(name, MT_LIT("WARC-Target-URI"))) {
            set_url(&out->url, value);
        } else if (mt_str_eq_nocase(name, MT_LIT("Content-Length"))) {
            set_length(out, first, value);
            first = false;
        } else if (!set_text(out, name, value)) {
            set_number(out, name, value);
        }
    }
    out->bad_length |= first;
    mt_buf_release(&scratch);
}

/* Takes the last word off *line. */
static mt_str take_word(mt_str *line)
{
    size_t from = line->n;
    mt_str word;

    while (from && line->p[from - 1] != ' ')
        from--;
    word = mt_str_sub(*line, from, line->n);
    *line = mt_str_trim(mt_str_sub(*line, 0, from));
    return word;
}

/* "20140216050221" -> "2014-02-16T05:02:21Z" */
static bool set_date(struct mt_buf *buf, mt_str digits)
{
    static const char between[] = "\0\0\0-\0-\0T\0:\0:\0";

    if (digits.n < DATE_DIGITS)
        return false;
    mt_buf_clear(buf);
    for (size_t i = 0; i < digits.n; i++) {
        if (!mt_is_digit(digits.p[i]))
            return false;
        if (i >= DATE_DIGITS)
            continue;
        mt_buf_putc(buf, digits.p[i]);
        if (i >= 3 && i % 2 == 1 && i + 1 < DATE_DIGITS)
            mt_buf_putc(buf, between[i]);
    }
    mt_buf_putc(buf, 'Z');
    return true;
}

static bool looks_like_url(mt_str s)
{
    return mt_str_find(s, MT_LIT("://")) < s.n ||
           mt_str_starts(s, MT_LIT("dns:"));
}

bool mt_head_read_arc(mt_str line, struct mt_head *out)
{
    mt_str length, type, date, address;

    mt_head_clear(out);
    line = mt_str_trim(line);
    length = take_word(&line);
    type = take_word(&line);
    date = take_word(&line);
    address = take_word(&line);
    if (address.n == 0 || !looks_like_url(line) ||
        !set_date(&out->date, date)) {
        mt_head_clear(out);
        return false;
    }
    out->arc = true;
    out->bad_length = !read_length(length, &out->length);
    set(&out->content_type, type);
    if (mt_str_starts(line, MT_LIT("filedesc:"))) {
        set(&out->type, MT_LIT("warcinfo"));
    } else {
        set(&out->type, MT_LIT("response"));
        set_url(&out->url, line);
    }
    return true;
}
