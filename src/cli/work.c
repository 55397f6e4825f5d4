/* SPDX-License-Identifier: MIT */
#include "cli/work.h"

#include <stdio.h>

#include "base/utf8.h"
#include "batch/frame.h"

bool mt_tells_status(const struct mt_settings *settings,
                     enum mt_format format)
{
    return format == MT_FORMAT_FULL ||
           (settings->command == MT_COMMAND_ARTICLE &&
            (format == MT_FORMAT_JSONL || format == MT_FORMAT_JSON));
}

/* A page says in its tags that it is one, a text says it in its letters. */
static bool is_other_text(const struct mt_article *article)
{
    mt_str rest = article->text;
    size_t latin = 0, hangul = 0;
    uint32_t cp;

    if (!mt_str_eq(article->method, MT_LIT("text")))
        return false;
    while (mt_utf8_next(&rest, &cp)) {
        latin += cp < 0x80 && mt_is_alpha((char)cp);
        hangul += mt_is_hangul(cp);
    }
    return hangul <= latin;
}

/* The records of a page, as a writer has them that has written before. */
static void put_rendered(const struct mt_work *work,
                         const struct mt_result *result, struct mt_buf *out)
{
    struct mt_writer writer = { .format = work->format, .table = work->table,
                                .written = 1 };
    bool told = result->article.status == MT_PAGE_ARTICLE ||
                mt_tells_status(work->settings, work->format);

    if (told)
        work->answer->write(&writer, result, NULL);
    mt_frame_put_number(out, writer.written - 1);
    mt_frame_put(out, mt_buf_str(&writer.buf));
    mt_buf_release(&writer.buf);
}

static void put_kept(const struct mt_work *work,
                     const struct mt_result *result, struct mt_buf *out)
{
    struct mt_writer writer = { .format = MT_FORMAT_FULL };

    if (work->keep && result->article.status == MT_PAGE_ARTICLE)
        mt_writer_result(&writer, result, NULL);
    mt_frame_put(out, mt_buf_str(&writer.buf));
    mt_buf_release(&writer.buf);
}

void mt_work(struct mt_work *work, const struct mt_input *input,
             struct mt_buf *answer)
{
    struct mt_options options = {
        .sites = work->sites,
        .no_publishers = work->settings->no_publishers,
        .mentions = work->format == MT_FORMAT_FULL ||
                    work->format == MT_FORMAT_EXPLAIN,
    };
    struct mt_err err = { MT_OK, "" };
    struct mt_result *result;

    if (!work->reader)
        work->reader = mt_reader_new(&options);
    mt_frame_put_number(answer, work->answer->read(work->reader, input,
                                                   &result, &err));
    mt_frame_put(answer, mt_str_c(err.message));
    if (!result)
        return;
    mt_frame_put_number(answer, result->article.status);
    mt_frame_put_number(answer, is_other_text(&result->article));
    mt_frame_put_number(answer, result->outage_count);
    put_rendered(work, result, answer);
    put_kept(work, result, answer);
    mt_result_free(result);
}

struct mt_worked mt_worked_of(mt_str answer)
{
    struct mt_worked worked = { .err.status = MT_OK };
    uint64_t numbers[5] = { 0 };
    mt_str message;

    mt_frame_number(&answer, &numbers[0]);
    mt_frame_str(&answer, &message);
    for (int i = 1; i < 5; i++)
        mt_frame_number(&answer, &numbers[i]);
    mt_frame_str(&answer, &worked.rendered);
    mt_frame_str(&answer, &worked.kept);
    worked.err.status = (enum mt_status)numbers[0];
    snprintf(worked.err.message, sizeof worked.err.message, "%.*s",
             MT_FMT(message));
    worked.page = (enum mt_page_status)numbers[1];
    worked.other = numbers[2] != 0;
    worked.outages = (size_t)numbers[3];
    worked.records = (size_t)numbers[4];
    return worked;
}

bool mt_is_no_page(const struct mt_worked *worked)
{
    return worked->err.status == MT_ERR_NOT_HTML || worked->other ||
           (worked->err.status == MT_OK &&
            worked->page == MT_PAGE_NOT_KOREAN);
}
