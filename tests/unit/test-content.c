/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tree/content over a scheduler that is played here: this file defines the
 * functions of net/sched.h that content calls, so the linker takes no other.
 * Judging stays real: bodies go through doc/intake and ops/verdict.
 */
#include "tree/content.h"

#include "check.h"
#include "dice.h"

#include <errno.h>
#include <stdlib.h>

#define TIMEOUT_MS 5000
#define BUDGET ((size_t)64 * 1024)
#define OPEN "<w:world-patent-data xmlns:w=\"http://ops.epo.org\">"
#define CLOSE "</w:world-patent-data>"
#define FAULT(code)                                                            \
    "<fault xmlns=\"http://ops.epo.org\"><code>" code "</code>"                \
    "<message>told</message></fault>"

/* --- the scheduler ------------------------------------------------------ */

struct job {
    struct list link;
    const struct job_owner *calls;
    void *owner;
    char *path;
    enum job_state state;
    struct verdict last;
    bool unwanted;
};

static struct list jobs;
static unsigned asked, dropped, kept;
static bool memory_is_out;

struct job *sched_ask(struct sched *s, const struct request *request,
                      const struct job_owner *calls, void *owner)
{
    struct job *j = memory_is_out ? NULL : calloc(1, sizeof(*j));

    (void)s;
    if (!j)
        return NULL;
    asked++;
    j->calls = calls;
    j->owner = owner;
    j->state = JOB_WAITS_PACE;
    j->path = strdup(request->path);
    list_append(&jobs, &j->link);
    return j;
}

static void job_gone(struct job *j)
{
    list_remove(&j->link);
    free(j->path);
    free(j);
}

bool sched_drop(struct sched *s, struct job *j)
{
    (void)s;
    dropped++;
    if (j->state == JOB_SENT) {
        CHECK(!j->unwanted);
        j->unwanted = true;
        return false;
    }
    job_gone(j);
    return true;
}

void sched_keep(struct job *j)
{
    CHECK(j->unwanted);
    kept++;
    j->unwanted = false;
}

enum job_state job_state(const struct job *j)
{
    return j->state;
}

const struct verdict *job_last(const struct job *j)
{
    return &j->last;
}

/* --- OPS ---------------------------------------------------------------- */

static struct content *content;
static struct instant now;

static struct job *only_job(void)
{
    CHECK(!list_empty(&jobs) && jobs.next == jobs.prev);
    return container_of(jobs.next, struct job, link);
}

static struct verdict judged(struct job *j, enum transport transport,
                             int status, struct slice body)
{
    struct attempt a = {.transport = transport, .status = status,
                        .body = body, .media = SLICE("application/xml"),
                        .trouble = transport ? "no route" : ""};
    struct limits limits;

    limits_init(&limits);
    a.limits = &limits;
    j->last = j->calls->judge(j->owner, &a);
    return j->last;
}

static void finish(struct job *j, const struct outcome *o)
{
    const struct job_owner *calls = j->calls;
    void *owner = j->owner;

    job_gone(j);
    calls->done(owner, o);
}

/* The last attempt at a job: whatever it brings is the end of it. */
static void answer_bytes(struct job *j, int status, struct slice body)
{
    struct outcome o = {.verdict = judged(j, TRANSPORT_OK, status, body),
                        .status = status};

    if (o.verdict.action == ACTION_OK)
        o.body = blob_copy(body.at, body.len);
    else if (o.verdict.action != ACTION_QUOTA)
        o.verdict.action = ACTION_FAIL;
    finish(j, &o);
}

static void answer(struct job *j, int status, const char *body)
{
    answer_bytes(j, status, slice_of(body));
}

/* A good answer of `size` bytes, filled with `fill`. */
static void answer_sized(struct job *j, size_t size, char fill)
{
    char *body = malloc(size);
    size_t open = strlen(OPEN), close = strlen(CLOSE);

    memset(body, fill, size);
    memcpy(body, OPEN, open);
    memcpy(body + size - close, CLOSE, close);
    answer_bytes(j, 200, (struct slice){body, size});
    free(body);
}

/* The scheduler's own failures: nobody judged an answer. */
static void fail_unjudged(struct job *j, int error)
{
    finish(j, &(struct outcome){
                  .verdict = {.action = ACTION_FAIL, .error = error,
                              .advice = "wait"}});
}

/* --- readers ------------------------------------------------------------ */

