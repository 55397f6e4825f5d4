/* SPDX-License-Identifier: MIT */
/* archive#offset.nth, in whatever the archive is packed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <stdio.h>

#include "archive/pack.h"
#include "archives.h"

struct place {
    uint64_t offset;
    size_t nth;
    char body[8];
};

struct places {
    struct place v[16];
    size_t n;
};

static bool note_place(void *data, const struct mt_record *record)
{
    struct places *places = data;
    struct place *place = &places->v[places->n++];

    assert_true(places->n < 16);
    place->offset = record->offset;
    place->nth = record->nth;
    snprintf(place->body, sizeof place->body, "%.*s", MT_FMT(record->body));
    return true;
}

static void read_from(mt_str archive, uint64_t offset, bool one,
                      struct places *places)
{
    struct bytes bytes = { mt_str_sub(archive, (size_t)offset, archive.n),
                           100 };
    struct mt_archive_options options = { .offset = offset, .one = one,
                                          .max_size = 1000 };
    struct mt_archive_events events = { places, false, note_place,
                                        on_trouble };
    struct mt_err err = { MT_OK, "" };

    assert_int_equal(mt_archive_read((mt_feed){ read_bytes, &bytes },
                                     &options, &events, &err), MT_OK);
}

/* Every record is there where it says. */
static void expect_places(mt_str archive, size_t wanted)
{
    struct places all = { .n = 0 };

    read_from(archive, 0, false, &all);
    assert_int_equal(all.n, wanted);
    for (size_t i = 0; i < all.n; i++) {
        struct places again = { .n = 0 };
        bool found = false;

        read_from(archive, all.v[i].offset, true, &again);
        for (size_t k = 0; k < again.n; k++) {
            assert_true(again.v[k].offset == all.v[i].offset);
            found |= again.v[k].nth == all.v[i].nth &&
                     strcmp(again.v[k].body, all.v[i].body) == 0;
        }
        assert_true(found);
    }
}

static void put_warc(struct mt_buf *out, int i)
{
    char fields[120], body[120];

    snprintf(fields, sizeof fields, RESPONSE("u:%d"), i);
    snprintf(body, sizeof body, HTML "\r\n<p>%d", i);
    put_record(out, fields, mt_str_c(body));
}

static void put_arc(struct mt_buf *out, int i)
{
    if (i == 0)
        mt_buf_put(out, MT_LIT("filedesc://x 0.0.0.0 20140216050221 "
                               "text/plain 9\n1 0 x\nURL\n"));
    mt_buf_printf(out, "http://a/%d 192.0.2.1 20140216050221 text/html 4\n"
                  "<p>%d\n", i, i);
}

/* many: records a member. */
static void put_archive(struct mt_buf *out, enum mt_packing packing, int many,
                        void (*put)(struct mt_buf *, int))
{
    struct mt_pack *pack = mt_pack_new(packing);
    struct mt_buf member = { 0 }, packed = { 0 };

    for (int i = 0; i < 6; i++) {
        put(&member, i);
        if (i % many < many - 1)
            continue;
        mt_buf_put(out, mt_pack(pack, mt_buf_str(&member), &packed));
        mt_buf_clear(&member);
    }
    mt_pack_free(pack);
    mt_buf_release(&member);
    mt_buf_release(&packed);
}

static void one_layer(void **state)
{
    static const int many[] = { 1, 2, 6 };

    (void)state;
    for (int packing = MT_PACKING_NONE; packing <= MT_PACKING_ZSTD; packing++)
        for (size_t i = 0; i < 3; i++) {
            struct mt_buf warc = { 0 }, arc = { 0 };

            put_archive(&warc, (enum mt_packing)packing, many[i], put_warc);
            expect_places(mt_buf_str(&warc), 6);
            put_archive(&arc, (enum mt_packing)packing, many[i], put_arc);
            if (packing == MT_PACKING_NONE || many[i] == 6)
                expect_places(mt_buf_str(&arc), 6);
            mt_buf_release(&warc);
            mt_buf_release(&arc);
        }
}

static void two_layers(void **state)
{
    struct mt_pack *gzip = mt_pack_new(MT_PACKING_GZIP);

    (void)state;
    for (int packing = MT_PACKING_GZIP; packing <= MT_PACKING_ZSTD;
         packing++) {
        struct mt_buf inner = { 0 }, packed = { 0 };

        put_archive(&inner, (enum mt_packing)packing, 1, put_warc);
        expect_places(mt_pack(gzip, mt_buf_str(&inner), &packed), 6);
        mt_buf_release(&inner);
        mt_buf_release(&packed);
    }
    mt_pack_free(gzip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_layer),
        cmocka_unit_test(two_layers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
