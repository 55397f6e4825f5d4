/* SPDX-License-Identifier: MIT */
/* The public API: the whole pipeline, stage by stage. */
#include "meoktong.h"

#include <stdlib.h>

#include "article/article.h"
#include "base/mem.h"
#include "data.h"
#include "outage/mention.h"
#include "outage/outage.h"

struct mt_reader {
    struct mt_options options;
};

struct mt_reader *mt_reader_new(const struct mt_options *options)
{
    struct mt_reader *reader = mt_alloc(sizeof *reader);

    if (options)
        reader->options = *options;
    return reader;
}

void mt_reader_free(struct mt_reader *reader)
{
    free(reader);
}

enum mt_status mt_read_article(struct mt_reader *reader,
                               const struct mt_input *input,
                               struct mt_result **out, struct mt_err *err)
{
    struct mt_article_job job = { input, &reader->options };
    struct mt_result *result = mt_alloc(sizeof *result);
    enum mt_status status;

    if (err)
        *err = (struct mt_err){ 0 };
    result->arena = mt_arena_new();
    status = mt_article_read(&job, result->arena, &result->article, err);
    if (status != MT_OK) {
        mt_result_free(result);
        result = NULL;
    }
    *out = result;
    return status;
}

enum mt_status mt_read(struct mt_reader *reader, const struct mt_input *input,
                       struct mt_result **out, struct mt_err *err)
{
    enum mt_status status = mt_read_article(reader, input, out, err);
    struct mt_outages outages = { 0 };
    struct mt_mentions mentions = { 0 };
    struct mt_result *result = *out;

    if (status != MT_OK || result->article.status != MT_PAGE_ARTICLE)
        return status;
    mt_outages_read(&result->article, result->arena, &outages);
    if (reader->options.mentions)
        mt_mentions_read(&result->article, &outages, result->arena, &mentions);
    result->outages = outages.v;
    result->outage_count = outages.n;
    result->mentions = mentions.v;
    result->mention_count = mentions.n;
    return MT_OK;
}

void mt_result_free(struct mt_result *result)
{
    if (!result)
        return;
    mt_arena_free(result->arena);
    free(result);
}

const char *mt_version(void)
{
    return MT_VERSION " (data " MT_DATA_VERSION ")";
}
