/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "batch/source.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/mem.h"
#include "batch/jsonl.h"
#include "batch/kind.h"
#include "batch/seen.h"
#include "batch/walk.h"
#include "fetch/url.h"

enum { LONGEST_ITEM = 64 * 1024 };

struct mt_sources {
    struct mt_source_options options;
    struct mt_source_events events;
    struct mt_page page;  /* of the last fetch; its memory is used again */
    struct mt_seen items; /* of lists */
};

struct mt_sources *mt_sources_new(const struct mt_source_options *options,
                                  const struct mt_source_events *events)
{
    struct mt_sources *sources = mt_alloc(sizeof *sources);

    sources->options = *options;
    sources->events = *events;
    return sources;
}

void mt_sources_free(struct mt_sources *sources)
{
    mt_page_release(&sources->page);
    mt_seen_release(&sources->items);
    free(sources);
}

/* --------------------------------------------------------------- events -- */

static bool stopped(const struct mt_sources *sources)
{
    return sources->options.stop && *sources->options.stop;
}

static bool failed(struct mt_sources *sources, mt_str source,
                   const struct mt_err *err)
{
    if (stopped(sources))
        return false;
    return sources->events.failed(sources->events.data, source, err,
                                  sources->page.try_later);
}

static bool document(struct mt_sources *sources, struct mt_input input)
{
    if (stopped(sources))
        return false;
    if (!input.url.n)
        input.url = sources->options.url;
    if (!input.published.n)
        input.published = sources->options.published;
    return sources->events.document(sources->events.data, &input);
}

/* ----------------------------------------------------- single documents -- */

/* input says what is known without the page: source, and url to fetch. */
static bool read_url(struct mt_sources *sources, struct mt_input input)
{
    struct mt_err err = { MT_OK, "" };
    struct mt_page *page = &sources->page;
    bool on;

    if (mt_fetch(sources->options.fetcher, input.url, page, &err) != MT_OK) {
        on = failed(sources, input.source, &err);
        page->try_later = false;
        return on;
    }
    input.bytes = mt_buf_str(&page->body);
    input.url = mt_buf_str(&page->url);
    input.charset = mt_buf_str(&page->charset);
    return document(sources, input);
}

/* The rest of stream is one page. */
static bool read_page(struct mt_sources *sources, struct mt_stream *stream,
                      struct mt_input input)
{
    struct mt_err err = { MT_OK, "" };

    if (mt_stream_rest(stream, sources->options.max_size, &input.bytes,
                       &err) != MT_OK)
        return failed(sources, input.source, &err);
    return document(sources, input);
}

static bool read_path(struct mt_sources *sources, const char *path,
                      struct mt_input input)
{
    struct mt_err err = { MT_OK, "" };
    struct mt_stream stream;
    bool on;

    if (mt_stream_open(&stream, path, MT_STREAM_REGULAR, &err) != MT_OK)
        return failed(sources, input.source, &err);
    stream.stop = sources->options.stop;
    on = read_page(sources, &stream, input);
    mt_stream_close(&stream);
    return on;
}

/* ----------------------------------------------------------- JSON lines -- */

/* A text inside JSON is UTF-8, whatever the page in it says of itself. */
static bool read_inline(struct mt_sources *sources, const struct mt_jsonl *line,
                        struct mt_input input)
{
    struct mt_err err = { MT_OK, "" };

    input.bytes = line->html.p ? line->html : line->text;
    input.kind = line->html.p ? MT_KIND_HTML : MT_KIND_TEXT;
    input.charset = MT_LIT("utf-8");
    if (input.bytes.n > sources->options.max_size) {
        mt_fail(&err, MT_ERR_TOO_LARGE,
                "larger than %zu bytes; raise --max-size",
                sources->options.max_size);
        return failed(sources, input.source, &err);
    }
    return document(sources, input);
}

/* name: the line itself, for one that has no id. */
static bool answer_line(struct mt_sources *sources, const struct mt_jsonl *line,
                        mt_str name)
{
    struct mt_input input = { .url = line->url, .published = line->published };

    input.source = line->id.n     ? line->id
                   : line->url.n  ? line->url
                   : line->path.n ? line->path
                                  : name;
    if (line->html.p || line->text.p)
        return read_inline(sources, line, input);
    if (line->path.p)
        return read_path(sources, line->path.p, input);
    return read_url(sources, input);
}

