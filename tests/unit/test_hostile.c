/* SPDX-License-Identifier: MIT */
/* Archives made to cost time: what is long must cost no more than its length.
 * Each took half a minute or more when it was found. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <time.h>

#include "archive/pack.h"
#include "archive/reader.h"
#include "base/buf.h"

enum { LENGTH = 8 * 1000 * 1000, MOST_SECONDS = 12 };

static long read_bytes(void *data, char *to, size_t room)
{
    mt_str *left = data;
    mt_str part = mt_str_sub(*left, 0, room);

    memcpy(to, part.p, part.n);
    *left = mt_str_sub(*left, part.n, left->n);
    return (long)part.n;
}

static bool on_record(void *data, const struct mt_record *record)
{
    (void)record;
    ++*(size_t *)data;
    return true;
}

static bool on_trouble(void *data, uint64_t offset, const struct mt_err *err)
{
    (void)offset, (void)err;
    ++*(size_t *)data;
    return true;
}

/* first, and then again and again the rest. */
static void expect_quick(mt_str first, mt_str again)
{
    struct mt_buf archive = { 0 };
    size_t events = 0;
    struct mt_archive_options options = { .max_size = 10 * 1024 * 1024 };
    struct mt_archive_events on = { &events, true, on_record, on_trouble };
    struct mt_err err = { MT_OK, "" };
    clock_t began = clock();
    mt_str left;

    mt_buf_put(&archive, first);
    while (archive.n < LENGTH)
        mt_buf_put(&archive, again);
    left = mt_buf_str(&archive);
    mt_archive_read((mt_feed){ read_bytes, &left }, &options, &on, &err);
    assert_int_equal(left.n, 0);
    assert_true(clock() - began < MOST_SECONDS * CLOCKS_PER_SEC);
    mt_buf_release(&archive);
}

static void heads_without_end(void **state)
{
    (void)state;
    expect_quick(MT_LIT(""), MT_LIT("WARC/1.0\r\n"));
    expect_quick(MT_LIT(""), MT_LIT("WARC/1.0\r\nContent-Length: -1\r\n\r\n"));
}

static void lengths_beyond_all(void **state)
{
    (void)state;
    expect_quick(MT_LIT(""),
                 MT_LIT("WARC/1.0\r\nContent-Length: 9000000\r\n\r\n"));
    expect_quick(MT_LIT(""),
                 MT_LIT("WARC/1.0\r\nContent-Length: 2\r\n\r\nxyz xyz\n"));
}

static void tiny_members(void **state)
{
    static const char head[] = "WARC/1.0\r\nContent-Length: 9000000\r\n\r\n";

    (void)state;
    for (int packing = MT_PACKING_GZIP; packing <= MT_PACKING_ZSTD;
         packing++) {
        struct mt_pack *pack = mt_pack_new((enum mt_packing)packing);
        struct mt_buf one = { 0 }, two = { 0 };
        mt_str first = mt_pack(pack, mt_str_c(head), &one);

        expect_quick(first, first);
        expect_quick(first, mt_pack(pack, MT_LIT("x"), &two));
        expect_quick(first, mt_pack(pack, MT_LIT(""), &two));
        mt_pack_free(pack);
        mt_buf_release(&one);
        mt_buf_release(&two);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heads_without_end),
        cmocka_unit_test(lengths_beyond_all),
        cmocka_unit_test(tiny_members),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
