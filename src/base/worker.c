/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/worker.h"

#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct worker {
    pthread_t thread;
    pthread_mutex_t lock; /* of all below but `started`, which is the loop's */
    pthread_cond_t work;
    struct list tasks; /* to be run */
    struct list over;  /* to come back */
    bool ends;
    bool started;
    int event;
};

struct worker *worker_new(void)
{
    struct worker *w = calloc(1, sizeof(*w));

    if (!w)
        return NULL;
    w->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (w->event < 0) {
        free(w);
        return NULL;
    }
    list_init(&w->tasks);
    list_init(&w->over);
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->work, NULL);
    return w;
}

static void tell(const struct worker *w)
{
    const uint64_t one = 1;
    ssize_t n = write(w->event, &one, sizeof(one));

    (void)n; /* already readable */
}

/* NULL: the end. */
static struct task *next_task(struct worker *w)
{
    struct task *task = NULL;

    pthread_mutex_lock(&w->lock);
    while (list_empty(&w->tasks) && !w->ends)
        pthread_cond_wait(&w->work, &w->lock);
    if (!w->ends) {
        task = container_of(w->tasks.next, struct task, link);
        list_remove(&task->link);
    }
    pthread_mutex_unlock(&w->lock);
    return task;
}

static void *work(void *arg)
{
    struct worker *w = arg;
    struct task *task;

    while ((task = next_task(w))) {
        task->run(task);
        pthread_mutex_lock(&w->lock);
        list_append(&w->over, &task->link);
        tell(w);
        pthread_mutex_unlock(&w->lock);
    }
    return NULL;
}

/* Signals are for the loop: one that the thread took would not end its
 * sleep. */
static bool start(struct worker *w)
{
    sigset_t all, before;
    int r;

    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    r = pthread_create(&w->thread, NULL, work, w);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return r == 0;
}

bool worker_do(struct worker *w, struct task *task)
{
    if (!w->started && !start(w))
        return false;
    w->started = true;
    list_init(&task->link);
    pthread_mutex_lock(&w->lock);
    list_append(&w->tasks, &task->link);
    pthread_cond_signal(&w->work);
    pthread_mutex_unlock(&w->lock);
    return true;
}

int worker_fd(const struct worker *w)
{
    return w->event;
}

static void give_back(struct list *tasks)
{
    while (!list_empty(tasks)) {
        struct task *task = container_of(tasks->next, struct task, link);

        list_remove(&task->link);
        task->done(task);
    }
}

void worker_turn(struct worker *w)
{
    struct list over = LIST_INIT(over);
    uint64_t count;
    ssize_t n;

    pthread_mutex_lock(&w->lock);
    n = read(w->event, &count, sizeof(count));
    (void)n; /* nothing to read, nothing to do */
    list_splice(&over, &w->over);
    pthread_mutex_unlock(&w->lock);
    give_back(&over);
}

void worker_free(struct worker *w)
{
    if (!w)
        return;
    pthread_mutex_lock(&w->lock);
    w->ends = true;
    pthread_cond_signal(&w->work);
    pthread_mutex_unlock(&w->lock);
    if (w->started)
        pthread_join(w->thread, NULL);
    give_back(&w->over);
    give_back(&w->tasks);
    pthread_cond_destroy(&w->work);
    pthread_mutex_destroy(&w->lock);
    close(w->event);
    free(w);
}
