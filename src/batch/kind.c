/* SPDX-License-Identifier: MIT */
#include "batch/kind.h"

#include "archive/reader.h"

enum { LOOK = 4096, ARCHIVE_LOOK = 300 };

enum verdict { PAGE, LINES, JSON, NEXT_LINE, MORE };

/* How lines of our own output begin: they are no pages to read. */
static const char *const record_heads[] = {
    "{\"schema\":\"meoktong/",
    "{\"record\":\"article\"",
    "{\"record\":\"error\"",
};

static bool is_record(mt_str line)
{
    return mt_str_starts_any(line, MT_ALL(record_heads));
}

enum { RECORD_HEAD = 24 };

/* One line, which may still go on if it is not whole. A text may begin with a
 * brace, too: "{속보} ..."; JSON lines may begin with a broken one. */
static enum verdict judge(mt_str line, bool whole)
{
    bool bracket = line.n && strchr("{[", line.p[0]);

    if (line.n == 0)
        return whole ? NEXT_LINE : MORE;
    if (bracket && line.n == 1)
        return whole ? JSON : MORE;
    if (line.p[0] == '{' && (unsigned char)line.p[1] >= 0x80)
        return PAGE;
    if (line.p[0] == '{' && line.n < RECORD_HEAD && !whole)
        return MORE;
    if (line.p[0] == '{')
        return is_record(line) ? JSON : LINES;
    if (line.p[0] == '[' && strchr("{\"]", line.p[1]))
        return JSON;
    if (line.p[0] == '<')
        return PAGE;
    for (size_t i = 0; i < line.n; i++)
        if ((unsigned char)line.p[i] >= 0x80 || line.p[i] == '\0')
            return PAGE;
    return whole ? NEXT_LINE : MORE;
}

static enum verdict look(mt_str head, bool end)
{
    enum verdict verdict = NEXT_LINE;
    mt_str line;

    mt_str_take(&head, MT_LIT("\xEF\xBB\xBF"));
    while (verdict == NEXT_LINE && mt_str_split(&head, '\n', &line))
        verdict = judge(mt_str_trim(line), end || head.p);
    return verdict;
}

/* Archives begin with a word or with a magic number, which no JSON does: so
 * that nobody who types JSON waits here. */
static bool is_archive(struct mt_stream *stream)
{
    static const char firsts[] = "\x1F\x28PQRSTUVWXYZ[\\]^_f";
    mt_str head;

    if (!mt_stream_ahead(stream).n)
        mt_stream_fill(stream);
    head = mt_stream_ahead(stream);
    if (!head.n || !memchr(firsts, head.p[0], sizeof firsts - 1))
        return false;
    while (mt_stream_ahead(stream).n < ARCHIVE_LOOK && mt_stream_fill(stream))
        ;
    return mt_archive_looks(mt_stream_ahead(stream));
}

enum mt_content mt_content_of(struct mt_stream *stream)
{
    enum verdict verdict;

    if (is_archive(stream))
        return MT_CONTENT_ARCHIVE;
    for (;;) {
        mt_str head = mt_stream_ahead(stream);
        bool end = stream->end || head.n >= LOOK;

        verdict = look(head, end);
        if (end || (verdict != MORE && verdict != NEXT_LINE))
            break;
        mt_stream_fill(stream);
    }
    return verdict == LINES  ? MT_CONTENT_LINES
           : verdict == JSON ? MT_CONTENT_JSON
                             : MT_CONTENT_PAGE;
}

/* Text that a browser saves beside a page and that nobody reads as one. */
static const char *const other_endings[] = {
    ".css", ".js", ".mjs", ".map", ".json", ".xml", ".svg", ".csv", ".tsv",
    ".md",
};

static bool has_other_ending(mt_str path)
{
    return mt_str_ends_any(path, MT_ALL(other_endings));
}

static bool is_binary(mt_str head)
{
    bool utf16 = mt_str_starts(head, MT_LIT("\xFF\xFE")) ||
                 mt_str_starts(head, MT_LIT("\xFE\xFF"));

    return head.n && !utf16 && memchr(head.p, '\0', head.n);
}

bool mt_content_is_other(struct mt_stream *stream, const char *path)
{
    if (has_other_ending(mt_str_c(path)))
        return true;
    while (mt_stream_ahead(stream).n < LOOK && mt_stream_fill(stream))
        ;
    return !is_archive(stream) && (is_binary(mt_stream_ahead(stream)) ||
                                   mt_content_of(stream) == MT_CONTENT_JSON);
}
