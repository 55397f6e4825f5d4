/* SPDX-License-Identifier: MIT */
#include "archive/reader.h"

#include "archive/field.h"
#include "archive/find.h"
#include "archive/http.h"
#include "archive/segment.h"
#include "archive/window.h"
#include "base/err.h"

enum {
    HEAD_STEP = 1024,
    LONGEST_HEAD = 64 * 1024,
    LONGEST_LINE = 16 * 1024, /* of an ARC header */
    HTTP_ROOM = 512 * 1024,   /* for the HTTP head before a body */
    LOOK = 16,                /* behind a block */
    MAGIC = 5,                /* "WARC/" */
    STEP = 64 * 1024,
};

struct reader {
    const struct mt_archive_options *options;
    const struct mt_archive_events *events;
    struct mt_window window;
    struct mt_head head;
    struct mt_buf body;
    struct mt_segments segments;
    uint64_t offset; /* of the record under way */
    uint64_t member; /* mark of the record before */
    size_t nth;
    size_t records, troubles;
    uint64_t told; /* where the last trouble ended */
    bool arc, cut, on;
};

static mt_str ahead(const struct reader *reader)
{
    return mt_window_ahead(&reader->window);
}

static void skip(struct reader *reader, size_t n)
{
    mt_window_skip(&reader->window, n);
}

/* With one alone wanted, all that is elsewhere ends the reading, unless its
 * segments have yet to come. */
static bool elsewhere(struct reader *reader)
{
    if (!reader->options->one || reader->offset == reader->options->offset)
        return false;
    reader->on = reader->segments.n > 0;
    return true;
}

static void trouble(struct reader *reader, enum mt_status status,
                    const char *message)
{
    struct mt_err err = { MT_OK, "" };

    reader->troubles++;
    if (elsewhere(reader))
        return;
    mt_fail(&err, status, "%s", message);
    reader->on = reader->events->trouble(reader->events->data, reader->offset,
                                         &err);
}

/* -------------------------------------------------- where records begin -- */

static mt_str first_line(mt_str s)
{
    s = mt_str_sub(s, 0, LONGEST_LINE);
    return mt_str_sub(s, 0, mt_str_find(s, MT_LIT("\n")));
}

static bool begins_arc(struct reader *reader, mt_str s)
{
    /* From the middle on, the head of an ARC is not seen. */
    bool known = reader->arc || (reader->options->one && !reader->records);

    if (!known && !mt_str_starts(s, MT_LIT("filedesc:")))
        return false;
    return mt_head_read_arc(first_line(s), &reader->head);
}

/* Moves on, line by line, to where the next record begins: at once, if that is
 * here. */
static void resync(struct reader *reader)
{
    while (mt_window_need(&reader->window, 1)) {
        mt_str s;
        size_t mark, line;

        mt_window_need(&reader->window, LONGEST_LINE);
        s = ahead(reader);
        if (mt_begins_warc(s) || begins_arc(reader, s))
            return;
        line = mt_str_find(s, MT_LIT("\n"));
        line = line < s.n ? line + 1 : s.n;
        mark = mt_window_next_mark(&reader->window, false);
        skip(reader, mark < line ? mark : line);
    }
}

/* ---------------------------------------------------------------- blocks -- */

/* "\r\n\r\n" stands behind a block, or the end; some writers count one or
 * both of its line feeds into the block. */
static bool ends_well(struct reader *reader, size_t length)
{
    mt_str s = mt_str_sub(ahead(reader), length, length + LOOK);

    if (s.n == 0 || mt_window_has_mark(&reader->window, length) ||
        mt_str_starts(s, MT_LIT("\r\n\r\n")) ||
        mt_str_starts(s, MT_LIT("\n\n")) || mt_begins_warc(s))
        return true;
    if (reader->arc)
        return s.p[0] == '\n' || s.p[0] == '\r';
    if (!mt_str_take(&s, MT_LIT("\r\n")) && !mt_str_take(&s, MT_LIT("\n")))
        return false;
    return s.n == 0 || mt_begins_warc(s) ||
           mt_window_has_mark(&reader->window, length + 2);
}

/* A block that goes on behind its length: up to the next record, if that is
 * not too far. 0 if it is. */
static size_t real_length(struct reader *reader, size_t length, size_t most)
{
    size_t to = length;
    mt_str s;

    while (to < most) {
        size_t from = to > LOOK ? to - LOOK : 0, mark, found;
        bool more;

        to += STEP;
        more = mt_window_need(&reader->window, to + LOOK);
        s = ahead(reader);
        to = more ? to : s.n;
        found = mt_find_warc(s, from, to);
        mark = mt_window_next_mark(&reader->window, false);
        found = mark > length && mark < found ? mark : found;
        if (found < to || !more)
            return found;
    }
    return 0;
}

