/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cache-fixture.h"

/* --- OPS as a place ------------------------------------------------------ */

static int ops_ask(struct answer_place *p, const struct request *request,
                   struct instant at, unsigned how, struct question *q)
{
    struct t_job *j = t_cache.memory_is_out ? NULL : calloc(1, sizeof(*j));

    (void)p;
    (void)at;
    if (!j)
        return -ENOMEM;
    t_cache.asked++;
    j->question = q;
    j->state = JOB_THROTTLED;
    j->form = request->form;
    j->path = strdup(request->path);
    j->unwanted = how & ASKED_AHEAD;
    j->once = how & ASKED_NEWER;
    list_append(&t_cache.jobs, &j->link);
    q->handle = j;
    return 0;
}

void t_job_gone(struct t_job *j)
{
    list_remove(&j->link);
    free(j->path);
    free(j);
}

static bool ops_drop(struct answer_place *p, struct question *q)
{
    struct t_job *j = q->handle;

    (void)p;
    t_cache.dropped++;
    if (j->state == JOB_SENT) {
        CHECK(!j->unwanted);
        j->unwanted = true;
        return false;
    }
    t_job_gone(j);
    return true;
}

static void ops_resume(struct answer_place *p, struct question *q)
{
    struct t_job *j = q->handle;

    (void)p;
    CHECK(j->unwanted);
    t_cache.kept++;
    j->unwanted = false;
}

static bool ops_is_sent(const struct question *q)
{
    return ((const struct t_job *)q->handle)->state == JOB_SENT;
}

static void ops_explain(const struct question *q, struct why *why)
{
    const struct t_job *j = q->handle;

    ops_place_explain(j->state, &j->last, &j->finding, why);
}

static unsigned ops_spare(struct answer_place *p, const struct request *request,
                          struct instant when)
{
    (void)p;
    (void)request;
    (void)when;
    return t_cache.spare;
}

static unsigned ops_width(struct answer_place *p, enum source_id source,
                          struct instant when)
{
    (void)p;
    (void)source;
    (void)when;
    return t_cache.width;
}

static enum reach ops_reach(struct answer_place *p, struct instant when)
{
    (void)p;
    (void)when;
    return t_cache.reach;
}

struct answer_place t_ops = {
    .ask = ops_ask,
    .drop = ops_drop,
    .resume = ops_resume,
    .is_sent = ops_is_sent,
    .explain = ops_explain,
    .reach = ops_reach,
    .spare = ops_spare,
    .width = ops_width,
};

/* --- OPS ---------------------------------------------------------------- */

struct t_cache t_cache;

struct t_job *t_only_job(void)
{
    CHECK(!list_empty(&t_cache.jobs) && t_cache.jobs.next == t_cache.jobs.prev);
    return container_of(t_cache.jobs.next, struct t_job, link);
}

struct t_job *t_job_for(const char *path)
{
    list_each(at, &t_cache.jobs) {
        struct t_job *j = container_of(at, struct t_job, link);

        if (strcmp(j->path, path) == 0)
            return j;
    }
    printf("# nobody asks for %s\n", path);
    check_failed = true;
    return NULL;
}

struct verdict t_judged(struct t_job *j, enum transport transport, int status,
                        struct slice body)
{
    struct finding *finding = &j->finding;
    struct limits limits;

    *finding = (struct finding){.intake = INTAKE_EMPTY};
    limits_init(&limits);
    if (transport == TRANSPORT_OK)
        intake_check(body, j->form, status, SLICE("application/xml"), finding);
    else
        strcpy(finding->message, "no route");
    j->last = verdict_of(SERVER_OPS, transport, status, finding, &limits);
    return j->last;
}

void t_finish(struct t_job *j, struct outcome *outcome)
{
    struct question *q = j->question;

    outcome->finding = j->finding;
    t_job_gone(j);
    fetch_answered(q, outcome);
}

void t_answer_bytes(struct t_job *j, int status, struct slice body)
{
    struct outcome o = {.verdict = t_judged(j, TRANSPORT_OK, status, body),
                        .status = status};

    if (o.verdict.action == ACTION_OK)
        o.body = blob_copy(body.at, body.len);
    else if (o.verdict.action != ACTION_QUOTA)
        o.verdict.action = ACTION_FAIL;
    t_finish(j, &o);
}

void t_answer(struct t_job *j, int status, const char *body)
{
    t_answer_bytes(j, status, slice_of(body));
}

