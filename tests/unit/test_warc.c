/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/decode.h"
#include "archive/pack.h"
#include "archive/reader.h"
#include "archive/writer.h"
#include "archives.h"
#include "warcs.h"

/* --------------------------------------------------------------- reading -- */

static void kinds_of_records(void **state)
{
    struct mt_buf a = { 0 };

    (void)state;
    put_record(&a, "WARC-Type: warcinfo\r\n", MT_LIT("software: x\r\n"));
    put_record(&a, RESPONSE("http://a/1"), MT_LIT(HTML "\r\n<p>1"));
    put_record(&a, RESPONSE("http://a/2"),
               MT_LIT("HTTP/1.1 404 No\r\n\r\n<p>2"));
    put_record(&a, RESPONSE("http://a/3"),
               MT_LIT("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"));
    put_record(&a, "WARC-Type: request\r\nWARC-Target-URI: http://a/4\r\n",
               MT_LIT("GET / HTTP/1.1\r\n\r\n"));
    put_record(&a, "WARC-Type: resource\r\nWARC-Target-URI: <http://a/5 b>"
                   "\r\nContent-Type:\r\n text/html\r\n", MT_LIT("<p>5"));
    put_record(&a, "WARC-Type: revisit\r\nWARC-Target-URI: http://a/6\r\n",
               MT_LIT(HTML "\r\n"));
    put_record(&a, RESPONSE("http://a/7") "WARC-Truncated: length\r\n",
               MT_LIT("<p>7"));
    put_record(&a, RESPONSE("http://a/8"), MT_LIT(HTML "\r\n"));
    expect(mt_buf_str(&a), "[http://a/1|euc-kr|]<p>1[http://a/5%20b||]<p>5"
                           "[http://a/7||t]<p>7", MT_OK);
    mt_buf_release(&a);
}

static void bodies_on_the_wire(void **state)
{
    struct mt_buf a = { 0 }, block = { 0 }, packed = { 0 };
    struct mt_pack *gzip = mt_pack_new(MT_PACKING_GZIP);

    (void)state;
    put_record(&a, RESPONSE("u:1"),
               MT_LIT(HTML "Transfer-Encoding: chunked\r\n\r\n"
                      "2;x=y\r\n<p\r\n2\r\n>1\r\n0\r\n\r\n"));
    put_record(&a, RESPONSE("u:2"),
               MT_LIT(HTML "Transfer-Encoding: chunked\r\n\r\n<p>2"));
    put_record(&a, RESPONSE("u:3"),
               MT_LIT(HTML "Transfer-Encoding: chunked\r\n\r\n9\r\n<p>3"));
    mt_pack(gzip, MT_LIT("<p>4 and more"), &packed);
    mt_buf_put(&block, MT_LIT(HTML "Content-Encoding: gzip\r\n\r\n"));
    mt_buf_put(&block, mt_buf_str(&packed));
    put_record(&a, RESPONSE("u:4"), mt_buf_str(&block));
    block.n -= 8;
    put_record(&a, RESPONSE("u:5"), mt_buf_str(&block));
    put_record(&a, RESPONSE("u:6"),
               MT_LIT(HTML "Content-Encoding: gzip\r\n\r\n<p>6"));
    put_record(&a, RESPONSE("u:7"),
               MT_LIT(HTML "Content-Encoding: br\r\n\r\n\x01\x02\x03"));
    expect(mt_buf_str(&a),
           "[u:1|euc-kr|]<p>1[u:2|euc-kr|]<p>2[u:3|euc-kr|]9\r\n<p>3"
           "[u:4|euc-kr|]<p>4 and more[u:5|euc-kr|t]<p>4 and more"
           "[u:6|euc-kr|]<p>6!bad-archive", MT_OK);
    mt_pack_free(gzip);
    mt_buf_release(&packed);
    mt_buf_release(&block);
    mt_buf_release(&a);
}

static void a_bomb_in_a_body(void **state)
{
    struct mt_buf a = { 0 }, block = { 0 }, packed = { 0 };
    struct mt_pack *zstd = mt_pack_new(MT_PACKING_ZSTD);
    char *zeros = calloc(1, 1 << 20);

    (void)state;
    mt_pack(zstd, (mt_str){ zeros, 1 << 20 }, &packed);
    mt_buf_put(&block, MT_LIT(HTML "Content-Encoding: zstd\r\n\r\n"));
    mt_buf_put(&block, mt_buf_str(&packed));
    put_record(&a, RESPONSE("u:1"), mt_buf_str(&block));
    put_record(&a, RESPONSE("u:2"), MT_LIT(HTML "\r\n<p>2"));
    expect(mt_buf_str(&a), "!too-large[u:2|euc-kr|]<p>2", MT_OK);
    free(zeros);
    mt_pack_free(zstd);
    mt_buf_release(&packed);
    mt_buf_release(&block);
    mt_buf_release(&a);
}

