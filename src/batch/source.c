/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "batch/source.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/reader.h"
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
    struct mt_seen items; /* of lists */
    /* The list or the lines that are being read. */
    const struct mt_stream *outer;
    bool found; /* in a directory */
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
    return sources->events.failed(sources->events.data, source, err);
}

static void pass_over(const struct mt_sources *sources, mt_str source)
{
    if (sources->events.passed)
        sources->events.passed(sources->events.data, source);
}

/* For what a document does not say itself. */
static void fill_in(const struct mt_sources *sources, struct mt_input *input)
{
    if (!input->url.n)
        input->url = sources->options.url;
    if (!input->published.n)
        input->published = sources->options.published;
}

static bool document(struct mt_sources *sources, struct mt_input input)
{
    if (stopped(sources))
        return false;
    fill_in(sources, &input);
    return sources->events.document(sources->events.data, &input,
                                    sources->found);
}

/* While a stream is waited for, the run goes on. */
static void attach(const struct mt_sources *sources, struct mt_stream *stream)
{
    stream->stop = sources->options.stop;
    stream->wait = sources->events.wait;
    stream->data = sources->events.data;
}

double mt_sources_share(const struct mt_sources *sources)
{
    return sources->outer ? mt_stream_share(sources->outer) : -1;
}

/* ----------------------------------------------------- single documents -- */

/* input says what is known without the page: source, and url to fetch. */
static bool read_url(struct mt_sources *sources, struct mt_input input)
{
    if (stopped(sources))
        return false;
    fill_in(sources, &input);
    return sources->events.address(sources->events.data, &input);
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
    attach(sources, &stream);
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
    bool outer = !sources->outer, on = true;
    mt_str line;

    if (outer)
        sources->outer = stream;
    sources->found = false; /* somebody wrote these lines */
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
    if (outer)
        sources->outer = NULL;
    mt_buf_release(&name);
    return on;
}

/* ------------------------------------------------------------- archives -- */

/* An archive that is being read. */
struct archive {
    struct mt_sources *sources;
    struct mt_stream *stream;
    mt_str source;
    struct mt_buf name;
    uint64_t only, nth; /* the record that alone is wanted */
    bool one;           /* ... if one is */
    size_t pages, troubles;
    bool on;
};

static long feed(void *data, char *to, size_t room)
{
    struct mt_stream *stream = data;
    mt_str ahead = mt_stream_ahead(stream);

    while (ahead.n == 0 && mt_stream_fill(stream))
        ahead = mt_stream_ahead(stream);
    if (ahead.n == 0)
        return stream->trouble ? -1 : 0;
    ahead = mt_str_sub(ahead, 0, room);
    memcpy(to, ahead.p, ahead.n);
    stream->at += ahead.n;
    return (long)ahead.n;
}

/* "news.warc.gz#1234", or with its number in a member that holds many */
static mt_str record_name(struct archive *archive, uint64_t offset, size_t nth)
{
    if (archive->one)
        return archive->source;
    mt_buf_clear(&archive->name);
    mt_buf_put(&archive->name, archive->source);
    mt_buf_printf(&archive->name, "#%llu", (unsigned long long)offset);
    if (nth)
        mt_buf_printf(&archive->name, ".%zu", nth);
    return mt_buf_str(&archive->name);
}

static bool on_record(void *data, const struct mt_record *record)
{
    struct archive *archive = data;
    struct mt_input input = { .bytes = record->body, .url = record->url,
                              .charset = record->charset };

    input.flags = (record->truncated ? MT_FLAG_TRUNCATED : 0u) |
                  (record->damaged ? MT_FLAG_DAMAGED : 0u);

    if (archive->one &&
        (record->offset != archive->only || record->nth != archive->nth))
        return record->offset == archive->only;
    input.source = record_name(archive, record->offset, record->nth);
    archive->pages++;
    archive->on = document(archive->sources, input);
    return archive->on && !archive->one;
}

static bool on_trouble(void *data, uint64_t offset, const struct mt_err *err)
{
    struct archive *archive = data;

    archive->troubles++;
    archive->on = failed(archive->sources, record_name(archive, offset, 0),
                         err);
    return archive->on && !archive->one;
}

static bool read_records(struct archive *archive)
{
    struct mt_sources *sources = archive->sources;
    struct mt_err err = { MT_OK, "" };
    struct mt_archive_events events = { archive, false, on_record,
                                        on_trouble };
    struct mt_archive_options options = {
        .offset = archive->only, .max_size = sources->options.max_size,
        .one = archive->one
    };
    bool found = sources->found;

    archive->on = true;
    sources->found = false; /* an archive says what is in it */
    mt_archive_read((mt_feed){ feed, archive->stream }, &options, &events,
                    &err);
    mt_buf_release(&archive->name);
    if (!archive->on || stopped(sources))
        return false;
    if (found && err.status == MT_ERR_BAD_ARCHIVE && archive->pages == 0) {
        pass_over(sources, archive->source);
        return true;
    }
    if (err.status == MT_OK && archive->pages + archive->troubles == 0)
        mt_fail(&err, MT_ERR_NOT_HTML, archive->one
                    ? "no page begins there; give the number of a record"
                    : "no pages in this archive; give one with HTML");
    return err.status == MT_OK || failed(sources, archive->source, &err);
}

