/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <stdio.h>

#include "fetch/address.h"
#include "fetch/fetch.h"
#include "fetch/host.h"
#include "fetch/plan.h"
#include "fetch/url.h"

static bool is_public(const char *text)
{
    struct sockaddr_in in4 = { .sin_family = AF_INET };
    struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };

    if (inet_pton(AF_INET, text, &in4.sin_addr) == 1)
        return mt_address_is_public((struct sockaddr *)&in4, sizeof in4);
    assert_int_equal(inet_pton(AF_INET6, text, &in6.sin6_addr), 1);
    return mt_address_is_public((struct sockaddr *)&in6, sizeof in6);
}

static void private_addresses(void **state)
{
    static const char *const addresses[] = {
        "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255",
        "100.64.0.0", "100.127.255.255", "127.0.0.1", "127.255.255.255",
        "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.1",
        "192.0.2.1", "192.168.0.1", "198.18.0.1", "198.19.255.255",
        "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
        "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1",
        "2002:7f00:1::", "2002:c0a8:101::", "2001:db8::1", "2001::1", "fc00::1",
        "fdff::1", "fe80::1", "fec0::1", "ff02::1", "100::1", "3fff::1",
    };

    (void)state;
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
        if (is_public(addresses[i]))
            fail_msg("%s is not public", addresses[i]);
}

static void public_addresses(void **state)
{
    static const char *const addresses[] = {
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255",
        "100.128.0.0", "126.255.255.255", "128.0.0.1", "169.253.255.255",
        "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0",
        "198.17.255.255", "198.20.0.0", "223.255.255.255",
        "2404:6800:4004:80a::200e", "2a00::1", "::ffff:1.1.1.1",
        "64:ff9b::101:101", "2002:101:101::",
    };

    (void)state;
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
        if (!is_public(addresses[i]))
            fail_msg("%s is public", addresses[i]);
}

static void other_families_are_refused(void **state)
{
    struct sockaddr address = { .sa_family = AF_UNIX };
    struct sockaddr_in in4 = { .sin_family = AF_INET };

    (void)state;
    assert_false(mt_address_is_public(&address, sizeof address));
    inet_pton(AF_INET, "1.1.1.1", &in4.sin_addr);
    assert_false(mt_address_is_public((struct sockaddr *)&in4, 4));
}

