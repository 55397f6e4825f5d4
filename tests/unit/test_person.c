/* SPDX-License-Identifier: MIT */
/* People with their posts, a row each: what a text says, who is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "entity/person.h"

/* "words=name/title/affiliation", parted by "; ". */
static void put_person(struct mt_buf *out, mt_str text,
                       const struct mt_person *p)
{
    mt_str words = mt_str_at(text, p->span);

    mt_buf_printf(out, "%s%.*s=%.*s/%.*s/%.*s", out->n ? "; " : "",
                  MT_FMT(words), MT_FMT(p->name), MT_FMT(p->title),
                  MT_FMT(p->affiliation));
}

static void assert_people(const char *text, const char *expected)
{
    struct mt_arena *arena = mt_arena_new();
    struct mt_persons people = { 0 };
    struct mt_buf out = { 0 };

    mt_persons_read(mt_str_c(text), arena, &people);
    for (size_t i = 0; i < people.n; i++)
        put_person(&out, mt_str_c(text), &people.v[i]);
    assert_string_equal(out.p ? out.p : "", expected);
    mt_buf_release(&out);
    mt_arena_free(arena);
}

static void reads_posts_behind_names(void **state)
{
    (void)state;
    assert_people("홍길동 카카오 대표는 사과했다.",
                  "홍길동=홍길동/대표/카카오");
    assert_people("홍길동 한솔대학교 정보보호대학원 교수는",
                  "홍길동=홍길동/교수/한솔대학교 정보보호대학원");
    assert_people("홍길동 행안부 차관이", "홍길동=홍길동/차관/행안부");
    assert_people("홍길동 행안부장관이", "홍길동=홍길동/장관/행안부");
    assert_people("홍길동 금감원장은", "홍길동=홍길동/금감원장/금감원");
    assert_people("홍길동 서울시장도", "홍길동=홍길동/서울시장/서울시");
    assert_people("홍길동(52) 카카오 신임 대표가",
                  "홍길동=홍길동/대표/카카오");
    assert_people("홍길동 한빛소방본부장은", "홍길동=홍길동/한빛소방본부장/");
    assert_people("홍길동 최고경영자(CEO)가",
                  "홍길동=홍길동/최고경영자(CEO)/");
    assert_people("황보길동 대표, 김구 교수",
                  "황보길동=황보길동/대표/; 김구=김구/교수/");
}

static void reads_bodies_before_names(void **state)
{
    (void)state;
    assert_people("카카오 홍길동 대표는", "홍길동=홍길동/대표/카카오");
    assert_people("행안부 디지털운영센터 홍길동 센터장은",
                  "홍길동=홍길동/센터장/행안부 디지털운영센터");
    assert_people("다시 홍길동 대표가", "홍길동=홍길동/대표/");
}

static void reads_lists_and_honours(void **state)
{
    (void)state;
    assert_people("카카오 홍길동·성춘희 공동대표는",
                  "홍길동=홍길동/공동대표/카카오; "
                  "성춘희=성춘희/공동대표/카카오");
    assert_people("직장인 홍길동씨(32)는", "홍길동=홍길동//");
    assert_people("직장인 홍길동 씨는", "홍길동=홍길동//");
}

static void reads_foreign_names(void **state)
{
    (void)state;
    assert_people("에릭 스미스 CEO는", "에릭 스미스=에릭 스미스/CEO/");
    assert_people("마크 스미스 구글 최고경영자는",
                  "마크 스미스=마크 스미스/최고경영자/구글");
    assert_people("에릭 서비스 CEO는", "");
}

static void knows_people_again(void **state)
{
    (void)state;
    assert_people("홍길동 카카오 대표이사는 사과했다. 홍 대표는 약속했다.",
                  "홍길동=홍길동/대표이사/카카오; "
                  "홍 대표=홍길동/대표이사/카카오");
    assert_people("홍길동 금감원장이 왔다. 홍 원장은",
                  "홍길동=홍길동/금감원장/금감원; "
                  "홍 원장=홍길동/금감원장/금감원");
    assert_people("홍길동 대표와 홍미선 대표가 왔다. 홍 대표는",
                  "홍길동=홍길동/대표/; 홍미선=홍미선/대표/; "
                  "홍 대표=홍미선/대표/");
    assert_people("홍 대표는 사과했다. 홍길동 대표", "홍길동=홍길동/대표/");
    assert_people("홍길동 대표가 왔다. 홍 교수는", "홍길동=홍길동/대표/");
    assert_people("홍길동 대표가 왔다. 이 대표는", "홍길동=홍길동/대표/");
}

static void passes_over_what_is_nobody(void **state)
{
    (void)state;
    assert_people("카카오 관계자는 “확인 중”이라고 했다.", "");
    assert_people("이용자 A씨는 불편을 겪었다. 김모 씨도, 한 이용자도", "");
    assert_people("홍길동 기자, 홍길동 한국일보 기자", "");
    assert_people("홍길동이 카카오를 찾았다.", "");
    assert_people("온라인 시장과 서비스 대표, 이용자 대표", "");
    assert_people("연세대 교수, 성남시 시장, 공정한 위원장", "");
    assert_people("전국 카카오 이용자 대표 모임", "");
    assert_people("홍길동\n카카오 대표", "");
}

/* Bytes that are cut anywhere, or are no text at all. */
static void survives_any_bytes(void **state)
{
    static const char text[] = "카카오 홍길동·성춘희(52) 한빛대학교 공동대표, "
                               "홍 대표 \xED\x99 \xFF(";
    struct mt_arena *arena = mt_arena_new();

    (void)state;
    for (size_t from = 0; from < sizeof text; from++)
        for (size_t to = from; to < sizeof text; to++) {
            struct mt_persons people = { 0 };
            mt_str part = { text + from, to - from };

            mt_persons_read(part, arena, &people);
            for (size_t i = 0; i < people.n; i++)
                assert_in_range(people.v[i].span.to, 1, part.n);
            mt_arena_clear(arena);
        }
    mt_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_posts_behind_names),
        cmocka_unit_test(reads_bodies_before_names),
        cmocka_unit_test(reads_lists_and_honours),
        cmocka_unit_test(reads_foreign_names),
        cmocka_unit_test(knows_people_again),
        cmocka_unit_test(passes_over_what_is_nobody),
        cmocka_unit_test(survives_any_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
