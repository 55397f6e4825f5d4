/* SPDX-License-Identifier: MIT */
/* meoktong times and meoktong numbers: what stands in a text. */
#include <stdio.h>

#include "batch/jsonl.h"
#include "batch/kind.h"
#include "cli/cli.h"
#include "cli/report.h"
#include "output/quote.h"
#include "timex/show.h"

enum { LONGEST_TEXT = 16 * 1024 * 1024 };

struct work {
    const struct mt_settings *settings;
    struct mt_arena *arena; /* of one text */
    struct mt_sink *sink;
    struct mt_buf line;
    size_t failures;
    bool unwritable;
};

static enum mt_direction direction_of(mt_str name)
{
    if (mt_str_eq(name, MT_LIT("future")))
        return MT_DIRECTION_FUTURE;
    if (mt_str_eq(name, MT_LIT("nearest")))
        return MT_DIRECTION_NEAREST;
    return MT_DIRECTION_PAST;
}

/* Appends the array for a text. */
static void put_answer(struct work *work, const struct mt_jsonl *question)
{
    struct mt_times times = { 0 };
    struct mt_numbers numbers = { 0 };
    struct mt_timex_ref ref = { .context = question->context,
                                .zone_of_now = true };

    if (work->settings->command == MT_COMMAND_NUMBERS) {
        mt_numbers_read(question->text, work->arena, &numbers);
        mt_numbers_json(question->text, &numbers, &work->line);
        return;
    }
    mt_when_parse(question->ref, &ref.now);
    ref.direction = direction_of(question->direction);
    mt_timex_read(question->text, &ref, work->arena, &times);
    mt_times_json(question->text, &times, &work->line);
}

static const char *output_name(const struct work *work)
{
    const char *name = work->settings->output;

    return name ? name : "standard output";
}

static bool written(struct work *work, enum mt_status status,
                    const struct mt_err *err)
{
    if (status == MT_OK)
        return true;
    work->unwritable = true;
    if (!mt_sink_broken_pipe(work->sink))
        mt_report(mt_str_c(output_name(work)), err);
    return false;
}

/* {"id":"...","times":[...]} */
static bool answer(struct work *work, const struct mt_jsonl *question)
{
    struct mt_err err = { MT_OK, "" };
    bool times = work->settings->command == MT_COMMAND_TIMES;

    mt_buf_clear(&work->line);
    mt_arena_clear(work->arena);
    mt_buf_putc(&work->line, '{');
    if (question->id.p) {
        mt_buf_put(&work->line, MT_LIT("\"id\":"));
        mt_quote(question->id, &work->line);
        mt_buf_putc(&work->line, ',');
    }
    mt_buf_put(&work->line, times ? MT_LIT("\"times\":") :
                                    MT_LIT("\"numbers\":"));
    put_answer(work, question);
    mt_buf_put(&work->line, MT_LIT("}\n"));
    return written(work,
                   mt_sink_put(work->sink, mt_buf_str(&work->line), &err),
                   &err);
}

static bool answer_text(struct work *work, mt_str text)
{
    struct mt_jsonl question = {
        .text = text,
        .ref = mt_str_c(work->settings->ref),
        .direction = mt_str_c(work->settings->direction),
    };

    return answer(work, &question);
}

/* -------------------------------------------------------- standard input -- */

static bool failed(struct work *work, size_t line, const struct mt_err *err)
{
    char name[32];

    work->failures++;
    snprintf(name, sizeof name, "-:%zu", line);
    if (!work->settings->quiet)
        mt_report(mt_str_c(name), err);
    return true;
}

static enum mt_status check(const struct mt_jsonl *question,
                            struct mt_err *err)
{
    mt_when when;

    if (!question->text.p)
        return mt_fail(err, MT_ERR_BAD_INPUT,
                       "no text in this line; give it \"text\"");
    if (question->ref.n && !mt_when_parse(question->ref, &when))
        return mt_fail(err, MT_ERR_BAD_INPUT,
                       "\"ref\" is no date; write it as 2024-05-22 or "
                       "2024-05-22T06:00+09:00");
    return MT_OK;
}

