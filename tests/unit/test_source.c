/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <fcntl.h>
#include <unistd.h>

#include "batch/jsonl.h"
#include "batch/kind.h"
#include "batch/seen.h"

/* A stream over bytes, given in two parts as a pipe would. */
static struct mt_stream stream_of(mt_str first, mt_str second)
{
    struct mt_stream stream = { .fd = -1 };
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], first.p, first.n), (ssize_t)first.n);
    stream.fd = ends[0];
    mt_stream_fill(&stream);
    if (second.n)
        assert_int_equal(write(ends[1], second.p, second.n),
                         (ssize_t)second.n);
    close(ends[1]);
    return stream;
}

static enum mt_content content(const char *first, const char *second)
{
    struct mt_stream stream = stream_of(mt_str_c(first), mt_str_c(second));
    enum mt_content got = mt_content_of(&stream);

    mt_stream_close(&stream);
    return got;
}

static void content_decides(void **state)
{
    (void)state;
    assert_int_equal(content("<html>", ""), MT_CONTENT_PAGE);
    assert_int_equal(content("\xEF\xBB\xBF <p>", ""), MT_CONTENT_PAGE);
    assert_int_equal(content("카카오톡이", ""), MT_CONTENT_PAGE);
    assert_int_equal(content("{속보} 먹통", ""), MT_CONTENT_PAGE);
    assert_int_equal(content("plain ascii", ""), MT_CONTENT_PAGE);
    assert_int_equal(content("\n\n", ""), MT_CONTENT_PAGE);
    assert_int_equal(content("{\"id\":\"a\",\"text\":\"x\"}", ""),
                     MT_CONTENT_LINES);
    assert_int_equal(content("\xEF\xBB\xBF\r\n", "{\"id\": broken"),
                     MT_CONTENT_LINES);
    assert_int_equal(content("broken\n", "{\"id\":\"a\"}\n"),
                     MT_CONTENT_LINES);
    assert_int_equal(content("{", "\n \"id\": 1\n}\n"), MT_CONTENT_JSON);
    assert_int_equal(content("[{\"id\":", "1}]"), MT_CONTENT_JSON);
    assert_int_equal(content("{\"record\":\"art", "icle\",\"article\":{}}"),
                     MT_CONTENT_JSON);
    assert_int_equal(content("[속보] 먹통", ""), MT_CONTENT_PAGE);
}

static void lines_across_reads(void **state)
{
    struct mt_stream s = stream_of(MT_LIT("one\ntw"), MT_LIT("o\n\nlast"));
    mt_str line;

    (void)state;
    assert_int_equal(mt_stream_line(&s, '\n', 10, &line), MT_LINE_READ);
    assert_true(mt_str_eq(line, MT_LIT("one")));
    assert_int_equal(mt_stream_line(&s, '\n', 10, &line), MT_LINE_READ);
    assert_true(mt_str_eq(line, MT_LIT("two")));
    assert_int_equal(mt_stream_line(&s, '\n', 10, &line), MT_LINE_READ);
    assert_int_equal(line.n, 0);
    assert_int_equal(mt_stream_line(&s, '\n', 10, &line), MT_LINE_READ);
    assert_true(mt_str_eq(line, MT_LIT("last")));
    assert_int_equal(s.line, 4);
    assert_int_equal(mt_stream_line(&s, '\n', 10, &line), MT_LINE_END);
    mt_stream_close(&s);
}

static void long_lines_are_skipped(void **state)
{
    struct mt_stream s = stream_of(MT_LIT("123456\nab\n1234567"), MT_LIT("8"));
    mt_str line;

    (void)state;
    assert_int_equal(mt_stream_line(&s, '\n', 5, &line), MT_LINE_TOO_LONG);
    assert_int_equal(mt_stream_line(&s, '\n', 5, &line), MT_LINE_READ);
    assert_true(mt_str_eq(line, MT_LIT("ab")));
    assert_int_equal(mt_stream_line(&s, '\n', 5, &line), MT_LINE_TOO_LONG);
    assert_int_equal(mt_stream_line(&s, '\n', 5, &line), MT_LINE_END);
    mt_stream_close(&s);
}

