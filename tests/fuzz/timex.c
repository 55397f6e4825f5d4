/* SPDX-License-Identifier: MIT */
/*
 * libFuzzer target: any bytes as a text, its first two bytes choosing how it
 * is read. Spans must lie in the text and stand in order.
 *
 *     clang -fsanitize=fuzzer,address,undefined ... tests/fuzz/timex.c
 *     ./timex -dict=tests/fuzz/timex.dict corpus/
 */
#include <stdlib.h>

#include "timex/number.h"
#include "timex/show.h"
#include "timex/timex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool good)
{
    if (!good)
        abort();
}

static void check_times(mt_str text, const struct mt_times *times)
{
    for (size_t i = 0; i < times->n; i++) {
        const struct mt_time *t = &times->v[i];

        check(t->span.from < t->span.to && t->span.to <= text.n);
        check(i == 0 || times->v[i - 1].span.from <= t->span.from);
        check(t->range_amount < (int32_t)times->n);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mt_timex_ref ref = { 0 };
    struct mt_arena *arena = mt_arena_new();
    struct mt_times times = { 0 };
    struct mt_numbers numbers = { 0 };
    struct mt_buf json = { 0 };
    mt_str text = { (const char *)data, size };

    if (size >= 2) {
        text = mt_str_sub(text, 2, size);
        if (data[0] & 1)
            mt_when_parse(MT_LIT("2024-02-29T23:30+09:00"), &ref.now);
        if (data[0] & 2)
            ref.context = mt_str_sub(text, 0, text.n / 2);
        ref.direction = (enum mt_direction)(data[1] % 3);
        ref.zone_of_now = data[1] & 4;
    }
    mt_timex_read(text, &ref, arena, &times);
    check_times(text, &times);
    mt_times_json(text, &times, &json);
    mt_numbers_read(text, arena, &numbers);
    mt_numbers_json(text, &numbers, &json);
    mt_buf_release(&json);
    mt_arena_free(arena);
    return 0;
}
