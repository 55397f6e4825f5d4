/* SPDX-License-Identifier: MIT */
/* Pages and texts as articles: dates, names, lines, kinds of pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "article/article.h"
#include "article/byline.h"
#include "article/headline.h"
#include "article/line.h"
#include "article/publisher.h"
#include "base/buf.h"
#include "base/date.h"
#include "page/select.h"

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

static void same_when(mt_when when, const char *want)
{
    char out[MT_WHEN_SIZE];

    assert_string_equal(mt_when_format(when, out), want);
}

/* ---------------------------------------------------------------- names -- */

typedef void name_reader(struct mt_arena *, mt_str, struct mt_names *);

static void named(name_reader *read, const char *line, const char *want)
{
    struct mt_names names = { 0 };
    struct mt_buf out = { 0 };

    read(arena, mt_str_c(line), &names);
    mt_buf_put(&out, MT_LIT(""));
    for (size_t i = 0; i < names.list.n; i++) {
        mt_buf_put(&out, names.list.v[i]);
        mt_buf_putc(&out, ' ');
    }
    assert_string_equal(out.p, want);
    mt_buf_release(&out);
}

static void datelines(void **state)
{
    (void)state;
    named(mt_byline_dateline, "[서울=뉴시스]홍길동 기자 = 올해", "홍길동 ");
    named(mt_byline_dateline, "(서울=연합뉴스) 홍길동 김철수 기자 = 올해",
          "홍길동 김철수 ");
    named(mt_byline_dateline, "[머니뉴스 홍길동·김철수 기자] 올해",
          "홍길동 김철수 ");
    named(mt_byline_dateline, "[머니뉴스=홍길동 기자] 올해", "홍길동 ");
    named(mt_byline_dateline, "[뉴시스] 올해 기자 = 회견", "");
    named(mt_byline_dateline, "홍길동 기자가 말했다 = x", "");
}

static void bylines(void **state)
{
    (void)state;
    named(mt_byline_line, "홍길동 기자 gildong@example.com", "홍길동 ");
    named(mt_byline_line, "/홍길동인턴기자 gildong@example.com", "홍길동 ");
    named(mt_byline_line, "홍길동 한경닷컴 객원기자", "홍길동 ");
    named(mt_byline_line, "SBS Biz 홍길동입니다.", "홍길동 ");
    named(mt_byline_line, "YTN 홍길동 (gildong@example.com)", "홍길동 ");
    named(mt_byline_line, "gildong@example.com 홍길동 기자 ※ 저작권자",
          "홍길동 ");
    named(mt_byline_line, "홍길동 기자, 임꺽정 특파원", "홍길동 임꺽정 ");
    named(mt_byline_line, "온라인뉴스부", "");
    named(mt_byline_line, "디지털뉴스팀 기자", "");
    named(mt_byline_line, "사진 홍길동 기자", "");
    named(mt_byline_line, "그래픽=홍길동 기자", "");
    named(mt_byline_line, "홍길동 사진기자", "");
    named(mt_byline_line, "부동산", "");
    named(mt_byline_line, "", "");
}

static void fields(void **state)
{
    (void)state;
    named(mt_byline_field, "홍길동 기자", "홍길동 ");
    named(mt_byline_field, "홍길동 기자, 임꺽정 기자", "홍길동 임꺽정 ");
    named(mt_byline_field, "홍길동, 임꺽정", "홍길동 임꺽정 ");
    named(mt_byline_field, "한겨레", "");
    named(mt_byline_field, "누리신문", "");
    named(mt_byline_field, "https://www.facebook.com/nuri", "");
}

static void signatures(void **state)
{
    (void)state;
    named(mt_byline_signature, "되돌려 놓았다고 밝혔다. 홍길동 기자",
          "홍길동 ");
    named(mt_byline_signature, "홍길동 기자는 그렇게 말했다.", "");
}

