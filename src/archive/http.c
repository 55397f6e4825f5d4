/* SPDX-License-Identifier: MIT */
#include "archive/http.h"

#include "archive/decode.h"

enum { LONGEST_HEAD = 512 * 1024, MOST_ENCODINGS = 5 };

static mt_str take_line(mt_str *s)
{
    size_t n = mt_str_find(*s, MT_LIT("\n"));
    mt_str line = mt_str_sub(*s, 0, n);

    *s = mt_str_sub(*s, n + 1, s->n);
    if (line.n && line.p[line.n - 1] == '\r')
        line.n--;
    return line;
}

static bool is_folded(mt_str rest)
{
    return rest.n && (rest.p[0] == ' ' || rest.p[0] == '\t');
}

bool mt_http_field(mt_str *head, struct mt_buf *scratch, mt_str *name,
                   mt_str *value)
{
    mt_str line = { NULL, 0 };
    size_t colon = 0;

    while (head->n) {
        line = take_line(head);
        if (is_folded(*head)) {
            mt_buf_clear(scratch);
            mt_buf_put(scratch, line);
            while (is_folded(*head)) {
                mt_buf_putc(scratch, ' ');
                mt_buf_put(scratch, mt_str_trim(take_line(head)));
            }
            line = mt_buf_str(scratch);
        }
        colon = mt_str_find(line, MT_LIT(":"));
        if (colon < line.n)
            break;
        line.n = 0;
    }
    *name = mt_str_trim(mt_str_sub(line, 0, colon));
    *value = mt_str_trim(mt_str_sub(line, colon + 1, line.n));
    return line.n > 0;
}

/* Length of the head with its blank line; 0 if it has no end. */
static size_t head_length(mt_str block)
{
    mt_str rest = mt_str_sub(block, 0, LONGEST_HEAD);

    while (rest.n) {
        mt_str line = take_line(&rest);

        if (line.n == 0)
            return (size_t)(rest.p - block.p);
    }
    /* A head without a body may lack the blank line, too. */
    return block.n <= LONGEST_HEAD ? block.n : 0;
}

static int status_of(mt_str first)
{
    int status = 0;

    if (mt_str_starts(first, MT_LIT("HTTP/"))) {
        first = mt_str_sub(first, mt_str_find(first, MT_LIT(" ")), first.n);
        first = mt_str_trim(first);
        mt_str_digits(&first, 3, &status);
    }
    return status;
}

static int64_t length_of(mt_str value)
{
    int length;

    return mt_str_digits(&value, 9, &length) && value.n == 0 ? length : -1;
}

static bool begins_a_head(mt_str block)
{
    static const char *const heads[] = { "HTTP/", "GET ", "POST ", "HEAD ",
                                         "PUT ", "OPTIONS ", "DELETE " };

    return mt_str_starts_any(block, MT_ALL(heads));
}

void mt_http_read(mt_str block, struct mt_http *out)
{
    struct mt_buf scratch = { 0 };
    mt_str rest, name, value;

    *out = (struct mt_http){ .body = block, .length = -1 };
    if (!begins_a_head(block))
        return;
    out->head = mt_str_sub(block, 0, head_length(block));
    if (!out->head.n)
        return;
    out->body = mt_str_sub(block, out->head.n, block.n);
    rest = out->head;
    out->first = take_line(&rest);
    out->status = status_of(out->first);
    while (mt_http_field(&rest, &scratch, &name, &value)) {
        /* What was folded lies in memory that ends with this function. */
        if (value.p && !(value.p >= block.p && value.p < block.p + block.n))
            continue;
        if (mt_str_eq_nocase(name, MT_LIT("Content-Type")))
            out->type = value;
        else if (mt_str_eq_nocase(name, MT_LIT("Content-Encoding")))
            out->encoding = value;
        else if (mt_str_eq_nocase(name, MT_LIT("Transfer-Encoding")))
            out->transfer = value;
        else if (mt_str_eq_nocase(name, MT_LIT("Content-Length")))
            out->length = length_of(value);
    }
    mt_buf_release(&scratch);
}

/* The last encoding of a list was put on last and comes off first. */
static mt_str take_last(mt_str *list)
{
    size_t from = list->n;
    mt_str last;

    while (from && list->p[from - 1] != ',')
        from--;
    last = mt_str_trim(mt_str_sub(*list, from, list->n));
    list->n = from ? from - 1 : 0;
    return last;
}

/* Some say that a body is encoded when something has decoded it. */
static bool looks_plain(mt_str body)
{
    body = mt_str_sub(body, 0, 256);
    for (size_t i = 0; i < body.n; i++)
        if ((unsigned char)body.p[i] < ' ' && !mt_is_space(body.p[i]))
            return false;
    return true;
}

/* One coding off the body; false if there is no sense in going on. */
static bool take_off(struct mt_http *http, mt_str coding, size_t limit,
                     struct mt_buf *buf)
{
    struct mt_buf plain = { 0 };
    enum mt_decoded got =
        mt_str_eq_nocase(coding, MT_LIT("chunked"))
            ? mt_decode_chunks(http->body, &plain)
            : mt_unwrap(http->body, coding, limit, &plain);

    if (got == MT_DECODED_LARGE) {
        http->too_large = true;
        http->body.n = 0;
    }
    http->truncated |= got == MT_DECODED_PART || got == MT_DECODED_LARGE;
    if (got != MT_DECODED_ALL && got != MT_DECODED_PART) {
        mt_buf_release(&plain);
        if (got == MT_DECODED_NONE && !looks_plain(http->body))
            http->unknown = coding;
        return got == MT_DECODED_NONE;
    }
    mt_buf_release(buf);
    *buf = plain;
    http->body = mt_buf_str(buf);
    return true;
}

void mt_http_decode(struct mt_http *http, size_t limit, struct mt_buf *buf)
{
    mt_str encodings = http->encoding;
    bool on = true;

    if (mt_str_eq_nocase(http->transfer, MT_LIT("chunked")))
        on = take_off(http, http->transfer, limit, buf);
    for (int i = 0; on && encodings.n && i < MOST_ENCODINGS; i++)
        on = take_off(http, take_last(&encodings), limit, buf);
}

mt_str mt_http_charset(mt_str type)
{
    mt_str part, key = MT_LIT("charset=");

    while (mt_str_split(&type, ';', &part)) {
        part = mt_str_trim(part);
        if (part.n <= key.n ||
            !mt_str_eq_nocase(mt_str_sub(part, 0, key.n), key))
            continue;
        part = mt_str_trim(mt_str_sub(part, key.n, part.n));
        while (part.n && strchr("\"'", part.p[0]))
            part = mt_str_sub(part, 1, part.n);
        while (part.n && strchr("\"'", part.p[part.n - 1]))
            part = mt_str_sub(part, 0, part.n - 1);
        return part;
    }
    return MT_LIT("");
}

bool mt_http_is_page(mt_str type)
{
    static const char *const pages[] = { "text/html", "application/xhtml+xml",
                                         "text/plain", "application/xml",
                                         "text/xml", "unknown", "no-type" };

    type = mt_str_trim(mt_str_sub(type, 0, mt_str_find(type, MT_LIT(";"))));
    if (mt_str_eq_nocase_any(type, MT_ALL(pages)))
        return true;
    return type.n == 0;
}
