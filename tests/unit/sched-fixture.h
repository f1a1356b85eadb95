/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/sched with everything below it against a loopback OPS. A request's path
 * says what the server answers to the first, second, … time it is asked, one
 * letter each (see `letters`); the last one stays. Time is virtual as soon as
 * nothing is on the wire.
 */
#ifndef OPSFS_TESTS_SCHED_FIXTURE_H
#define OPSFS_TESTS_SCHED_FIXTURE_H

#include "check.h"
#include "loopback.h"
#include "net/sched.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#define STALL_MS 20000
#ifndef WANTS
#define WANTS 400
#endif
#define LONG_BODY 70000

struct want {
    unsigned calls;
    struct verdict verdict;
    int status;
    struct blob *body;
    struct job *job;
    unsigned order;   /* of all that ended, from 1 */
    const char *more; /* asked for by `done` */
    void (*then)(struct want *w);
    unsigned who; /* asks: for `then` */
};

static struct loopback *server;
static struct http *http;
static struct token *token;
static struct pace *pace;
static struct sched *sched;
static struct log *journal;
static int64_t ahead;
static int64_t frozen; /* ms where time stands but for `ahead`; 0: it runs */
static const struct bulk_calls *bulk_in_use; /* for begin() */
static unsigned spare_in_use;                /* likewise */
static struct worker *worker_in_use;         /* likewise */
static void (*examine_in_use)(const struct identity *asked,
                              const struct received *got,
                              struct finding *ret_finding); /* likewise */
static unsigned faults_told;
static char fault_told[8192]; /* the latest: path, then what was found */
/* Sees data requests first; true: it answered. NULL: none such. */
static bool (*on_data)(const struct loopback_request *q,
                       struct loopback_reply *r);
static struct want wants[WANTS];
static unsigned want_count, ended;

static char token_letter; /* what the token service says */
static unsigned tokens;
static char seen[2][8192]; /* the latest data request, and the one before */
static char asked[8192];   /* paths, in order, each with a blank behind */
static struct {
    char path[64];
    unsigned times;
} tally[WANTS];

static inline struct instant moment(void)
{
    struct instant now = clock_now();

    if (frozen)
        now.ms = frozen;
    now.ms += ahead;
    now.wall += ahead / 1000;
    return now;
}

/* --- the server ----------------------------------------------------------- */

#define LIGHTS(search)                                                         \
    "X-Throttling-Control: idle (images=green:200, inpadoc=green:60, "         \
    "other=green:1000, retrieval=green:200, search=" search ")\r\n"

static const struct letter {
    char letter;
    int status;
    const char *headers, *body;
} letters[] = {
    {'o', 200, "Content-Type: application/xml\r\n", "good"},
    {'4', 404, "", "SERVER.EntityNotFound"},
    {'e', 500, "", "SERVER.DomainAccess"},
    {'t', 400, "", "invalid_access_token"},
    {'w', 403, "Retry-After: 9000\r\n" LIGHTS("black:0"), "fair use"},
    {'q', 403, "X-Rejection-Reason: IndividualQuotaPerHour\r\n", "quota"},
    {'b', 403, "", "Developer account is blocked"},
    {'a', 401, "", "ClientId is Invalid"},
    {'5', 405, "", "not served"},
    {'f', 403, "", "no"},
    {'m', 200, "", "answer to another"},
    {'3', 303, "Location: o-there\r\n", "see there"},
    {'v', 303, "Location: v-on\r\n", "see there"},
    {'x', 303, "Location: http://127.0.0.1:1/x\r\n", "see there"},
    {'l', 200, LIGHTS("green:4"), "good"},
};

static inline void say_long(struct loopback_reply *r)
{
    buf_printf(&r->bytes, "HTTP/1.1 200 Y\r\nContent-Length: %d\r\n\r\n%*s",
               LONG_BODY, LONG_BODY, "");
}

static inline void say(struct loopback_reply *r, char letter)
{
    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
        if (letters[i].letter == letter)
            reply_with(r, letters[i].status, letters[i].headers,
                       letters[i].body);
    if (letter == 'L')
        say_long(r);
    if (letter == 'r')
        r->then = THEN_RESET;
    if (letter == 'h')
        r->then = THEN_HANG;
    if (letter != 'c' && letter != 'B')
        return;
    buf_printf(&r->bytes, "HTTP/1.1 200 Y\r\nContent-Length: %s\r\n\r\nabc",
               letter == 'c' ? "100" : "99999999999");
    r->then = THEN_CLOSE;
}

static inline unsigned times_asked(const char *path)
{
    for (unsigned i = 0; i < WANTS; i++) {
        if (tally[i].path[0] && strcmp(tally[i].path, path) != 0)
            continue;
        snprintf(tally[i].path, sizeof(tally[i].path), "%s", path);
        return tally[i].times++;
    }
    return 0;
}

static inline void answer_token(struct loopback_reply *r)
{
    char body[100];

    tokens++;
    snprintf(body, sizeof(body),
             "{\"access_token\":\"token-%u\",\"expires_in\":\"1199\"}", tokens);
    if (token_letter == 'o')
        reply_with(r, 200, "", body);
    else
        say(r, token_letter);
}

static inline void answer(void *arg, const struct loopback_request *q,
                   struct loopback_reply *r)
{
    const char *script = strrchr(q->path, '/') + 1;
    unsigned nth, steps = (unsigned)strcspn(script, "-");

