/* SPDX-License-Identifier: MIT */
/* Calendar arithmetic, and moments as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/str.h"

static mt_when when_of(const char *text)
{
    mt_when when = { 0 };

    assert_true(mt_when_parse(mt_str_c(text), &when));
    return when;
}

static void assert_when(mt_when when, const char *expected)
{
    char out[MT_WHEN_SIZE];

    assert_string_equal(mt_when_format(when, out), expected);
}

static void days_count(void **state)
{
    (void)state;
    assert_int_equal(mt_days_of(1970, 1, 1), 0);
    assert_int_equal(mt_days_of(2000, 3, 1), 11017);
    assert_int_equal(mt_days_of(1969, 12, 31), -1);
    assert_int_equal(mt_weekday(mt_days_of(2024, 5, 22)), 2);
    assert_int_equal(mt_weekday(mt_days_of(1969, 12, 29)), 0);
}

/* Day by day through three centuries, the calendar goes on without a gap. */
static void days_round(void **state)
{
    int64_t days = mt_days_of(1900, 1, 1);

    (void)state;
    for (int year = 1900; year < 2200; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= mt_days_in_month(year, month); day++) {
                mt_when back = mt_day(days);

                assert_int_equal(mt_days_of(year, month, day), days);
                assert_true(mt_date_exists(year, month, day));
                assert_true(back.year == year && back.month == month &&
                            back.day == day);
                days++;
            }
}

static void days_that_are_none(void **state)
{
    (void)state;
    assert_false(mt_date_exists(2023, 2, 29));
    assert_true(mt_date_exists(2024, 2, 29));
    assert_false(mt_date_exists(1900, 2, 29));
    assert_true(mt_date_exists(2000, 2, 29));
    assert_false(mt_date_exists(2024, 13, 1));
    assert_false(mt_date_exists(2024, 0, 1));
    assert_false(mt_date_exists(2024, 4, 31));
    assert_false(mt_date_exists(2024, 4, 0));
    assert_false(mt_date_exists(1899, 12, 31));
    assert_int_equal(mt_days_in_month(2024, 13), 0);
}

/* What is read is written the same way. */
static void text_round(void **state)
{
    static const char *const rows[] = {
        "2022",
        "2023-11",
        "2024-05-21",
        "2024-05-21T08+09:00",
        "2024-05-21T08:30+09:00",
        "2024-05-21T08:30:05+09:00",
        "2024-03-05T10:00-05:00",
        "2024-05-21T24:00+09:00",
        "2024-02-29",
        "1999-12-31T23:59+00:00",
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_when(when_of(rows[i]), rows[i]);
}

static void text_other_dresses(void **state)
{
    static const char *const rows[][2] = {
        { "2024-05-21 08:30", "2024-05-21T08:30+09:00" },
        { "2024-05-21T08:30Z", "2024-05-21T08:30+00:00" },
        { "2024-05-21T08:30:05.123+0900", "2024-05-21T08:30:05+09:00" },
        { "2024-05-21T08:30+09", "2024-05-21T08:30+09:00" },
        { "  2024-05-21T08:30:00 +09:00 ", "2024-05-21T08:30:00+09:00" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_when(when_of(rows[i][0]), rows[i][1]);
}

static void text_refused(void **state)
{
    static const char *const rows[] = {
        "",           "어제",          "24-05-21",         "2024-5-21",
        "2024-13",    "2024-02-30",    "2024-05-00",       "2024-05-21T",
        "2024-05-21T8:30", "2024-05-21T08:60", "2024-05-21T25:00",
        "2024-05-21T08:30+9", "2024-05-21x", "2024/05/21",
        "20240521",   "2024-05-21T08:30+09:00 KST", "0000-01-01",
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        mt_when when = { .year = 7 };

        assert_false(mt_when_parse(mt_str_c(rows[i]), &when));
        assert_int_equal(when.year, 7);
    }
}

static void text_of_nothing(void **state)
{
    mt_when clock = { .hour = 8, .minute = 5,
                      .precision = MT_PRECISION_MINUTE, .offset = MT_KOREA };
    mt_when local = when_of("2024-03-05T10:00");

    (void)state;
    assert_when((mt_when){ 0 }, "");
    assert_when(clock, "T08:05");
    local.floating = true;
    assert_when(local, "2024-03-05T10:00");
}

static void moves(void **state)
{
    (void)state;
    assert_when(mt_when_add_days(when_of("2024-02-28"), 2), "2024-03-01");
    assert_when(mt_when_add_days(when_of("2024-01-01T00:30"), -1),
                "2023-12-31T00:30+09:00");
    assert_when(mt_when_add_months(when_of("2024-03-31"), -1), "2024-02-29");
    assert_when(mt_when_add_months(when_of("2024-11-30"), 3), "2025-02-28");
    assert_when(mt_when_add_months(when_of("2024-01"), -13), "2022-12");
    assert_when(mt_when_add_minutes(when_of("2024-05-21T23:50"), 20),
                "2024-05-22T00:10+09:00");
    assert_when(mt_when_add_minutes(when_of("2024-01-01T00:10"), -20),
                "2023-12-31T23:50+09:00");
    assert_when(mt_when_add_minutes(when_of("2024-05-21T24:00"), 30),
                "2024-05-22T00:30+09:00");
}

static void cuts_and_joins(void **state)
{
    mt_when full = when_of("2024-05-21T08:30:05+09:00");

    (void)state;
    assert_when(mt_when_cut(full, MT_PRECISION_MINUTE),
                "2024-05-21T08:30+09:00");
    assert_when(mt_when_cut(full, MT_PRECISION_DAY), "2024-05-21");
    assert_when(mt_when_cut(full, MT_PRECISION_YEAR), "2024");
    assert_when(mt_when_cut(full, MT_PRECISION_NONE), "");
    assert_when(mt_when_cut(when_of("2024"), MT_PRECISION_DAY), "2024");
    assert_when(mt_when_join(when_of("2023-11-02"), full),
                "2023-11-02T08:30:05+09:00");
    assert_true(mt_when_has_date(full) && mt_when_has_clock(full));
    assert_false(mt_when_has_date(when_of("2024-05")));
    assert_false(mt_when_has_clock(when_of("2024-05-21")));
}

static void compares(void **state)
{
    (void)state;
    assert_true(mt_when_eq(when_of("2024-05-21"), when_of("2024-05-21")));
    assert_false(mt_when_eq(when_of("2024-05"), when_of("2024-05-01")));
    assert_false(mt_when_eq(when_of("2024-05-21T09:00Z"),
                            when_of("2024-05-21T09:00+09:00")));
    assert_int_equal(mt_when_minutes(when_of("2024-05-21T00:00Z")),
                     mt_when_minutes(when_of("2024-05-21T09:00+09:00")));
    assert_int_equal(mt_when_minutes(when_of("2024-05-21T24:00")),
                     mt_when_minutes(when_of("2024-05-22T00:00")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_count),
        cmocka_unit_test(days_round),
        cmocka_unit_test(days_that_are_none),
        cmocka_unit_test(text_round),
        cmocka_unit_test(text_other_dresses),
        cmocka_unit_test(text_refused),
        cmocka_unit_test(text_of_nothing),
        cmocka_unit_test(moves),
        cmocka_unit_test(cuts_and_joins),
        cmocka_unit_test(compares),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
