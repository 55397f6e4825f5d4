/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <jansson.h>

#include "output/csv.h"
#include "output/json.h"
#include "output/points.h"
#include "output/prose.h"
#include "output/quote.h"
#include "output/table.h"
#include "output/width.h"

/* A character of four bytes and two columns. */
#define WIDE "\xF0\xA0\x80\x80"

static const char text[] = "먹통 났다 " WIDE "\n앱이 안 열렸다.\n# 표 1";

static struct mt_line lines[] = {
    { { 0, 18 }, MT_LINE_TITLE },
    { { 19, 40 }, MT_LINE_PARAGRAPH },
    { { 41, 48 }, MT_LINE_CAPTION },
};

static struct mt_article an_article(void)
{
    struct mt_article a = {
        .id = "a-0123456789abcdef",
        .source = MT_LIT("a.txt"),
        .title = { text, 18 },
        .text = { text, sizeof text - 1 },
        .lines = lines,
        .line_count = 3,
        .body = { 19, 40 },
        .confidence = 0.5,
    };

    assert_true(mt_when_parse(MT_LIT("2024-05-22T06:00+09:00"), &a.published));
    return a;
}

static mt_str names[] = { { "카카오톡", 12 }, { "카카오맵", 12 } };
static const struct mt_evidence proof[] = { { "start", { 19, 25 } } };

static struct mt_outage an_outage(void)
{
    struct mt_outage o = {
        .id = "o-0123456789abcdef",
        .services = { names, 2 },
        .sector = MT_SECTOR_NONE,
        .duration_minutes = 54,
        .duration_minutes_max = -1,
        .functions = 1u << MT_FUNCTION_LOGIN | 1u << MT_FUNCTION_MESSAGING,
        .cause = MT_CAUSE_POWER,
        .cause_excluded = 1u << MT_CAUSE_CYBERATTACK,
        .evidence = proof,
        .evidence_count = 1,
        .confidence = 0.87654,
    };

    assert_true(mt_when_parse(MT_LIT("2024-05-21T08:30+09:00"), &o.start));
    return o;
}

/* The outage's record, parsed again. */
static json_t *record_of(const struct mt_outage *o)
{
    struct mt_article a = an_article();
    char *line = mt_outage_json(&a, o);
    json_t *record;

    assert_null(strchr(line, '\n'));
    record = json_loads(line, 0, NULL);
    assert_non_null(record);
    free(line);
    return record;
}

static const char *string_at(const json_t *record, const char *key)
{
    return json_string_value(json_object_get(record, key));
}

static void record_tells_all(void **state)
{
    struct mt_outage o = an_outage();
    json_t *r = record_of(&o), *e;

    (void)state;
    assert_string_equal(string_at(r, "schema"), "meoktong/1");
    assert_string_equal(string_at(r, "start"), "2024-05-21T08:30+09:00");
    assert_true(json_is_null(json_object_get(r, "end")));
    assert_true(json_is_null(json_object_get(r, "sector")));
    assert_true(json_is_null(json_object_get(r, "operator")));
    assert_true(json_is_null(json_object_get(r, "duration_minutes_max")));
    assert_string_equal(string_at(r, "cause"), "power");
    assert_int_equal(json_array_size(json_object_get(r, "functions")), 2);
    e = json_array_get(json_object_get(r, "evidence"), 0);
    assert_string_equal(string_at(e, "quote"), "앱이");
    assert_int_equal(
        json_integer_value(json_array_get(json_object_get(e, "span"), 0)), 8);
    assert_int_equal(
        json_integer_value(json_array_get(json_object_get(e, "span"), 1)), 10);
    json_decref(r);
}

static void numbers_are_whole_when_they_are(void **state)
{
    struct mt_outage o = an_outage();
    json_t *r = record_of(&o), *minutes;

    (void)state;
    assert_true(json_is_integer(json_object_get(r, "duration_minutes")));
    assert_true(json_real_value(json_object_get(r, "confidence")) == 0.877);
    json_decref(r);
    o.duration_minutes = 7.5;
    o.confidence = 7;
    r = record_of(&o);
    minutes = json_object_get(r, "duration_minutes");
    assert_true(json_real_value(minutes) == 7.5);
    assert_int_equal(json_integer_value(json_object_get(r, "confidence")), 1);
    json_decref(r);
}

static void moments_fit_the_schema(void **state)
{
    struct mt_outage o = an_outage();
    json_t *r;

    (void)state;
    o.start.hour = 24;
    o.start.minute = 0;
    o.end = o.start;
    o.end.hour = 9;
    o.end.floating = true;
    r = record_of(&o);
    assert_string_equal(string_at(r, "start"), "2024-05-22T00:00+09:00");
    assert_string_equal(string_at(r, "end"), "2024-05-21");
    json_decref(r);
    o.start.year = 0;
    r = record_of(&o);
    assert_true(json_is_null(json_object_get(r, "start")));
    json_decref(r);
}

static void bytes_that_are_no_text(void **state)
{
    struct mt_buf out = { 0 };

    (void)state;
    mt_quote(MT_LIT("a\"\xFF\n"), &out);
    assert_string_equal(out.p, "\"a\\\"\xEF\xBF\xBD\\n\"");
    mt_buf_release(&out);
}

static void article_has_its_body_alone(void **state)
{
    struct mt_article a = an_article();
    char *line = mt_article_json(&a);
    json_t *record = json_loads(line, 0, NULL);
    json_t *article = json_object_get(record, "article");

    (void)state;
    assert_string_equal(string_at(record, "record"), "article");
    assert_string_equal(string_at(article, "text"), "앱이 안 열렸다.");
    assert_string_equal(string_at(article, "status"), "article");
    assert_string_equal(json_string_value(json_array_get(
                            json_object_get(article, "captions"), 0)),
                        "# 표 1");
    json_decref(record);
    free(line);
}