static void the_rest_has_a_ceiling(void **state)
{
    struct mt_stream s = stream_of(MT_LIT("12345"), MT_LIT("67890"));
    struct mt_err err = { MT_OK, "" };
    mt_str rest;

    (void)state;
    assert_int_equal(mt_stream_rest(&s, 9, &rest, &err), MT_ERR_TOO_LARGE);
    err.status = MT_OK;
    assert_int_equal(mt_stream_rest(&s, 10, &rest, &err), MT_OK);
    assert_true(mt_str_eq(rest, MT_LIT("1234567890")));
    mt_stream_close(&s);
}

static void keys_of_a_line(void **state)
{
    struct mt_err err = { MT_OK, "" };
    struct mt_jsonl line;

    (void)state;
    assert_int_equal(mt_jsonl_read(MT_LIT("{\"id\":7,\"url\":null,\"x\":[],"
                                          "\"text\":\"\"}"),
                                   &line, &err),
                     MT_OK);
    assert_true(mt_str_eq(line.id, MT_LIT("7")));
    assert_null(line.url.p);
    assert_non_null(line.text.p);
    assert_int_equal(mt_jsonl_check_page(&line, &err), MT_OK);
    mt_jsonl_release(&line);
}

static void faulty_lines(void **state)
{
    static const char *const faulty[] = {
        "", "x", "[]", "{\"id\":true}", "{\"a\":1,\"a\":2}", "{\"text\":1}",
        "{\"id\":\"\\ud800\"}", "{\"id\":\"\\u0000\"}", "{\"id\":\"\xFF\"}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof faulty / sizeof *faulty; i++) {
        struct mt_err err = { MT_OK, "" };
        struct mt_jsonl line;

        assert_int_equal(mt_jsonl_read(mt_str_c(faulty[i]), &line, &err),
                         MT_ERR_BAD_INPUT);
        assert_non_null(strstr(err.message, "; "));
    }
}

static void pages_need_words_and_a_date(void **state)
{
    static const struct {
        const char *line;
        enum mt_status status;
    } rows[] = {
        { "{\"id\":\"a\"}", MT_ERR_BAD_INPUT },
        { "{\"url\":\"http://a/\"}", MT_OK },
        { "{\"text\":\"x\",\"published\":\"2024-05-22\"}", MT_OK },
        { "{\"text\":\"x\",\"published\":\"22/05/2024\"}", MT_ERR_BAD_INPUT },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mt_err err = { MT_OK, "" };
        struct mt_jsonl line;

        mt_jsonl_read(mt_str_c(rows[i].line), &line, &err);
        assert_int_equal(mt_jsonl_check_page(&line, &err), rows[i].status);
        mt_jsonl_release(&line);
    }
}

static void what_was_seen(void **state)
{
    struct mt_seen seen = { 0 };

    (void)state;
    assert_true(mt_seen_pair(&seen, 0, 0));
    assert_false(mt_seen_pair(&seen, 0, 0));
    for (uint64_t i = 1; i < 5000; i++)
        assert_true(mt_seen_pair(&seen, i % 7, i));
    for (uint64_t i = 1; i < 5000; i++)
        assert_false(mt_seen_pair(&seen, i % 7, i));
    assert_true(mt_seen_text(&seen, MT_LIT("a")));
    assert_true(mt_seen_text(&seen, MT_LIT("b")));
    assert_false(mt_seen_text(&seen, MT_LIT("a")));
    mt_seen_release(&seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_decides),
        cmocka_unit_test(lines_across_reads),
        cmocka_unit_test(long_lines_are_skipped),
        cmocka_unit_test(the_rest_has_a_ceiling),
        cmocka_unit_test(keys_of_a_line),
        cmocka_unit_test(faulty_lines),
        cmocka_unit_test(pages_need_words_and_a_date),
        cmocka_unit_test(what_was_seen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
