/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/writer.h"
#include "warcs.h"

static const char *const endings[] = { "", ".gz", ".zst" };

static enum mt_status put_unchanged(struct mt_warc_writer *writer,
                                    const struct mt_version *version)
{
    struct mt_capture capture = {
        .url = MT_LIT("http://a/1"),
        .date = MT_LIT("2024-05-23T06:00:00Z"),
        .head = MT_LIT("HTTP/1.1 304 Not Modified\r\nETag: \"y\"\r\n\r\n"),
        .unchanged = true,
        .since = mt_buf_str(&version->date),
    };
    struct mt_err err = { MT_OK, "" };

    return mt_warc_put(writer, &capture, &err);
}

static void version_is(struct mt_warc_writer *writer, const char *url,
                       const char *etag)
{
    struct mt_version version = { 0 };

    mt_warc_version(writer, mt_str_c(url), &version);
    assert_true(mt_str_eq(mt_buf_str(&version.etag), mt_str_c(etag)));
    assert_int_equal(mt_version_known(&version), etag[0] != '\0');
    assert_int_equal(version.date.n, etag[0] ? 20 : 0);
    mt_version_release(&version);
}

/* What is unchanged stays known by the record that holds it. */
static void versions_are_found_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct mt_version version = { 0 };
        struct mt_warc_writer *writer;
        struct place place;

        find_place(&place, endings[i]);
        writer = open_warc(place.path, true);
        put(writer, "http://a/1");
        put(writer, "http://a/2");
        version_is(writer, "http://a/1", "\"x\"");
        version_is(writer, "http://a/3", "");
        mt_warc_version(writer, MT_LIT("http://a/1"), &version);
        assert_int_equal(put_unchanged(writer, &version), MT_OK);
        version_is(writer, "http://a/1", "\"x\"");
        close_warc(writer);
        writer = open_warc(place.path, true);
        version_is(writer, "http://a/1", "\"x\"");
        version_is(writer, "http://a/2", "\"x\"");
        close_warc(writer);
        mt_version_release(&version);
        leave_place(&place);
    }
}

static off_t size_of(const char *path)
{
    struct stat st;

    assert_int_equal(stat(path, &st), 0);
    return st.st_size;
}

/* A page can be whole in a record that is not, and that is taken off. */
static void what_is_taken_off_is_not_there(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct mt_warc_writer *writer;
        struct place place;
        off_t whole;

        find_place(&place, endings[i]);
        writer = open_warc(place.path, true);
        put(writer, "http://a/1");
        close_warc(writer);
        whole = size_of(place.path);
        for (off_t n = 1; n < 12; n++) {
            assert_int_equal(truncate(place.path, whole - n), 0);
            writer = open_warc(place.path, true);
            if (mt_warc_has(writer, MT_LIT("http://a/1")))
                assert_int_equal(size_of(place.path), whole - n);
            put(writer, "http://a/1");
            close_warc(writer);
        }
        leave_place(&place);
    }
}

static void heads_with_odd_versions(void **state)
{
    struct mt_version version = { 0 };
    char longest[400];

    (void)state;
    mt_version_read(MT_LIT("HTTP/1.1 200 OK\r\netag:  W/\"a b\" \r\n"
                           "LAST-MODIFIED: Wed, 22 May 2024 06:00:00 GMT\r\n"
                           "\r\n"), &version);
    assert_string_equal(version.etag.p, "W/\"a b\"");
    assert_string_equal(version.modified.p, "Wed, 22 May 2024 06:00:00 GMT");
    mt_version_read(MT_LIT("HTTP/1.1 200 OK\r\nETag: \"a\rX: y\"\r\n\r\n"),
                    &version);
    assert_false(mt_version_known(&version));
    memset(longest, 'a', sizeof longest);
    memcpy(longest, "ETag: ", 6);
    mt_version_read((mt_str){ longest, sizeof longest }, &version);
    assert_false(mt_version_known(&version));
    mt_version_release(&version);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions_are_found_again),
        cmocka_unit_test(what_is_taken_off_is_not_there),
        cmocka_unit_test(heads_with_odd_versions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
