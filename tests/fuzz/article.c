/* SPDX-License-Identifier: MIT */
/*
 * The whole way over any bytes. The first byte says how they are given; the
 * rest is the page. What comes out must hold what meoktong.h promises.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "meoktong.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_span(mt_str text, mt_span span)
{
    assert(span.from <= span.to && span.to <= text.n);
    assert(mt_utf8_valid(mt_str_at(text, span)));
}

static void check_outage(const struct mt_article *article,
                         const struct mt_outage *outage)
{
    char *json = mt_outage_json(article, outage);

    assert(outage->services.n > 0);
    assert(outage->confidence >= 0 && outage->confidence <= 1);
    for (size_t i = 0; i < outage->evidence_count; i++)
        check_span(article->text, outage->evidence[i].span);
    assert(mt_utf8_valid((mt_str){ json, strlen(json) }));
    assert(!strchr(json, '\n'));
    free(json);
}

static void check_article(const struct mt_article *article)
{
    char *json = mt_article_json(article);

    assert(mt_utf8_valid(article->text));
    check_span(article->text, article->body);
    for (size_t i = 0; i < article->line_count; i++)
        check_span(article->text, article->lines[i].span);
    assert(mt_utf8_valid((mt_str){ json, strlen(json) }));
    free(json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mt_reader *reader = mt_reader_new(NULL);
    struct mt_result *result = NULL;
    struct mt_input input = { .kind = MT_KIND_GUESS };

    if (size) {
        input.kind = (enum mt_kind)(data[0] % 3);
        if (data[0] & 4)
            input.charset = (mt_str){ "euc-kr", 6 };
        if (data[0] & 8)
            input.published = (mt_str){ "2024-05-22T09:00+09:00", 22 };
        input.bytes = (mt_str){ (const char *)data + 1, size - 1 };
    }
    if (mt_read(reader, &input, &result, NULL) == MT_OK) {
        check_article(&result->article);
        for (size_t i = 0; i < result->outage_count; i++)
            check_outage(&result->article, &result->outages[i]);
    } else {
        assert(!result);
    }
    mt_result_free(result);
    mt_reader_free(reader);
    return 0;
}
