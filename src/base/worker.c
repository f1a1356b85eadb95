/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/worker.h"

#include "base/clock.h"

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
    pthread_cond_t end;
    struct list tasks; /* to be run */
    struct list over;  /* to come back */
    bool ends;         /* at once */
    bool leaves;       /* when there is no task */
    bool ended;
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
    pthread_cond_init(&w->end, NULL);
    return w;
}

static void announce(const struct worker *w)
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
    while (list_empty(&w->tasks) && !w->ends && !w->leaves)
        pthread_cond_wait(&w->work, &w->lock);
    if (!list_empty(&w->tasks) && !w->ends) {
        task = container_of(w->tasks.next, struct task, link);
        list_remove(&task->link);
    }
    pthread_mutex_unlock(&w->lock);
    return task;
}

/* Of its group another one is next: the loop need not wake for this one. */
static bool is_followed(const struct worker *w, const struct task *task)
{
    return task->group && !list_empty(&w->tasks) && !w->ends &&
           container_of(w->tasks.next, struct task, link)->group == task->group;
}

static void *work(void *arg)
{
    struct worker *w = arg;
    struct task *task;

    while ((task = next_task(w))) {
        task->run(task);
        pthread_mutex_lock(&w->lock);
        list_append(&w->over, &task->link);
        if (!is_followed(w, task))
            announce(w);
        pthread_mutex_unlock(&w->lock);
    }
    pthread_mutex_lock(&w->lock);
    w->ended = true;
    pthread_cond_signal(&w->end);
    pthread_mutex_unlock(&w->lock);
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

static bool lets_pass(struct task *before, const struct task *task)
{
    return before->size / 2 > task->size && task->size &&
           before->overtaken < OVERTAKEN_MAX;
}

/* After the last one that does not let it pass. */
static void enqueue(struct worker *w, struct task *task)
{
    struct list *at = w->tasks.prev;

    while (at != &w->tasks) {
        struct task *before = container_of(at, struct task, link);

        if (!lets_pass(before, task))
            break;
        before->overtaken++;
        at = at->prev;
    }
    list_append(at->next, &task->link);
}

bool worker_do(struct worker *w, struct task *task)
{
    if (!w->started && !start(w))
        return false;
    w->started = true;
    list_init(&task->link);
    pthread_mutex_lock(&w->lock);
    task->overtaken = 0;
    enqueue(w, task);
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

static void take_over(struct worker *w, struct list *ret_over)
{
    uint64_t count;
    ssize_t n;

    pthread_mutex_lock(&w->lock);
    n = read(w->event, &count, sizeof(count));
    (void)n; /* nothing to read, nothing to do */
    list_splice(ret_over, &w->over);
    pthread_mutex_unlock(&w->lock);
}

void worker_turn(struct worker *w)
{
    struct list over = LIST_INIT(over);

    take_over(w, &over);
    give_back(&over);
}

static void give_all_back(struct worker *w)
{
    worker_turn(w);
    give_back(&w->tasks);
    pthread_cond_destroy(&w->work);
    pthread_cond_destroy(&w->end);
    pthread_mutex_destroy(&w->lock);
    close(w->event);
    free(w);
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
    give_all_back(w);
}

bool worker_leave(struct worker *w, int64_t ms)
{
    const struct timespec until = clock_after(ms);
    bool in_time;

    pthread_mutex_lock(&w->lock);
    w->leaves = true;
    pthread_cond_signal(&w->work);
    while (w->started && !w->ended &&
           pthread_cond_clockwait(&w->end, &w->lock, CLOCK_MONOTONIC, &until) ==
               0)
        ;
    in_time = !w->started || w->ended;
    pthread_mutex_unlock(&w->lock);
    if (!in_time) {
        pthread_detach(w->thread);
        return false;
    }
    if (w->started)
        pthread_join(w->thread, NULL);
    give_all_back(w);
    return true;
}