struct reader {
    struct waiter w;
    unsigned woken;
    int r;
    struct blob *blob;
    int64_t wall;
    struct why why;
    bool told_why;
    void (*then)(struct reader *self);
    struct reader *other;
};

static void wake(struct waiter *w, int r, const struct answer *a,
                 const struct why *why)
{
    struct reader *self = container_of(w, struct reader, w);

    CHECK(r != -EINPROGRESS);
    CHECK_INT(a != NULL, r == 0);
    self->woken++;
    self->r = r;
    blob_unref(self->blob);
    self->blob = a ? blob_ref(a->blob) : NULL;
    self->wall = a ? a->wall : 0;
    self->told_why = why != NULL;
    self->why = why ? *why : (struct why){0};
    if (self->then)
        self->then(self);
}

static struct request request_of(const char *path)
{
    struct request r = {.accept = "application/xml",
                        .source = SOURCE_REGISTER, .form = FORM_XML};

    snprintf(r.path, sizeof(r.path), "%s", path);
    return r;
}

static int want(struct reader *self, const char *path)
{
    struct request request = request_of(path);
    struct answer a = {0};
    const struct why *why = NULL;
    int r;

    self->w.wake = wake;
    r = content_want(content, &request, now, &self->w, &a, &why);
    if (r == -EINPROGRESS)
        return r;
    self->r = r;
    blob_unref(self->blob);
    self->blob = r == 0 ? blob_ref(a.blob) : NULL;
    self->wall = r == 0 ? a.wall : 0;
    self->told_why = why != NULL;
    self->why = why ? *why : (struct why){0};
    return r;
}

static void done_with(struct reader *readers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        content_leave(content, &readers[i].w);
        blob_unref(readers[i].blob);
        readers[i].blob = NULL;
    }
}

#define DONE_WITH(readers)                                                     \
    done_with((readers), sizeof(readers) / sizeof(*(readers)))

static int peek(const char *path)
{
    struct request request = request_of(path);
    struct answer a;

    return content_peek(content, &request, now, &a);
}

static struct content_report report(void)
{
    struct content_report r;

    content_report(content, &r);
    return r;
}

/* --- the house ---------------------------------------------------------- */

static void begin_with(size_t budget)
{
    struct content_options options = {.budget = budget,
                                      .timeout_ms = TIMEOUT_MS};

    list_init(&jobs);
    asked = dropped = kept = 0;
    memory_is_out = false;
    now = (struct instant){.ms = 1000, .wall = 1700000000};
    content = content_new(&options);
}

static void begin(void)
{
    begin_with(BUDGET);
}

static void later(int64_t ms)
{
    now.ms += ms;
    now.wall += ms / 1000;
    content_turn(content, now);
}

/* As main takes the house down: the scheduler first. */
static void end(void)
{
    CHECK_INT(report().waiting, 0);
    list_each_safe(at, &jobs) job_gone(container_of(at, struct job, link));
    content_free(content);
}

static const int64_t fresh_ms = 3600 * 1000;      /* of the register */
static const int64_t absent_ms = 10 * 60 * 1000;

/* --- cases -------------------------------------------------------------- */

static void one_flight_for_many(void)
{
    struct reader readers[20] = {0};

    begin();
    for (size_t i = 0; i < 20; i++)
        CHECK_INT(want(&readers[i], "a"), -EINPROGRESS);
    CHECK_INT(asked, 1);
    CHECK_INT(report().waiting, 20);
    answer(only_job(), 200, OPEN CLOSE);
    for (size_t i = 0; i < 20; i++) {
        CHECK_INT(readers[i].woken, 1);
        CHECK_INT(readers[i].r, 0);
        CHECK(readers[i].blob == readers[0].blob);
        CHECK(readers[i].w.entry == NULL);
    }
    CHECK_INT(report().waiting, 0);
    CHECK_INT(want(&readers[0], "a"), 0);
    CHECK_INT(readers[0].wall, 1700000000);
    CHECK_INT(asked, 1);
    CHECK_INT(report().hits, 1);
    CHECK_INT(report().misses, 20);
    CHECK_INT(readers[0].woken, 1);
    DONE_WITH(readers);
    end();
}