static bool read_archive(struct mt_sources *sources, struct mt_stream *stream,
                         mt_str source)
{
    struct archive archive = { .sources = sources, .stream = stream,
                               .source = source };

    return read_records(&archive);
}

/* "news.warc.gz#1234" or "news.warc.gz#1234.5": the part before #, its length
 * in *path. */
static bool is_record(const char *source, mt_str *path, struct archive *at)
{
    const char *hash = strrchr(source, '#');
    uint64_t *number = &at->only;

    if (!hash || !mt_is_digit(hash[1]))
        return false;
    for (const char *p = hash + 1; *p; p++)
        if (mt_is_digit(*p) && *number < (uint64_t)1 << 58)
            *number = *number * 10 + (uint64_t)(*p - '0');
        else if (*p == '.' && number == &at->only && mt_is_digit(p[1]))
            number = &at->nth;
        else
            return false;
    *path = (mt_str){ source, (size_t)(hash - source) };
    at->one = true;
    return true;
}

static bool read_one_record(struct mt_sources *sources, mt_str path,
                            struct archive *archive)
{
    struct mt_err err = { MT_OK, "" };
    struct mt_stream stream;
    struct mt_buf name = { 0 };
    bool on;

    mt_buf_put(&name, path);
    if (mt_stream_open(&stream, name.p, MT_STREAM_REGULAR, &err) == MT_OK) {
        attach(sources, &stream);
        archive->stream = &stream;
        if (lseek(stream.fd, (off_t)archive->only, SEEK_SET) < 0)
            mt_fail(&err, MT_ERR_IO, "no place of this number; see its size");
        on = err.status == MT_OK ? read_records(archive)
                                 : failed(sources, archive->source, &err);
        mt_stream_close(&stream);
    } else {
        on = failed(sources, archive->source, &err);
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
    case MT_CONTENT_ARCHIVE: return read_archive(sources, stream, source);
    case MT_CONTENT_JSON:
        mt_fail(&err, MT_ERR_BAD_INPUT,
                "JSON, but no pages in it; give one object a line with "
                "\"text\", \"html\", \"path\" or \"url\"");
        return failed(sources, source, &err);
    case MT_CONTENT_PAGE: break;
    }
    if (mt_str_starts(mt_stream_ahead(stream), MT_LIT("PK\x03\x04"))) {
        mt_fail(&err, MT_ERR_BAD_ARCHIVE,
                "a zip file, which is not read; unpack it and give what was "
                "in it");
        return failed(sources, source, &err);
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
    attach(sources, &stream);
    on = read_stream(sources, &stream, mt_str_c(path));
    mt_stream_close(&stream);
    return on;
}

/* A file of a directory, unless it is surely no page. */
static bool read_found(struct mt_sources *sources, const char *path)
{
    struct mt_err err = { MT_OK, "" };
    struct mt_stream stream;
    bool on = true;

    if (mt_stream_open(&stream, path, MT_STREAM_REGULAR, &err) != MT_OK)
        return failed(sources, mt_str_c(path), &err);
    attach(sources, &stream);
    sources->found = true;
    if (!mt_content_is_other(&stream, path))
        on = read_stream(sources, &stream, mt_str_c(path));
    else
        pass_over(sources, mt_str_c(path));
    sources->found = false;
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
    enum mt_walk_step step;
    const char *path;
    bool on = true;

    if (sources->events.enter)
        sources->events.enter(sources->events.data);
    while (on && (step = mt_walk_next(walk, &path)) != MT_WALK_END)
        on = step == MT_WALK_FILE ? read_found(sources, path)
                                  : read_trouble(sources, path);
    mt_walk_free(walk);
    if (on && sources->events.leave)
        on = sources->events.leave(sources->events.data, mt_str_c(root));
    return on;
}

bool mt_sources_read(struct mt_sources *sources, const char *source)
{
    mt_str name = mt_str_c(source), path;
    struct archive archive = { .sources = sources, .source = name };
    struct stat st;

    if (stopped(sources))
        return false;
    if (mt_url_looks(name))
        return read_url(sources,
                        (struct mt_input){ .source = name, .url = name });
    if (stat(source, &st) == 0)
        return S_ISDIR(st.st_mode) ? read_directory(sources, source)
                                   : read_file(sources, source);
    if (is_record(source, &path, &archive))
        return read_one_record(sources, path, &archive);
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
    attach(sources, &stream);
    sources->outer = &stream;
    on = read_list(sources, &stream, mt_str_c(path), separator);
    sources->outer = NULL;
    mt_stream_close(&stream);
    return on;
}
