/* SPDX-License-Identifier: MIT */
/* meoktong article: the article alone. */
#include "cli/run.h"

static enum mt_status write_article(struct mt_writer *writer,
                                    const struct mt_result *result,
                                    struct mt_err *err)
{
    return mt_writer_article(writer, &result->article, err);
}

enum mt_exit mt_cli_article(const struct mt_settings *settings)
{
    static const struct mt_answer answer = { mt_read_article, write_article };

    return mt_run(settings, &answer, MT_FORMAT_JSONL);
}
