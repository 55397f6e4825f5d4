/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "fetch/lookup.h"

#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/buf.h"
#include "base/mem.h"

/* Of whoever asks and of the thread: the last one frees it. */
struct mt_lookup {
    atomic_int owners, answer;
    struct mt_buf host;
};

static void let_go(struct mt_lookup *lookup)
{
    if (atomic_fetch_sub(&lookup->owners, 1) > 1)
        return;
    mt_buf_release(&lookup->host);
    free(lookup);
}

static void *look_up(void *data)
{
    static const struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
    struct mt_lookup *lookup = data;
    struct addrinfo *found = NULL;
    int trouble = getaddrinfo(lookup->host.p, NULL, &hints, &found);

    if (found)
        freeaddrinfo(found);
    atomic_store(&lookup->answer, trouble == 0 || trouble == EAI_AGAIN
                                      ? MT_LOOKUP_TROUBLE
                                      : MT_LOOKUP_NO_SUCH_HOST);
    let_go(lookup);
    return NULL;
}

/* Signals are for the thread that looks whether there were any. */
static bool start(struct mt_lookup *lookup)
{
    pthread_attr_t detached;
    pthread_t thread;
    sigset_t all, before;
    bool started;

    sigfillset(&all);
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    started = pthread_create(&thread, &detached, look_up, lookup) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&detached);
    return started;
}

struct mt_lookup *mt_lookup_new(mt_str host)
{
    struct mt_lookup *lookup = mt_alloc(sizeof *lookup);

    atomic_init(&lookup->owners, 2);
    atomic_init(&lookup->answer, MT_LOOKUP_RUNNING);
    mt_buf_put(&lookup->host, host);
    if (!start(lookup)) {
        atomic_store(&lookup->answer, MT_LOOKUP_TROUBLE);
        let_go(lookup);
    }
    return lookup;
}

enum mt_lookup_answer mt_lookup_answer(struct mt_lookup *lookup)
{
    return (enum mt_lookup_answer)atomic_load(&lookup->answer);
}

void mt_lookup_free(struct mt_lookup *lookup)
{
    if (lookup)
        let_go(lookup);
}
