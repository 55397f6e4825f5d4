/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as an archive. The first byte says how they are packed and read,
 * the second how long members and reads are; the rest is the archive. However
 * the bytes come, the same must come out, and nothing over the ceiling. (Of a
 * zstd frame that is cut it depends on the reads how much comes out.)
 */
#include <stdlib.h>

#include "archive/pack.h"
#include "archive/reader.h"
#include "base/buf.h"
#include "base/hash.h"
#include "../bytes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CEILING = 64 * 1024, HTTP_ROOM = 512 * 1024, ALL = 4, ONE = 8 };

struct seen {
    struct mt_buf events;
    size_t size;
};

static void check(bool good)
{
    if (!good)
        abort();
}

/* All that it holds is read, so that what may not be read is seen. */
static void note(struct seen *seen, mt_str s)
{
    char hex[65];

    mt_sha256(s, hex);
    mt_buf_printf(&seen->events, "%zu:%.8s ", s.n, hex);
}

static bool on_record(void *data, const struct mt_record *record)
{
    struct seen *seen = data;

    check(record->offset <= seen->size);
    check(!record->page || record->body.n > 0);
    check(record->body.n <= CEILING + HTTP_ROOM);
    mt_buf_printf(&seen->events, "record %llu %zu %d%d%d%d ",
                  (unsigned long long)record->offset, record->nth,
                  record->status, record->page, record->truncated,
                  record->damaged);
    note(seen, record->type);
    note(seen, record->url);
    note(seen, record->date);
    note(seen, record->content_type);
    note(seen, record->charset);
    note(seen, record->head);
    note(seen, record->body);
    return true;
}

static bool on_trouble(void *data, uint64_t offset, const struct mt_err *err)
{
    struct seen *seen = data;

    check(offset <= seen->size && err->status != MT_OK && err->message[0]);
    mt_buf_printf(&seen->events, "trouble %llu %s ",
                  (unsigned long long)offset, err->message);
    return true;
}

static void read_all(mt_str archive, int how, size_t most, struct seen *seen)
{
    struct bytes bytes = { archive, most };
    struct mt_archive_events events = { seen, how & ALL, on_record,
                                        on_trouble };
    uint64_t whole = 0;
    struct mt_archive_options options = { .max_size = CEILING,
                                          .whole = &whole,
                                          .one = how & ONE };
    struct mt_err err = { MT_OK, "" };
    enum mt_status status;

    seen->size = archive.n;
    status = mt_archive_read((mt_feed){ read_bytes, &bytes }, &options,
                             &events, &err);
    check(whole <= archive.n || whole == MT_NOT_WHOLE);
    mt_buf_printf(&seen->events, "end %s %llu", mt_status_name(status),
                  how & ONE ? 0 : (unsigned long long)whole);
}

/* In members of so many bytes. */
static void pack(mt_str plain, enum mt_packing packing, size_t member,
                 struct mt_buf *out)
{
    struct mt_pack *pack = mt_pack_new(packing);
    struct mt_buf packed = { 0 };

    for (size_t i = 0; i < plain.n; i += member)
        mt_buf_put(out, mt_pack(pack, mt_str_sub(plain, i, i + member),
                                &packed));
    mt_buf_release(&packed);
    mt_pack_free(pack);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int how = size > 1 ? data[0] : 0;
    size_t step = size > 1 ? (size_t)data[1] + 1 : 1;
    mt_str plain = mt_str_sub((mt_str){ (const char *)data, size }, 2, size);
    struct seen slow = { .size = 0 }, fast = { .size = 0 };
    struct mt_buf archive = { 0 };

    pack(plain, (enum mt_packing)(how % 4 % 3), 16 * step, &archive);
    read_all(mt_buf_str(&archive), how, step, &slow);
    read_all(mt_buf_str(&archive), how, archive.n + 1, &fast);
    check(mt_str_has(plain, MT_LIT("\xB5\x2F\xFD")) ||
          mt_str_eq(mt_buf_str(&slow.events), mt_buf_str(&fast.events)));
    mt_buf_release(&slow.events);
    mt_buf_release(&fast.events);
    mt_buf_release(&archive);
    return 0;
}
