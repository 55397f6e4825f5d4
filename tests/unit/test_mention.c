/* SPDX-License-Identifier: MIT */
/* What an article mentions, through the public API and as JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "output/json.h"

static const char page[] =
    "카카오톡 먹통…한때 접속 장애\n\n"
    "카카오톡이 21일 오전 8시30분부터 54분 동안 서울에서 먹통이 됐다.\n"
    "과학기술정보통신부에 따르면 신고가 129건 접수됐다. 20대 이용자가 많았다.\n"
    "홍길동 카카오 대표는 “과부하 때문에 장애가 발생했다”고 밝혔다. "
    "홍 대표는 장애 재발을 막겠다고 했다.\n";

static struct mt_result *read_page(const char *text, bool mentions)
{
    struct mt_options options = { .mentions = mentions };
    struct mt_reader *reader = mt_reader_new(&options);
    struct mt_input input = { .bytes = mt_str_c(text),
                              .kind = MT_KIND_TEXT,
                              .published = MT_LIT("2024-05-22") };
    struct mt_result *result;

    assert_int_equal(mt_read(reader, &input, &result, NULL), MT_OK);
    mt_reader_free(reader);
    return result;
}

/* The first mention of the kind with these words. */
static const struct mt_mention *find(const struct mt_result *result,
                                     enum mt_mention_kind kind,
                                     const char *words)
{
    for (size_t i = 0; i < result->mention_count; i++)
        if (result->mentions[i].kind == kind &&
            mt_str_eq(mt_str_at(result->article.text,
                                result->mentions[i].span),
                      mt_str_c(words)))
            return &result->mentions[i];
    fail_msg("no mention: %s", words);
    return NULL;
}

static void assert_str(mt_str s, const char *expected)
{
    if (!mt_str_eq(s, mt_str_c(expected)))
        fail_msg("%.*s is not %s", MT_FMT(s), expected);
}

static void names_have_ids(void **state)
{
    struct mt_result *result = read_page(page, true);
    const struct mt_mention *m;

    (void)state;
    m = find(result, MT_MENTION_SERVICE, "카카오톡");
    assert_str(m->name, "카카오톡");
    assert_true(m->id.n > 0);
    assert_string_equal(m->reading, "fails");
    m = find(result, MT_MENTION_ORGANISATION, "과학기술정보통신부");
    assert_true(m->id.n > 0);
    assert_null(m->reading);
    m = find(result, MT_MENTION_PLACE, "서울");
    assert_str(m->name, "서울");
    mt_result_free(result);
}

static void people_have_posts(void **state)
{
    struct mt_result *result = read_page(page, true);
    const struct mt_mention *m;

    (void)state;
    m = find(result, MT_MENTION_PERSON, "홍길동");
    assert_str(m->title, "대표");
    assert_str(m->affiliation, "카카오");
    m = find(result, MT_MENTION_PERSON, "홍 대표");
    assert_str(m->name, "홍길동");
    mt_result_free(result);
}

static void values_are_those_of_times(void **state)
{
    struct mt_result *result = read_page(page, true);
    const struct mt_mention *m;

    (void)state;
    m = find(result, MT_MENTION_TIME, "21일 오전 8시30분부터 54분 동안");
    assert_str(m->value, "2024-05-21T08:30+09:00/2024-05-21T09:24+09:00");
    assert_string_equal(m->reading, "window");
    m = find(result, MT_MENTION_DURATION, "54분 동안");
    assert_str(m->value, "PT54M");
    m = find(result, MT_MENTION_QUANTITY, "129건");
    assert_true(m->number > 128.5 && m->number < 129.5);
    assert_str(m->unit, "건");
    for (size_t i = 0; i < result->mention_count; i++)
        assert_false(result->mentions[i].kind == MT_MENTION_QUANTITY &&
                     result->mentions[i].number < 100);
    mt_result_free(result);
}

static void causes_and_symptoms_have_readings(void **state)
{
    struct mt_result *result = read_page(page, true);
    const struct mt_mention *m;
    bool unreal = false;

    (void)state;
    assert_str(find(result, MT_MENTION_CAUSE, "과부하")->name, "overload");
    for (size_t i = 0; i < result->mention_count; i++) {
        m = &result->mentions[i];
        unreal |= m->kind == MT_MENTION_SYMPTOM &&
                  strcmp(m->reading, "unreal") == 0;
        if (m->kind == MT_MENTION_SYMPTOM)
            assert_non_null(m->reading);
    }
    assert_true(unreal);
    mt_result_free(result);
}

static void are_sorted_and_single(void **state)
{
    struct mt_result *result = read_page(page, true);

    (void)state;
    assert_true(result->mention_count > 10);
    for (size_t i = 1; i < result->mention_count; i++) {
        const struct mt_mention *a = &result->mentions[i - 1], *b = a + 1;

        assert_true(a->span.from <= b->span.from);
        assert_true(a->span.from < a->span.to);
        assert_true(b->span.to <= result->article.text.n);
        assert_false(a->kind == b->kind && a->span.from == b->span.from &&
                     a->span.to == b->span.to);
    }
    mt_result_free(result);
}

static void are_read_only_when_asked_for(void **state)
{
    struct mt_result *result = read_page(page, false);

    (void)state;
    assert_int_equal(result->mention_count, 0);
    assert_int_equal(result->outage_count, 1);
    mt_result_free(result);
}

/* The first object of the kind. */
static json_t *object_of(json_t *mentions, const char *kind)
{
    for (size_t i = 0; i < json_array_size(mentions); i++) {
        json_t *object = json_array_get(mentions, i);

        if (strcmp(json_string_value(json_object_get(object, "kind")),
                   kind) == 0)
            return object;
    }
    return NULL;
}

/* Spans count code points of the text there. */
static void full_records_have_them(void **state)
{
    static const char *const keys[] = { "kind",  "text",        "span",
                                        "id",    "name",        "title",
                                        "value", "affiliation", "unit",
                                        "reading" };
    struct mt_result *result = read_page(page, true);
    struct mt_json *json = mt_json_new(&result->article);
    json_t *full = mt_json_full(json, result);
    json_t *mentions = json_object_get(full, "mentions");
    json_t *service = object_of(mentions, "service"), *span;

    (void)state;
    assert_int_equal(json_array_size(mentions), result->mention_count);
    assert_non_null(service);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_non_null(json_object_get(service, keys[i]));
    span = json_object_get(service, "span");
    assert_int_equal(json_integer_value(json_array_get(span, 0)), 0);
    assert_int_equal(json_integer_value(json_array_get(span, 1)), 4);
    assert_true(json_is_null(json_object_get(service, "title")));
    assert_true(json_is_integer(
        json_object_get(object_of(mentions, "quantity"), "value")));
    json_decref(full);
    full = mt_json_full(json, NULL);
    assert_int_equal(json_array_size(json_object_get(full, "mentions")), 0);
    json_decref(full);
    mt_json_free(json);
    mt_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_have_ids),
        cmocka_unit_test(people_have_posts),
        cmocka_unit_test(values_are_those_of_times),
        cmocka_unit_test(causes_and_symptoms_have_readings),
        cmocka_unit_test(are_sorted_and_single),
        cmocka_unit_test(are_read_only_when_asked_for),
        cmocka_unit_test(full_records_have_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