static void urls_over_the_wire(void **state)
{
    static const char *const rows[][3] = {
        { "http://A.example/x#part", "http://A.example/x", "a.example" },
        { "HTTPS://a.example:8443/?q=1", "https://a.example:8443/?q=1",
          "a.example" },
        { "http://a.example/%EA%B0%80", "http://a.example/%EA%B0%80",
          "a.example" },
        { "http://a.example/가", "http://a.example/%ea%b0%80", "a.example" },
        { "http://한글.kr/", "http://xn--bj0bj06e.kr/", "xn--bj0bj06e.kr" },
        { "http://u@뉴스.한국:81/?가", "http://u@xn--vg1b002a.xn--3e0b707e:81/"
                                       "?%ea%b0%80",
          "xn--vg1b002a.xn--3e0b707e" },
        { "http://[2001:DB8::1]/", "http://[2001:DB8::1]/", "[2001:db8::1]" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mt_buf out = { 0 }, host = { 0 };
        struct mt_err err = { MT_OK, "" };

        assert_int_equal(mt_url_read(mt_str_c(rows[i][0]), &out, &host, &err),
                         MT_OK);
        assert_string_equal(out.p, rows[i][1]);
        assert_string_equal(host.p, rows[i][2]);
        mt_buf_release(&out);
        mt_buf_release(&host);
    }
}

static void faulty_urls(void **state)
{
    static const struct {
        const char *url;
        enum mt_status status;
    } rows[] = {
        { "", MT_ERR_BAD_URL },
        { "a.html", MT_ERR_BAD_URL },
        { "http://", MT_ERR_BAD_URL },
        { "http://a b/", MT_ERR_BAD_URL },
        { "http://a/\r\nX: y", MT_ERR_BAD_URL },
        { "http://a/\tx", MT_ERR_BAD_URL },
        { "http://a:99999/", MT_ERR_BAD_URL },
        { "http://[::1", MT_ERR_BAD_URL },
        { "ftp://a/x", MT_ERR_SCHEME },
        { "file:///etc/passwd", MT_ERR_SCHEME },
        { "javascript://a/", MT_ERR_SCHEME },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mt_buf out = { 0 };
        struct mt_err err = { MT_OK, "" };

        assert_int_equal(mt_url_read(mt_str_c(rows[i].url), &out, NULL, &err),
                         rows[i].status);
        assert_int_equal(err.status, rows[i].status);
        mt_buf_release(&out);
    }
}

static void what_looks_like_a_url(void **state)
{
    (void)state;
    assert_true(mt_url_looks(MT_LIT("http://a/")));
    assert_true(mt_url_looks(MT_LIT("x-y+z://")));
    assert_false(mt_url_looks(MT_LIT("dir/http://a/")));
    assert_false(mt_url_looks(MT_LIT("C:\\a")));
    assert_false(mt_url_looks(MT_LIT("://a")));
    assert_false(mt_url_looks(MT_LIT("a.html")));
}

static void user_agents(void **state)
{
    (void)state;
    assert_true(mt_user_agent_good(MT_LIT(MT_USER_AGENT)));
    assert_false(mt_user_agent_good(MT_LIT("")));
    assert_false(mt_user_agent_good(MT_LIT("a\r\nb")));
    assert_false(mt_user_agent_good(MT_LIT("먹통")));
}

/* --------------------------------------------------------------- origins -- */

static void origins(void **state)
{
    static const char *const rows[][2] = {
        { "http://a.kr/x", "http://a.kr" },
        { "https://a.kr:8443/x?y=http://b/", "https://a.kr:8443" },
        { "http://u:p@a.kr?q", "http://a.kr" },
        { "http://[2001:db8::1]:81/", "http://[2001:db8::1]:81" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mt_buf out = { 0 };

        mt_url_origin(mt_str_c(rows[i][0]), &out);
        assert_string_equal(out.p, rows[i][1]);
        mt_buf_release(&out);
    }
}

static void private_texts(void **state)
{
    (void)state;
    assert_true(mt_address_is_private_text(MT_LIT("127.0.0.1")));
    assert_true(mt_address_is_private_text(MT_LIT("[::1]")));
    assert_true(mt_address_is_private_text(MT_LIT("LOCALHOST")));
    assert_false(mt_address_is_private_text(MT_LIT("1.1.1.1")));
    assert_false(mt_address_is_private_text(MT_LIT("news.example.kr")));
    assert_false(mt_address_is_private_text(MT_LIT("")));
}

/* ----------------------------------------------------------------- hosts -- */

static struct mt_host *waiting(struct mt_hosts *hosts, const char *name,
                               double ready)
{
    struct mt_host *host = mt_hosts_get(hosts, mt_str_c(name), 0);

    mt_host_push(host, mt_request_new());
    host->ready = ready;
    mt_hosts_update(hosts, host);
    return host;
}

static void the_host_that_is_ready_first(void **state)
{
    struct mt_hosts *hosts = mt_hosts_new();
    struct mt_host *a = waiting(hosts, "a", 5), *b = waiting(hosts, "b", 3);
    struct mt_host *c = waiting(hosts, "c", 4);

    (void)state;
    assert_ptr_equal(mt_hosts_first(hosts), b);
    b->ready = 9;
    mt_hosts_update(hosts, b);
    assert_ptr_equal(mt_hosts_first(hosts), c);
    c->busy = true;
    mt_hosts_update(hosts, c);
    assert_ptr_equal(mt_hosts_first(hosts), a);
    mt_request_free(mt_host_pop(a));
    mt_hosts_update(hosts, a);
    assert_ptr_equal(mt_hosts_first(hosts), b);
    mt_request_free(mt_host_pop(b));
    mt_hosts_update(hosts, b);
    assert_null(mt_hosts_first(hosts));
    mt_hosts_free(hosts);
}

static void many_hosts_in_order(void **state)
{
    struct mt_hosts *hosts = mt_hosts_new();
    double last = -1;
    struct mt_host *host;

    (void)state;
    for (int i = 0; i < 5000; i++) {
        char name[16];

        snprintf(name, sizeof name, "h%d", i);
        waiting(hosts, name, (double)(i * 7919 % 5003));
    }
    for (int i = 0; i < 5000; i++) {
        host = mt_hosts_first(hosts);
        assert_non_null(host);
        assert_true(host->ready >= last);
        last = host->ready;
        mt_request_free(mt_host_pop(host));
        mt_hosts_update(hosts, host);
    }
    assert_null(mt_hosts_first(hosts));
    mt_hosts_free(hosts);
}

static void idle_hosts_are_forgotten(void **state)
{
    struct mt_hosts *hosts = mt_hosts_new();
    struct mt_host *kept = mt_hosts_get(hosts, MT_LIT("kept"), 0);

    (void)state;
    kept->shut = 1e9;
    for (int i = 0; i < 10000; i++) {
        char name[16];

        snprintf(name, sizeof name, "h%d", i);
        mt_hosts_get(hosts, mt_str_c(name), i);
    }
    assert_ptr_equal(mt_hosts_get(hosts, MT_LIT("kept"), 1), kept);
    mt_hosts_free(hosts);
}

/* ------------------------------------------------------------------ plan -- */

static double noon(void)
{
    return 1000;
}

static const struct mt_fetch_options patient = { .retries = 2, .delay = 5,
                                                 .clock = noon };

static void waits_grow_and_end(void **state)
{
    struct mt_plan plan = { &patient, 4711 };
    struct mt_outcome outcome = { .status = MT_ERR_TIMEOUT, .again = true };

    (void)state;
    for (int i = 0; i < 100; i++) {
        struct mt_host host = { .ready = 0 };

        assert_true(mt_plan_retry(&plan, &host, &outcome, 1));
        assert_in_range((int)(host.ready * 10), 10005, 10015);
        assert_true(mt_plan_retry(&plan, &host, &outcome, 2));
        assert_in_range((int)(host.ready * 10), 10010, 10030);
        assert_false(mt_plan_retry(&plan, &host, &outcome, 3));
    }
    outcome.again = false;
    assert_false(mt_plan_retry(&plan, &(struct mt_host){ 0 }, &outcome, 1));
}

static void servers_that_ask_to_wait(void **state)
{
    struct mt_plan plan = { &patient, 4711 };
    struct mt_outcome outcome = { .status = MT_ERR_RATE_LIMITED,
                                  .again = true, .retry_after = 400 };
    struct mt_host host = { .ready = 0 };

    (void)state;
    assert_true(mt_plan_retry(&plan, &host, &outcome, 1));
    assert_true(host.ready == 1400);
    assert_true(host.shut == 0);
    assert_false(mt_plan_retry(&plan, &host, &outcome, 2));
    assert_true(host.shut == 1600 && host.shut_later);
    assert_int_equal(host.shut_err.status, MT_ERR_RATE_LIMITED);
}

static void five_failures_shut_a_host(void **state)
{
    struct mt_outcome dead = { .status = MT_ERR_CONNECT,
                               .unconnected = true };
    struct mt_outcome good = { .status = MT_OK };
    struct mt_host host = { .ready = 0 };

    (void)state;
    for (int i = 0; i < 4; i++)
        mt_plan_count(&host, &dead, 50);
    mt_plan_count(&host, &good, 50);
    for (int i = 0; i < 4; i++)
        mt_plan_count(&host, &dead, 50);
    assert_true(host.shut == 0);
    mt_plan_count(&host, &dead, 50);
    assert_true(host.shut == 350 && !host.shut_later);
    assert_int_equal(host.shut_err.status, MT_ERR_CONNECT);
}

static void pauses(void **state)
{
    struct mt_plan plan = { &patient, 1 };
    struct mt_outcome fast = { .seconds = 0.1 }, slow = { .seconds = 10 };
    struct mt_outcome stuck = { .seconds = 100 };
    struct mt_fetch_options none = patient;

    (void)state;
    assert_true(mt_plan_pause(&plan, &fast, 0) == 5);
    assert_true(mt_plan_pause(&plan, &fast, 30) == 30);
    assert_true(mt_plan_pause(&plan, &slow, 0) == 20);
    assert_true(mt_plan_pause(&plan, &stuck, 0) == 60);
    none.delay = 0;
    plan.options = &none;
    assert_true(mt_plan_pause(&plan, &slow, 0) == 0);
    assert_true(mt_plan_pause(&plan, &slow, 3) == 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(private_addresses),
        cmocka_unit_test(public_addresses),
        cmocka_unit_test(other_families_are_refused),
        cmocka_unit_test(urls_over_the_wire),
        cmocka_unit_test(faulty_urls),
        cmocka_unit_test(what_looks_like_a_url),
        cmocka_unit_test(user_agents),
        cmocka_unit_test(origins),
        cmocka_unit_test(private_texts),
        cmocka_unit_test(the_host_that_is_ready_first),
        cmocka_unit_test(many_hosts_in_order),
        cmocka_unit_test(idle_hosts_are_forgotten),
        cmocka_unit_test(waits_grow_and_end),
        cmocka_unit_test(servers_that_ask_to_wait),
        cmocka_unit_test(five_failures_shut_a_host),
        cmocka_unit_test(pauses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