static void publishers(void **state)
{
    (void)state;
    assert_non_null(mt_publisher_of_host(NULL, MT_LIT("m.segye.com")));
    assert_ptr_equal(mt_publisher_of_host(NULL, MT_LIT("m.segye.com")),
                     mt_publisher_of_host(NULL, MT_LIT("segye.com")));
    assert_null(mt_publisher_of_host(NULL, MT_LIT("nobody.example")));
    assert_null(mt_publisher_of_host(NULL, MT_LIT("")));
    same(mt_url_host(MT_LIT("https://www.a.kr:80/x?y")), "a.kr");
    same(mt_url_host(MT_LIT("no url")), "");
    assert_non_null(
        mt_publisher_in(NULL, MT_LIT("저작권자 ⓒ 뉴시스, 무단 전재")));
    assert_null(mt_publisher_in(NULL, MT_LIT("한겨레신문사옥의 불")));
}

/* ---------------------------------------------------------------- sites -- */

static void own_sites(void **state)
{
    static const char rows[] =
        "\xEF\xBB\xBF# mine\r\n"
        "nuri.example\t누리\t누리신문|Nuri_Daily\tpress\tnuri\r\n"
        "\n"
        "nuri\tdiv.story > p||#old\t.ad||[data-x*=y]\t202001\t0\tyna\n"
        "segye.com\t나의 세계\t-\tportal\t-";
    struct mt_err err;
    struct mt_sites *sites =
        mt_sites_new(mt_str_c(rows), MT_LIT("f"), &err);
    const struct mt_publishers_row *row;
    size_t n = 0;

    (void)state;
    assert_non_null(sites);
    row = mt_publisher_of_host(sites, MT_LIT("www2.nuri.example"));
    assert_non_null(row);
    same(row->name, "누리");
    same(mt_sites_layout(sites, row->layout)->body, "div.story > p||#old");
    row = mt_publisher_of_host(sites, MT_LIT("segye.com"));
    same(row->name, "나의 세계");
    assert_null(mt_sites_layout(sites, row->layout));
    assert_non_null(mt_publisher_of_host(sites, MT_LIT("yna.co.kr")));
    same(mt_publisher_at(sites, MT_LIT("NURI daily"), 0, &n)->name, "누리");
    assert_int_equal(n, 10);
    same(mt_publisher_in(sites, MT_LIT("ⓒ 누리신문"))->name, "누리");
    assert_false(mt_is_name(sites, MT_LIT("누리신문")));
    assert_null(mt_publisher_in(NULL, MT_LIT("ⓒ 누리신문")));
    mt_sites_free(sites);
    sites = mt_sites_new(MT_LIT(""), MT_LIT("f"), NULL);
    assert_null(mt_publisher_in(sites, MT_LIT("ⓒ 누리신문")));
    mt_sites_free(sites);
}

/* A faulty row is named by its line, with a cause and a way out. */
static void refused(const char *rows, const char *want)
{
    struct mt_err err;
    struct mt_sites *sites = mt_sites_new(mt_str_c(rows), MT_LIT("f"), &err);

    assert_null(sites);
    assert_int_equal(err.status, MT_ERR_BAD_INPUT);
    if (!strstr(err.message, want) || !strstr(err.message, "; "))
        fail_msg("%s instead of %s", err.message, want);
    assert_null(mt_sites_new(mt_str_c(rows), MT_LIT("f"), NULL));
}

