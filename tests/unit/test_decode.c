/* SPDX-License-Identifier: MIT */
/* Charsets: which it is, what its bytes mean, and what is cleaned away. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "page/decode.h"

static struct mt_arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = mt_arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    mt_arena_free(arena);
    return 0;
}

static void same(mt_str got, const char *want)
{
    assert_string_equal(mt_arena_copy(arena, got).p, want);
}

static void sniffed(const char *bytes, const char *header, const char *want)
{
    same(mt_charset_sniff(mt_str_c(bytes), mt_str_c(header)), want);
}

/* "한국 뉴스 한국 뉴스" as EUC-KR. */
#define KOREAN_949 "\xC7\xD1\xB1\xB9 \xB4\xBA\xBD\xBA \xC7\xD1\xB1\xB9 " \
                   "\xB4\xBA\xBD\xBA"

static void labels(void **state)
{
    (void)state;
    same(mt_charset_of(MT_LIT("ks_c_5601-1987")), "EUC-KR");
    same(mt_charset_of(MT_LIT(" Windows-949\n")), "EUC-KR");
    same(mt_charset_of(MT_LIT("utf8")), "UTF-8");
    same(mt_charset_of(MT_LIT("latin1")), "windows-1252");
    same(mt_charset_of(MT_LIT("iso-2022-kr")), "replacement");
    same(mt_charset_of(MT_LIT("cp949")), "");
    same(mt_charset_of(MT_LIT("")), "");
}

static void order_of_sniffing(void **state)
{
    (void)state;
    sniffed("\xEF\xBB\xBF<meta charset=euc-kr>", "euc-kr", "UTF-8");
    sniffed("\xFF\xFE<", "", "UTF-16LE");
    sniffed("<meta charset=euc-kr>한국 뉴스", "", "UTF-8");
    sniffed("<p>" KOREAN_949, "text/html; charset=ks_c_5601-1987", "EUC-KR");
    sniffed("<p>" KOREAN_949, "text/html; charset=\"EUC-KR\"", "EUC-KR");
    sniffed("<meta charset='euc-kr'><p>abc", "", "EUC-KR");
    sniffed("<p>" KOREAN_949, "", "EUC-KR");
    sniffed("<meta charset=utf-8>" KOREAN_949, "", "EUC-KR");
    sniffed("<meta charset=iso-8859-1>" KOREAN_949, "", "windows-1252");
    sniffed("<!-- <meta charset=utf-8> --><meta charset=euc-kr>", "",
            "EUC-KR");
    sniffed("<meta charset=bogus><meta charset=euc-kr>", "", "EUC-KR");
    sniffed("<meta content='text/html; charset=euc-kr'>", "", "windows-1252");
    sniffed("<meta http-equiv=content-type content='text/html;charset=euc-kr'>",
            "", "EUC-KR");
    sniffed("<meta charset=euc-kr", "", "windows-1252");
    sniffed("", "", "windows-1252");
}

static void one_bad_byte_changes_nothing(void **state)
{
    (void)state;
    sniffed("가나다라마바사아자차카타파하가나다라마바사아자\xFF파", "euc-kr",
            "UTF-8");
}

static void converted(const char *bytes, size_t n, const char *want)
{
    mt_str out;

    assert_true(mt_charset_convert((mt_str){ bytes, n }, MT_LIT("EUC-KR"),
                                   arena, &out));
    same(out, want);
}

static void bad_pairs_lose_no_markup(void **state)
{
    (void)state;
    converted("\xB0\xA1\xB3\xAA", 4, "가나");
    converted("\xB0<p>", 4, "�<p>");
    converted("\xB0\"", 2, "�\"");
    converted("\x8C\x63", 2, "똠");
    converted("\xFE\x41", 2, "�A");
    converted("\x80" "A", 2, "�A");
    converted("\xFF\xFF", 2, "��");
    converted("\xB0\xFF", 2, "�");
    converted("\xC9\xA1", 2, "�");
    converted("\xB0\xA1\xB3", 3, "가�");
    converted("", 0, "");
}

static void every_pair_of_syllables(void **state)
{
    mt_str out;
    size_t good = 0;

    (void)state;
    for (int lead = 0xB0; lead <= 0xC8; lead++)
        for (int trail = 0xA1; trail <= 0xFE; trail++) {
            char pair[2] = { (char)lead, (char)trail };

            assert_true(mt_charset_convert((mt_str){ pair, 2 },
                                           MT_LIT("EUC-KR"), arena, &out));
            good += out.n == 3 && (unsigned char)out.p[0] >= 0xEA &&
                    (unsigned char)out.p[0] <= 0xED;
        }
    assert_int_equal(good, 2350);
}

static void other_charsets(void **state)
{
    mt_str out;

    (void)state;
    assert_true(mt_charset_convert((mt_str){ "\xFF\xFE\x00\xAC", 4 },
                                   MT_LIT("UTF-16LE"), arena, &out));
    same(out, "가");
    assert_true(mt_charset_convert(MT_LIT("\x93x\x94"),
                                   MT_LIT("windows-1252"), arena, &out));
    same(out, "“x”");
    assert_true(mt_charset_convert(MT_LIT("가\xFF나"), MT_LIT("UTF-8"), arena,
                                   &out));
    same(out, "가�나");
    assert_false(mt_charset_convert(MT_LIT("x"), MT_LIT("klingon"), arena,
                                    &out));
}

static void cleaned(const char *text, const char *want)
{
    same(mt_text_clean(mt_str_c(text), arena), want);
}

static void cleaning(void **state)
{
    (void)state;
    cleaned("가\r\n나\r다", "가\n나\n다");
    cleaned("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한");
    cleaned("한 줄\n" "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"
            "\n끝", "한 줄\n한\n끝");
    cleaned("a\xE2\x80\x8B" "b\xE2\x80\xAE" "c\xEF\xBB\xBF", "abc");
    cleaned("\x01x\x7F", "x");
    cleaned("\xEF\xA5\x9C", "樂");
    cleaned("e\xCC\x81", "é");
    cleaned("1분기 ½ ① ㈜", "1분기 ½ ① ㈜");
    cleaned("", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels),
        cmocka_unit_test(order_of_sniffing),
        cmocka_unit_test(one_bad_byte_changes_nothing),
        cmocka_unit_test(bad_pairs_lose_no_markup),
        cmocka_unit_test(every_pair_of_syllables),
        cmocka_unit_test(other_charsets),
        cmocka_unit_test(cleaning),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