static void spans_in_code_points(void **state)
{
    struct mt_buf long_text = { 0 };
    struct mt_points_map map;
    mt_str s;

    (void)state;
    for (int i = 0; i < 700; i++)
        mt_buf_put(&long_text, i % 3 ? MT_LIT("한a") : MT_LIT(WIDE "é"));
    s = mt_buf_str(&long_text);
    mt_points_map_init(&map, s);
    for (uint32_t from = 0; from < s.n; from += 37) {
        mt_span bytes = { from, from + 301 };
        mt_span plain = mt_points(s, bytes);
        mt_span mapped = mt_points_map_span(&map, bytes);

        assert_int_equal(plain.from, mapped.from);
        assert_int_equal(plain.to, mapped.to);
    }
    assert_int_equal(mt_points(s, (mt_span){ 0, (uint32_t)s.n }).to, 1400);
    mt_points_map_release(&map);
    mt_buf_release(&long_text);
}

static void points_of_an_empty_text(void **state)
{
    struct mt_points_map map;
    mt_span span;

    (void)state;
    mt_points_map_init(&map, MT_LIT(""));
    span = mt_points_map_span(&map, (mt_span){ 0, 5 });
    assert_int_equal(span.from, 0);
    assert_int_equal(span.to, 0);
    mt_points_map_release(&map);
}

static void csv_quotes_and_defuses(void **state)
{
    json_t *record = json_pack(
        "{s:s, s:[s,s], s:s, s:s, s:b, s:n, s:[{s:i, s:s, s:s}]}", "id", "o-1",
        "services", "가", "나, \"다\"", "operator", "=1+1", "cause_text",
        "a\r\nb", "primary", 1, "end", "affected", "value", 300, "unit", "명",
        "what", "이용자");
    struct mt_buf out = { 0 };

    (void)state;
    mt_csv_row(MT_CSV_COMMA, record, &out);
    assert_non_null(strstr(out.p, ",\"가; 나, \"\"다\"\"\","));
    assert_non_null(strstr(out.p, ",'=1+1,"));
    assert_non_null(strstr(out.p, ",\"a\r\nb\","));
    assert_non_null(strstr(out.p, ",이용자 300명,true,"));
    assert_true(mt_str_ends(mt_buf_str(&out), MT_LIT("\r\n")));
    mt_buf_clear(&out);
    mt_csv_row(MT_CSV_TAB, record, &out);
    assert_non_null(strstr(out.p, "\ta  b\t"));
    assert_non_null(strstr(out.p, "\t가; 나, \"다\"\t"));
    mt_buf_release(&out);
    json_decref(record);
}

static void columns_of_a_terminal(void **state)
{
    struct mt_buf out = { 0 };

    (void)state;
    assert_int_equal(mt_width(MT_LIT("먹통 abc")), 8);
    assert_int_equal(mt_width(MT_LIT("e\xCC\x81…–")), 3);
    assert_int_equal(mt_width(MT_LIT(WIDE)), 2);
    mt_width_put(MT_LIT("카카오톡"), 5, true, &out);
    assert_string_equal(out.p, "카카…");
    mt_buf_clear(&out);
    mt_width_put(MT_LIT("카카오톡"), 6, true, &out);
    assert_string_equal(out.p, "카카… ");
    mt_buf_clear(&out);
    mt_width_put(MT_LIT("a\033[2Jb\xC2\x9B"), 9, true, &out);
    assert_string_equal(out.p, "a [2Jb   ");
    mt_buf_release(&out);
}

static void table_of_an_article(void **state)
{
    struct mt_outage o = an_outage();
    struct mt_result result = { .article = an_article(),
                                .outages = &o,
                                .outage_count = 1 };
    struct mt_buf out = { 0 };

    (void)state;
    o.duration_approx = true;
    assert_true(mt_when_parse(MT_LIT("2024-05-22T01:05+09:00"), &o.end));
    o.end_approx = true;
    mt_table_put(&result, (struct mt_table_style){ 80, false }, &out);
    assert_string_equal(
        out.p, "먹통 났다 " WIDE "\n2024-05-22 06:00  a.txt\n"
               "  2024-05-21 08:30–~05-22 01:05  ~54 min  "
               "카카오톡, 카카오맵  power\n");
    mt_buf_release(&out);
}

static void markdown_of_an_article(void **state)
{
    struct mt_article a = an_article();
    struct mt_buf out = { 0 };

    (void)state;
    mt_prose_markdown(&a, &out);
    assert_string_equal(out.p,
                        "# 먹통 났다 " WIDE "\n\n*2024-05-22T06:00+09:00*\n\n"
                        "앱이 안 열렸다.\n\n> \\# 표 1\n\n");
    mt_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(record_tells_all),
        cmocka_unit_test(numbers_are_whole_when_they_are),
        cmocka_unit_test(moments_fit_the_schema),
        cmocka_unit_test(bytes_that_are_no_text),
        cmocka_unit_test(article_has_its_body_alone),
        cmocka_unit_test(spans_in_code_points),
        cmocka_unit_test(points_of_an_empty_text),
        cmocka_unit_test(csv_quotes_and_defuses),
        cmocka_unit_test(columns_of_a_terminal),
        cmocka_unit_test(table_of_an_article),
        cmocka_unit_test(markdown_of_an_article),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
