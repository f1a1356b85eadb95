/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/sched: long answers, which a worker examines while the loop goes on. The
 * worker stands at a gate until a test has seen what it wants to see.
 */
#include "bundle-fixture.h"

#include <pthread.h>
#include <semaphore.h>

#define LONG ((size_t)3 << 20)

static sem_t arrived, gate;
static pthread_t loop_thread;
static bool short_elsewhere, long_here;

/* Good is what says so; a bundle has been taken apart. */
static void examine(const struct identity *of, const struct received *got,
                    struct finding *ret_finding)
{
    bool here = pthread_equal(pthread_self(), loop_thread);

    CHECK_INT(of->source, SOURCE_BIBLIO);
    CHECK(slice_is(got->media, "text/plain"));
    CHECK(got->split == !!memchr(got->body.at, '=', got->body.len));
    ret_finding->intake = slice_starts(got->body, "bad") ? INTAKE_MALFORMED
                                                         : INTAKE_GOOD;
    if (got->body.len < LONG) {
        short_elsewhere |= !here;
        return;
    }
    long_here |= here;
    sem_post(&arrived);
    sem_wait(&gate);
}

static void answer_text(struct loopback_reply *r, const char *text, size_t len)
{
    buf_printf(&r->bytes,
               "HTTP/1.1 200 Y\r\nContent-Type: text/plain\r\n"
               "Content-Length: %zu\r\n\r\n%-*s",
               len, (int)len, text);
}

/* By the first letter of the script; what was asked for together is long. */
static bool answer_in_length(const struct loopback_request *q,
                             struct loopback_reply *r)
{
    char letter = strrchr(q->path, '/')[1];
    struct buf fates = BUF_INIT(1 << 20);

    if (strcmp(q->method, "POST") == 0) {
        t_bundle_write(&fates, q->body);
        answer_text(r, buf_text(&fates), LONG);
        buf_fini(&fates);
        return true;
    }
    answer_text(r, letter == 'b' ? "bad" : "good", letter == 's' ? 4 : LONG);
    return true;
}

static void begin_examining(void)
{
    sem_init(&arrived, 0, 0);
    sem_init(&gate, 0, 0);
    loop_thread = pthread_self();
    short_elsewhere = long_here = false;
    t_sched.setup.worker = worker_new();
    t_sched.setup.examine = examine;
    t_bundle_begin();
    t_sched.on_data = answer_in_length;
}

/* As main takes the house down. */
static void end_examining(void)
{
    worker_free(t_sched.setup.worker);
    t_bundle_end();
    CHECK(!short_elsewhere);
    CHECK(!long_here);
}

static void run_until_examined(void)
{
    while (sem_trywait(&arrived) < 0)
        t_sched_turn();
}

/* One exam ends; the loop goes on until `count` have ended. */
static void let_through(unsigned count)
{
    sem_post(&gate);
    while (t_sched.ended < count) {
        worker_turn(t_sched.setup.worker);
        t_sched_turn();
    }
}

/* While it is at work, and more waits. */
static void end_worker(void)
{
    sem_post(&gate);
    sem_post(&gate);
    worker_free(t_sched.setup.worker);
}

static void others_are_answered_meanwhile(void)
{
    struct t_sched_want *w, *other;

    begin_examining();
    w = t_sched_ask("l", SOURCE_BIBLIO);
    run_until_examined();
    CHECK_INT(job_state(w->job), JOB_SENT);
    CHECK_INT(t_sched_on_wire(), 0);
    other = t_sched_ask("s", SOURCE_BIBLIO);
    t_sched_run(1);
    CHECK_INT(other->calls, 1);
    CHECK_INT(w->calls, 0);
    let_through(2);
    CHECK_INT(w->calls, 1);
    CHECK_INT(w->status, 200);
    CHECK_INT(w->body->size, LONG);
    CHECK(memcmp(w->body->data, "good ", 5) == 0);
    end_examining();
}

static void a_bad_one_is_asked_for_again(void)
{
    struct t_sched_want *w;

    begin_examining();
    w = t_sched_ask("b", SOURCE_BIBLIO);
    run_until_examined();
    sem_post(&gate);
    while (t_sched_data_requests() < 2) {
        worker_turn(t_sched.setup.worker);
        t_sched_turn();
    }
    CHECK_INT(w->calls, 0);
    run_until_examined();
    CHECK(!sched_drop(w->job));
    let_through(1);
    CHECK_INT(w->verdict.action, ACTION_FAIL);
    CHECK(w->body == NULL);
    CHECK_INT(t_sched_data_requests(), 2);
    end_examining();
}

