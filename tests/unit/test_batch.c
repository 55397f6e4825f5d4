/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "batch/batch.h"
#include "batch/clock.h"
#include "batch/frame.h"
#include "batch/turns.h"

/* ---------------------------------------------------------------- frames -- */

static void frames_come_back(void **state)
{
    struct mt_buf buf = { 0 };
    mt_str rest, s;
    uint64_t n;

    (void)state;
    mt_frame_put_number(&buf, 1u << 31);
    mt_frame_put(&buf, MT_LIT(""));
    mt_frame_put(&buf, MT_LIT("a\0b"));
    rest = mt_buf_str(&buf);
    assert_true(mt_frame_number(&rest, &n) && n == 1u << 31);
    assert_true(mt_frame_str(&rest, &s) && s.n == 0);
    assert_true(mt_frame_str(&rest, &s) && mt_str_eq(s, MT_LIT("a\0b")));
    assert_false(mt_frame_str(&rest, &s));
    rest = mt_str_sub(mt_buf_str(&buf), 16, buf.n - 1);
    assert_false(mt_frame_str(&rest, &s));
    assert_int_equal(s.n, 0);
    mt_buf_release(&buf);
}

/* ----------------------------------------------------------------- turns -- */

static void turns_keep_their_order(void **state)
{
    struct mt_turns turns = { 0 };
    int things[500];

    (void)state;
    for (size_t i = 0; i < 500; i++)
        assert_int_equal(mt_turns_add(&turns, &things[i]), i);
    assert_ptr_equal(mt_turns_first(&turns), &things[0]);
    for (uint64_t i = 499; i > 0; i--)
        mt_turns_leave(&turns, i);
    assert_null(mt_turns_of(&turns, 7));
    assert_ptr_equal(mt_turns_first(&turns), &things[0]);
    mt_turns_leave(&turns, 0);
    assert_null(mt_turns_first(&turns));
    assert_int_equal(mt_turns_add(&turns, &things[3]), 500);
    assert_ptr_equal(mt_turns_of(&turns, 500), &things[3]);
    assert_null(mt_turns_of(&turns, 501));
    mt_turns_release(&turns);
}

/* ------------------------------------------------------------------ pool -- */

enum { JOBS = 64, BIG = 5 * 1024 * 1024 };

struct seen {
    enum mt_pool_end ends[JOBS];
    char first[JOBS]; /* byte of the answer */
    size_t sizes[JOBS], count;
};

static void eat(void)
{
    for (;;)
        memset(mt_alloc(1 << 20), 1, 1 << 20);
}

/* What a page could do to the process that reads it. */
static void misbehave(void *data, mt_str job, struct mt_buf *answer)
{
    (void)data;
    switch (job.p[0]) {
    case 'a': abort();
    case 'k': raise(SIGKILL); break;
    case 'x': _exit(0);
    case 'h':
        for (;;)
            pause();
    case 's': raise(SIGSTOP); break;
    case 'e': eat(); break;
    case 'p': mt_buf_printf(answer, "%ld", (long)getpid()); break;
    default: mt_buf_put(answer, job);
    }
}

static void note_end(void *data, uint64_t ticket, enum mt_pool_end end,
                     mt_str answer)
{
    struct seen *seen = data;

    seen->ends[ticket] = end;
    seen->sizes[ticket] = answer.n;
    seen->first[ticket] = answer.n ? answer.p[0] : 0;
    seen->count++;
}

static void wait_once(struct mt_pool *pool)
{
    struct pollfd fds[8];
    int timeout = 100;
    size_t n = mt_pool_watch(pool, fds, &timeout);

    poll(fds, n, timeout);
    mt_pool_step(pool);
}

struct crew {
    size_t workers;
    int seconds; /* for a job */
};

/* Where no job hangs, a busy machine may take its time over memory. */
enum { PATIENCE = 120 };

static void work_off(struct seen *seen, mt_str *jobs, size_t n,
                     struct crew crew)
{
    struct mt_pool_options options = { crew.workers, crew.seconds, 256u << 20,
                                       seen,         misbehave,    note_end };
    struct mt_pool *pool = mt_pool_new(&options);

    for (size_t i = 0; i < n; i++) {
        while (!mt_pool_has_room(pool))
            wait_once(pool);
        mt_pool_give(pool, i, jobs[i]);
    }
    while (mt_pool_busy(pool))
        wait_once(pool);
    mt_pool_free(pool);
    assert_int_equal(seen->count, n);
}

static void faults_cost_one_job(void **state)
{
    mt_str jobs[] = {
        MT_LIT("1"), MT_LIT("a"), MT_LIT("2"), MT_LIT("k"), MT_LIT("h"),
        MT_LIT("3"), MT_LIT("x"), MT_LIT("s"), MT_LIT("4"), MT_LIT("5"),
    };
    enum mt_pool_end ends[] = {
        MT_POOL_DONE, MT_POOL_CRASHED, MT_POOL_DONE, MT_POOL_CRASHED,
        MT_POOL_TIMEOUT, MT_POOL_DONE, MT_POOL_CRASHED, MT_POOL_TIMEOUT,
        MT_POOL_DONE, MT_POOL_DONE,
    };

    (void)state;
    for (size_t workers = 1; workers <= 3; workers++) {
        struct seen seen = { .count = 0 };

        work_off(&seen, jobs, 10, (struct crew){ workers, 1 });
        for (size_t i = 0; i < 10; i++) {
            assert_int_equal(seen.ends[i], ends[i]);
            if (ends[i] == MT_POOL_DONE)
                assert_int_equal(seen.first[i], jobs[i].p[0]);
        }
    }
}

