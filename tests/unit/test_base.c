/* SPDX-License-Identifier: MIT */
/* Strings, UTF-8, buffers, arenas, errors and digests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#define ASSERT_STR(s, literal) assert_true(mt_str_eq((s), MT_LIT(literal)))

static const mt_str EMPTY = { NULL, 0 };

static void str_compares(void **state)
{
    (void)state;
    assert_true(mt_str_eq(EMPTY, MT_LIT("")));
    assert_true(mt_str_eq(MT_LIT("먹통"), mt_str_c("먹통")));
    assert_false(mt_str_eq(MT_LIT("먹통"), MT_LIT("먹")));
    assert_true(mt_str_eq_nocase(MT_LIT("KT망"), MT_LIT("kt망")));
    assert_false(mt_str_eq_nocase(MT_LIT("k"), MT_LIT("kt")));
    assert_true(mt_str_cmp(MT_LIT("a"), MT_LIT("ab")) < 0);
    assert_true(mt_str_cmp(MT_LIT("b"), MT_LIT("ab")) > 0);
    assert_int_equal(mt_str_cmp(EMPTY, EMPTY), 0);
    assert_int_equal(mt_str_c(NULL).n, 0);
}

static void str_finds(void **state)
{
    (void)state;
    assert_int_equal(mt_str_find(MT_LIT("서비스 장애"), MT_LIT("장애")), 10);
    assert_int_equal(mt_str_find(MT_LIT("abc"), MT_LIT("d")), 3);
    assert_int_equal(mt_str_find(MT_LIT("ab"), MT_LIT("abc")), 2);
    assert_int_equal(mt_str_find(EMPTY, MT_LIT("a")), 0);
    assert_true(mt_str_has(EMPTY, EMPTY));
    assert_true(mt_str_starts(MT_LIT("장애가"), MT_LIT("장애")));
    assert_false(mt_str_starts(MT_LIT("장"), MT_LIT("장애")));
    assert_true(mt_str_ends(MT_LIT("장애가"), MT_LIT("가")));
    assert_true(mt_str_ends(EMPTY, EMPTY));
}

static void str_any(void **state)
{
    static const char *const words[] = { "장애", "Err" };

    (void)state;
    assert_true(mt_str_starts_any(MT_LIT("Error"), MT_ALL(words)));
    assert_false(mt_str_starts_any(MT_LIT("an Error"), MT_ALL(words)));
    assert_true(mt_str_ends_any(MT_LIT("접속 장애"), MT_ALL(words)));
    assert_false(mt_str_ends_any(MT_LIT("장애가"), MT_ALL(words)));
    assert_true(mt_str_has_any(MT_LIT("접속 장애가"), MT_ALL(words)));
    assert_false(mt_str_has_any(MT_LIT("err"), MT_ALL(words)));
    assert_true(mt_str_eq_any(MT_LIT("Err"), MT_ALL(words)));
    assert_false(mt_str_eq_any(MT_LIT("err"), MT_ALL(words)));
    assert_true(mt_str_eq_nocase_any(MT_LIT("err"), MT_ALL(words)));
    assert_false(mt_str_starts_any(MT_LIT("장애"), words, 0));
}

static void str_cuts(void **state)
{
    (void)state;
    ASSERT_STR(mt_str_sub(MT_LIT("abcdef"), 2, 4), "cd");
    ASSERT_STR(mt_str_sub(MT_LIT("abc"), 2, 99), "c");
    ASSERT_STR(mt_str_sub(MT_LIT("abc"), 99, 2), "");
    ASSERT_STR(mt_str_at(MT_LIT("abc"), (mt_span){ 1, 2 }), "b");
    ASSERT_STR(mt_str_trim(MT_LIT("\t \xC2\xA0 값\xE3\x80\x80\n")), "값");
    ASSERT_STR(mt_str_trim(MT_LIT(" \r\n")), "");
    assert_int_equal(mt_str_trim(EMPTY).n, 0);
}

static void str_splits(void **state)
{
    mt_str rest = MT_LIT("a||b"), part;

    (void)state;
    assert_true(mt_str_split(&rest, '|', &part));
    ASSERT_STR(part, "a");
    assert_true(mt_str_split(&rest, '|', &part));
    ASSERT_STR(part, "");
    assert_true(mt_str_split(&rest, '|', &part));
    ASSERT_STR(part, "b");
    assert_false(mt_str_split(&rest, '|', &part));
    rest = MT_LIT("");
    assert_true(mt_str_split(&rest, '|', &part));
    assert_false(mt_str_split(&rest, '|', &part));
}

/* A reader moves its cursor only on success. */
static void str_reads(void **state)
{
    mt_str s = MT_LIT("2024년");
    int value = -1;

    (void)state;
    assert_false(mt_str_take(&s, MT_LIT("21")));
    assert_int_equal(s.n, 7);
    assert_true(mt_str_digits(&s, 2, &value));
    assert_int_equal(value, 20);
    assert_true(mt_str_take(&s, MT_LIT("24")));
    assert_false(mt_str_digits(&s, 4, &value));
    assert_int_equal(value, 20);
    ASSERT_STR(s, "년");
}