/* "list.jsonl:3" */
static mt_str line_name(struct mt_buf *buf, mt_str source, size_t line)
{
    mt_buf_clear(buf);
    mt_buf_put(buf, source);
    mt_buf_printf(buf, ":%zu", line);
    return mt_buf_str(buf);
}

static bool read_line(struct mt_sources *sources, mt_str line, mt_str name)
{
    struct mt_err err = { MT_OK, "" };
    struct mt_jsonl object;
    bool on;

    if (mt_jsonl_read(line, &object, &err) != MT_OK)
        return failed(sources, name, &err);
    on = mt_jsonl_check_page(&object, &err) == MT_OK
             ? answer_line(sources, &object, name)
             : failed(sources, name, &err);
    mt_jsonl_release(&object);
    return on;
}

/* An escape makes two bytes of three at most: six for one is only spite. */
static size_t longest_line(const struct mt_sources *sources)
{
    return 2 * sources->options.max_size + LONGEST_ITEM;
}

static bool read_lines(struct mt_sources *sources, struct mt_stream *stream,
                       mt_str source)
{
    struct mt_buf name = { 0 };
    enum mt_stream_line got = MT_LINE_READ;
    mt_str line;
    bool on = true;

    while (on && got != MT_LINE_END) {
        struct mt_err err = { MT_OK, "" };

        got = mt_stream_line(stream, '\n', longest_line(sources), &line);
        if (stream->line == 1)
            mt_str_take(&line, MT_LIT("\xEF\xBB\xBF"));
        line_name(&name, source, stream->line);
        if (got == MT_LINE_TOO_LONG) {
            mt_fail(&err, MT_ERR_TOO_LARGE,
                    "a line of more than %zu bytes; raise --max-size",
                    longest_line(sources));
            on = failed(sources, mt_buf_str(&name), &err);
        } else if (mt_str_trim(line).n) {
            on = read_line(sources, line, mt_buf_str(&name));
        }
    }
    mt_buf_release(&name);
    return on;
}

/* ------------------------------------------------ files and directories -- */

static bool read_stream(struct mt_sources *sources, struct mt_stream *stream,
                        mt_str source)
{
    struct mt_err err = { MT_OK, "" };

    switch (mt_content_of(stream)) {
    case MT_CONTENT_LINES: return read_lines(sources, stream, source);
    case MT_CONTENT_JSON:
        mt_fail(&err, MT_ERR_BAD_INPUT,
                "JSON, but no pages in it; give one object a line with "
                "\"text\", \"html\", \"path\" or \"url\"");
        return failed(sources, source, &err);
    case MT_CONTENT_PAGE: break;
    }
    return read_page(sources, stream, (struct mt_input){ .source = source });
}

static bool read_file(struct mt_sources *sources, const char *path)
{
    struct mt_err err = { MT_OK, "" };
    struct mt_stream stream;
    bool on;

    if (mt_stream_open(&stream, path, MT_STREAM_ANY, &err) != MT_OK)
        return failed(sources, mt_str_c(path), &err);
    stream.stop = sources->options.stop;
    on = read_stream(sources, &stream, mt_str_c(path));
    mt_stream_close(&stream);
    return on;
}

/* A file of a directory, unless it is no page; *pages counts. */
static bool read_found(struct mt_sources *sources, const char *path,
                       size_t *pages)
{
    struct mt_err err = { MT_OK, "" };
    struct mt_stream stream;
    bool on = true;

    if (mt_stream_open(&stream, path, MT_STREAM_REGULAR, &err) != MT_OK) {
        ++*pages;
        return failed(sources, mt_str_c(path), &err);
    }
    stream.stop = sources->options.stop;
    if (!mt_content_is_other(&stream, path)) {
        ++*pages;
        on = read_stream(sources, &stream, mt_str_c(path));
    }
    mt_stream_close(&stream);
    return on;
}

