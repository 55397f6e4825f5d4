/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <stdio.h>

#include "archive/digest.h"
#include "archives.h"

/* The n-th segment of the record id; more: fields of its own. */
struct part {
    const char *id;
    int n;
    const char *more, *block;
};

static void put_part(struct mt_buf *out, const struct part *part)
{
    char fields[400];

    if (part->n == 1)
        snprintf(fields, sizeof fields,
                 RESPONSE("u:%s") "WARC-Record-ID: <urn:%s>\r\n"
                 "WARC-Segment-Number: 1\r\n%s", part->id, part->id,
                 part->more);
    else
        snprintf(fields, sizeof fields,
                 "WARC-Type: continuation\r\nWARC-Target-URI: u:%s\r\n"
                 "WARC-Segment-Origin-ID: <urn:%s>\r\n"
                 "WARC-Segment-Number: %d\r\n%s", part->id, part->id,
                 part->n, part->more);
    put_record(out, fields, mt_str_c(part->block));
}

#define put_segment(out, ...) put_part(out, &(struct part){ __VA_ARGS__ })
#define FIRST HTML "\r\n<p>"
#define TOTAL(n) "WARC-Segment-Total-Length: " #n "\r\n"

/* The first segment counts 63 bytes. */
static void between_other_records(void **state)
{
    struct mt_buf a = { 0 };

    (void)state;
    put_segment(&a, "a", 1, "", FIRST);
    put_record(&a, RESPONSE("u:1"), MT_LIT(HTML "\r\n<p>1"));
    put_segment(&a, "b", 1, "", FIRST);
    put_segment(&a, "a", 2, "", "one ");
    put_segment(&a, "b", 2, TOTAL(64), "B");
    put_segment(&a, "a", 3, TOTAL(70), "two");
    put_record(&a, RESPONSE("u:2"), MT_LIT(HTML "\r\n<p>2"));
    put_segment(&a, "c", 1, TOTAL(63), FIRST);
    expect(mt_buf_str(&a),
           "[u:1|euc-kr|]<p>1[u:b|euc-kr|]<p>B[u:a|euc-kr|]<p>one two"
           "[u:2|euc-kr|]<p>2[u:c|euc-kr|]<p>", MT_OK);
    mt_buf_release(&a);
}

static void what_is_missing_is_said(void **state)
{
    struct mt_buf a = { 0 };

    (void)state;
    put_segment(&a, "gap", 1, "", FIRST);
    put_segment(&a, "gap", 3, TOTAL(64), "x");
    put_segment(&a, "length", 1, "", FIRST);
    put_segment(&a, "length", 2, TOTAL(99), "x");
    put_segment(&a, "strange", 2, TOTAL(64), "x");
    put_segment(&a, "twice", 1, "", FIRST);
    put_segment(&a, "twice", 1, "", FIRST);
    put_segment(&a, "twice", 2, "", "x");
    put_segment(&a, "twice", 2, "", "x");
    put_segment(&a, "twice", 3, TOTAL(65), "y");
    put_record(&a, RESPONSE("u:2") "WARC-Segment-Number: 2\r\n",
               MT_LIT(HTML "\r\n<p>2"));
    put_record(&a, RESPONSE("u:0") "WARC-Segment-Number: x\r\n",
               MT_LIT(HTML "\r\n<p>0"));
    put_record(&a, RESPONSE("u:4") "WARC-Segment-Number: 1\r\n",
               MT_LIT("HTTP/1.1 404 No\r\n\r\n<p>4"));
    put_segment(&a, "head", 1, "", HTML "\r\n");
    expect(mt_buf_str(&a),
           "!truncated!truncated!truncated[u:twice|euc-kr|]<p>xy"
           "!truncated!truncated!truncated", MT_OK);
    mt_buf_release(&a);
}

static void digest(const char *stated, const char *wanted)
{
    struct mt_buf a = { 0 }, more = { 0 };

    mt_buf_printf(&more, "WARC-Payload-Digest: %s\r\n", stated);
    put_segment(&a, "a", 1, more.p, FIRST);
    put_segment(&a, "a", 2, TOTAL(70), "one two");
    expect(mt_buf_str(&a), wanted, MT_OK);
    mt_buf_release(&a);
    mt_buf_release(&more);
}

