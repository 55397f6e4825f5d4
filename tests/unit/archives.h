/* SPDX-License-Identifier: MIT */
/* Archives built in memory, and what the reader says of them. */
#ifndef MT_TESTS_ARCHIVES_H
#define MT_TESTS_ARCHIVES_H

#include "archive/reader.h"
#include "base/buf.h"
#include "../bytes.h"

/* What came out, as one text: "[url|charset|flags]body" and "!name". */
struct seen {
    struct mt_buf text;
    uint64_t offsets[64];
    size_t n;
};

static inline bool on_record(void *data, const struct mt_record *record)
{
    struct seen *seen = data;

    if (seen->n < 64)
        seen->offsets[seen->n++] = record->offset;
    mt_buf_printf(&seen->text, "[%.*s|%.*s|%s%s]%.*s", MT_FMT(record->url),
                  MT_FMT(record->charset), record->truncated ? "t" : "",
                  record->damaged ? "d" : "", MT_FMT(record->body));
    return true;
}

static inline bool on_trouble(void *data, uint64_t offset,
                              const struct mt_err *err)
{
    struct seen *seen = data;

    (void)offset;
    mt_buf_printf(&seen->text, "!%s", mt_status_name(err->status));
    return true;
}

static inline enum mt_status read_all(mt_str archive, size_t most,
                                      uint64_t offset, struct seen *seen)
{
    struct bytes bytes = { archive, most };
    struct mt_archive_options options = { .offset = offset,
                                          .max_size = 1000 };
    struct mt_archive_events events = { seen, false, on_record, on_trouble };
    struct mt_err err = { MT_OK, "" };

    return mt_archive_read((mt_feed){ read_bytes, &bytes }, &options, &events,
                           &err);
}

/* However the bytes come, the same must come out. */
static inline void expect(mt_str archive, const char *wanted,
                          enum mt_status status)
{
    static const size_t steps[] = { 1, 7, 4096, 1 << 20 };

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct seen seen = { .n = 0 };

        mt_buf_put(&seen.text, MT_LIT(""));
        assert_int_equal(read_all(archive, steps[i], 0, &seen), status);
        assert_string_equal(seen.text.p, wanted);
        mt_buf_release(&seen.text);
    }
}

static inline void put_record(struct mt_buf *out, const char *fields,
                              mt_str block)
{
    mt_buf_printf(out, "WARC/1.0\r\n%s", fields);
    mt_buf_printf(out, "Content-Length: %zu\r\n\r\n", block.n);
    mt_buf_put(out, block);
    mt_buf_put(out, MT_LIT("\r\n\r\n"));
}

#define RESPONSE(url) \
    "WARC-Type: response\r\nWARC-Target-URI: " url "\r\n" \
    "Content-Type: application/http; msgtype=response\r\n"
#define HTML "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=euc-kr\r\n"

#endif
