/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "fetch/robots.h"

static bool allowed_to(const char *agent, const char *text, const char *url)
{
    struct mt_robots *robots = mt_robots_new(mt_str_c(text), mt_str_c(agent));
    bool allowed = mt_robots_ask(robots, mt_str_c(url)).allowed;

    mt_robots_free(robots);
    return allowed;
}

static bool allowed(const char *text, const char *url)
{
    return allowed_to("meoktong/0.1 (news)", text, url);
}

static void who_is_meant(void **state)
{
    static const char text[] = "User-agent: other\nDisallow: /\n\n"
                               "User-agent: *\nDisallow: /all\n\n"
                               "USER-AGENT: MeokTong\ndisallow: /own\n";

    (void)state;
    assert_true(allowed(text, "http://a.kr/all"));
    assert_false(allowed(text, "http://a.kr/own/1"));
    assert_false(allowed_to("desk", text, "/all"));
    assert_true(allowed_to("desk", text, "/own"));
    assert_false(allowed_to("other/2", text, "/own"));
    assert_true(allowed_to("others", text, "/own"));
}

static void groups(void **state)
{
    static const char text[] = "User-agent: a\nUser-agent: meoktong\n"
                               "Sitemap: http://a.kr/s.xml\nDisallow: /x\n"
                               "User-agent: b\nDisallow: /y\n"
                               "User-agent: meoktong\nDisallow: /z\n";

    (void)state;
    assert_false(allowed(text, "/x"));
    assert_true(allowed(text, "/y"));
    assert_false(allowed(text, "/z"));
    assert_true(allowed("Disallow: /\n", "/x"));
}

static void the_longest_rule_decides(void **state)
{
    static const char text[] = "User-agent: *\nDisallow: /news\n"
                               "Allow: /news/open\nDisallow: /news/open/not\n"
                               "Allow: /tie\nDisallow: /tie\nDisallow:\n";

    (void)state;
    assert_false(allowed(text, "http://a.kr/news"));
    assert_false(allowed(text, "http://a.kr/newspaper"));
    assert_true(allowed(text, "http://a.kr/news/open/1"));
    assert_false(allowed(text, "http://a.kr/news/open/not"));
    assert_true(allowed(text, "http://a.kr/tie"));
    assert_true(allowed(text, "http://a.kr"));
    assert_true(allowed(text, "http://a.kr?x=/news"));
}

static void wildcards(void **state)
{
    static const char text[] = "User-agent: *\nDisallow: /*.php$\n"
                               "Disallow: /a*b*c\nDisallow: /end$\n"
                               "Disallow: /q?id=*&p\n";

    (void)state;
    assert_false(allowed(text, "/x/y.php"));
    assert_true(allowed(text, "/x/y.php?z"));
    assert_false(allowed(text, "/a--b--cd"));
    assert_false(allowed(text, "/abc"));
    assert_true(allowed(text, "/acb"));
    assert_false(allowed(text, "/end"));
    assert_true(allowed(text, "/ends"));
    assert_false(allowed(text, "/q?id=7&p=1"));
}

static void octets_however_written(void **state)
{
    static const char text[] = "User-agent: *\nDisallow: /기사\n"
                               "Disallow: /%7euser\nDisallow: /a%2fb\n"
                               "Disallow: /tilde~x\n";

    (void)state;
    assert_false(allowed(text, "/%ea%b8%b0%ec%82%ac/1"));
    assert_false(allowed(text, "/%EA%B8%B0%EC%82%AC"));
    assert_false(allowed(text, "/~user"));
    assert_false(allowed(text, "/tilde%7Ex"));
    assert_false(allowed(text, "/a%2Fb"));
    assert_true(allowed(text, "/a/b"));
}

static void any_bytes(void **state)
{
    struct mt_buf big = { 0 };

    (void)state;
    assert_false(allowed("\xEF\xBB\xBFUser-agent: *\rDisallow: /x\r", "/x"));
    assert_false(allowed("User-agent: * # all\n  Disallow :/x # no\n", "/x"));
    assert_false(allowed("user-agent *\ndisallow /x", "/x"));
    assert_true(allowed("<html><body>Disallow: /</body></html>", "/x"));
    assert_true(allowed("", "/x"));
    assert_true(allowed("User-agent: *\nDisallow: /\n", "/robots.txt"));
    for (int i = 0; i < 50000; i++)
        mt_buf_put(&big, MT_LIT("# padding\n"));
    mt_buf_put(&big, MT_LIT("User-agent: *\nDisallow: /x\n"));
    assert_false(allowed(big.p, "/x"));
    mt_buf_clear(&big);
    for (int i = 0; i < 60000; i++)
        mt_buf_put(&big, MT_LIT("# padding\n"));
    mt_buf_put(&big, MT_LIT("User-agent: *\nDisallow: /x\n"));
    assert_true(allowed(big.p, "/x"));
    mt_buf_release(&big);
}

static void stars_cost_no_eternity(void **state)
{
    struct mt_buf text = { 0 }, url = { 0 };

    (void)state;
    mt_buf_put(&text, MT_LIT("User-agent: *\nDisallow: /"));
    for (int i = 0; i < 1000; i++)
        mt_buf_put(&text, MT_LIT("*a"));
    mt_buf_put(&text, MT_LIT("b$\n"));
    mt_buf_putc(&url, '/');
    for (int i = 0; i < 8000; i++)
        mt_buf_putc(&url, 'a');
    assert_true(allowed(text.p, url.p));
    mt_buf_release(&text);
    mt_buf_release(&url);
}

static void delays(void **state)
{
    static const struct {
        const char *text;
        double seconds;
    } rows[] = {
        { "User-agent: *\nCrawl-delay: 10\n", 10 },
        { "User-agent: *\nCrawl-delay: 0.5\n", 0.5 },
        { "User-agent: *\nCrawl-delay: .5\n", 0.5 },
        { "User-agent: *\nCrawl-delay: 86400\n", 120 },
        { "User-agent: *\nCrawl-delay: -1\n", 0 },
        { "User-agent: *\nCrawl-delay: soon\n", 0 },
        { "User-agent: x\nCrawl-delay: 9\n", 0 },
        { "User-agent: *\nCrawl-delay: 9\nUser-agent: meoktong\nAllow: /\n",
          0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mt_robots *robots =
            mt_robots_new(mt_str_c(rows[i].text), MT_LIT("meoktong"));

        assert_true(mt_robots_delay(robots) == rows[i].seconds);
        mt_robots_free(robots);
    }
}

static void the_rule_is_named(void **state)
{
    struct mt_robots *robots = mt_robots_new(
        MT_LIT("# x\r\nUser-agent: *\r\n\r\nDisallow: /no*\r\n"),
        MT_LIT("meoktong"));
    struct mt_robots_answer answer = mt_robots_ask(robots, MT_LIT("/no/1"));

    (void)state;
    assert_int_equal(answer.line, 4);
    assert_true(mt_str_eq(answer.pattern, MT_LIT("/no*")));
    assert_int_equal(mt_robots_ask(robots, MT_LIT("/yes")).line, 0);
    mt_robots_free(robots);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_meant),
        cmocka_unit_test(groups),
        cmocka_unit_test(the_longest_rule_decides),
        cmocka_unit_test(wildcards),
        cmocka_unit_test(octets_however_written),
        cmocka_unit_test(any_bytes),
        cmocka_unit_test(stars_cost_no_eternity),
        cmocka_unit_test(delays),
        cmocka_unit_test(the_rule_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