/* Its answer is here: it is delivered, whether somebody came back or not. */
static void dropped_while_examined(void)
{
    for (int keep = 0; keep < 2; keep++) {
        struct t_sched_want *w;

        begin_examining();
        w = t_sched_ask("l", SOURCE_BIBLIO);
        run_until_examined();
        CHECK(!sched_drop(w->job));
        if (keep)
            sched_resume(w->job);
        let_through(1);
        CHECK_INT(w->calls, 1);
        CHECK_INT(w->verdict.action, ACTION_OK);
        end_examining();
    }
}

/* What was examined is delivered, whose answer ever came first; what was not is
 * as if it had not come. */
static void the_end_while_examined(void)
{
    struct t_sched_want *one, *other;

    begin_examining();
    one = t_sched_ask("l", SOURCE_BIBLIO);
    other = t_sched_ask("l", SOURCE_BIBLIO);
    run_until_examined();
    while (t_sched_on_wire())
        t_sched_turn();
    end_worker();
    CHECK(one->calls <= 1 && other->calls <= 1);
    CHECK(one->calls + other->calls >= 1);
    t_bundle_end();
}

static void a_long_bundle(void)
{
    struct t_sched_want *found, *missing;

    begin_examining();
    found = t_bundle_ask("o1", "s");
    missing = t_bundle_ask("m1", "s");
    run_until_examined();
    CHECK_INT(job_state(found->job), JOB_SENT);
    CHECK(!sched_drop(missing->job));
    let_through(2);
    CHECK_INT(t_sched_data_requests(), 1);
    CHECK(t_sched_is_body(found, "text of o1"));
    CHECK_INT(missing->verdict.error, -ENOENT);
    end_examining();
}

/* None of its jobs is lost. */
static void the_end_of_a_long_bundle(void)
{
    begin_examining();
    t_sched_ask("l", SOURCE_BIBLIO);
    run_until_examined();
    t_bundle_ask("o1", "s");
    t_bundle_ask("o2", "s");
    while (!t_sched_on_wire())
        t_sched_turn();
    while (t_sched_on_wire())
        t_sched_turn();
    end_worker();
    CHECK(t_sched.ended == 1 || t_sched.ended == 3);
    t_bundle_end();
}

static bool inspects_biblio(const struct identity *asked)
{
    return asked->source == SOURCE_BIBLIO;
}

static void find_absurd(void *arg, struct slice body, struct finding *finding)
{
    bool *here = arg;

    CHECK(slice_starts(body, "good"));
    *here = pthread_equal(pthread_self(), loop_thread);
    finding->intake = INTAKE_ABSURD;
}

/* The short one is asked for once, the bad one is not looked at again. */
static void a_second_look_is_off_the_loop(void)
{
    struct t_sched_want *w;
    bool here = true;

    t_sched.setup.inspection = (struct inspection){inspects_biblio, find_absurd,
                                                   &here};
    begin_examining();
    w = t_sched_ask("s", SOURCE_BIBLIO);
    while (!w->calls) {
        worker_turn(t_sched.setup.worker);
        t_sched_turn();
    }
    CHECK_INT(w->verdict.error, -EIO);
    CHECK(!here);
    CHECK_INT(t_sched_data_requests(), 1);
    CHECK(short_elsewhere);
    short_elsewhere = false;
    t_sched_ask("b", SOURCE_BIBLIO);
    run_until_examined();
    sem_post(&gate);
    t_sched.setup.inspection = (struct inspection){0};
    end_examining();
}

TEST_MAIN({"others are answered meanwhile", others_are_answered_meanwhile},
          {"a bad one is asked for again", a_bad_one_is_asked_for_again},
          {"dropped while examined", dropped_while_examined},
          {"the end while examined", the_end_while_examined},
          {"a second look is off the loop", a_second_look_is_off_the_loop},
          {"a long bundle", a_long_bundle},
          {"the end of a long bundle", the_end_of_a_long_bundle})
