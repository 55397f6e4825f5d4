/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <math.h>

#include "base/buf.h"
#include "base/date.h"
#include "data.h"
#include "timex/number.h"
#include "timex/show.h"
#include "timex/timex.h"

static struct mt_arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = mt_arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    mt_arena_free(arena);
    return 0;
}

static struct mt_times read_at(mt_str text, const char *now)
{
    struct mt_timex_ref ref = { 0 };
    struct mt_times times = { 0 };

    if (now)
        assert_true(mt_when_parse(mt_str_c(now), &ref.now));
    mt_timex_read(text, &ref, arena, &times);
    return times;
}

static void assert_when(mt_when when, const char *expected)
{
    char text[MT_WHEN_SIZE];

    assert_string_equal(mt_when_format(when, text), expected);
}

/* Every example of time_links.tsv is one expression from end to end. */
static void links_read_their_examples(void **state)
{
    (void)state;
    for (size_t i = 0; i < MT_TIME_LINKS_ROWS; i++) {
        mt_str example = mt_time_links[i].example;
        struct mt_times times = read_at(example, "2024-05-22T06:00");

        if (times.n != 1 || times.v[0].span.from != 0 ||
            times.v[0].span.to != example.n)
            fail_msg("%.*s: not one expression", MT_FMT(example));
    }
}

/* Every example of time_false.tsv holds none. */
static void false_friends_are_none(void **state)
{
    (void)state;
    for (size_t i = 0; i < MT_TIME_FALSE_ROWS; i++) {
        mt_str why = mt_time_false[i].why;
        struct mt_times times = read_at(why, "2024-05-22T06:00");

        for (size_t k = 0; k < times.n; k++)
            if (times.v[k].kind == MT_TIME_DURATION ||
                times.v[k].span.to == why.n)
                fail_msg("%.*s: found a time", MT_FMT(why));
    }
}

static void a_range_keeps_both_ends(void **state)
{
    struct mt_times times =
        read_at(MT_LIT("전날 밤 11시부터 이날 오전 2시께까지"), "2024-05-22");

    (void)state;
    assert_int_equal(times.n, 1);
    assert_int_equal(times.v[0].kind, MT_TIME_RANGE);
    assert_when(times.v[0].from, "2024-05-21T23+09:00");
    assert_when(times.v[0].to, "2024-05-22T02+09:00");
    assert_true(times.v[0].flags & MT_TIME_TO_APPROX);
    assert_false(times.v[0].flags & MT_TIME_APPROX);
    assert_int_equal(times.v[0].range_amount, -1);
}

static void a_derived_range_points_at_its_amount(void **state)
{
    struct mt_times times =
        read_at(MT_LIT("21일 오후 3시부터 6분간"), "2024-05-22");

    (void)state;
    assert_int_equal(times.n, 2);
    assert_int_equal(times.v[0].range_amount, 1);
    assert_int_equal(times.v[1].kind, MT_TIME_DURATION);
    assert_true(mt_amount_minutes(times.v[1].most) == 6);
    assert_true(times.v[1].span.from > times.v[0].span.from);
    assert_int_equal(times.v[1].span.to, times.v[0].span.to);
}

static void a_carried_day_is_marked(void **state)
{
    struct mt_times times =
        read_at(MT_LIT("20일 멈췄다. 오후 3시 풀렸다."), "2024-05-22");

    (void)state;
    assert_int_equal(times.n, 2);
    assert_when(times.v[1].from, "2024-05-20T15+09:00");
    assert_true(times.v[1].flags & MT_TIME_DAY_CARRIED);
    assert_false(times.v[1].flags & MT_TIME_DAY_REF);
    times = read_at(MT_LIT("오후 3시 풀렸다."), "2024-05-22");
    assert_int_equal(times.v[0].kind, MT_TIME_CLOCK);
    assert_when(times.v[0].from, "2024-05-22T15+09:00");
    assert_true(times.v[0].flags & MT_TIME_DAY_REF);
}