    (void)arg;
    if (strcmp(q->path, "/3.2/auth/accesstoken") == 0) {
        answer_token(r);
        return;
    }
    CHECK(strncmp(q->path, "/3.2/rest-services/", 19) == 0);
    if (on_data && on_data(q, r))
        return;
    memcpy(seen[1], seen[0], sizeof(seen[0]));
    snprintf(seen[0], sizeof(seen[0]), "%s %s\r\n%s", q->method, q->path,
             q->head);
    if (strlen(asked) + strlen(script) + 2 < sizeof(asked))
        strcat(strcat(asked, script), " ");
    nth = times_asked(q->path);
    say(r, script[nth < steps ? nth : steps - 1]);
}

/* --- the owner ------------------------------------------------------------ */

static inline struct verdict judge(void *owner, const struct attempt *a)
{
    char text[256];
    struct evidence e = {
        .transport = a->transport,
        .status = a->status,
        .intake = examine_in_use     ? a->finding->intake
                  : a->status == 200 ? INTAKE_GOOD
                                     : INTAKE_FAULT,
        .code = "",
        .message = text,
        .limits = a->limits,
    };

    (void)owner;
    snprintf(text, sizeof(text), "%.*s", (int)a->body.len, a->body.at);
    return verdict_of(&e);
}

static inline void on_fault(void *arg, const struct fault *fault)
{
    CHECK(arg == wants);
    CHECK_INT(fault->verdict->error, -EIO);
    faults_told++;
    snprintf(fault_told, sizeof(fault_told), "%s %d %s", fault->path,
             fault->status, fault->finding->message);
}

static inline struct want *ask(const char *script, enum source_id source);

static inline void on_done(void *owner, const struct outcome *outcome)
{
    struct want *w = owner;

    w->calls++;
    w->verdict = outcome->verdict;
    w->status = outcome->status;
    w->body = outcome->body;
    w->order = ++ended;
    CHECK((outcome->body != NULL) == (outcome->verdict.action == ACTION_OK));
    if (w->more)
        ask(w->more, SOURCE_BIBLIO);
    if (w->then)
        w->then(w);
}

static const struct job_owner owner_calls = {judge, on_done};

static inline struct want *ask(const char *script, enum source_id source)
{
    struct request request = {.accept = "application/x-a", .source = source};
    struct want *w = &wants[want_count++];

    snprintf(request.path, sizeof(request.path), "x/%s-%u", script, want_count);
    w->job = sched_ask(sched, &request, &owner_calls, w);
    CHECK(w->job != NULL);
    CHECK_INT(w->calls, 0);
    return w;
}

/* --- set-up --------------------------------------------------------------- */

static inline void begin_at(const char *base)
{
    static char base_url[100];
    struct http_options options = {
        .stall_ms = STALL_MS, .total_ms = 60000, .agent = "test/1"};
    struct credentials credentials = {"key", "secret"};
    struct sched_options parts = {
        .base_url = base_url, .bulk = bulk_in_use, .retries = 5,
        .spare = spare_in_use, .examine = examine_in_use,
        .worker = worker_in_use, .report = on_fault, .report_arg = wants};

    memset(wants, 0, sizeof(wants));
    memset(tally, 0, sizeof(tally));
    memset(seen, 0, sizeof(seen));
    ahead = 0;
    want_count = ended = tokens = faults_told = 0;
    asked[0] = '\0';
    token_letter = 'o';
    server = loopback_new(answer, NULL);
    snprintf(base_url, sizeof(base_url), "%s",
             base ? base : loopback_url(server, "/3.2"));
    parts.http = http = http_new(&options);
    parts.log = journal = log_new(100, LOG_DEBUG, ECHO_NONE);
    parts.token = token =
        token_new(http, loopback_url(server, "/3.2/auth/accesstoken"),
                  &credentials, journal);
    parts.pace = pace = pace_new(NULL);
    sched = sched_new(&parts);
}

static inline void begin(void)
{
    begin_at(NULL);
}

static inline void end(void)
{
    sched_free(sched);
    pace_free(pace);
    token_free(token);
    log_free(journal);
    http_free(http);
    loopback_free(server);
    for (unsigned i = 0; i < want_count; i++)
        blob_unref(wants[i].body);
}

static inline struct class_figures total(const struct sched_report *r)
{
    return figures_total(&r->figures);
}

static inline unsigned on_wire(void)
{
    struct sched_report r;

    sched_report(sched, &r);
    return r.sent_now + (token_state(token, moment()) == TOKEN_GETTING);
}

/* Nothing on the wire: what comes next comes now. */
static inline void skip_time(void)
{
    int64_t next = sched_deadline(sched);

    if (!on_wire() && next != NEVER && next > moment().ms)
        ahead += next - moment().ms;
}

/* In real time, where the next thing to do is due; a look around where time
 * stands. */
static inline int64_t next_step(void)
{
    int64_t next = earlier(sched_deadline(sched), http_deadline(http));

    if (frozen)
        return clock_now().ms + 1;
    return next == NEVER ? NEVER : next - ahead;
}

static inline void turn(void)
{
    skip_time();
    loopback_step(server, http_fd(http), next_step());
    http_turn(http, moment());
    sched_turn(sched, moment());
}

static inline void run(unsigned count)
{
    for (int i = 0; i < 100000 && ended < count; i++)
        turn();
    CHECK_INT(ended, count);
}

static inline void run_until_held(unsigned count)
{
    for (int i = 0; i < 100000 && loopback_held(server) < count; i++)
        turn();
    CHECK_INT(loopback_held(server), count);
}

static inline unsigned data_requests(void)
{
    return loopback_requests(server) - tokens;
}

static inline bool is_body(const struct want *w, const char *text)
{
    return w->body && w->body->size == strlen(text) &&
           memcmp(w->body->data, text, w->body->size) == 0;
}

#endif
