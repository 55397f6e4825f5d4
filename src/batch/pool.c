/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE /* MSG_NOSIGNAL, RLIMIT_AS */
#include "batch/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "batch/clock.h"
#include "batch/frame.h"

enum {
    CHUNK = 64 * 1024,
    KEEP = 1024 * 1024, /* what an idle worker's buffer may hold on to */
    OUT_OF_MEMORY = 71, /* exit status of a worker */
    GRACE = 5, /* seconds before a worker that nobody watches ends itself */
};

enum state { NONE, IDLE, SENDING, READING };

struct worker {
    enum state state;
    pid_t pid;
    int fd;
    uint64_t ticket;
    struct mt_buf job, answer; /* both with their length in front */
    size_t sent;
    double deadline;
};

struct mt_pool {
    struct mt_pool_options options;
    struct worker *workers;
};

struct mt_pool *mt_pool_new(const struct mt_pool_options *options)
{
    struct mt_pool *pool = mt_alloc(sizeof *pool);

    pool->options = *options;
    pool->workers = mt_alloc(options->workers * sizeof *pool->workers);
    return pool;
}

/* ------------------------------------------------------ inside a worker -- */

static bool take_all(int fd, char *to, size_t n)
{
    while (n) {
        ssize_t got = read(fd, to, n);

        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        if (got > 0)
            to += got, n -= (size_t)got;
    }
    return true;
}

static bool give_all(int fd, mt_str s)
{
    while (s.n) {
        ssize_t n = write(fd, s.p, s.n);

        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            s = mt_str_sub(s, (size_t)n, s.n);
    }
    return true;
}

static void end_without_memory(void)
{
    _exit(OUT_OF_MEMORY);
}

/* The files of the caller are none of a worker's business: it would keep
 * connections and locks open. */
static void leave_files(int keep)
{
    long most = sysconf(_SC_OPEN_MAX);
    int null = open("/dev/null", O_RDWR);

    for (int fd = 3; fd < (most > 4096 || most < 0 ? 4096 : most); fd++)
        if (fd != keep && fd != null)
            close(fd);
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
}

static void set_limits(const struct mt_pool_options *options)
{
#if !defined(__SANITIZE_ADDRESS__) /* which maps terabytes */
    struct rlimit memory = { options->memory, options->memory };

    if (options->memory)
        setrlimit(RLIMIT_AS, &memory);
#endif
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    (void)options;
}

/* Signals that end the run go to the caller, who lets jobs be finished. */
static void set_signals(void)
{
    static const int ignored[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE };

    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        signal(ignored[i], SIG_IGN);
    signal(SIGALRM, SIG_DFL);
    mt_set_oom(end_without_memory);
}

/* Answers jobs until the caller goes away. */
static void serve(const struct mt_pool_options *options, int fd)
{
    struct mt_buf job = { 0 }, answer = { 0 };
    uint64_t n;

    while (take_all(fd, (char *)&n, sizeof n)) {
        mt_buf_clear(&job);
        if (!take_all(fd, mt_buf_room(&job, (size_t)n), (size_t)n))
            break;
        job.n = (size_t)n;
        mt_buf_clear(&answer);
        mt_frame_put_number(&answer, 0);
        alarm((unsigned)options->seconds + GRACE);
        options->work(options->data, mt_buf_str(&job), &answer);
        alarm(0);
        n = answer.n - sizeof n;
        memcpy(answer.p, &n, sizeof n);
        if (!give_all(fd, mt_buf_str(&answer)))
            break;
        if (job.cap > KEEP)
            mt_buf_release(&job);
        if (answer.cap > KEEP)
            mt_buf_release(&answer);
    }
    _exit(0);
}

/* -------------------------------------------------- workers come and go -- */

static bool start(struct mt_pool *pool, struct worker *worker)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return false;
    worker->pid = fork();
    if (worker->pid == 0) {
        set_signals();
        leave_files(ends[1]);
        set_limits(&pool->options);
        serve(&pool->options, ends[1]);
    }
    close(ends[1]);
    if (worker->pid < 0) {
        close(ends[0]);
        return false;
    }
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    worker->fd = ends[0];
    worker->state = IDLE;
    return true;
}

/* Returns what waitpid says of a worker that ends by itself or is ended. */
static int bury(struct worker *worker)
{
    int status = 0;

    close(worker->fd);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        ;
    mt_buf_release(&worker->job);
    mt_buf_release(&worker->answer);
    worker->state = NONE;
    return status;
}

void mt_pool_free(struct mt_pool *pool)
{
    if (!pool)
        return;
    for (size_t i = 0; i < pool->options.workers; i++)
        if (pool->workers[i].state != NONE) {
            kill(pool->workers[i].pid, SIGKILL);
            bury(&pool->workers[i]);
        }
    free(pool->workers);
    free(pool);
}

/* --------------------------------------------------------- jobs go out -- */

static bool is_busy(const struct worker *worker)
{
    return worker->state == SENDING || worker->state == READING;
}

size_t mt_pool_busy(const struct mt_pool *pool)
{
    size_t n = 0;

    for (size_t i = 0; i < pool->options.workers; i++)
        n += is_busy(&pool->workers[i]);
    return n;
}

