/* SPDX-License-Identifier: MIT */
/* The part that extract and article share: inputs in, records out. */
#ifndef MT_CLI_RUN_H
#define MT_CLI_RUN_H

#include "cli/cli.h"

/* What a command does with a page. */
struct mt_answer {
    enum mt_status (*read)(struct mt_reader *reader,
                           const struct mt_input *input,
                           struct mt_result **out, struct mt_err *err);
    enum mt_status (*write)(struct mt_writer *writer,
                            const struct mt_result *result,
                            struct mt_err *err);
};

/* Answers every SOURCE of settings, in order. format: unless -F says one. */
enum mt_exit mt_run(const struct mt_settings *settings,
                    const struct mt_answer *answer, enum mt_format format);

#endif