static bool answer_line(struct work *work, mt_str line, size_t number)
{
    struct mt_err err = { MT_OK, "" };
    struct mt_jsonl question;
    bool on;

    if (mt_jsonl_read(line, &question, &err) != MT_OK)
        return failed(work, number, &err);
    if (!question.ref.n)
        question.ref = mt_str_c(work->settings->ref);
    if (!question.direction.n)
        question.direction = mt_str_c(work->settings->direction);
    on = check(&question, &err) == MT_OK ? answer(work, &question)
                                         : failed(work, number, &err);
    mt_jsonl_release(&question);
    return on;
}

static bool answer_lines(struct work *work, struct mt_stream *stream)
{
    enum mt_stream_line got = MT_LINE_READ;
    mt_str line;
    bool on = true;

    while (on && (got = mt_stream_line(stream, '\n', 2 * LONGEST_TEXT,
                                       &line)) != MT_LINE_END) {
        struct mt_err err = { MT_OK, "" };

        if (got == MT_LINE_TOO_LONG) {
            mt_fail(&err, MT_ERR_TOO_LARGE, "too long a line; divide the text");
            on = failed(work, stream->line, &err);
        } else if (mt_str_trim(line).n) {
            on = answer_line(work, line, stream->line);
        }
    }
    return on;
}

static bool answer_stream(struct work *work)
{
    struct mt_err err = { MT_OK, "" };
    struct mt_stream stream;
    mt_str text;
    bool on;

    if (mt_stream_open(&stream, "-", MT_STREAM_ANY, &err) != MT_OK)
        return failed(work, 0, &err);
    stream.stop = &mt_cli_stop;
    if (mt_content_of(&stream) == MT_CONTENT_LINES)
        on = answer_lines(work, &stream);
    else if (mt_stream_rest(&stream, LONGEST_TEXT, &text, &err) == MT_OK)
        on = answer_text(work, text);
    else
        on = mt_cli_stop ? false : failed(work, stream.line, &err);
    mt_stream_close(&stream);
    return on;
}

/* ------------------------------------------------------------------ run -- */

static void answer_all(struct work *work)
{
    const struct mt_settings *s = work->settings;
    bool on = true;

    for (size_t i = 0; on && i < s->operand_count && !mt_cli_stop; i++) {
        mt_str operand = mt_str_c(s->operands[i]);

        on = mt_str_eq(operand, MT_LIT("-")) ? answer_stream(work)
                                             : answer_text(work, operand);
    }
}

static enum mt_exit run(const struct mt_settings *settings)
{
    struct work work = { .settings = settings };
    struct mt_err err = { MT_OK, "" };

    work.sink = mt_sink_open(settings->output, &err);
    if (!work.sink) {
        mt_report(mt_str_c(output_name(&work)), &err);
        return MT_EXIT_OUTPUT;
    }
    work.arena = mt_arena_new();
    answer_all(&work);
    if (mt_sink_broken_pipe(work.sink) && !mt_cli_stop)
        mt_cli_stop = SIGPIPE;
    if (mt_sink_close(work.sink, !mt_cli_stop, &err) != MT_OK &&
        !work.unwritable) {
        work.unwritable = true;
        mt_report(mt_str_c(output_name(&work)), &err);
    }
    mt_arena_free(work.arena);
    mt_buf_release(&work.line);
    return work.unwritable ? MT_EXIT_OUTPUT
           : work.failures ? MT_EXIT_FAILED
                           : MT_EXIT_OK;
}

enum mt_exit mt_cli_times(const struct mt_settings *settings)
{
    return run(settings);
}

enum mt_exit mt_cli_numbers(const struct mt_settings *settings)
{
    return run(settings);
}