static void different_wishes_are_different_flights(void)
{
    struct reader readers[3] = {0};
    struct request json = request_of("a");
    struct answer a;
    const struct why *why;

    begin();
    CHECK_INT(want(&readers[0], "a"), -EINPROGRESS);
    CHECK_INT(want(&readers[1], "b"), -EINPROGRESS);
    json.form = FORM_JSON;
    readers[2].w.wake = wake;
    CHECK_INT(content_want(content, &json, now, &readers[2].w, &a, &why),
              -EINPROGRESS);
    CHECK_INT(asked, 3);
    CHECK_INT(report().entries, 3);
    answer(container_of(jobs.next, struct job, link), 200, OPEN CLOSE);
    CHECK_INT(readers[0].woken, 1);
    CHECK_INT(readers[1].woken + readers[2].woken, 0);
    DONE_WITH(readers);
    end();
}

static void fresh_as_long_as_the_source_says(void)
{
    struct reader r[1] = {0};
    struct blob *first;

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN CLOSE);
    first = blob_ref(r->blob);
    later(fresh_ms - 1);
    CHECK_INT(want(r, "a"), 0);
    CHECK_INT(peek("a"), 0);
    later(1);
    CHECK_INT(peek("a"), -EAGAIN);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r->wall, 1700000000);
    CHECK(r->blob != first);
    later(fresh_ms);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN "<new/>" CLOSE);
    CHECK_INT(r->wall, now.wall);
    CHECK(memcmp(first->data, OPEN CLOSE, first->size) == 0);
    blob_unref(first);
    DONE_WITH(r);
    end();
}

static void an_absence_is_remembered_for_a_while(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 404, FAULT("SERVER.EntityNotFound"));
    CHECK_INT(r->r, -ENOENT);
    CHECK(r->told_why);
    CHECK_INT(r->why.status, 404);
    CHECK_STR(r->why.code, "SERVER.EntityNotFound");
    CHECK_STR(r->why.message, "told");
    later(absent_ms - 1);
    CHECK_INT(peek("a"), -ENOENT);
    CHECK_INT(want(r, "a"), -ENOENT);
    CHECK(r->told_why && r->why.wall == 1700000000);
    CHECK_INT(asked, 1);
    later(1);
    CHECK_INT(peek("a"), -EAGAIN);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r->r, 0);
    CHECK(!r->told_why);
    CHECK_INT(want(r, "a"), 0);
    DONE_WITH(r);
    end();
}

static void what_will_not_change_is_remembered_for_a_day(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 404, FAULT("CLIENT.InvalidCountryCode"));
    later((int64_t)24 * 3600 * 1000 - 1);
    CHECK_INT(want(r, "a"), -ENOENT);
    later(1);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    DONE_WITH(r);
    end();
}

static void trouble_is_remembered_briefly(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 500, FAULT("SERVER.DomainAccess"));
    CHECK_INT(r->r, -EIO);
    later(1999);
    CHECK_INT(want(r, "a"), -EIO);
    CHECK_STR(r->why.code, "SERVER.DomainAccess");
    later(1);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    DONE_WITH(r);
    end();
}

static void nonsense_is_not_served(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN "<cut off>");
    CHECK_INT(r->r, -EIO);
    CHECK(r->blob == NULL);
    later(2000);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, "<!DOCTYPE x [<!ENTITY e 'x'>]>" OPEN CLOSE);
    CHECK_INT(r->r, -EIO);
    later(2000);
    CHECK_INT(want(r, "a"), -EIO);
    DONE_WITH(r);
    end();
}

static void the_reason_is_of_the_last_attempt(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 404, FAULT("SERVER.EntityNotFound"));
    later(absent_ms);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    fail_unjudged(only_job(), -EDQUOT);
    CHECK_INT(r->r, -EDQUOT);
    CHECK_STR(r->why.code, "");
    CHECK_STR(r->why.message, "");
    CHECK_STR(r->why.advice, "wait");
    DONE_WITH(r);
    end();
}

/* --- time --------------------------------------------------------------- */

