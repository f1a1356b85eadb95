/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tree/content over a place that plays OPS and its scheduler, with all makers.
 * Judging stays real: bodies go through doc/intake and ops/verdict.
 */
#ifndef OPSFS_TESTS_CONTENT_FIXTURE_H
#define OPSFS_TESTS_CONTENT_FIXTURE_H

#include "doc/intake.h"
#include "tree/content.h"
#include "tree/fetch.h"
#include "tree/makers.h"
#include "tree/ops_place.h"

#include "check.h"

#include <errno.h>
#include <stdlib.h>

#define TIMEOUT_MS 5000
#define BUDGET ((size_t)64 * 1024)
#define OPEN "<w:world-patent-data xmlns:w=\"http://ops.epo.org\">"
#define CLOSE "</w:world-patent-data>"
#define FAULT(code)                                                            \
    "<fault xmlns=\"http://ops.epo.org\"><code>" code "</code>"                \
    "<message>told</message></fault>"

/* --- OPS as a place ------------------------------------------------------ */

/* A request, as the scheduler would have it. */
struct job {
    struct list link;
    struct question *question;
    char *path;
    enum job_state state;
    struct verdict last;
    struct finding finding;
    enum form form;
    bool unwanted;
};

static struct list jobs;
static unsigned asked, dropped, kept;
static bool memory_is_out;

static inline int ops_ask(struct answer_place *p, const struct request *request,
                          struct instant at, bool ahead, struct question *q)
{
    struct job *j = memory_is_out ? NULL : calloc(1, sizeof(*j));

    (void)p;
    (void)at;
    if (!j)
        return -ENOMEM;
    asked++;
    j->question = q;
    j->state = JOB_WAITS_PACE;
    j->form = request->form;
    j->path = strdup(request->path);
    j->unwanted = ahead;
    list_append(&jobs, &j->link);
    q->handle = j;
    return 0;
}

static inline void job_gone(struct job *j)
{
    list_remove(&j->link);
    free(j->path);
    free(j);
}

static inline bool ops_drop(struct answer_place *p, struct question *q)
{
    struct job *j = q->handle;

    (void)p;
    dropped++;
    if (j->state == JOB_SENT) {
        CHECK(!j->unwanted);
        j->unwanted = true;
        return false;
    }
    job_gone(j);
    return true;
}

static inline void ops_resume(struct answer_place *p, struct question *q)
{
    struct job *j = q->handle;

    (void)p;
    CHECK(j->unwanted);
    kept++;
    j->unwanted = false;
}

static inline bool ops_is_sent(const struct question *q)
{
    return ((const struct job *)q->handle)->state == JOB_SENT;
}

static inline void ops_explain(const struct question *q, struct why *why)
{
    const struct job *j = q->handle;

    ops_place_explain(j->state, &j->last, &j->finding, why);
}

static unsigned room; /* for guesses */

static inline unsigned ops_room(struct answer_place *p,
                                const struct request *request,
                                struct instant when)
{
    (void)p;
    (void)request;
    (void)when;
    return room;
}

static struct answer_place ops = {
    .ask = ops_ask,
    .drop = ops_drop,
    .resume = ops_resume,
    .is_sent = ops_is_sent,
    .explain = ops_explain,
    .room = ops_room,
};

/* --- OPS ---------------------------------------------------------------- */

static struct content *content;
static struct instant now;

static inline struct job *only_job(void)
{
    CHECK(!list_empty(&jobs) && jobs.next == jobs.prev);
    return container_of(jobs.next, struct job, link);
}

/* The one that asks for `path`. */
static inline struct job *job_for(const char *path)
{
    list_each(at, &jobs) {
        struct job *j = container_of(at, struct job, link);

        if (strcmp(j->path, path) == 0)
            return j;
    }
    printf("# nobody asks for %s\n", path);
    check_failed = true;
    return NULL;
}