static void faulty_sites(void **state)
{
    (void)state;
    refused("a.example\tA\t-\tpress", "f:1: 4 columns");
    refused("\n#\na b", "f:3: 1 columns");
    refused("a\tb\tc\td\te\tf\tg\th", "f:1: 6 and more columns");
    refused("a.example\tA\t\tpress\t-", "f:1: column 3 is empty");
    refused("a.example\tA \t-\tpress\t-", "f:1: column 2");
    refused("www.a.example\tA\t-\tpress\t-", "f:1: host www.a.example");
    refused("https://a.example/\tA\t-\tpress\t-", "f:1: host https://");
    refused("a\tA\t-\tpress\t-", "f:1: host a: no host");
    refused("a.example\t-\t-\tpress\t-", "f:1: name");
    refused("a.example\tA\t-\tblog\t-", "f:1: site blog");
    refused("a.example\tA\tB||C\tpress\t-", "f:1: spelling \"\"");
    refused("a.example\tA\t-\tpress\tnone.such", "f:1: layout none.such");
    refused("a.example\tA\t-\tpress\t-\na.example\tB\t-\tpress\t-",
            "f:2: host a.example: line 1");
    refused("a.example\tA\t가나\tpress\t-\nb.example\tB\t가나\tpress\t-",
            "f:2: spelling 가나: line 1");
    refused("x\tp\t-\t0\t0\ty", "f:1: layout y: unknown");
    refused("X\tp\t-\t0\t0\t-", "f:1: layout X");
    refused("x\tp\t-\t0\t0\t-\nx\tp\t-\t0\t0\t-", "f:2: layout x: line 1");
    refused("x\tp\t-\t20\t0\t-", "f:1: month 20");
    refused("x\tp\t-\t0\t202413\t-", "f:1: month 202413");
    refused("x\t-\t-\t0\t0\t-", "f:1: body");
    refused("\xFF\n", "f:1: no UTF-8");
}

static void faulty_selectors(void **state)
{
    static const char *const good[] = {
        "p", "#a", ".b", "div#a.b[c]", "[c=d]", "[c*=d]", "a b > c",
        "a||b", "한글", NULL
    };
    static const char *const bad[] = {
        "", " ", "a||", "||a", "a:first-child", "a >", "> a", "a + b", "[",
        "[]", "[a", "[a^=b]", "[a=\"b\"]", "#", ".", "*", "a,b", NULL
    };
    mt_str fault;

    (void)state;
    for (size_t i = 0; good[i]; i++)
        if (!mt_select_good(mt_str_c(good[i]), &fault))
            fail_msg("%s", good[i]);
    for (size_t i = 0; bad[i]; i++)
        if (mt_select_good(mt_str_c(bad[i]), &fault))
            fail_msg("%s", bad[i]);
}

/* ---------------------------------------------------------------- lines -- */