/* One record with this length field, then a sound one. */
static void damaged(const char *length, const char *wanted)
{
    struct mt_buf a = { 0 };

    put_record(&a, RESPONSE("u:0"), MT_LIT(HTML "\r\n<p>0"));
    mt_buf_printf(&a, "WARC/1.0\r\n" RESPONSE("u:1") "%s\r\n" HTML
                      "\r\n<p>1\r\n\r\n", length);
    put_record(&a, RESPONSE("u:2"), MT_LIT(HTML "\r\n<p>2"));
    expect(mt_buf_str(&a), wanted, MT_OK);
    mt_buf_release(&a);
}

static void lengths_that_are_wrong(void **state)
{
    static const char lost[] =
        "[u:0|euc-kr|]<p>0!bad-archive[u:2|euc-kr|]<p>2";

    (void)state;
    damaged("Content-Length: 64\r\n",
            "[u:0|euc-kr|]<p>0[u:1|euc-kr|]<p>1[u:2|euc-kr|]<p>2");
    damaged("Content-Length: 60\r\n",
            "[u:0|euc-kr|]<p>0[u:1|euc-kr|d]<p>1[u:2|euc-kr|]<p>2");
    damaged("Content-Length: 90\r\n", lost);
    damaged("Content-Length: 999\r\n", lost);
    damaged("Content-Length: -5\r\n", lost);
    damaged("Content-Length: 64\r\nContent-Length: 65\r\n", lost);
    damaged("", lost);
}

static void garbage_and_ends(void **state)
{
    struct mt_buf a = { 0 };

    (void)state;
    put_record(&a, RESPONSE("u:1"), MT_LIT(HTML "\r\n<p>1"));
    mt_buf_put(&a, MT_LIT("garbage\nmore WARC/1.0 garbage\n"));
    put_record(&a, RESPONSE("u:2"), MT_LIT(HTML "\r\n<p>2"));
    expect(mt_buf_str(&a), "[u:1|euc-kr|]<p>1!bad-archive[u:2|euc-kr|]<p>2",
           MT_OK);
    for (size_t cut = 5; cut < 150; cut += 7)
        expect(mt_str_sub(mt_buf_str(&a), 0, a.n - cut),
               "[u:1|euc-kr|]<p>1!bad-archive", MT_ERR_TRUNCATED);
    expect(MT_LIT(""), "", MT_OK);
    expect(MT_LIT("no archive\n"), "", MT_ERR_BAD_ARCHIVE);
    expect(MT_LIT("<html>WARC/1.0"), "", MT_ERR_BAD_ARCHIVE);
    mt_buf_release(&a);
}

static void arc_files(void **state)
{
    static const char arc[] =
        "filedesc://x.arc 0.0.0.0 20140216050221 text/plain 9\n"
        "1 0 x\nURL\n"
        "http://a/b c 192.0.2.1 20140216050221 text/html 64\n"
        HTML "\r\n<p>1\n"
        "http://a/2 192.0.2.1 20140216050221 text/html x\n\n"
        "http://a/3 192.0.2.1 20140216050221 text/html 4\n<p>3\n";

    (void)state;
    expect(MT_LIT(arc), "[http://a/b%20c|euc-kr|]<p>1!bad-archive"
                        "[http://a/3||]<p>3", MT_OK);
}

static void what_looks_like_an_archive(void **state)
{
    (void)state;
    assert_true(mt_archive_looks(MT_LIT("WARC/1.1\r\n")));
    assert_true(mt_archive_looks(MT_LIT("\x1F\x8B\x08\0")));
    assert_true(mt_archive_looks(MT_LIT("\x28\xB5\x2F\xFD")));
    assert_true(mt_archive_looks(
        MT_LIT("filedesc://x 0.0.0.0 20140216050221 text/plain 9\n")));
    assert_false(mt_archive_looks(MT_LIT("")));
    assert_false(mt_archive_looks(MT_LIT("WARC/ in the news")));
    assert_false(mt_archive_looks(MT_LIT("filedesc: what is that?\n")));
    assert_false(mt_archive_looks(MT_LIT("<html>")));
}

/* --------------------------------------------------------------- packing -- */