static inline struct verdict judged(struct job *j, enum transport transport,
                                    int status, struct slice body)
{
    struct finding *finding = &j->finding;
    struct limits limits;

    *finding = (struct finding){.intake = INTAKE_EMPTY};
    limits_init(&limits);
    if (transport == TRANSPORT_OK)
        intake_check(body, j->form, status, SLICE("application/xml"), finding);
    else
        strcpy(finding->message, "no route");
    j->last = verdict_of(transport, status, finding, &limits);
    return j->last;
}

static inline void finish(struct job *j, struct reply *reply)
{
    struct question *q = j->question;

    reply->finding = j->finding;
    job_gone(j);
    fetch_answered(q, reply);
}

/* The last attempt at a job: whatever it brings is the end of it. */
static inline void answer_bytes(struct job *j, int status, struct slice body)
{
    struct reply o = {.verdict = judged(j, TRANSPORT_OK, status, body),
                      .status = status};

    if (o.verdict.action == ACTION_OK)
        o.body = blob_copy(body.at, body.len);
    else if (o.verdict.action != ACTION_QUOTA)
        o.verdict.action = ACTION_FAIL;
    finish(j, &o);
}

static inline void answer(struct job *j, int status, const char *body)
{
    answer_bytes(j, status, slice_of(body));
}

/* A good answer of `size` bytes, filled with `fill`. */
static inline void answer_sized(struct job *j, size_t size, char fill)
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
static inline void fail_unjudged(struct job *j, int error)
{
    finish(j, &(struct reply){.verdict = {.action = ACTION_FAIL,
                                          .error = error,
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

static inline void wake(struct waiter *w, int r, const struct answer *a,
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

static inline struct request request_of(const char *path)
{
    struct request r = {.accept = "application/xml",
                        .source = SOURCE_REGISTER,
                        .form = FORM_XML};

    snprintf(r.path, sizeof(r.path), "%s", path);
    return r;
}

static inline int want_from(struct reader *self, enum source_id source,
                            const char *path)
{
    struct request request = request_of(path);
    struct answer a = {0};
    const struct why *why = NULL;
    int r;

    request.source = source;
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

static inline void done_with(struct reader *readers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        content_leave(content, &readers[i].w);
        blob_unref(readers[i].blob);
        readers[i].blob = NULL;
    }
}

static inline int want(struct reader *self, const char *path)
{
    return want_from(self, SOURCE_REGISTER, path);
}

/* What the reader got. */
#define CHECK_GOT(reader, text) CHECK(got((reader), (text)))

static inline bool got(const struct reader *self, const char *text)
{
    return self->r == 0 && self->blob &&
           slice_is((struct slice){self->blob->data, self->blob->size}, text);
}

#define DONE_WITH(readers)                                                     \
    done_with((readers), sizeof(readers) / sizeof(*(readers)))

static inline int peek(const char *path)
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

static struct answer_place *places[] = {&ops};
static struct makers makers;

static inline void build(size_t budget, const struct makers_options *options)
{
    CHECK_INT(makers_init(&makers, options), 0);
    content = content_new(&(struct content_options){
        .budget = budget,
        .timeout_ms = TIMEOUT_MS,
        .makers = makers.makers,
        .listeners = makers.listeners,
    });
}

static inline void take_down(void)
{
    content_free(content);
    makers_fini(&makers);
}

static inline void begin_with(size_t budget)
{
    list_init(&jobs);
    asked = dropped = kept = 0;
    memory_is_out = false;
    now = (struct instant){.ms = 1000, .wall = 1700000000};
    build(budget, &(struct makers_options){.places = places, .count = 1});
}

static inline void begin(void)
{
    begin_with(BUDGET);
}

static inline void later(int64_t ms)
{
    now.ms += ms;
    now.wall += ms / 1000;
    content_turn(content, now);
}

/* As main takes the house down: the scheduler first. */
static inline void end(void)
{
    CHECK_INT(report().waiting, 0);
    list_each_safe(at, &jobs)
        job_gone(container_of(at, struct job, link));
    take_down();
}

static const int64_t fresh_ms = 3600 * 1000; /* of the register */
static const int64_t absent_ms = 10 * 60 * 1000;

#endif