static void utf8_decodes(void **state)
{
    static const struct {
        const char *bytes;
        bool valid;
        uint32_t first;
        size_t count; /* steps of mt_utf8_next */
    } rows[] = {
        { "a", true, 'a', 1 },
        { "먹통", true, 0xBA39, 2 },
        { "\xF0\x9F\x98\x80", true, 0x1F600, 1 },
        { "\xF4\x8F\xBF\xBF", true, 0x10FFFF, 1 },
        { "\xC0\x80", false, 0xFFFD, 2 },         /* overlong */
        { "\xE0\x80\x80", false, 0xFFFD, 3 },     /* overlong */
        { "\xED\xA0\x80", false, 0xFFFD, 3 },     /* surrogate */
        { "\xF4\x90\x80\x80", false, 0xFFFD, 4 }, /* past the last */
        { "\xEA\xB0", false, 0xFFFD, 2 },         /* cut short */
        { "\x80z", false, 0xFFFD, 2 },
        { "\xFF", false, 0xFFFD, 1 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        mt_str s = mt_str_c(rows[i].bytes);
        uint32_t cp, first = 0;
        size_t n = 0;

        assert_int_equal(mt_utf8_valid(s), rows[i].valid);
        for (; mt_utf8_next(&s, &cp); n++)
            first = n ? first : cp;
        assert_int_equal(first, rows[i].first);
        assert_int_equal(n, rows[i].count);
    }
}

/* Every scalar value survives the way out and back in. */
static void utf8_round(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp < 0x110000; cp += cp < 0x3000 ? 1 : 7) {
        char bytes[4];
        mt_str s = { bytes, 0 };
        uint32_t back;

        if (cp >= 0xD800 && cp < 0xE000)
            continue;
        s.n = mt_utf8_put(cp, bytes);
        assert_int_equal(mt_utf8_width(bytes[0]), s.n);
        assert_int_equal(mt_utf8_before(s, s.n), cp);
        assert_true(mt_utf8_next(&s, &back));
        assert_int_equal(back, cp);
        assert_int_equal(s.n, 0);
    }
}

static void utf8_looks_around(void **state)
{
    mt_str s = MT_LIT("A먹통");

    (void)state;
    assert_int_equal(mt_utf8_at(s, 1), 0xBA39);
    assert_int_equal(mt_utf8_at(s, 7), 0);
    assert_int_equal(mt_utf8_before(s, 1), 'A');
    assert_int_equal(mt_utf8_before(s, 0), 0);
    assert_int_equal(mt_utf8_before(s, 7), 0xD1B5);
    assert_int_equal(mt_utf8_count(s), 3);
    assert_int_equal(mt_utf8_count(EMPTY), 0);
}

static void utf8_knows_writing(void **state)
{
    (void)state;
    assert_true(mt_is_hangul(0xAC00) && mt_is_hangul(0xD7A3));
    assert_false(mt_is_hangul('a') || mt_is_hangul(0xD7A4));
    assert_true(mt_has_batchim(0xD1B5));   /* 통 */
    assert_false(mt_has_batchim(0xC560));  /* 애 */
    assert_false(mt_has_batchim('n'));
    assert_true(mt_is_wordlike('7') && mt_is_wordlike(0x6F22));
    assert_false(mt_is_wordlike(' ') || mt_is_wordlike(0x201C));
    assert_false(mt_is_wordlike(0x318D)); /* ㆍ */
    assert_int_equal(mt_middle_dot(MT_LIT("ㆍ"), 0), 3);
    assert_int_equal(mt_middle_dot(MT_LIT("\xC2\xB7"), 0), 2);
    assert_int_equal(mt_middle_dot(MT_LIT("가"), 0), 0);
    assert_false(mt_is_wordlike(0));
}

static void buf_grows(void **state)
{
    struct mt_buf buf = { 0 };
    char *taken;

    (void)state;
    assert_int_equal(mt_buf_str(&buf).n, 0);
    for (int i = 0; i < 1000; i++)
        mt_buf_printf(&buf, "%d,", i);
    assert_int_equal(buf.n, 10 * 2 + 90 * 3 + 900 * 4);
    assert_int_equal(strlen(buf.p), buf.n);
    mt_buf_clear(&buf);
    mt_buf_put_cp(&buf, 0xBA39);
    mt_buf_putc(&buf, '!');
    ASSERT_STR(mt_buf_str(&buf), "먹!");
    taken = mt_buf_take(&buf);
    assert_string_equal(taken, "먹!");
    assert_null(buf.p);
    free(taken);
    taken = mt_buf_take(&buf);
    assert_string_equal(taken, "");
    free(taken);
    mt_buf_release(&buf);
}