static void nothing_is_made_up_without_a_reference(void **state)
{
    struct mt_times times = read_at(MT_LIT("21일 오전 9시"), NULL);

    (void)state;
    assert_int_equal(times.n, 1);
    assert_int_equal(times.v[0].from.year, 0);
    assert_int_equal(times.v[0].from.month, 0);
    assert_int_equal(times.v[0].from.day, 21);
    assert_int_equal(times.v[0].from.hour, 9);
}

static void a_reference_in_another_zone_becomes_korean(void **state)
{
    struct mt_times times = read_at(MT_LIT("오늘"), "2024-05-21T22:00Z");

    (void)state;
    assert_int_equal(times.n, 1);
    assert_when(times.v[0].from, "2024-05-22");
}

static void a_stamp_is_no_part_of_the_story(void **state)
{
    struct mt_times times = read_at(
        MT_LIT("입력 2024.05.22 06:00\n20일 멈췄다.\n사진 2023.01.02 촬영\n"
               "이날 풀렸다."),
        "2024-05-22");

    (void)state;
    assert_int_equal(times.n, 4);
    assert_when(times.v[3].from, "2024-05-20");
}

static void amounts_in_minutes(void **state)
{
    mt_amount none = { -1, -1, -1, -1, -1, -1, -1 }, a = none;

    (void)state;
    a.hours = 1;
    a.minutes = 30;
    assert_true(mt_amount_minutes(a) == 90);
    a.months = 1;
    assert_true(mt_amount_minutes(a) < 0);
    a = none;
    a.minutes = NAN;
    assert_true(mt_amount_minutes(a) < 0);
}

static void spans_are_code_points_in_json(void **state)
{
    mt_str text = MT_LIT("가나 \"21일\"");
    struct mt_times times = read_at(text, "2024-05-22");
    struct mt_buf out = { 0 };

    (void)state;
    mt_times_json(text, &times, &out);
    assert_string_equal(
        out.p, "[{\"text\":\"21일\",\"span\":[4,7],\"kind\":\"date\","
               "\"value\":\"2024-05-21\",\"grain\":\"day\"}]");
    mt_buf_release(&out);
}

static void numbers_have_spans_and_values(void **state)
{
    mt_str text = MT_LIT("이용자 1만7000여명과 두 개");
    struct mt_numbers numbers = { 0 };

    (void)state;
    mt_numbers_read(text, arena, &numbers);
    assert_int_equal(numbers.n, 2);
    assert_true(numbers.v[0].value == 17000);
    assert_true(mt_str_eq(mt_str_at(text, numbers.v[0].span),
                          MT_LIT("1만7000")));
    assert_true(numbers.v[1].value == 2);
}

/* Long runs end, and give no more items than the ceiling. */
static void long_texts_end(void **state)
{
    static const char *const units[] = { "5월21일", "1~", "(", "21일(", "13·",
                                         "삼분의 ", "3시부터 3시간", "\xFF" };

    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct mt_buf text = { 0 };
        struct mt_times times;
        struct mt_numbers numbers = { 0 };

        while (text.n < 1 << 18)
            mt_buf_put(&text, mt_str_c(units[i]));
        times = read_at(mt_buf_str(&text), "2024-05-22");
        mt_numbers_read(mt_buf_str(&text), arena, &numbers);
        assert_true(times.n <= 1 << 16);
        assert_true(numbers.n <= 1 << 16);
        mt_buf_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_read_their_examples),
        cmocka_unit_test(false_friends_are_none),
        cmocka_unit_test(a_range_keeps_both_ends),
        cmocka_unit_test(a_derived_range_points_at_its_amount),
        cmocka_unit_test(a_carried_day_is_marked),
        cmocka_unit_test(nothing_is_made_up_without_a_reference),
        cmocka_unit_test(a_reference_in_another_zone_becomes_korean),
        cmocka_unit_test(a_stamp_is_no_part_of_the_story),
        cmocka_unit_test(amounts_in_minutes),
        cmocka_unit_test(spans_are_code_points_in_json),
        cmocka_unit_test(numbers_have_spans_and_values),
        cmocka_unit_test(long_texts_end),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