static void waiters_are_woken_when_their_time_is_up(void)
{
    struct reader readers[2] = {0};

    begin();
    CHECK(content_deadline(content) == NEVER);
    CHECK_INT(want(&readers[0], "a"), -EINPROGRESS);
    only_job()->state = JOB_SENT;
    later(1000);
    CHECK_INT(want(&readers[1], "a"), -EINPROGRESS);
    CHECK_INT(content_deadline(content), 1000 + TIMEOUT_MS);
    later(TIMEOUT_MS - 1001);
    CHECK_INT(readers[0].woken, 0);
    later(1);
    CHECK_INT(readers[0].woken, 1);
    CHECK_INT(readers[0].r, -ETIMEDOUT);
    CHECK(readers[0].told_why && readers[0].why.advice[0]);
    CHECK_INT(readers[1].woken, 0);
    CHECK_INT(dropped, 0);
    CHECK_INT(content_deadline(content), 2000 + TIMEOUT_MS);
    later(1000);
    CHECK_INT(readers[1].woken, 1);
    CHECK_INT(dropped, 1);
    CHECK(content_deadline(content) == NEVER);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(readers[0].woken + readers[1].woken, 2);
    CHECK_INT(want(&readers[0], "a"), 0);
    DONE_WITH(readers);
    end();
}

/* Who asks late still has all of its time, though the flight is old. */
static void what_held_a_job_back_is_told(void)
{
    static const struct {
        enum job_state state;
        int status, error;
    } rows[] = {
        {JOB_WAITS_PACE, 0, -EBUSY},     {JOB_WAITS_TOKEN, 0, -ETIMEDOUT},
        {JOB_SENT, 0, -ETIMEDOUT},       {JOB_WAITS_RETRY, 500, -EIO},
        {JOB_WAITS_RETRY, 408, -ETIMEDOUT}, {JOB_SENT, 503, -EIO},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct reader r[1] = {0};

        begin();
        CHECK_INT(want(r, "a"), -EINPROGRESS);
        if (rows[i].status)
            judged(only_job(), TRANSPORT_OK, rows[i].status,
                   SLICE(FAULT("SERVER.X")));
        only_job()->state = rows[i].state;
        later(TIMEOUT_MS);
        CHECK_INT(r->woken, 1);
        CHECK_INT(r->r, rows[i].error);
        CHECK_STR(r->why.code, rows[i].status ? "SERVER.X" : "");
        CHECK(r->why.advice && r->why.advice[0]);
        DONE_WITH(r);
        end();
    }
}

static void trouble_of_the_network_is_told(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    judged(only_job(), TRANSPORT_UNREACHABLE, 0, SLICE(""));
    only_job()->state = JOB_WAITS_RETRY;
    later(TIMEOUT_MS);
    CHECK_INT(r->r, -EIO);
    CHECK_STR(r->why.message, "no route");
    DONE_WITH(r);
    end();
}

/* --- leaving ------------------------------------------------------------ */

static void the_last_to_leave_drops_the_job(void)
{
    struct reader readers[2] = {0};

    begin();
    CHECK_INT(want(&readers[0], "a"), -EINPROGRESS);
    CHECK_INT(want(&readers[1], "a"), -EINPROGRESS);
    content_leave(content, &readers[0].w);
    CHECK_INT(dropped, 0);
    content_leave(content, &readers[0].w);
    CHECK_INT(report().waiting, 1);
    content_leave(content, &readers[1].w);
    CHECK_INT(dropped, 1);
    CHECK(list_empty(&jobs));
    CHECK_INT(report().entries, 0);
    CHECK_INT(report().bytes, 0);
    CHECK(content_deadline(content) == NEVER);
    CHECK_INT(readers[0].woken + readers[1].woken, 0);
    CHECK_INT(want(&readers[0], "a"), -EINPROGRESS);
    CHECK_INT(asked, 2);
    DONE_WITH(readers);
    end();
}

static void what_was_sent_still_fills_the_cache(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    only_job()->state = JOB_SENT;
    content_leave(content, &r->w);
    CHECK_INT(dropped, 1);
    CHECK(only_job()->unwanted);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r->woken, 0);
    CHECK_INT(want(r, "a"), 0);
    CHECK_INT(asked, 1);
    DONE_WITH(r);
    end();
}

static void who_comes_back_joins_the_flight(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    only_job()->state = JOB_SENT;
    for (unsigned i = 1; i <= 3; i++) {
        content_leave(content, &r->w);
        CHECK_INT(want(r, "a"), -EINPROGRESS);
        CHECK_INT(kept, i);
        CHECK(!only_job()->unwanted);
    }
    CHECK_INT(asked, 1);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r->woken, 1);
    DONE_WITH(r);
    end();
}

static void an_unwanted_failure_is_remembered(void)
{
    struct reader r[1] = {0};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    only_job()->state = JOB_SENT;
    content_leave(content, &r->w);
    answer(only_job(), 404, FAULT("SERVER.EntityNotFound"));
    CHECK_INT(want(r, "a"), -ENOENT);
    DONE_WITH(r);
    end();
}