static void memory_has_an_end(void **state)
{
#if !defined(__SANITIZE_ADDRESS__)
    mt_str jobs[] = { MT_LIT("e"), MT_LIT("1") };
    struct seen seen = { .count = 0 };

    work_off(&seen, jobs, 2, (struct crew){ 1, PATIENCE });
    assert_int_equal(seen.ends[0], MT_POOL_MEMORY);
    assert_int_equal(seen.ends[1], MT_POOL_DONE);
#endif
    (void)state;
}

static void large_jobs_pass(void **state)
{
    char *bytes = mt_alloc(BIG);
    mt_str jobs[] = { { bytes, BIG }, MT_LIT("1"), { bytes, BIG },
                      { bytes, BIG } };
    struct seen seen = { .count = 0 };

    (void)state;
    memset(bytes, 'z', BIG);
    work_off(&seen, jobs, 4, (struct crew){ 2, PATIENCE });
    assert_int_equal(seen.sizes[0], BIG);
    assert_int_equal(seen.sizes[1], 1);
    assert_int_equal(seen.sizes[3], BIG);
    free(bytes);
}

static void one_worker_serves_many(void **state)
{
    struct seen seen = { .count = 0 };
    struct mt_pool_options options = { 4, 1, 0, &seen, misbehave, note_end };
    struct mt_pool *pool = mt_pool_new(&options);

    (void)state;
    for (size_t i = 0; i < 20; i++) {
        mt_pool_give(pool, i, MT_LIT("p"));
        while (mt_pool_busy(pool))
            wait_once(pool);
        assert_int_equal(seen.ends[i], MT_POOL_DONE);
        assert_int_equal(seen.first[i], seen.first[0]);
        assert_int_equal(seen.sizes[i], seen.sizes[0]);
    }
    mt_pool_free(pool);
}

/* ----------------------------------------------------------------- batch -- */

struct told {
    char order[512];
    size_t pages, failed;
};

static void upper(void *data, const struct mt_input *input,
                  struct mt_buf *answer)
{
    (void)data;
    if (mt_str_starts(input->bytes, MT_LIT("slow")))
        nanosleep(&(struct timespec){ 0, 200000000 }, NULL);
    if (mt_str_starts(input->bytes, MT_LIT("die")))
        abort();
    mt_buf_put(answer, input->source);
}

static enum mt_batch_verdict told(void *data,
                                  const struct mt_batch_answer *answer)
{
    struct told *to = data;
    size_t n = strlen(to->order);

    snprintf(to->order + n, sizeof to->order - n, "%.*s%s ",
             MT_FMT(answer->source), answer->err ? "!" : "");
    to->pages += !answer->err;
    to->failed += answer->err != NULL;
    return MT_BATCH_PAGE;
}

static void run_batch(struct told *to, bool unordered, const char *lines)
{
    struct mt_batch_options options = { .workers = 2, .seconds = 5,
                                        .unordered = unordered,
                                        .max_size = 1000 };
    struct mt_batch_events events = { .data = to, .work = upper,
                                      .answered = told };
    struct mt_batch *batch = mt_batch_new(&options, &events);
    char name[] = "/tmp/test_batch.XXXXXX";
    int fd = mkstemp(name);

    assert_int_equal(write(fd, lines, strlen(lines)), (ssize_t)strlen(lines));
    close(fd);
    assert_true(mt_sources_read(mt_batch_sources(batch), name));
    mt_batch_finish(batch);
    mt_batch_free(batch);
    unlink(name);
}

static const char lines[] = "{\"id\":\"a\",\"text\":\"slow\"}\n"
                            "{\"id\":\"b\",\"text\":\"x\"}\n"
                            "{\"id\":\"c\",\"text\":\"die\"}\n"
                            "{\"id\":\"d\",\"text\":1}\n"
                            "{\"id\":\"e\",\"text\":\"x\"}\n";

static void answers_stand_in_order(void **state)
{
    struct told to = { "", 0, 0 };

    (void)state;
    run_batch(&to, false, lines);
    assert_true(mt_str_starts(mt_str_c(to.order), MT_LIT("a b c! ")));
    assert_true(mt_str_ends(mt_str_c(to.order), MT_LIT(":4! e ")));
    assert_int_equal(to.pages, 3);
    assert_int_equal(to.failed, 2);
}

static void or_as_they_come(void **state)
{
    struct told to = { "", 0, 0 };

    (void)state;
    run_batch(&to, true, lines);
    assert_true(mt_str_ends(mt_str_c(to.order), MT_LIT("a ")));
    assert_int_equal(to.pages, 3);
    assert_int_equal(to.failed, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_come_back),
        cmocka_unit_test(turns_keep_their_order),
        cmocka_unit_test(faults_cost_one_job),
        cmocka_unit_test(memory_has_an_end),
        cmocka_unit_test(large_jobs_pass),
        cmocka_unit_test(one_worker_serves_many),
        cmocka_unit_test(answers_stand_in_order),
        cmocka_unit_test(or_as_they_come),
    };

    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