static void digests_of_all(void **state)
{
    static const char good[] = "[u:a|euc-kr|]<p>one two",
                      bad[] = "[u:a|euc-kr|d]<p>one two";

    (void)state;
    digest("sha1:6QRWQ5WWOEDXB3ELXW7AQTLVXT736WLP", good);
    digest("SHA-1:f4236876d6710770ec8bbdbe084d75bcffbf596f", good);
    digest("sha256:YJG4ZPDHRPWDVNILJM2X4U6Y3BTDXCGGWONTGHEPPXJCMTA7KFYQ====",
           good);
    digest("md5:1", good);
    digest("sha1:not in any base", good);
    digest("sha1:7QRWQ5WWOEDXB3ELXW7AQTLVXT736WLP", bad);
    digest("sha1:f4236876d6710770ec8bbdbe084d75bcffbf5960", bad);
    assert_false(mt_digest_differs(MT_LIT("sha1:"), MT_LIT("")));
    assert_false(mt_digest_differs(
        MT_LIT("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"), MT_LIT("")));
}

static void more_than_the_ceiling(void **state)
{
    struct mt_buf a = { 0 }, long_one = { 0 };

    (void)state;
    for (int i = 0; i < 300 * 1000; i++)
        mt_buf_putc(&long_one, 'x');
    put_segment(&a, "a", 1, "", FIRST);
    put_segment(&a, "a", 2, "", long_one.p);
    put_segment(&a, "a", 3, "", long_one.p);
    put_segment(&a, "a", 4, TOTAL(900063), long_one.p);
    put_record(&a, RESPONSE("u:1"), MT_LIT(HTML "\r\n<p>1"));
    put_segment(&a, "b", 1, "", FIRST);
    mt_buf_printf(&a, "WARC/1.0\r\nWARC-Type: continuation\r\n"
                  "WARC-Segment-Origin-ID: <urn:b>\r\n"
                  "WARC-Segment-Number: 2\r\nContent-Length: 900000\r\n\r\n");
    for (int i = 0; i < 3; i++)
        mt_buf_put(&a, mt_buf_str(&long_one));
    expect(mt_buf_str(&a), "!too-large[u:1|euc-kr|]<p>1!too-large", MT_OK);
    mt_buf_release(&a);
    mt_buf_release(&long_one);
}

/* However many are begun, some are held: the others are given up. */
static void many_at_a_time(void **state)
{
    struct mt_buf a = { 0 }, wanted = { 0 };
    char id[16];

    (void)state;
    for (int i = 0; i < 40; i++) {
        snprintf(id, sizeof id, "%d", i);
        put_segment(&a, id, 1, "", FIRST);
        if (i < 25)
            mt_buf_put(&wanted, MT_LIT("!truncated"));
    }
    for (int i = 0; i < 40; i++) {
        snprintf(id, sizeof id, "%d", i);
        put_segment(&a, id, 2, TOTAL(64), "x");
        if (i >= 25)
            mt_buf_printf(&wanted, "[u:%d|euc-kr|]<p>x", i);
    }
    expect(mt_buf_str(&a), wanted.p, MT_OK);
    mt_buf_release(&a);
    mt_buf_release(&wanted);
}

static void one_alone(void **state)
{
    struct mt_buf a = { 0 };
    struct seen seen = { .n = 0 };
    struct mt_archive_options options = { .max_size = 1000, .one = true };
    struct mt_archive_events events = { &seen, false, on_record, on_trouble };
    struct bytes bytes;

    (void)state;
    put_segment(&a, "a", 1, "", FIRST);
    put_segment(&a, "b", 1, "", FIRST);
    put_record(&a, RESPONSE("u:1"), MT_LIT(HTML "\r\n<p>1"));
    mt_buf_put(&a, MT_LIT("garbage\r\n"));
    put_segment(&a, "a", 2, TOTAL(64), "x");
    put_record(&a, RESPONSE("u:2"), MT_LIT(HTML "\r\n<p>2"));
    bytes = (struct bytes){ mt_buf_str(&a), 4096 };
    mt_archive_read((mt_feed){ read_bytes, &bytes }, &options, &events, NULL);
    assert_string_equal(seen.text.p, "[u:a|euc-kr|]<p>x");
    mt_buf_release(&a);
    mt_buf_release(&seen.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(between_other_records),
        cmocka_unit_test(what_is_missing_is_said),
        cmocka_unit_test(digests_of_all),
        cmocka_unit_test(more_than_the_ceiling),
        cmocka_unit_test(many_at_a_time),
        cmocka_unit_test(one_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