static void memory_may_be_out(void)
{
    struct reader r[1] = {0};

    begin();
    memory_is_out = true;
    CHECK_INT(want(r, "a"), -ENOMEM);
    CHECK_INT(report().waiting, 0);
    CHECK(r->w.entry == NULL);
    memory_is_out = false;
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    DONE_WITH(r);
    end();
}

/* --- inside a wake ------------------------------------------------------ */

static void other_leaves(struct reader *self)
{
    content_leave(content, &self->other->w);
}

/* By an answer, by a failure, by time: one reader's wake takes the other out,
 * whichever of them comes first. */
static void a_waiter_may_leave_inside_a_wake(void)
{
    for (int way = 0; way < 4; way++) {
        struct reader readers[3] = {0};

        begin();
        for (int i = 0; i < 3; i++) {
            readers[i].then = other_leaves;
            readers[i].other = &readers[(i + 1) % 3];
            CHECK_INT(want(&readers[i], "a"), -EINPROGRESS);
        }
        if (way == 0)
            answer(only_job(), 200, OPEN CLOSE);
        else if (way == 1)
            answer(only_job(), 404, FAULT("SERVER.EntityNotFound"));
        else if (way == 2)
            only_job()->state = JOB_SENT;
        if (way >= 2)
            later(TIMEOUT_MS);
        CHECK_INT(readers[0].woken, 1);
        CHECK_INT(readers[1].woken, 0);
        CHECK_INT(readers[2].woken, 1);
        CHECK_INT(report().waiting, 0);
        DONE_WITH(readers);
        end();
    }
}

/* The one that is left is taken out by the one whose time is up. */
static void the_last_may_leave_inside_a_wake(void)
{
    struct reader readers[2] = {0};

    begin();
    readers[0].then = other_leaves;
    readers[0].other = &readers[1];
    CHECK_INT(want(&readers[0], "a"), -EINPROGRESS);
    later(100);
    CHECK_INT(want(&readers[1], "a"), -EINPROGRESS);
    later(TIMEOUT_MS - 100);
    CHECK_INT(readers[0].woken, 1);
    CHECK_INT(readers[1].woken, 0);
    CHECK_INT(dropped, 1);
    CHECK_INT(report().entries, 0);
    DONE_WITH(readers);
    end();
}

static void wants_again(struct reader *self)
{
    if (self->woken == 1)
        want(self, "a");
}

static void a_wake_may_want_again(void)
{
    struct reader r[1] = {{.then = wants_again}};

    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r->woken, 1);
    CHECK_INT(r->r, 0);
    CHECK_INT(asked, 1);
    blob_unref(r->blob);
    end();

    begin();
    r[0] = (struct reader){.then = wants_again};
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    later(TIMEOUT_MS);
    CHECK_INT(r->woken, 1);
    CHECK_INT(report().waiting, 1);
    answer(only_job(), 200, OPEN CLOSE);
    CHECK_INT(r->woken, 2);
    CHECK_INT(r->r, 0);
    DONE_WITH(r);
    end();
}

/* --- stale -------------------------------------------------------------- */

static void begin_stale(struct reader *r)
{
    begin();
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN CLOSE);
    later(fresh_ms);
}

static void a_stale_answer_is_better_than_trouble(void)
{
    struct reader r[1] = {0};

    begin_stale(r);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 500, FAULT("SERVER.DomainAccess"));
    CHECK_INT(r->r, 0);
    CHECK_INT(r->wall, 1700000000);
    CHECK_INT(want(r, "a"), 0);
    later(59999);
    CHECK_INT(want(r, "a"), 0);
    CHECK_INT(asked, 2);
    later(1);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 200, OPEN "<new/>" CLOSE);
    CHECK_INT(r->wall, now.wall);
    DONE_WITH(r);
    end();
}

static void a_stale_answer_is_better_than_waiting(void)
{
    struct reader r[1] = {0};

    begin_stale(r);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    later(TIMEOUT_MS);
    CHECK_INT(r->r, 0);
    CHECK_INT(r->wall, 1700000000);
    CHECK_INT(want(r, "a"), 0);
    DONE_WITH(r);
    end();
}