static bool read_trouble(struct mt_sources *sources, const char *path)
{
    struct mt_err err = { MT_OK, "" };

    mt_fail(&err, MT_ERR_IO, "cannot be looked at: %s; check its permissions",
            strerror(errno));
    return failed(sources, mt_str_c(path), &err);
}

static bool read_directory(struct mt_sources *sources, const char *root)
{
    struct mt_walk *walk = mt_walk_new(root);
    struct mt_err err = { MT_OK, "" };
    enum mt_walk_step step;
    const char *path;
    size_t pages = 0;
    bool on = true;

    while (on && (step = mt_walk_next(walk, &path)) != MT_WALK_END) {
        if (step == MT_WALK_FILE) {
            on = read_found(sources, path, &pages);
        } else {
            pages++;
            on = read_trouble(sources, path);
        }
    }
    mt_walk_free(walk);
    if (on && pages == 0) {
        mt_fail(&err, MT_ERR_NOT_HTML,
                "no pages in this directory; give one with HTML, text or "
                "JSON lines");
        on = failed(sources, mt_str_c(root), &err);
    }
    return on;
}

bool mt_sources_read(struct mt_sources *sources, const char *source)
{
    mt_str name = mt_str_c(source);
    struct stat st;

    if (stopped(sources))
        return false;
    if (mt_url_looks(name))
        return read_url(sources,
                        (struct mt_input){ .source = name, .url = name });
    if (stat(source, &st) == 0 && S_ISDIR(st.st_mode))
        return read_directory(sources, source);
    return read_file(sources, source);
}

/* ---------------------------------------------------------------- lists -- */

static bool read_item(struct mt_sources *sources, mt_str item)
{
    struct mt_buf source = { 0 };
    bool on;

    mt_buf_put(&source, item);
    on = mt_sources_read(sources, source.p);
    mt_buf_release(&source);
    return on;
}

/* "\xEF\xBB\xBF a.html\r" -> "a.html"; empty for what is left out. */
static mt_str clean_item(mt_str line, bool first)
{
    if (first)
        mt_str_take(&line, MT_LIT("\xEF\xBB\xBF"));
    line = mt_str_trim(line);
    return mt_str_starts(line, MT_LIT("#")) ? MT_LIT("") : line;
}

static enum mt_status check_item(enum mt_stream_line got, mt_str item,
                                 struct mt_err *err)
{
    if (got == MT_LINE_TOO_LONG)
        return mt_fail(err, MT_ERR_BAD_URL,
                       "a line of more than %d bytes; one URL or path a line",
                       LONGEST_ITEM);
    if (item.n && memchr(item.p, '\0', item.n))
        return mt_fail(err, MT_ERR_BAD_URL,
                       "a NUL in the line; for lists parted by NUL use -0");
    if (mt_str_eq(item, MT_LIT("-")))
        return mt_fail(err, MT_ERR_BAD_INPUT,
                       "standard input in a list; give - as an argument");
    return MT_OK;
}

static bool read_list(struct mt_sources *sources, struct mt_stream *stream,
                      mt_str list, char separator)
{
    struct mt_buf name = { 0 };
    enum mt_stream_line got;
    mt_str item;
    bool on = true;

    while (on && (got = mt_stream_line(stream, separator, LONGEST_ITEM,
                                       &item)) != MT_LINE_END) {
        struct mt_err err = { MT_OK, "" };

        if (separator)
            item = clean_item(item, stream->line == 1);
        if (check_item(got, item, &err) != MT_OK)
            on = failed(sources, line_name(&name, list, stream->line), &err);
        else if (item.n && mt_seen_text(&sources->items, item))
            on = read_item(sources, item);
    }
    mt_buf_release(&name);
    return on;
}

bool mt_sources_list(struct mt_sources *sources, const char *path,
                     char separator)
{
    struct mt_err err = { MT_OK, "" };
    struct mt_stream stream;
    bool on;

    if (mt_stream_open(&stream, path, MT_STREAM_ANY, &err) != MT_OK)
        return failed(sources, mt_str_c(path), &err);
    stream.stop = sources->options.stop;
    on = read_list(sources, &stream, mt_str_c(path), separator);
    mt_stream_close(&stream);
    return on;
}
