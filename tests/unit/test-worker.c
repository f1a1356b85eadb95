/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/worker.h"

#include "check.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TASKS = 1000 };

struct work {
    struct task task;
    pthread_t thread; /* that ran it */
    bool ran, is_done;
    int order;
};

static struct worker *worker;
static struct work works[TASKS];
static int done_so_far;
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

static struct work *work_of(struct task *task)
{
    return container_of(task, struct work, task);
}

static void run(struct task *task)
{
    work_of(task)->thread = pthread_self();
    work_of(task)->ran = true;
}

static void run_when_open(struct task *task)
{
    pthread_mutex_lock(&gate);
    pthread_mutex_unlock(&gate);
    run(task);
}

static void done(struct task *task)
{
    struct work *w = work_of(task);

    CHECK(!w->is_done);
    w->is_done = true;
    w->order = done_so_far++;
}

/* Comes back once more. */
static void done_then_again(struct task *task)
{
    task->done = done;
    CHECK(worker_do(worker, task));
}

static void begin(void)
{
    memset(works, 0, sizeof(works));
    done_so_far = 0;
    worker = worker_new();
    CHECK(worker != NULL);
    for (int i = 0; i < TASKS; i++)
        works[i].task = (struct task){.run = run, .done = done};
}

static bool is_ready(int timeout)
{
    struct pollfd fd = {.fd = worker_fd(worker), .events = POLLIN};

    return poll(&fd, 1, timeout) == 1;
}

static void until_done(int count)
{
    while (done_so_far < count && is_ready(20000))
        worker_turn(worker);
    CHECK_INT(done_so_far, count);
}

static void all_come_back_in_order(void)
{
    begin();
    worker_turn(worker);
    CHECK(!is_ready(0));
    for (int i = 0; i < TASKS; i++)
        CHECK(worker_do(worker, &works[i].task));
    until_done(TASKS);
    for (int i = 0; i < TASKS; i++) {
        CHECK(works[i].ran && !pthread_equal(works[i].thread, pthread_self()));
        CHECK_INT(works[i].order, i);
    }
    CHECK(!is_ready(0));
    worker_free(worker);
}

static void one_may_go_again_from_its_done(void)
{
    begin();
    works[0].task.done = done_then_again;
    CHECK(worker_do(worker, &works[0].task));
    until_done(1);
    worker_free(worker);
}

/* `count` long ones after one that waits for the gate, then short ones. */
static void crowd(int count, int shorts)
{
    begin();
    pthread_mutex_lock(&gate);
    works[0].task.run = run_when_open;
    for (int i = 0; i <= count + shorts; i++) {
        works[i].task.size = i > count ? 1000 : 1000000;
        CHECK(worker_do(worker, &works[i].task));
    }
    pthread_mutex_unlock(&gate);
    until_done(1 + count + shorts);
    worker_free(worker);
}

static void a_short_one_does_not_wait_for_long_ones(void)
{
    crowd(5, 2);
    for (int i = 1; i <= 5; i++)
        CHECK(works[i].order > works[6].order);
    CHECK(works[7].order > works[6].order);
    CHECK(works[2].order > works[1].order);
}

static void a_long_one_gets_its_turn(void)
{
    crowd(1, OVERTAKEN_MAX * 2);
    CHECK(works[1].order <= OVERTAKEN_MAX + 1);
}

/* Three of a group, then one of another, while the first waits for the gate. */
static void a_group_comes_back_together(void)
{
    begin();
    pthread_mutex_lock(&gate);
    works[0].task.run = run_when_open;
    for (int i = 0; i < 4; i++) {
        works[i].task.group = i < 3 ? 7 : 8;
        CHECK(worker_do(worker, &works[i].task));
    }
    pthread_mutex_unlock(&gate);
    CHECK(is_ready(20000));
    worker_turn(worker);
    CHECK(done_so_far >= 3);
    until_done(4);
    worker_free(worker);
}

/* The running one ends; all come back, run or not. */
static void the_end_gives_all_back(void)
{
    begin();
    pthread_mutex_lock(&gate);
    works[0].task.run = run_when_open;
    for (int i = 0; i < TASKS; i++)
        CHECK(worker_do(worker, &works[i].task));
    pthread_mutex_unlock(&gate);
    worker_free(worker);
    CHECK_INT(done_so_far, TASKS);
    for (int i = 1; i < TASKS; i++)
        CHECK(works[i - 1].ran || !works[i].ran);
}

static void one_that_never_worked(void)
{
    begin();
    worker_free(worker);
    worker_free(NULL);
}

/* All are run, since somebody asked for them to be. */
static void who_leaves_lets_it_finish(void)
{
    begin();
    for (int i = 0; i < TASKS; i++)
        CHECK(worker_do(worker, &works[i].task));
    CHECK(worker_leave(worker, 60000));
    CHECK_INT(done_so_far, TASKS);
    for (int i = 0; i < TASKS; i++)
        CHECK(works[i].ran);
    begin();
    CHECK(worker_leave(worker, 0));
}

/* What is left behind is never freed: a child leaves no leak here. */
static void who_leaves_does_not_wait_for_ever(void)
{
    int status = -1;
    pid_t child = fork();

    if (child == 0) {
        begin();
        pthread_mutex_lock(&gate);
        works[0].task.run = run_when_open;
        CHECK(worker_do(worker, &works[0].task));
        CHECK(!worker_leave(worker, 1));
        CHECK_INT(done_so_far, 0);
        _exit(check_failed);
    }
    CHECK(waitpid(child, &status, 0) == child);
    CHECK_INT(status, 0);
}

static sigset_t seen;

static void look_at_signals(struct task *task)
{
    pthread_sigmask(SIG_SETMASK, NULL, &seen);
    run(task);
}

/* The loop's tick must reach the loop. */
static void signals_are_not_its_own(void)
{
    sigset_t mine;

    begin();
    works[0].task.run = look_at_signals;
    CHECK(worker_do(worker, &works[0].task));
    until_done(1);
    CHECK(sigismember(&seen, SIGALRM) && sigismember(&seen, SIGTERM));
    pthread_sigmask(SIG_SETMASK, NULL, &mine);
    CHECK(!sigismember(&mine, SIGALRM));
    worker_free(worker);
}

TEST_MAIN({"all come back in order", all_come_back_in_order},
          {"one may go again from its done", one_may_go_again_from_its_done},
          {"a short one does not wait for long ones",
           a_short_one_does_not_wait_for_long_ones},
          {"a group comes back together", a_group_comes_back_together},
          {"a long one gets its turn", a_long_one_gets_its_turn},
          {"the end gives all back", the_end_gives_all_back},
          {"one that never worked", one_that_never_worked},
          {"who leaves lets it finish", who_leaves_lets_it_finish},
          {"who leaves does not wait for ever",
           who_leaves_does_not_wait_for_ever},
          {"signals are not its own", signals_are_not_its_own})