static void what_is_gone_is_not_served_stale(void)
{
    struct reader r[1] = {0};
    size_t before;

    begin_stale(r);
    before = report().bytes;
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 404, FAULT("SERVER.EntityNotFound"));
    CHECK_INT(r->r, -ENOENT);
    CHECK_INT(want(r, "a"), -ENOENT);
    CHECK(report().bytes != before);
    later(absent_ms);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 500, FAULT("SERVER.DomainAccess"));
    CHECK_INT(r->r, -EIO);
    DONE_WITH(r);
    end();
}

/* Nobody waited when the failure came; the next one is served all the same. */
static void an_unwanted_failure_leaves_the_stale_answer(void)
{
    struct reader r[1] = {0};

    begin_stale(r);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    only_job()->state = JOB_SENT;
    content_leave(content, &r->w);
    answer(only_job(), 500, FAULT("SERVER.DomainAccess"));
    CHECK_INT(want(r, "a"), 0);
    CHECK_INT(r->wall, 1700000000);
    CHECK_INT(asked, 2);
    DONE_WITH(r);
    end();
}

/* A failure that is remembered longer than a stale answer counts as fresh. */
static void a_long_failure_leaves_the_stale_answer(void)
{
    struct reader r[1] = {0};

    begin_stale(r);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    answer(only_job(), 403, "<error><code>403</code><message>This request "
                            "has been rejected</message></error>");
    CHECK_INT(r->r, 0);
    later(60000);
    CHECK_INT(want(r, "a"), 0);
    CHECK_INT(r->wall, 1700000000);
    CHECK_INT(asked, 2);
    DONE_WITH(r);
    end();
}

/* --- memory ------------------------------------------------------------- */

static void fill(const char *path, size_t size)
{
    struct reader r[1] = {0};

    CHECK_INT(want(r, path), -EINPROGRESS);
    answer_sized(only_job(), size, path[0]);
    CHECK_INT(r->r, 0);
    CHECK_INT(r->blob->size, size);
    DONE_WITH(r);
}

static void the_least_recently_used_goes_first(void)
{
    struct reader r[1] = {0};

    begin();
    fill("a", 20000);
    fill("b", 20000);
    fill("c", 20000);
    CHECK_INT(report().evicted, 0);
    CHECK(report().bytes > 60000 && report().bytes <= BUDGET);
    CHECK_INT(want(r, "a"), 0);
    fill("d", 20000);
    CHECK_INT(report().evicted, 1);
    CHECK_INT(peek("a"), 0);
    CHECK_INT(peek("b"), -EAGAIN);
    CHECK_INT(peek("c"), 0);
    CHECK_INT(peek("d"), 0);
    CHECK(report().bytes <= BUDGET);
    DONE_WITH(r);
    end();
}

/* Looking is not using. */
static void a_peek_does_not_count_as_use(void)
{
    begin();
    fill("a", 20000);
    fill("b", 20000);
    fill("c", 20000);
    CHECK_INT(peek("a"), 0);
    fill("d", 20000);
    CHECK_INT(peek("a"), -EAGAIN);
    CHECK_INT(peek("nothing"), -EAGAIN);
    CHECK_INT(report().entries, 3);
    end();
}

static void eviction_never_takes_bytes_in_use(void)
{
    struct reader r[1] = {0};

    begin();
    fill("a", 20000);
    CHECK_INT(want(r, "a"), 0);
    for (int i = 0; i < 20; i++) {
        char path[8];

        snprintf(path, sizeof(path), "x%d", i);
        fill(path, 30000);
    }
    CHECK_INT(peek("a"), -EAGAIN);
    CHECK_INT(r->blob->refs, 1);
    CHECK_INT(r->blob->size, 20000);
    CHECK(r->blob->data[10000] == 'a');
    DONE_WITH(r);
    end();
}

static void what_is_larger_than_the_budget_is_served_once(void)
{
    struct reader r[1] = {0};

    begin();
    fill("a", 1000);
    CHECK_INT(want(r, "b"), -EINPROGRESS);
    answer_sized(only_job(), 2 * BUDGET, 'b');
    CHECK_INT(r->r, 0);
    CHECK_INT(r->blob->size, 2 * BUDGET);
    CHECK_INT(peek("b"), -EAGAIN);
    CHECK_INT(report().bytes, 0);
    CHECK_INT(report().entries, 0);
    DONE_WITH(r);
    end();
}

