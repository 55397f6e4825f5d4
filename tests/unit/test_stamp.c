/* SPDX-License-Identifier: MIT */
/* The dates that a page shows, and which of them is that of publication. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "article/article.h"
#include "article/stamp.h"
#include "article/when.h"
#include "base/buf.h"
#include "base/date.h"

static void same_when(mt_when when, const char *want)
{
    char out[MT_WHEN_SIZE];

    assert_string_equal(mt_when_format(when, out), want);
}

/* The dates of a line: a letter for the label, then the moment. */
static void stamped(const char *line, const char *want)
{
    static const char kinds[] = { '-', 'P', 'M', 'C' };
    mt_stamp stamps[MT_STAMPS];
    size_t n = mt_stamps_read(mt_str_c(line), stamps);
    struct mt_buf out = { 0 };
    char text[MT_WHEN_SIZE];

    mt_buf_put(&out, MT_LIT(""));
    for (size_t i = 0; i < n; i++)
        mt_buf_printf(&out, "%c %.16s ", kinds[stamps[i].kind],
                      mt_when_format(stamps[i].when, text));
    assert_string_equal(out.p, want);
    mt_buf_release(&out);
}

static void stamps(void **state)
{
    (void)state;
    stamped("등록 2024.05.22 06:00:00수정 2024.05.22 06:46:51",
            "P 2024-05-22T06:00 M 2024-05-22T06:46 ");
    stamped("2024.05.22 06:00 송고 | 2024.05.22 06:46 수정",
            "P 2024-05-22T06:00 M 2024-05-22T06:46 ");
    stamped("화요일, 1월 7, 2025", "- 2025-01-07 ");
    stamped("입력 2024년 2월 14일 03시 00분", "P 2024-02-14T03:00 ");
    stamped("승인 : 2026. 03. 10. 18:22", "P 2026-03-10T18:22 ");
    stamped("2026.03.21. 오후 7:42", "- 2026-03-21T19:42 ");
    stamped("입력 2026.03.12 (04:43)", "P 2026-03-12T04:43 ");
    stamped("2026-03-12T06:02:39.166Z", "- 2026-03-12T06:02 ");
    stamped("2026/03/12 04:24 송고", "P 2026-03-12T04:24 ");
    stamped("등록: 2026.03.09 오후 14:05", "P 2026-03-09T14:05 ");
    stamped("2026년 3월 1일 오전 12:05", "- 2026-03-01T00:05 ");
    stamped("입력 | 2006-01-25 03:11:00", "P 2006-01-25T03:11 ");
    stamped("2025년 9월 15일, 오후 04:30", "- 2025-09-15T16:30 ");
    stamped("입력 : 2026. 01.15(목) 17:16", "P 2026-01-15T17:16 ");
    stamped("최종 수정 2019.08.17 08:28", "M 2019-08-17T08:28 ");
    stamped("기사입력 2026-07-01 10:20사회", "P 2026-07-01T10:20 ");
    stamped("2026-03-12 19:03 (목)", "C 2026-03-12T19:03 ");
    stamped("최종편집 : 2026-03-12 22:00", "C 2026-03-12T22:00 ");
    stamped("2026.13.40 12:00", "");
    stamped("120260312 1.2.3", "");
    stamped("2024.05.22 25:70", "- 2024-05-22 ");
    stamped("", "");
}

static void from_url(const char *url, const char *want)
{
    same_when(mt_stamp_of_url(mt_str_c(url)), want);
}

static void dates_of_urls(void **state)
{
    (void)state;
    from_url("https://a.kr/2024/05/22/x", "2024-05-22");
    from_url("https://a.kr/2024-05-22", "2024-05-22");
    from_url("https://a.kr/view/NISX20240522_0002", "2024-05-22");
    from_url("https://a.kr/view?no=20250430120846", "2025-04-30T12:08+09:00");
    from_url("https://a.kr/view/202502171143058076", "2025-02-17T11:43+09:00");
    from_url("https://a.kr/view?key=20250924010013555", "2025-09-24");
    from_url("https://a.kr/article/2021050617397", "2021-05-06");
    from_url("https://a.kr/news/20241340", "");
    from_url("https://a.kr/news/1189377", "");
    from_url("https://20240522.kr/x", "");
    from_url("", "");
}

static void settled(const char *seen, const char *meta, const char *ld,
                    const char *want)
{
    struct mt_when_facts facts = { 0 };
    mt_stamp stamp_list[MT_STAMPS];
    mt_when published, modified;
    size_t n = mt_stamps_read(mt_str_c(seen), stamp_list);

    mt_when_see(&facts.seen, stamp_list, n, true);
    mt_when_parse(mt_str_c(meta), &facts.meta);
    mt_when_parse(mt_str_c(ld), &facts.ld);
    mt_when_settle(&facts, &published, &modified);
    same_when(mt_when_cut(published, MT_PRECISION_MINUTE), want);
}

static void liars(void **state)
{
    (void)state;
    /* the field of publication holds the last change */
    settled("등록 2026.03.12 12:00", "2026-03-12T14:30:00+09:00",
            "2026-03-12T12:00:00+09:00", "2026-03-12T12:00+09:00");
    settled("", "2026-03-12T14:30:00+09:00", "2026-03-12T12:00:00+09:00",
            "2026-03-12T12:00+09:00");
    /* a zone that is not Korea's */
    settled("", "2026-03-12T19:11:00+09:00", "2026-03-12T19:11:00+08:00",
            "2026-03-12T19:11+09:00");
    settled("", "2026-03-12T06:02:39Z", "", "2026-03-12T15:02+09:00");
    /* the clock of the page, days after the article */
    settled("2026-03-20 19:03", "2026-03-12T06:00:00+09:00", "",
            "2026-03-12T06:00+09:00");
    settled("입력 2026-03-12 19:03", "2026-03-12", "",
            "2026-03-12T19:03+09:00");
    settled("", "", "", "");
}

static void dated_by_tail(const char *tail, const char *want)
{
    char page[600];
    struct mt_arena *arena = mt_arena_new();
    struct mt_input input = { .bytes = { page, 0 }, .kind = MT_KIND_TEXT };
    struct mt_article article = { 0 };

    input.bytes.n = (size_t)snprintf(
        page, sizeof page,
        "하늘톡 40분 먹통에 이용자 불편\n하늘톡이 22일 오전 멈췄다가 "
        "돌아왔다.\n회사는 설정을 잘못 넣은 탓이라고 설명했다.\n%s\n",
        tail);
    assert_int_equal(mt_article_read(&(struct mt_article_job){ &input, NULL },
                                     arena, &article, NULL),
                     MT_OK);
    same_when(article.published, want);
    mt_arena_free(arena);
}

/* An article whose date stands under it. */
static void dated_at_the_end(void **state)
{
    (void)state;
    dated_by_tail("2024-05-22 06:00", "2024-05-22T06:00+09:00");
    dated_by_tail("홍길동 기자 2024.05.22", "2024-05-22");
    dated_by_tail("2024.05.22 / 06:00 홍길동 기자", "2024-05-22T06:00+09:00");
    dated_by_tail("[2024-05-22 송고]", "2024-05-22");
    dated_by_tail("최종수정 2024.05.22 06:00", "2024-05-22");
    dated_by_tail("* 이 기사는 2024년 05월 22일, 06:00 게재된 기사입니다.",
                  "2024-05-22T06:00+09:00");
    dated_by_tail("2024.05.22 홍길동\n2024.05.23 다른 글", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stamps),
        cmocka_unit_test(dates_of_urls),
        cmocka_unit_test(liars),
        cmocka_unit_test(dated_at_the_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