static void arena_keeps(void **state)
{
    struct mt_arena *arena = mt_arena_new();
    MT_VEC(int) numbers = { 0 };
    mt_str copy = mt_arena_copy(arena, MT_LIT("먹통"));
    char *big;

    (void)state;
    for (int i = 0; i < 100000; i++)
        *mt_vec_add(arena, &numbers) = i;
    for (int i = 0; i < 100000; i++)
        assert_int_equal(numbers.v[i], i);
    big = mt_arena_alloc(arena, 1 << 20);
    for (size_t i = 0; i < 1 << 20; i += 4095)
        assert_int_equal(big[i], 0);
    ASSERT_STR(copy, "먹통");
    assert_int_equal(copy.p[copy.n], '\0');
    ASSERT_STR(mt_arena_printf(arena, "%s %d", "값", 7), "값 7");
    assert_int_equal(mt_arena_copy(arena, EMPTY).n, 0);
    assert_int_equal((uintptr_t)mt_arena_alloc(arena, 1) % 16, 0);
    mt_arena_free(arena);
    mt_arena_free(NULL);
}

static void arena_clears(void **state)
{
    struct mt_arena *arena = mt_arena_new();

    (void)state;
    mt_arena_clear(arena);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 100; i++) {
            char *p = mt_arena_alloc(arena, 5000);

            assert_int_equal(p[0] | p[4999], 0);
            memset(p, 0xAA, 5000);
        }
        mt_arena_clear(arena);
    }
    mt_arena_free(arena);
}

static void err_keeps_the_first(void **state)
{
    struct mt_err err = { 0 };

    (void)state;
    assert_int_equal(mt_fail(&err, MT_ERR_IO, "a %d", 1), MT_ERR_IO);
    assert_int_equal(mt_fail(&err, MT_ERR_TLS, "b"), MT_ERR_TLS);
    assert_int_equal(err.status, MT_ERR_IO);
    assert_string_equal(err.message, "a 1");
    assert_int_equal(mt_fail(NULL, MT_ERR_TLS, "b"), MT_ERR_TLS);
}

/* Names are one word each, and no two states share one. */
static void status_names_differ(void **state)
{
    (void)state;
    for (int a = MT_OK; a <= MT_ERR_CRASHED; a++) {
        const char *name = mt_status_name((enum mt_status)a);

        assert_string_not_equal(name, "unknown");
        assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz-"),
                         strlen(name));
        for (int b = MT_OK; b < a; b++)
            assert_string_not_equal(name, mt_status_name((enum mt_status)b));
    }
    for (int code = 100; code <= 999; code++) {
        enum mt_status status = (enum mt_status)(MT_ERR_HTTP + code);
        char name[32];

        snprintf(name, sizeof name, "http-%d", code);
        assert_string_equal(mt_status_name(status), name);
        assert_int_equal(mt_status_http(status), code);
    }
    assert_int_equal(mt_status_http(MT_ERR_CRASHED), 0);
    assert_string_equal(mt_status_name((enum mt_status)4711), "unknown");
}

/* FIPS 180-4's examples and the lengths around a block's end. */
static void sha256_known(void **state)
{
    static const struct {
        const char *text, *hex;
    } rows[] = {
        { "", "e3b0c44298fc1c149afbf4c8996fb924"
              "27ae41e4649b934ca495991b7852b855" },
        { "abc", "ba7816bf8f01cfea414140de5dae2223"
                 "b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039"
          "a33ce45964ff2167f6ecedd419db06c1" },
        { "1234567890123456789012345678901234567890123456789012345678901234",
          "676491965ed3ec50cb7a63ee96315480"
          "a95c54426b0b72bca8a0d4ad1285ad55" },
    };
    char hex[65], id[19];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        mt_sha256(mt_str_c(rows[i].text), hex);
        assert_string_equal(hex, rows[i].hex);
    }
    mt_id('a', MT_LIT("abc"), id);
    assert_string_equal(id, "a-ba7816bf8f01cfea");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(str_compares),
        cmocka_unit_test(str_finds),
        cmocka_unit_test(str_any),
        cmocka_unit_test(str_cuts),
        cmocka_unit_test(str_splits),
        cmocka_unit_test(str_reads),
        cmocka_unit_test(utf8_decodes),
        cmocka_unit_test(utf8_round),
        cmocka_unit_test(utf8_looks_around),
        cmocka_unit_test(utf8_knows_writing),
        cmocka_unit_test(buf_grows),
        cmocka_unit_test(arena_keeps),
        cmocka_unit_test(arena_clears),
        cmocka_unit_test(err_keeps_the_first),
        cmocka_unit_test(status_names_differ),
        cmocka_unit_test(sha256_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