static void what_somebody_waits_for_is_not_evicted(void)
{
    struct reader r[1] = {0};
    struct job *waits;

    begin_with(1);
    CHECK_INT(want(r, "a"), -EINPROGRESS);
    waits = only_job();
    list_remove(&waits->link);
    fill("b", 1000);
    CHECK_INT(report().entries, 1);
    CHECK_INT(report().waiting, 1);
    list_append(&jobs, &waits->link);
    answer(waits, 200, OPEN CLOSE);
    CHECK_INT(r->woken, 1);
    CHECK_INT(report().entries, 0);
    CHECK_INT(report().bytes, 0);
    DONE_WITH(r);
    end();
}

static void absences_are_within_the_budget(void)
{
    begin();
    for (int i = 0; i < 2000; i++) {
        struct reader r[1] = {0};
        char path[16];

        snprintf(path, sizeof(path), "p%d", i);
        CHECK_INT(want(r, path), -EINPROGRESS);
        answer(only_job(), 404, FAULT("SERVER.EntityNotFound"));
        CHECK(report().bytes <= BUDGET);
    }
    CHECK(report().evicted > 1000);
    CHECK(report().entries > 10);
    end();
}

/* --- hints -------------------------------------------------------------- */

static void a_hint_is_a_short_cut(void)
{
    struct request request = request_of("a");
    const struct answer *recalled;
    const struct why *why;
    struct reader r[1] = {0};
    struct answer a;

    begin();
    fill("a", 20000);
    CHECK_INT(content_want(content, &request, now, &r->w, &a, &why), 0);
    recalled = content_recall(content, &a.hint, now);
    CHECK(recalled && recalled->blob == a.blob);
    CHECK(content_recall(content, &(struct hint){0}, now) == NULL);
    fill("b", 20000);
    fill("c", 20000);
    CHECK(content_recall(content, &a.hint, now) != NULL);
    fill("d", 20000);
    CHECK_INT(peek("a"), 0);
    CHECK(content_recall(content, &a.hint, now) == NULL);
    CHECK_INT(content_peek(content, &request, now, &a), 0);
    CHECK(content_recall(content, &a.hint, now) != NULL);
    now.ms += fresh_ms;
    CHECK(content_recall(content, &a.hint, now) == NULL);
    end();
}

/* --- chance ------------------------------------------------------------- */

enum { KEYS = 6, READERS = 30 };

/* What the random test believes of one reader and one key. */
struct belief {
    int key; /* -1: does not wait */
    int64_t until;
};

static struct reader crowd[READERS];
static struct belief beliefs[READERS];
static struct dice dice;

static int jobs_of(int key)
{
    int count = 0;

    list_each(at, &jobs)
        count += atoi(container_of(at, struct job, link)->path) == key;
    return count;
}

/* Sometimes a wake takes another one out. */
static void crowd_wake(struct reader *self)
{
    size_t i = (size_t)(self - crowd), other = dice_roll(&dice, READERS);

    CHECK(beliefs[i].key >= 0);
    beliefs[i].key = -1;
    if (dice_roll(&dice, 4) == 0) {
        content_leave(content, &crowd[other].w);
        beliefs[other].key = -1;
    }
}

static void crowd_wants(size_t i)
{
    char path[8];
    int key = (int)dice_roll(&dice, KEYS), r;

    if (beliefs[i].key >= 0)
        return;
    snprintf(path, sizeof(path), "%d", key);
    r = want(&crowd[i], path);
    if (r == -EINPROGRESS)
        beliefs[i] = (struct belief){key, now.ms + TIMEOUT_MS};
    else
        CHECK(r == 0 || r == -ENOENT || r == -EIO);
}

static void crowd_leaves(size_t i)
{
    content_leave(content, &crowd[i].w);
    beliefs[i].key = -1;
}

/* One job or another is sent, answered, or refused. */
static void ops_acts(void)
{
    struct job *j;
    struct list *at = jobs.next;

    for (uint32_t skip = dice_roll(&dice, KEYS); at != &jobs && skip; skip--)
        at = at->next;
    if (at == &jobs)
        return;
    j = container_of(at, struct job, link);
    switch (dice_roll(&dice, 5)) {
    case 0:
        j->state = JOB_SENT;
        break;
    case 1:
        answer(j, 404, FAULT("SERVER.EntityNotFound"));
        break;
    case 2:
        answer(j, 500, FAULT("SERVER.DomainAccess"));
        break;
    default:
        answer_sized(j, 200 + dice_roll(&dice, 30000), j->path[0]);
    }
}