void t_answer_sized(struct t_job *j, size_t size, char fill)
{
    char *body = malloc(size);
    size_t open = strlen(T_OPEN), close = strlen(T_CLOSE);

    memset(body, fill, size);
    memcpy(body, T_OPEN, open);
    memcpy(body + size - close, T_CLOSE, close);
    t_answer_bytes(j, 200, (struct slice){body, size});
    free(body);
}

void t_fail_unjudged(struct t_job *j, int error)
{
    t_finish(j, &(struct outcome){.verdict = {.action = ACTION_FAIL,
                                              .error = error,
                                              .advice = "wait"}});
}

/* --- readers ------------------------------------------------------------ */

void t_wake(struct waiter *w, int r, const struct answer *a,
            const struct why *why)
{
    struct t_reader *self = container_of(w, struct t_reader, w);

    CHECK(r != -EINPROGRESS);
    CHECK_INT(a != NULL, r == 0);
    self->woken++;
    self->r = r;
    blob_unref(self->blob);
    self->blob = a ? blob_ref(a->blob) : NULL;
    self->wall = a ? a->wall : 0;
    self->has_why = why != NULL;
    self->why = why ? *why : (struct why){0};
    if (self->then)
        self->then(self);
}

struct request t_request_of(const char *path)
{
    struct request r = {.accept = "application/xml",
                        .source = SOURCE_REGISTER,
                        .form = FORM_XML};

    snprintf(r.path, sizeof(r.path), "%s", path);
    return r;
}

int t_want_from(struct t_reader *self, enum source_id source, const char *path)
{
    struct request request = t_request_of(path);
    struct answer a = {0};
    const struct why *why = NULL;
    int r;

    request.source = source;
    self->w.wake = t_wake;
    r = cache_want(t_cache.cache, &request, t_cache.now, &self->w, &a, &why);
    if (r == -EINPROGRESS)
        return r;
    self->r = r;
    blob_unref(self->blob);
    self->blob = r == 0 ? blob_ref(a.blob) : NULL;
    self->wall = r == 0 ? a.wall : 0;
    self->has_why = why != NULL;
    self->why = why ? *why : (struct why){0};
    return r;
}

void t_done_with(struct t_reader *readers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cache_leave(&readers[i].w);
        blob_unref(readers[i].blob);
        readers[i].blob = NULL;
    }
}

int t_want(struct t_reader *self, const char *path)
{
    return t_want_from(self, SOURCE_REGISTER, path);
}

bool t_got(const struct t_reader *self, const char *text)
{
    return self->r == 0 && self->blob &&
           slice_is((struct slice){self->blob->data, self->blob->size}, text);
}

int t_peek(const char *path)
{
    struct request request = t_request_of(path);
    struct answer a;

    return cache_peek(t_cache.cache, &request, t_cache.now, &a);
}

struct cache_report t_report(void)
{
    struct cache_report r;

    cache_report(t_cache.cache, &r);
    return r;
}

/* --- the house ---------------------------------------------------------- */

struct answer_place *t_places[] = {&t_ops};

void t_build(size_t budget, const struct makers_options *options)
{
    CHECK_INT(makers_init(&t_cache.makers, options), 0);
    t_cache.cache = cache_new(&(struct cache_options){
        .budget = budget,
        .timeout_ms = T_TIMEOUT_MS,
        .makers = t_cache.makers.makers,
        .listeners = t_cache.makers.listeners,
    });
}

void t_take_down(void)
{
    cache_free(t_cache.cache);
    makers_fini(&t_cache.makers);
}

void t_begin_with(size_t budget)
{
    list_init(&t_cache.jobs);
    t_cache.asked = t_cache.dropped = t_cache.kept = 0;
    t_cache.memory_is_out = false;
    t_cache.reach = REACH_OPEN;
    t_cache.now = (struct instant){.ms = 1000, .wall = 1700000000};
    t_build(budget, &(struct makers_options){.places = t_places, .count = 1});
}

void t_begin(void)
{
    t_begin_with(T_BUDGET);
}

void t_later(int64_t ms)
{
    t_cache.now.ms += ms;
    t_cache.now.wall += ms / 1000;
    cache_turn(t_cache.cache, t_cache.now);
}

void t_end(void)
{
    CHECK_INT(t_report().waiting, 0);
    list_each_safe(at, &t_cache.jobs)
        t_job_gone(container_of(at, struct t_job, link));
    t_take_down();
}