/* Three records, each in a member of its own. */
static void put_members(enum mt_packing packing, struct mt_buf *out,
                        size_t ends[3])
{
    struct mt_pack *pack = mt_pack_new(packing);
    struct mt_buf record = { 0 }, packed = { 0 };

    for (int i = 0; i < 3; i++) {
        char fields[120], body[80];

        snprintf(fields, sizeof fields, RESPONSE("u:%d"), i);
        snprintf(body, sizeof body, HTML "\r\n<p>%d", i);
        mt_buf_clear(&record);
        put_record(&record, fields, mt_str_c(body));
        mt_buf_put(out, mt_pack(pack, mt_buf_str(&record), &packed));
        ends[i] = out->n;
    }
    mt_pack_free(pack);
    mt_buf_release(&record);
    mt_buf_release(&packed);
}

static void packed_archives(void **state)
{
    static const char all[] =
        "[u:0|euc-kr|]<p>0[u:1|euc-kr|]<p>1[u:2|euc-kr|]<p>2";

    (void)state;
    for (int packing = MT_PACKING_NONE; packing <= MT_PACKING_ZSTD;
         packing++) {
        struct mt_buf a = { 0 };
        struct seen seen = { .n = 0 };
        size_t ends[3];

        put_members((enum mt_packing)packing, &a, ends);
        expect(mt_buf_str(&a), all, MT_OK);
        expect(mt_str_sub(mt_buf_str(&a), 0, (ends[1] + ends[2]) / 2),
               "[u:0|euc-kr|]<p>0[u:1|euc-kr|]<p>1", MT_ERR_TRUNCATED);
        /* From the offset of the second on. */
        read_all(mt_str_sub(mt_buf_str(&a), ends[0], a.n), 4096, ends[0],
                 &seen);
        assert_string_equal(seen.text.p,
                            "[u:1|euc-kr|]<p>1[u:2|euc-kr|]<p>2");
        assert_int_equal(seen.offsets[0], ends[0]);
        assert_int_equal(seen.offsets[1], ends[1]);
        mt_buf_release(&seen.text);
        mt_buf_release(&a);
    }
}

static void packed_twice_and_in_one(void **state)
{
    struct mt_buf a = { 0 }, whole = { 0 };
    struct mt_pack *gzip = mt_pack_new(MT_PACKING_GZIP);
    size_t ends[3];

    (void)state;
    put_members(MT_PACKING_NONE, &a, ends);
    mt_pack(gzip, mt_buf_str(&a), &whole);
    expect(mt_buf_str(&whole),
           "[u:0|euc-kr|]<p>0[u:1|euc-kr|]<p>1[u:2|euc-kr|]<p>2", MT_OK);
    mt_buf_clear(&a);
    put_members(MT_PACKING_ZSTD, &a, ends);
    mt_pack(gzip, mt_buf_str(&a), &whole);
    expect(mt_buf_str(&whole),
           "[u:0|euc-kr|]<p>0[u:1|euc-kr|]<p>1[u:2|euc-kr|]<p>2", MT_OK);
    mt_pack_free(gzip);
    mt_buf_release(&a);
    mt_buf_release(&whole);
}

/* Whatever stands in the second member, the third must come out, or the
 * damage must be said. */
static void any_byte_may_be_wrong(void **state)
{
    (void)state;
    for (int packing = MT_PACKING_NONE; packing <= MT_PACKING_ZSTD;
         packing++) {
        struct mt_buf a = { 0 };
        size_t ends[3];

        put_members((enum mt_packing)packing, &a, ends);
        for (size_t i = ends[0]; i < ends[1]; i++) {
            struct seen seen = { .n = 0 };
            char old = a.p[i];
            enum mt_status status;

            a.p[i] = (char)(old ^ 0x55);
            status = read_all(mt_buf_str(&a), 4096, 0, &seen);
            assert_true(mt_str_starts(mt_buf_str(&seen.text),
                                      MT_LIT("[u:0|euc-kr|]<p>0")));
            assert_true(status != MT_OK ||
                        mt_str_has(mt_buf_str(&seen.text), MT_LIT("<p>2")));
            mt_buf_release(&seen.text);
            a.p[i] = old;
        }
        mt_buf_release(&a);
    }
}

/* --------------------------------------------------------------- writing -- */

static void slurp(const char *path, struct mt_buf *out)
{
    int fd = open(path, O_RDONLY);
    ssize_t n;

    assert_true(fd >= 0);
    mt_buf_clear(out);
    while ((n = read(fd, mt_buf_room(out, 4096), 4096)) > 0)
        out->n += (size_t)n;
    close(fd);
    mt_buf_put(out, MT_LIT(""));
}

static const char *const endings[] = { "", ".gz", ".zst" };