static mt_str without_line_feeds(mt_str s)
{
    while (s.n && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
        s.n--;
    return s;
}

/* --------------------------------------------------------------- records -- */

/* A page, if it has a body. */
static bool is_page(const struct reader *reader,
                    const struct mt_record *record)
{
    bool answered = record->status == 0 ||
                    (record->status >= 200 && record->status <= 203);

    return mt_head_may_be_page(&reader->head) && answered &&
           mt_http_is_page(record->content_type);
}

static void set_http(struct reader *reader, mt_str block,
                     struct mt_record *record, struct mt_http *http)
{
    bool warc_type = !reader->arc && !mt_head_is_http(&reader->head);

    *http = (struct mt_http){ .body = block };
    if (mt_head_is_http(&reader->head))
        mt_http_read(block, http);
    mt_http_decode(http, reader->options->max_size, &reader->body);
    record->head = http->head;
    record->status = http->status;
    record->body = http->body;
    record->content_type = warc_type || (reader->arc && !http->head.n)
                               ? mt_buf_str(&reader->head.content_type)
                               : http->type;
    record->truncated |= http->truncated;
}

static void emit(struct reader *reader, mt_str block, bool damaged)
{
    struct mt_record record = {
        .offset = reader->offset,
        .nth = reader->nth,
        .type = mt_buf_str(&reader->head.type),
        .url = mt_buf_str(&reader->head.url),
        .date = mt_buf_str(&reader->head.date),
        .truncated = reader->head.truncated || reader->head.partial,
        .damaged = damaged,
    };
    struct mt_http http;

    reader->records++;
    if (elsewhere(reader))
        return;
    set_http(reader, block, &record, &http);
    record.charset = mt_http_charset(record.content_type);
    record.page = is_page(reader, &record) && record.body.n > 0;
    if (mt_head_may_be_page(&reader->head) && http.too_large)
        trouble(reader, MT_ERR_TOO_LARGE,
                "a body larger than the ceiling; raise --max-size");
    else if (reader->head.partial && is_page(reader, &record))
        trouble(reader, MT_ERR_TRUNCATED,
                "a page in several segments, of which some are missing; look "
                "for them in the next archive");
    else if (record.page && http.unknown.n)
        trouble(reader, MT_ERR_BAD_ARCHIVE,
                "a body in a coding that is not read (gzip, deflate and zstd "
                "are); write the archive without it");
    else if (record.page || reader->events->all)
        reader->on = reader->events->record(reader->events->data, &record);
}

/* One of several segments is held until the last has come. */
static void emit_segment(struct reader *reader, struct mt_segment *done)
{
    struct mt_head head = reader->head;
    uint64_t offset = reader->offset;
    size_t nth = reader->nth;

    reader->head = done->head;
    reader->head.partial = done->state == MT_JOINING_PART;
    reader->offset = done->offset;
    reader->nth = done->nth;
    if (done->state != MT_JOINING_LARGE)
        emit(reader, mt_buf_str(&done->block), done->damaged);
    else if (mt_head_may_be_page(&reader->head))
        trouble(reader, MT_ERR_TOO_LARGE,
                "a page larger than the ceiling, in segments; raise "
                "--max-size");
    reader->head = head;
    reader->offset = offset;
    reader->nth = nth;
}

static void emit_segments(struct reader *reader, bool all)
{
    struct mt_segment *done;

    while (reader->on && (done = mt_segments_next(&reader->segments, all))) {
        emit_segment(reader, done);
        mt_segment_free(done);
    }
}

static bool is_segment(struct reader *reader)
{
    return reader->head.segment &&
           (mt_head_is(&reader->head, "continuation") || !elsewhere(reader));
}

/* A record, or one segment of it. */
static void take(struct reader *reader, mt_str block, bool damaged)
{
    struct mt_segment segment = { .head = reader->head,
                                  .offset = reader->offset,
                                  .nth = reader->nth,
                                  .damaged = damaged };
    bool taken = is_segment(reader) &&
                 mt_segments_put(&reader->segments, &segment, block);

    reader->head = segment.head;
    reader->head.partial = reader->head.segment != 0;
    if (taken)
        emit_segments(reader, false);
    else
        emit(reader, block, damaged);
}

/* Over the ceiling: passed over in a stream, never held. */
static void skip_block(struct reader *reader)
{
    uint64_t left = reader->head.length;

    if (mt_head_is(&reader->head, "continuation"))
        take(reader, MT_LIT(""), false);
    else if (mt_head_may_be_page(&reader->head))
        trouble(reader, MT_ERR_TOO_LARGE,
                "a record larger than the ceiling; raise --max-size");
    while (left && mt_window_need(&reader->window, 1)) {
        size_t n = ahead(reader).n;

        n = n < left ? n : (size_t)left;
        skip(reader, n);
        left -= n;
    }
    reader->cut |= left > 0;
}

static void damaged_block(struct reader *reader, size_t to)
{
    trouble(reader, MT_ERR_BAD_ARCHIVE,
            "a damaged record; it is passed over");
    skip(reader, to);
}

/* The block is longer or shorter than its head says. */
static void mend_block(struct reader *reader, size_t length, size_t most)
{
    size_t inside = reader->arc ? length
                                : mt_find_warc(ahead(reader), 0, length);
    size_t real;

    if (inside < length) {
        damaged_block(reader, inside);
        return;
    }
    real = reader->arc ? length : real_length(reader, length, most);
    if (real == 0) {
        damaged_block(reader, length);
        resync(reader);
        return;
    }
    take(reader, without_line_feeds(mt_str_sub(ahead(reader), 0, real)),
         true);
    skip(reader, real);
}

/* Does the HTTP head say that the body, in spite of the block, is all there?
 */
static bool has_whole_body(struct reader *reader)
{
    struct mt_http http;

    if (!mt_head_is_http(&reader->head) || !mt_head_may_be_page(&reader->head))
        return false;
    mt_http_read(ahead(reader), &http);
    return http.length >= 0 && (uint64_t)http.length <= http.body.n;
}

/* The end of the archive came first. What looks like a record inside tells
 * that the length was wrong. */
static void cut_block(struct reader *reader)
{
    size_t n = ahead(reader).n;
    size_t inside = reader->arc ? n : mt_find_warc(ahead(reader), 0, n);

    if (inside < n) {
        damaged_block(reader, inside);
    } else {
        if (has_whole_body(reader))
            emit(reader, ahead(reader), true);
        reader->cut = true;
        skip(reader, n);
    }
}

/* The block behind the head that has just been read. */
static void read_block(struct reader *reader)
{
    uint64_t most = reader->options->max_size + HTTP_ROOM;
    size_t length = (size_t)reader->head.length, mark;

    if (reader->head.length > most) {
        skip_block(reader);
        return;
    }
    mt_window_need(&reader->window, length + LOOK);
    mark = mt_window_next_mark(&reader->window, true);
    if (mark < length)
        damaged_block(reader, mark);
    else if (ahead(reader).n < length)
        cut_block(reader);
    else if (!ends_well(reader, length))
        mend_block(reader, length, (size_t)most);
    else {
        take(reader, mt_str_sub(ahead(reader), 0, length),
             mt_window_has_bad_sum(&reader->window, length));
        skip(reader, length);
    }
}

/* Bytes to the end of the blank line behind a WARC head; 0 if there is none
 * within the ceiling, before the end, or before the next record (*next). */
static size_t head_end(struct reader *reader, bool *next)
{
    size_t done = 0, end = 0;
    bool more = true;

    *next = false;
    for (size_t want = HEAD_STEP; more && !end && !*next &&
                                  want <= LONGEST_HEAD; want *= 2) {
        mt_str s;

        more = mt_window_need(&reader->window, want);
        s = mt_str_sub(ahead(reader), 0, LONGEST_HEAD);
        end = mt_find_blank(s, done, next);
        done = s.n > LOOK ? s.n - LOOK : 0;
    }
    return end;
}

static void read_warc(struct reader *reader)
{
    bool next;
    size_t n = head_end(reader, &next), mark;

    if (n == 0 && !next && ahead(reader).n < LONGEST_HEAD) {
        cut_block(reader);
        return;
    }
    mark = mt_window_next_mark(&reader->window, true);
    if (n == 0 || mark < n) {
        trouble(reader, MT_ERR_BAD_ARCHIVE,
                "a record's head without end; it is passed over");
        skip(reader, MAGIC);
        resync(reader);
        return;
    }
    mt_head_read_warc(mt_str_sub(ahead(reader), 0, n), &reader->head);
    skip(reader, n);
    if (!reader->head.bad_length) {
        read_block(reader);
        return;
    }
    trouble(reader, MT_ERR_BAD_ARCHIVE,
            "a record whose length cannot be; it is passed over");
    resync(reader);
}

/* reader->head is read. */
static void read_arc(struct reader *reader)
{
    mt_str line = first_line(ahead(reader));

    reader->arc = true;
    skip(reader, line.n < ahead(reader).n ? line.n + 1 : line.n);
    if (!reader->head.bad_length) {
        read_block(reader);
        return;
    }
    emit(reader, MT_LIT(""), true);
    if (reader->on && !mt_head_is(&reader->head, "warcinfo"))
        trouble(reader, MT_ERR_BAD_ARCHIVE,
                "a record whose length cannot be; it is passed over");
    resync(reader);
}

/* -------------------------------------------------------------- archives -- */

static void locate(struct reader *reader)
{
    uint64_t offset = mt_window_offset(&reader->window);

    reader->nth = reader->records + reader->troubles > 0 &&
                          offset == reader->member
                      ? reader->nth + 1
                      : 0;
    reader->offset = reader->member = offset;
}

/* Line feeds between two records, zeros behind the last. */
static bool skip_between(struct reader *reader)
{
    while (mt_window_need(&reader->window, 1)) {
        mt_str s = ahead(reader);
        size_t n = 0, mark = mt_window_next_mark(&reader->window, false);

        while (n < s.n && n < mark &&
               (s.p[n] == '\r' || s.p[n] == '\n' || s.p[n] == '\0'))
            n++;
        if (n == 0)
            return true;
        skip(reader, n);
    }
    return false;
}

static void read_record(struct reader *reader)
{
    mt_str s;

    mt_window_need(&reader->window, LOOK);
    if (!mt_begins_warc(ahead(reader)))
        mt_window_need(&reader->window, LONGEST_LINE);
    s = ahead(reader);
    locate(reader);
    if (mt_begins_warc(s)) {
        read_warc(reader);
    } else if (begins_arc(reader, s)) {
        read_arc(reader);
    } else {
        if (reader->records)
            trouble(reader, MT_ERR_BAD_ARCHIVE,
                    "bytes that belong to no record; they are passed over");
        resync(reader);
    }
}

/* What is lost may have left nothing behind but the mark of its end. */
static void tell_loss(struct reader *reader)
{
    const struct mt_mark *mark = mt_window_mark(&reader->window);

    if (mark->damaged && !mark->bad_sum && mark->at != reader->told &&
        mark->at == mt_window_position(&reader->window))
        trouble(reader, MT_ERR_BAD_ARCHIVE,
                "damaged bytes before this; they are passed over");
}

static void read_next(struct reader *reader)
{
    size_t troubles;

    tell_loss(reader);
    troubles = reader->troubles;
    if (reader->on)
        read_record(reader);
    if (reader->troubles > troubles)
        reader->told = mt_window_position(&reader->window);
}

/* Behind the last whole record, so that more can be added there. */
static uint64_t whole(struct reader *reader)
{
    struct mt_window *window = &reader->window;

    if (reader->cut)
        return reader->nth ? MT_NOT_WHOLE : reader->offset;
    return window->outer ? MT_NOT_WHOLE : mt_unpack_whole(window->unpack);
}

static enum mt_status close_reader(struct reader *reader, struct mt_err *err)
{
    bool cut = reader->cut || mt_window_cut(&reader->window);
    bool stopped;

    emit_segments(reader, true);
    stopped = !reader->on;
    if (reader->options->whole)
        *reader->options->whole = whole(reader);
    mt_window_close(&reader->window);
    mt_head_release(&reader->head);
    mt_segments_release(&reader->segments);
    mt_buf_release(&reader->body);
    if (stopped)
        return MT_OK;
    if (cut)
        return mt_fail(err, MT_ERR_TRUNCATED,
                       "ends in the middle of a record; all before it was "
                       "read");
    if (reader->records == 0 && reader->troubles == 0 &&
        mt_window_position(&reader->window) > 0)
        return mt_fail(err, MT_ERR_BAD_ARCHIVE,
                       "no archive; give a WARC or an ARC, plain or packed "
                       "with gzip or zstd");
    return MT_OK;
}

enum mt_status mt_archive_read(mt_feed feed,
                               const struct mt_archive_options *options,
                               const struct mt_archive_events *events,
                               struct mt_err *err)
{
    struct reader reader = { .options = options, .events = events };

    reader.on = true;
    reader.segments.most = options->max_size + HTTP_ROOM;
    mt_window_open(&reader.window, feed, options->offset);
    while (reader.on && skip_between(&reader))
        read_next(&reader);
    return close_reader(&reader, err);
}

bool mt_archive_looks(mt_str head)
{
    struct mt_head arc = { 0 };
    bool looks = mt_packing_of(head) != MT_PACKING_NONE || mt_begins_warc(head);

    if (!looks && mt_str_starts(head, MT_LIT("filedesc:")))
        looks = mt_head_read_arc(first_line(head), &arc);
    mt_head_release(&arc);
    return looks;
}
