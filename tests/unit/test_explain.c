/* SPDX-License-Identifier: MIT */
/* Wrapped text, and articles with their evidence marked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "output/explain.h"
#include "output/flow.h"
#include "output/width.h"

static void assert_flow(size_t columns, const char *text, const char *expected)
{
    struct mt_buf out = { 0 };
    struct mt_flow flow = { .out = &out, .columns = columns, .indent = 2 };

    mt_flow_glue(&flow, MT_LIT("1"), MT_DIM);
    mt_flow_tab(&flow, 2);
    mt_flow_put(&flow, mt_str_c(text), MT_BOLD);
    mt_flow_end(&flow);
    assert_string_equal(out.p, expected);
    mt_buf_release(&out);
}

static void wraps_at_blanks(void **state)
{
    (void)state;
    assert_flow(20, "앱이 안 열렸다", "1 앱이 안 열렸다\n");
    assert_flow(10, "앱이 안 열렸다", "1 앱이 안\n  열렸다\n");
    assert_flow(10, "누리은행앱이안열렸다",
                "1 누리은행\n  앱이안열\n  렸다\n");
    assert_flow(10, "", "1 \n");
    assert_flow(12, "a\033[31mb\x07", "1 a [31mb \n");
}

static void styles_every_word_by_itself(void **state)
{
    struct mt_buf out = { 0 };
    struct mt_flow flow = { &out, 10, 2, true, { 0 }, 0, 0, false };

    (void)state;
    mt_flow_put(&flow, MT_LIT("접속 장애가"), MT_MARKED);
    mt_flow_glue(&flow, MT_LIT("!"), MT_PLAIN);
    mt_flow_end(&flow);
    assert_string_equal(out.p, "\033[1;4m접속\033[0m\n"
                               "  \033[1;4m장애가\033[0m!\n");
    mt_buf_release(&out);
}

static char *explain(const char *text, size_t columns, bool color)
{
    struct mt_options options = { .mentions = true };
    struct mt_reader *reader = mt_reader_new(&options);
    struct mt_input input = { .bytes = mt_str_c(text),
                              .source = MT_LIT("a.txt"),
                              .kind = MT_KIND_TEXT,
                              .published = MT_LIT("2024-05-22") };
    struct mt_result *result;
    struct mt_buf out = { 0 };

    assert_int_equal(mt_read(reader, &input, &result, NULL), MT_OK);
    mt_explain_put(result, (struct mt_table_style){ columns, color }, &out);
    mt_result_free(result);
    mt_reader_free(reader);
    return mt_buf_take(&out);
}

static void assert_has(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("no \"%s\" in:\n%s", part, text);
}

static const char page[] =
    "카카오톡이 21일 오전 8시30분에 먹통이 됐다가 오전 9시24분 복구됐다.\n"
    "과학기술정보통신부는 카카오톡에 접속 장애가 발생했다고 22일 밝혔다.\n";

static void marks_evidence_in_place(void **state)
{
    char *out = explain(page, 100, false);

    (void)state;
    assert_has(out, "2024-05-22 · a.txt\n");
    assert_has(out, "  1  [1:services,operator");
    assert_has(out, " 카카오톡]이 ");
    assert_has(out, "[1:start");
    assert_null(strchr(out, '\033'));
    free(out);
    out = explain(page, 100, true);
    assert_has(out, "\033[1;4m카카오톡\033[0m\033[2m]\033[0m이");
    free(out);
}

static void gives_every_value_its_quote_and_line(void **state)
{
    char *out = explain(page, 100, false);

    (void)state;
    assert_has(out, "\n[1] 카카오톡 (main)\n");
    assert_has(out, "    services              카카오톡 <- \"카카오톡\" (1)\n");
    assert_has(out, "    start                 2024-05-21T08:30+09:00 <- \"");
    assert_has(out, "    duration_minutes      54 <- ");
    assert_has(out, "    claimed by            \"");
    assert_has(out, "    passed over           \"과학기술정보통신부\" (2): "
                    "seldom the one that fails\n");
    assert_has(out, "    confidence            0.");
    free(out);
}

static void says_why_there_is_none(void **state)
{
    char *out = explain("누리은행은 장애 발생 시 대응 훈련을 했다.\n"
                        "훈련은 두 시간 동안 이어졌다고 은행은 밝혔다.\n",
                        80, false);

    (void)state;
    assert_has(out, "\nno outage\n");
    assert_has(out, "    in no record          \"장애\" (1): feared, planned");
    free(out);
}

static void keeps_to_the_columns(void **state)
{
    for (size_t columns = 40; columns <= 120; columns += 20) {
        char *out = explain(page, columns, false);
        mt_str rest = mt_str_c(out), line;

        (void)state;
        while (mt_str_split(&rest, '\n', &line))
            assert_in_range(mt_width(line), 0, columns < 100 ? columns : 100);
        free(out);
    }
}

/* Marks that cross are shown nested. */
static void nests_marks(void **state)
{
    static const char text[] = "가 나 다 라 마";
    static struct mt_line lines[] = { { { 0, 19 }, MT_LINE_PARAGRAPH } };
    static const struct mt_evidence evidence[] = {
        { "start", { 0, 11 } }, { "end", { 4, 15 } }, { "scope", { 4, 7 } },
    };
    struct mt_outage outage = { .evidence = evidence, .evidence_count = 3,
                                .sector = MT_SECTOR_NONE,
                                .cause = MT_CAUSE_NONE,
                                .duration_minutes = -1,
                                .duration_minutes_max = -1 };
    struct mt_result result = {
        .article = { .text = { text, 19 }, .lines = lines, .line_count = 1 },
        .outages = &outage, .outage_count = 1,
    };
    struct mt_buf out = { 0 };

    (void)state;
    mt_explain_put(&result, (struct mt_table_style){ 80, false }, &out);
    assert_has(out.p, "[1:start 가 [1:scope 나] 다] [1:end 라] 마\n");
    mt_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wraps_at_blanks),
        cmocka_unit_test(styles_every_word_by_itself),
        cmocka_unit_test(marks_evidence_in_place),
        cmocka_unit_test(gives_every_value_its_quote_and_line),
        cmocka_unit_test(says_why_there_is_none),
        cmocka_unit_test(keeps_to_the_columns),
        cmocka_unit_test(nests_marks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