static void what_is_written_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct mt_buf bytes = { 0 };
        struct mt_warc_writer *writer;
        struct place place;

        find_place(&place, endings[i]);
        writer = open_warc(place.path, false);
        assert_int_equal(put(writer, "http://a/1"), MT_OK);
        assert_true(mt_warc_has(writer, MT_LIT("http://a/1")));
        assert_false(mt_warc_has(writer, MT_LIT("http://a/2")));
        close_warc(writer);
        writer = open_warc(place.path, false);
        assert_true(mt_warc_has(writer, MT_LIT("http://a/1")));
        assert_int_equal(put(writer, "http://a/2"), MT_OK);
        close_warc(writer);
        slurp(place.path, &bytes);
        expect(mt_buf_str(&bytes), "[http://a/1|utf-8|]<p>page"
                                   "[http://a/2|utf-8|]<p>page", MT_OK);
        mt_buf_release(&bytes);
        leave_place(&place);
    }
}

/* A writer that was killed at any byte leaves something to go on from. */
static void any_cut_is_mended(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct mt_buf bytes = { 0 };
        struct mt_warc_writer *writer;
        struct place place;
        size_t first;

        find_place(&place, endings[i]);
        writer = open_warc(place.path, false);
        put(writer, "http://a/1");
        close_warc(writer);
        slurp(place.path, &bytes);
        first = bytes.n;
        writer = open_warc(place.path, false);
        put(writer, "http://a/2");
        close_warc(writer);
        slurp(place.path, &bytes);
        for (size_t cut = first + 12; cut < bytes.n - 4; cut += 13) {
            struct mt_buf again = { 0 };

            assert_int_equal(truncate(place.path, (off_t)first), 0);
            writer = open_warc(place.path, false);
            put(writer, "http://a/2");
            close_warc(writer);
            assert_int_equal(truncate(place.path, (off_t)cut), 0);
            writer = open_warc(place.path, false);
            assert_non_null(writer);
            assert_true(mt_warc_has(writer, MT_LIT("http://a/1")));
            assert_false(mt_warc_has(writer, MT_LIT("http://a/2")));
            put(writer, "http://a/2");
            close_warc(writer);
            slurp(place.path, &again);
            assert_int_equal(again.n, bytes.n);
            assert_memory_equal(again.p, bytes.p, bytes.n);
            mt_buf_release(&again);
        }
        mt_buf_release(&bytes);
        leave_place(&place);
    }
}

static void what_is_not_ours_stays(void **state)
{
    struct mt_buf bytes = { 0 };
    struct place place;
    FILE *file;

    (void)state;
    find_place(&place, ".gz");
    file = fopen(place.path, "w");
    fputs("a diary\n", file);
    fclose(file);
    assert_null(open_warc(place.path, false));
    slurp(place.path, &bytes);
    assert_string_equal(bytes.p, "a diary\n");
    mt_buf_release(&bytes);
    leave_place(&place);
    assert_null(open_warc("/tmp", false));
    assert_null(open_warc("/tmp/no/such/folder/x.warc", false));
}

static void one_writer_at_a_time(void **state)
{
    struct mt_warc_writer *writer;
    struct place place;

    (void)state;
    find_place(&place, "");
    writer = open_warc(place.path, false);
    assert_non_null(writer);
    assert_null(open_warc(place.path, false));
    close_warc(writer);
    leave_place(&place);
}

static void a_full_disk(void **state)
{
    (void)state;
    if (access("/dev/full", W_OK) == 0)
        assert_null(open_warc("/dev/full", false));
}

/* ---------------------------------------------------------------- bodies -- */

static void codings(void **state)
{
    struct mt_buf out = { 0 };

    (void)state;
    assert_int_equal(mt_unwrap(MT_LIT("<p>"), MT_LIT("gzip"), 100, &out),
                     MT_DECODED_NONE);
    assert_int_equal(mt_unwrap(MT_LIT("<p>"), MT_LIT("br"), 100, &out),
                     MT_DECODED_NONE);
    assert_int_equal(mt_decode_chunks(MT_LIT("0\r\n\r\n"), &out),
                     MT_DECODED_ALL);
    assert_int_equal(mt_decode_chunks(MT_LIT("fffffffff\r\n"), &out),
                     MT_DECODED_NONE);
    assert_int_equal(out.n, 0);
    mt_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_of_records),
        cmocka_unit_test(bodies_on_the_wire),
        cmocka_unit_test(a_bomb_in_a_body),
        cmocka_unit_test(lengths_that_are_wrong),
        cmocka_unit_test(garbage_and_ends),
        cmocka_unit_test(arc_files),
        cmocka_unit_test(what_looks_like_an_archive),
        cmocka_unit_test(packed_archives),
        cmocka_unit_test(packed_twice_and_in_one),
        cmocka_unit_test(any_byte_may_be_wrong),
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(any_cut_is_mended),
        cmocka_unit_test(what_is_not_ours_stays),
        cmocka_unit_test(one_writer_at_a_time),
        cmocka_unit_test(a_full_disk),
        cmocka_unit_test(codings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