static void roles(void **state)
{
    static const struct {
        const char *line;
        enum mt_role role;
    } rows[] = {
        { "페이스북", MT_ROLE_IS_BUTTON },
        { "• 이메일 보내기", MT_ROLE_IS_BUTTON },
        { "글자크기 설정 파란원을 좌우로 움직이세요", MT_ROLE_IS_BUTTON },
        { "많이 본 기사", MT_ROLE_IS_BOX },
        { "[관련기사]", MT_ROLE_IS_BOX },
        { "저작권자 © 누리신문 무단전재 및 재배포 금지", MT_ROLE_IS_TAIL },
        { "Copyright ⓒ 누리. All rights reserved.", MT_ROLE_IS_TAIL },
        { "*재판매 및 DB 금지", MT_ROLE_IS_CAPTION },
        { "하늘톡 화면. 사진=누리통신", MT_ROLE_IS_CAPTION },
        { "하늘톡 화면 갈무리", MT_ROLE_IS_CAPTION },
        { "ⓒ한빛소프트", MT_ROLE_IS_CAPTION },
        { "페이스북이 두 시간 멈췄다.", MT_ROLE_IS_TEXT },
        { "네이버는 공지에서 사과했다.", MT_ROLE_IS_TEXT },
        { "네이버에서 뉴스 검색이 멈추는 장애가 발생했다.", MT_ROLE_IS_TEXT },
        { "경찰은 음원을 무단 복제한 서버를 압수했다.", MT_ROLE_IS_TEXT },
        { "▲뱅킹 ▲자동화기기 ▲체크카드가 멈춘다.", MT_ROLE_IS_TEXT },
        { "▲한빛소프트 사옥", MT_ROLE_IS_CAPTION },
        { "사진은 기사 내용과 무관합니다.", MT_ROLE_IS_CAPTION },
        { "△2023년 12월 5일 카카오맵: 40분 오류", MT_ROLE_IS_TEXT },
        { "▲부산은행: 3일 오전 9시 이체 불가", MT_ROLE_IS_TEXT },
        { "▲ 3일 오전 9시 불이 난 통신구 모습", MT_ROLE_IS_CAPTION },
        { "▲3일 부산은행 본점. 사진=연합뉴스", MT_ROLE_IS_CAPTION },
        { "", MT_ROLE_IS_TEXT },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (mt_line_role(mt_str_c(rows[i].line)) != rows[i].role)
            fail_msg("%s: role %d", rows[i].line,
                     (int)mt_line_role(mt_str_c(rows[i].line)));
}

/* What 아시아경제 shows on a company stands inside its sentence. */
static void tickers(void **state)
{
    (void)state;
    same(mt_line_flat(arena, MT_LIT("하늘 하늘 030200 | 코스피 증권정보 현재가 "
                                    "30,250 전일대비 0 관련기사 새 요금제 "
                                    "close 의 앱이 멈췄다. 하늘 하늘 030200 | "
                                    "코스닥 증권정보 현재가 1 close 관계자는 "
                                    "사과했다.")),
         "하늘의 앱이 멈췄다. 하늘 관계자는 사과했다.");
    same(mt_line_flat(arena, MT_LIT("현재가 | 코스피 2,500 close")),
         "현재가 | 코스피 2,500 close");
    same(mt_line_flat(arena, MT_LIT("30200 | 코스피 증권정보 현재가 1")),
         "30200 | 코스피 증권정보 현재가 1");
}

static void headlines(void **state)
{
    (void)state;
    same(mt_headline_bare(NULL, MT_LIT("하늘톡 멈춰 - 뉴시스"), MT_LIT("")),
         "하늘톡 멈춰");
    same(mt_headline_bare(NULL, MT_LIT("하늘톡 멈춰 < 사회 < 기사본문 - 누리"),
                          MT_LIT("누리")),
         "하늘톡 멈춰");
    same(mt_headline_bare(NULL, MT_LIT("하늘톡 - 다시 멈춰 | 누리신문"),
                          MT_LIT("누리신문")),
         "하늘톡 - 다시 멈춰");
    same(mt_headline_bare(NULL, MT_LIT("하늘톡 - 다시 멈춰"), MT_LIT("누리")),
         "하늘톡 - 다시 멈춰");
}

/* ------------------------------------------------------------- articles -- */

static struct mt_article read_kind(const char *bytes, enum mt_kind kind)
{
    struct mt_input input = { .bytes = mt_str_c(bytes),
                              .kind = kind,
                              .source = MT_LIT("s") };
    struct mt_article article = { 0 };

    assert_int_equal(mt_article_read(&(struct mt_article_job){ &input, NULL },
                                     arena, &article, NULL),
                     MT_OK);
    return article;
}

static void text_of_a_page(void **state)
{
    struct mt_article a = read_kind(
        "• 페이스북\n  • 유튜브\n\n하늘톡 40분 먹통에 이용자 불편\n\n"
        "등록 2024.05.22 06:00:00수정 2024.05.22 06:46:51\n\n"
        "한빛소프트, 설정 실수로 파악\n\n"
        "[서울=뉴시스] 하늘톡 화면. *재판매 및 DB 금지\n\n"
        "[서울=뉴시스]홍길동 기자 = 하늘톡이 22일 오전 멈췄다가 돌아왔다.\n\n"
        "관련기사\n- 다른 회사도 멈춰 2024.05.21\n\n"
        "회사는 설정을 잘못 넣은 탓이라고 설명했다.\n\n◎공감언론 뉴시스 "
        "[email protected]\n\n많이 본 기사\n",
        MT_KIND_TEXT);

    (void)state;
    assert_int_equal(a.status, MT_PAGE_ARTICLE);
    same(a.title, "하늘톡 40분 먹통에 이용자 불편");
    assert_int_equal(a.subtitles.n, 1);
    same(a.subtitles.v[0], "한빛소프트, 설정 실수로 파악");
    same_when(a.published, "2024-05-22T06:00:00+09:00");
    same_when(a.modified, "2024-05-22T06:46:51+09:00");
    assert_int_equal(a.byline.n, 1);
    same(a.byline.v[0], "홍길동");
    same(a.publisher, "뉴시스");
    same(mt_str_at(a.text, a.body),
         "[서울=뉴시스]홍길동 기자 = 하늘톡이 22일 오전 멈췄다가 돌아왔다.\n"
         "회사는 설정을 잘못 넣은 탓이라고 설명했다.");
    assert_int_equal(a.lines[a.line_count - 1].kind, MT_LINE_CAPTION);
    same(a.source, "s");
}

/* Every line's span lies in the text, in order, parted by one line feed. */
static void spans_fit(void **state)
{
    struct mt_article a = read_kind(
        "<h1>하늘톡 40분 먹통에 이용자 불편</h1><div class=article_body><p>"
        "하늘톡이 22일 오전 멈췄다가 한 시간 만에 돌아왔다고 한다.<h3>설정이 "
        "문제</h3><ul><li>하나의 까닭</ul><p>회사는 설정을 잘못 넣은 탓이라고 "
        "설명하며 사과했다.</div>",
        MT_KIND_GUESS);
    uint32_t at = 0;

    (void)state;
    assert_true(a.line_count >= 5);
    for (size_t i = 0; i < a.line_count; i++) {
        assert_int_equal(a.lines[i].span.from, at);
        assert_true(a.lines[i].span.to > at);
        at = a.lines[i].span.to + 1;
    }
    assert_int_equal(at, a.text.n + 1);
    assert_int_equal(a.lines[0].kind, MT_LINE_TITLE);
    assert_int_equal(a.lines[2].kind, MT_LINE_SUBHEAD);
    assert_int_equal(a.lines[3].kind, MT_LINE_ITEM);
}

static void fails(mt_str bytes, const char *published, enum mt_status status)
{
    struct mt_input input = { .bytes = bytes,
                              .published = mt_str_c(published) };
    struct mt_article article = { 0 };
    struct mt_err err = { 0 };

    assert_int_equal(mt_article_read(&(struct mt_article_job){ &input, NULL },
                                     arena, &article, &err),
                     status);
    assert_int_equal(err.status, status);
}

static void failures(void **state)
{
    char *large = calloc(1, MT_PAGE_CEILING + 1);

    (void)state;
    fails(MT_LIT(""), "", MT_ERR_NOT_HTML);
    fails(MT_LIT(" \n "), "", MT_ERR_NOT_HTML);
    fails(MT_LIT("\x7F"
                 "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\2\0"),
          "", MT_ERR_NOT_HTML);
    fails(MT_LIT("<p>x</p>"), "yesterday", MT_ERR_BAD_INPUT);
    fails((mt_str){ large, MT_PAGE_CEILING + 1 }, "", MT_ERR_TOO_LARGE);
    free(large);
}

/* Pages in other languages keep their text, whatever they are written in. */
static void foreign(const char *first, const char *second)
{
    struct mt_buf page = { 0 };
    struct mt_input input = { 0 };
    struct mt_article article = { 0 };

    mt_buf_printf(&page,
                  "<!doctype html><title>%s</title><ul><li><a href=1>%s</a>"
                  "</ul><div class=x><p>%s</p><p>%s</p><p>%s</p></div>",
                  first, second, first, second, first);
    input.bytes = mt_buf_str(&page);
    assert_int_equal(mt_article_read(&(struct mt_article_job){ &input, NULL },
                                     arena, &article, NULL),
                     MT_OK);
    assert_int_equal(article.status, MT_PAGE_NOT_KOREAN);
    if (!mt_str_has(article.text, mt_str_c(second)))
        fail_msg("%s is not in %.*s", second, MT_FMT(article.text));
    mt_buf_release(&page);
}

static void other_writings(void **state)
{
    (void)state;
    foreign("The bridge over the river was closed for most of the day.",
            "Engineers said that nobody had been told before the evening.");
    foreign("Мост через реку был закрыт большую часть этого дня.",
            "Инженеры сказали, что никого не предупредили до вечера.");
    foreign("Die Brücke über den Fluss war den ganzen Tag gesperrt.",
            "„Niemand hat uns das vor dem Abend gesagt“, sagte sie.");
    foreign("河上的桥昨天因为工程关闭了大半天。",
            "工程师说，直到晚上才有人得到通知！");
    foreign("川にかかる橋は昨日ほとんど一日じゅう閉まっていた。",
            "技師は夕方まで誰にも知らされなかったと話した。");
    foreign("أغلق الجسر فوق النهر معظم ساعات النهار أمس.",
            "قال المهندسون إن أحدا لم يبلغ بذلك قبل المساء؟");
    foreign("नदी पर बना पुल कल दिन भर बंद रहा और लोग रुके रहे।",
            "इंजीनियरों ने कहा कि शाम तक किसी को बताया नहीं गया।");
    foreign("Η γέφυρα πάνω από το ποτάμι έμεινε κλειστή όλη μέρα.",
            "Οι μηχανικοί είπαν ότι κανείς δεν ειδοποιήθηκε ως το βράδυ.");
}

/* A wall lets the first paragraph be seen; the page's data have them all. */
static void behind_a_wall(void **state)
{
    struct mt_input input = { .bytes = MT_LIT(
        "<!doctype html><title>하늘톡이 멈췄다 돌아왔다</title>"
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
        "\"articleBody\":\"하늘톡이 어제 아침부터 여섯 시간 동안 멈췄다고 "
        "한다. "
        "회사는 전원 장치를 바꾸다가 난 일이라고 설명했다. 자료는 하나도 잃지 "
        "않았다고 덧붙였다.\"}</script>"
        "<div class=x><p>하늘톡이 어제 아침부터 여섯 시간 동안 멈췄다고 한다."
        "</p></div>") };
    struct mt_article article = { 0 };

    (void)state;
    assert_int_equal(mt_article_read(&(struct mt_article_job){ &input, NULL },
                                     arena, &article, NULL),
                     MT_OK);
    same(article.method, "state");
    assert_true(mt_str_has(article.text, MT_LIT("덧붙였다.")));
}

static void given_date_wins(void **state)
{
    struct mt_input input = { .bytes = MT_LIT("입력 2024.05.22 06:00\n하늘톡이 "
                                              "멈췄다가 돌아왔다고 회사가 "
                                              "밝혔다."),
                              .published = MT_LIT("2020-01-02") };
    struct mt_article article = { 0 };

    (void)state;
    assert_int_equal(mt_article_read(&(struct mt_article_job){ &input, NULL },
                                     arena, &article, NULL),
                     MT_OK);
    same_when(article.published, "2020-01-02");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tickers),

          cmocka_unit_test(datelines),
        cmocka_unit_test(bylines),        cmocka_unit_test(fields),
        cmocka_unit_test(signatures),     cmocka_unit_test(publishers),
        cmocka_unit_test(own_sites),
        cmocka_unit_test(faulty_sites),
        cmocka_unit_test(faulty_selectors),
        cmocka_unit_test(roles),          cmocka_unit_test(headlines),
        cmocka_unit_test(text_of_a_page),
 cmocka_unit_test(spans_fit),
        cmocka_unit_test(failures),       cmocka_unit_test(other_writings),
        cmocka_unit_test(behind_a_wall),
        cmocka_unit_test(given_date_wins),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