bool mt_pool_has_room(const struct mt_pool *pool)
{
    return mt_pool_busy(pool) < pool->options.workers;
}

/* An idle worker that somebody has killed must not cost a job. */
static bool is_alive(struct worker *worker)
{
    if (waitpid(worker->pid, NULL, WNOHANG) == 0)
        return true;
    close(worker->fd);
    worker->state = NONE;
    return false;
}

/* One that waits, before one that would have to be made. */
static struct worker *find_worker(struct mt_pool *pool)
{
    struct worker *free_slot = NULL;

    for (size_t i = 0; i < pool->options.workers; i++) {
        struct worker *worker = &pool->workers[i];

        if (worker->state == IDLE && is_alive(worker))
            return worker;
        if (worker->state == NONE)
            free_slot = worker;
    }
    return free_slot;
}

static void send_more(struct worker *worker)
{
    while (worker->sent < worker->job.n) {
        ssize_t n = send(worker->fd, worker->job.p + worker->sent,
                         worker->job.n - worker->sent,
                         MSG_DONTWAIT | MSG_NOSIGNAL);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return; /* full, or dead: then reading will tell */
        worker->sent += (size_t)n;
    }
    worker->state = READING;
    mt_buf_clear(&worker->job);
    if (worker->job.cap > KEEP)
        mt_buf_release(&worker->job);
}

void mt_pool_give(struct mt_pool *pool, uint64_t ticket, mt_str job)
{
    struct worker *worker = find_worker(pool);

    if (worker->state == NONE && !start(pool, worker)) {
        pool->options.done(pool->options.data, ticket, MT_POOL_CRASHED,
                           MT_LIT(""));
        return;
    }
    mt_buf_clear(&worker->job);
    mt_buf_clear(&worker->answer);
    mt_frame_put(&worker->job, job);
    worker->ticket = ticket;
    worker->sent = 0;
    worker->deadline = mt_clock() + pool->options.seconds;
    worker->state = SENDING;
    send_more(worker);
}

/* ----------------------------------------------------- answers come in -- */

static enum mt_pool_end end_of(int status)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == OUT_OF_MEMORY)
        return MT_POOL_MEMORY;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        return MT_POOL_TIMEOUT;
    return MT_POOL_CRASHED;
}

/* True while the worker lives. */
static bool read_more(struct worker *worker)
{
    for (;;) {
        char *to = mt_buf_room(&worker->answer, CHUNK);
        ssize_t n = recv(worker->fd, to, CHUNK, MSG_DONTWAIT);

        if (n > 0)
            worker->answer.n += (size_t)n;
        else if (n == 0 || (errno != EINTR && errno != EAGAIN &&
                            errno != EWOULDBLOCK))
            return false;
        else if (errno != EINTR)
            return true;
    }
}

static void finish(struct mt_pool *pool, struct worker *worker)
{
    struct mt_buf answer = worker->answer;
    mt_str frame = mt_buf_str(&answer), body;

    if (!mt_frame_str(&frame, &body))
        return; /* not whole yet */
    worker->answer = (struct mt_buf){ 0 };
    worker->state = IDLE;
    pool->options.done(pool->options.data, worker->ticket, MT_POOL_DONE, body);
    mt_buf_clear(&answer);
    if (answer.cap > KEEP || worker->answer.p)
        mt_buf_release(&answer);
    else
        worker->answer = answer; /* for the job that done may have given */
}

static void lose(struct mt_pool *pool, struct worker *worker,
                 bool out_of_time)
{
    int status;

    if (out_of_time)
        kill(worker->pid, SIGKILL);
    status = bury(worker);
    pool->options.done(pool->options.data, worker->ticket,
                       out_of_time ? MT_POOL_TIMEOUT : end_of(status),
                       MT_LIT(""));
}

static void step(struct mt_pool *pool, struct worker *worker)
{
    bool alive;

    if (worker->state == SENDING)
        send_more(worker);
    alive = read_more(worker);
    finish(pool, worker);
    if (!is_busy(worker))
        return;
    if (!alive)
        lose(pool, worker, false);
    else if (mt_clock() > worker->deadline)
        lose(pool, worker, true);
}

void mt_pool_step(struct mt_pool *pool)
{
    for (size_t i = 0; i < pool->options.workers; i++)
        if (is_busy(&pool->workers[i]))
            step(pool, &pool->workers[i]);
}

size_t mt_pool_watch(const struct mt_pool *pool, struct pollfd *fds,
                     int *timeout_ms)
{
    size_t n = 0;

    for (size_t i = 0; i < pool->options.workers; i++) {
        const struct worker *worker = &pool->workers[i];
        double left = (worker->deadline - mt_clock()) * 1000;

        if (!is_busy(worker))
            continue;
        fds[n].fd = worker->fd;
        fds[n].events =
            (short)(worker->state == SENDING ? POLLIN | POLLOUT : POLLIN);
        fds[n++].revents = 0;
        if (left < *timeout_ms)
            *timeout_ms = left > 0 ? (int)left + 1 : 0;
    }
    return n;
}
