/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "archive/decode.h"
#include "archive/pack.h"

enum { MOST = 700 * 1000 };

/* What was packed comes back, member by member, from one packer. */
static void comes_back(struct mt_pack *pack, mt_str coding, mt_str plain)
{
    struct mt_buf packed = { 0 }, back = { 0 };
    mt_str got = mt_pack(pack, plain, &packed);

    assert_int_equal(mt_unwrap(got, coding, MOST, &back), MT_DECODED_ALL);
    assert_int_equal(back.n, plain.n);
    if (plain.n)
        assert_memory_equal(back.p, plain.p, plain.n);
    mt_buf_release(&packed);
    mt_buf_release(&back);
}

/* Noise that does not pack, text that does, and one byte over and over. */
static void fill(char *bytes, int how)
{
    uint32_t x = 1;

    for (size_t i = 0; i < MOST; i++) {
        x = x * 1664525 + 1013904223;
        bytes[i] = how == 0   ? (char)(x >> 24)
                   : how == 1 ? "<p>\xEA\xB0\x80 \n"[x >> 29]
                              : '\0';
    }
}

static void every_length(void **state)
{
    static const size_t lengths[] = { 0,     1,     2,     63,     65535,
                                      65536, 65537, 98304, 262144, MOST };
    char *bytes = malloc(MOST);

    (void)state;
    assert_non_null(bytes);
    for (int how = 0; how < 3; how++) {
        struct mt_pack *gzip = mt_pack_new(MT_PACKING_GZIP);
        struct mt_pack *zstd = mt_pack_new(MT_PACKING_ZSTD);

        fill(bytes, how);
        for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
            mt_str plain = { bytes, lengths[i] };

            comes_back(gzip, MT_LIT("gzip"), plain);
            comes_back(zstd, MT_LIT("zstd"), plain);
        }
        mt_pack_free(gzip);
        mt_pack_free(zstd);
    }
    free(bytes);
}

static void noise_hardly_grows(void **state)
{
    struct mt_pack *gzip = mt_pack_new(MT_PACKING_GZIP);
    struct mt_buf packed = { 0 };
    char *bytes = malloc(MOST);

    (void)state;
    assert_non_null(bytes);
    fill(bytes, 0);
    assert_true(mt_pack(gzip, (mt_str){ bytes, MOST }, &packed).n <
                MOST + MOST / 100);
    mt_pack_free(gzip);
    mt_buf_release(&packed);
    free(bytes);
}

static void unpacked_is_lent(void **state)
{
    struct mt_pack *none = mt_pack_new(MT_PACKING_NONE);
    struct mt_buf packed = { 0 };
    mt_str plain = MT_LIT("<p>");

    (void)state;
    assert_ptr_equal(mt_pack(none, plain, &packed).p, plain.p);
    mt_pack_free(none);
    mt_buf_release(&packed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_length),
        cmocka_unit_test(noise_hardly_grows),
        cmocka_unit_test(unpacked_is_lent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