static void check_crowd(void)
{
    int64_t first = NEVER;
    unsigned waiting = 0;
    struct content_report seen = report();

    for (size_t i = 0; i < READERS; i++) {
        CHECK_INT(crowd[i].w.entry != NULL, beliefs[i].key >= 0);
        if (beliefs[i].key < 0)
            continue;
        waiting++;
        first = earlier(first, beliefs[i].until);
        CHECK_INT(jobs_of(beliefs[i].key), 1);
    }
    for (int key = 0; key < KEYS; key++)
        CHECK(jobs_of(key) <= 1);
    CHECK_INT(seen.waiting, waiting);
    CHECK_INT(content_deadline(content), first);
    CHECK(seen.entries <= KEYS);
    CHECK_INT(seen.bytes == 0, seen.entries == 0);
}

static void chance_finds_nothing(void)
{
    dice = (struct dice){8};
    begin();
    memset(crowd, 0, sizeof(crowd));
    for (size_t i = 0; i < READERS; i++) {
        beliefs[i].key = -1;
        crowd[i].then = crowd_wake;
    }
    for (int step = 0; step < 100000 && !check_failed; step++) {
        size_t i = dice_roll(&dice, READERS);
        uint32_t what = dice_roll(&dice, 20);

        if (what < 10)
            crowd_wants(i);
        else if (what < 13)
            crowd_leaves(i);
        else if (what < 18)
            ops_acts();
        else
            later(dice_roll(&dice, what == 19 && !dice_roll(&dice, 50)
                                       ? 2 * (uint32_t)fresh_ms
                                       : 3000));
        check_crowd();
    }
    CHECK(report().evicted > 0 && report().hits > 0 && kept > 0);
    DONE_WITH(crowd);
    end();
}

TEST_MAIN({"one flight for many", one_flight_for_many},
          {"different wishes are different flights",
           different_wishes_are_different_flights},
          {"fresh as long as the source says",
           fresh_as_long_as_the_source_says},
          {"an absence is remembered for a while",
           an_absence_is_remembered_for_a_while},
          {"what will not change is remembered for a day",
           what_will_not_change_is_remembered_for_a_day},
          {"trouble is remembered briefly", trouble_is_remembered_briefly},
          {"nonsense is not served", nonsense_is_not_served},
          {"the reason is of the last attempt",
           the_reason_is_of_the_last_attempt},
          {"waiters are woken when their time is up",
           waiters_are_woken_when_their_time_is_up},
          {"what held a job back is told", what_held_a_job_back_is_told},
          {"trouble of the network is told", trouble_of_the_network_is_told},
          {"the last to leave drops the job", the_last_to_leave_drops_the_job},
          {"what was sent still fills the cache",
           what_was_sent_still_fills_the_cache},
          {"who comes back joins the flight", who_comes_back_joins_the_flight},
          {"an unwanted failure is remembered",
           an_unwanted_failure_is_remembered},
          {"memory may be out", memory_may_be_out},
          {"a waiter may leave inside a wake",
           a_waiter_may_leave_inside_a_wake},
          {"the last may leave inside a wake",
           the_last_may_leave_inside_a_wake},
          {"a wake may want again", a_wake_may_want_again},
          {"a stale answer is better than trouble",
           a_stale_answer_is_better_than_trouble},
          {"a stale answer is better than waiting",
           a_stale_answer_is_better_than_waiting},
          {"what is gone is not served stale",
           what_is_gone_is_not_served_stale},
          {"an unwanted failure leaves the stale answer",
           an_unwanted_failure_leaves_the_stale_answer},
          {"a long failure leaves the stale answer",
           a_long_failure_leaves_the_stale_answer},
          {"the least recently used goes first",
           the_least_recently_used_goes_first},
          {"a peek does not count as use", a_peek_does_not_count_as_use},
          {"eviction never takes bytes in use",
           eviction_never_takes_bytes_in_use},
          {"what is larger than the budget is served once",
           what_is_larger_than_the_budget_is_served_once},
          {"what somebody waits for is not evicted",
           what_somebody_waits_for_is_not_evicted},
          {"absences are within the budget", absences_are_within_the_budget},
          {"a hint is a short cut", a_hint_is_a_short_cut},
          {"chance finds nothing", chance_finds_nothing})
