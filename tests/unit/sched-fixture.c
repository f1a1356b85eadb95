/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sched-fixture.h"

struct t_sched t_sched;

static const struct letter {
    char letter;
    int status;
    const char *headers, *body;
} letters[] = {
    {'o', 200, "Content-Type: application/xml\r\n", "good"},
    {'4', 404, "", "SERVER.EntityNotFound"},
    {'e', 500, "", "SERVER.DomainAccess"},
    {'t', 400, "", "invalid_access_token"},
    {'w', 403, "Retry-After: 9000\r\n" T_SCHED_LIGHTS("black:0"), "fair use"},
    {'q', 403, "X-Rejection-Reason: IndividualQuotaPerHour\r\n", "quota"},
    {'b', 403, "", "Developer account is blocked"},
    {'a', 401, "", "ClientId is Invalid"},
    {'5', 405, "", "not served"},
    {'f', 403, "", "no"},
    {'m', 200, "", "answer to another"},
    {'j', 200, "", "{\"a\": \"\xc2\x9b!\"}"},
    {'3', 303, "Location: o-there\r\n", "see there"},
    {'v', 303, "Location: v-on\r\n", "see there"},
    {'x', 303, "Location: http://127.0.0.1:1/x\r\n", "see there"},
    {'l', 200, T_SCHED_LIGHTS("green:4"), "good"},
};

struct instant t_sched_moment(void)
{
    struct instant now = clock_now();

    if (t_sched.frozen)
        now.ms = t_sched.frozen;
    now.ms += t_sched.ahead;
    now.wall += t_sched.ahead / 1000;
    return now;
}

static void say_long(struct loopback_reply *r)
{
    buf_printf(&r->bytes, "HTTP/1.1 200 Y\r\nContent-Length: %d\r\n\r\n%*s",
               T_SCHED_LONG, T_SCHED_LONG, "");
}

void t_sched_say(struct loopback_reply *r, char letter)
{
    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
        if (letters[i].letter == letter)
            t_reply_with(r, letters[i].status, letters[i].headers,
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

static unsigned times_asked(const char *path)
{
    for (unsigned i = 0; i < T_SCHED_WANTS; i++) {
        if (t_sched.tally[i].path[0] &&
            strcmp(t_sched.tally[i].path, path) != 0)
            continue;
        snprintf(t_sched.tally[i].path, sizeof(t_sched.tally[i].path), "%s",
                 path);
        return t_sched.tally[i].times++;
    }
    return 0;
}

static void answer_token(struct loopback_reply *r)
{
    char body[100];

    t_sched.tokens++;
    snprintf(body, sizeof(body),
             "{\"access_token\":\"token-%u\",\"expires_in\":\"1199\"}",
             t_sched.tokens);
    if (t_sched.token_letter == 'o')
        t_reply_with(r, 200, "", body);
    else
        t_sched_say(r, t_sched.token_letter);
}

void t_sched_answer(void *arg, const struct loopback_request *q,
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
    if (t_sched.on_data && t_sched.on_data(q, r))
        return;
    memcpy(t_sched.seen[1], t_sched.seen[0], sizeof(t_sched.seen[0]));
    snprintf(t_sched.seen[0], sizeof(t_sched.seen[0]), "%s %s\r\n%s", q->method,
             q->path, q->head);
    if (strlen(t_sched.asked) + strlen(script) + 2 < sizeof(t_sched.asked))
        strcat(strcat(t_sched.asked, script), " ");
    nth = times_asked(q->path);
    t_sched_say(r, script[nth < steps ? nth : steps - 1]);
}

/* What the body says is a fault's message. */
static void examine_status(const struct identity *asked,
                           const struct received *got,
                           struct finding *ret_finding)
{
    (void)asked;
    *ret_finding = (struct finding){
        .intake = got->status == 200 ? INTAKE_GOOD : INTAKE_FAULT};
    snprintf(ret_finding->message, FAULT_MESSAGE, "%.*s", (int)got->body.len,
             got->body.at);
}

static void on_fault(void *arg, const char *below, const char *path,
                     const struct response *response)
{
    (void)below;
    CHECK(arg == t_sched.wants);
    CHECK_INT(response->verdict.error, -EIO);
    t_sched.faults++;
    snprintf(t_sched.fault, sizeof(t_sched.fault), "%s %d %s", path,
             response->status, response->finding.message);
}

void t_sched_done(void *owner, const struct response *response)
{
    struct t_sched_want *w = owner;

    w->calls++;
    w->verdict = response->verdict;
    w->status = response->status;
    w->body = response->blob;
    w->order = ++t_sched.ended;
    CHECK((response->blob != NULL) == (response->verdict.action == ACTION_OK));
    if (w->more)
        t_sched_ask(w->more, SOURCE_BIBLIO);
    if (w->then)
        w->then(w);
}

struct t_sched_want *t_sched_ask(const char *script, enum source_id source)
{
    struct request request = {.accept = "application/x-a",
                              .source = source,
                              .form = t_sched.form};
    struct t_sched_want *w = &t_sched.wants[t_sched.want_count++];

    snprintf(request.path, sizeof(request.path), "x/%s-%u", script,
             t_sched.want_count);
    w->job = sched_ask(t_sched.sched, &request, t_sched_done, w);
    CHECK(w->job != NULL);
    CHECK_INT(w->calls, 0);
    return w;
}

void t_sched_begin_at(const char *base)
{
    static char base_url[100];
    struct http_options options = {.stall_ms = T_SCHED_STALL_MS,
                                   .total_ms = 60000,
                                   .agent = "test/1"};
    struct credentials credentials = {"key", "secret"};
    struct sched_options parts = {.base_url = base_url,
                                  .split = t_sched.setup.split,
                                  .retries = 5,
                                  .spare = t_sched.setup.spare,
                                  .ahead_rate = t_sched.setup.ahead_rate,
                                  .patience = t_sched.setup.patience,
                                  .examine = t_sched.setup.examine
                                                 ? t_sched.setup.examine
                                                 : examine_status,
                                  .inspection = t_sched.setup.inspection,
                                  .worker = t_sched.setup.worker,
                                  .report = on_fault,
                                  .report_arg = t_sched.wants};

    memset(t_sched.wants, 0, sizeof(t_sched.wants));
    memset(t_sched.tally, 0, sizeof(t_sched.tally));
    memset(t_sched.seen, 0, sizeof(t_sched.seen));
    t_sched.ahead = 0;
    t_sched.want_count = t_sched.ended = t_sched.tokens = t_sched.faults = 0;
    t_sched.asked[0] = '\0';
    t_sched.token_letter = 'o';
    t_sched.server = t_loopback_new(t_sched_answer, NULL);
    snprintf(base_url, sizeof(base_url), "%s",
             base ? base : t_loopback_url(t_sched.server, "/3.2"));
    parts.http = t_sched.http = http_new(&options);
    parts.log = t_sched.journal = log_new(100, LOG_DEBUG, ECHO_NONE);
    parts.token = t_sched.token =
        token_new(t_sched.http,
                  t_loopback_url(t_sched.server, "/3.2/auth/accesstoken"),
                  &credentials, t_sched.journal);
    if (t_sched.setup.public)
        parts.token = NULL;
    parts.throttle = t_sched.throttle = throttle_new(NULL);
    t_sched.sched = sched_new(&parts);
}

void t_sched_begin(void)
{
    t_sched_begin_at(NULL);
}

void t_sched_end(void)
{
    sched_free(t_sched.sched);
    throttle_free(t_sched.throttle);
    token_free(t_sched.token);
    log_free(t_sched.journal);
    http_free(t_sched.http);
    t_loopback_free(t_sched.server);
    for (unsigned i = 0; i < t_sched.want_count; i++)
        blob_unref(t_sched.wants[i].body);
}

struct class_counters t_sched_total(const struct sched_report *r)
{
    return counters_total(&r->counters);
}

unsigned t_sched_on_wire(void)
{
    struct sched_report r;

    sched_report(t_sched.sched, &r);
    return r.sent_now +
           (token_state(t_sched.token, t_sched_moment()) == TOKEN_GETTING);
}

static void skip_time(void)
{
    int64_t next = sched_deadline(t_sched.sched);

    if (!t_sched_on_wire() && next != NEVER && next > t_sched_moment().ms)
        t_sched.ahead += next - t_sched_moment().ms;
}

int64_t t_sched_next_step(void)
{
    int64_t next = earlier(sched_deadline(t_sched.sched),
                           http_deadline(t_sched.http));

    if (t_sched.frozen)
        return clock_now().ms + 1;
    return next == NEVER ? NEVER : next - t_sched.ahead;
}

void t_sched_turn(void)
{
    skip_time();
    t_loopback_step(t_sched.server, http_fd(t_sched.http), t_sched_next_step());
    http_turn(t_sched.http, t_sched_moment());
    sched_turn(t_sched.sched, t_sched_moment());
}

void t_sched_run(unsigned count)
{
    for (int i = 0; i < 100000 && t_sched.ended < count; i++)
        t_sched_turn();
    CHECK_INT(t_sched.ended, count);
}

void t_sched_hold(unsigned count)
{
    for (int i = 0; i < 100000 && t_loopback_held(t_sched.server) < count; i++)
        t_sched_turn();
    CHECK_INT(t_loopback_held(t_sched.server), count);
}

unsigned t_sched_data_requests(void)
{
    return t_loopback_requests(t_sched.server) - t_sched.tokens;
}

bool t_sched_is_body(const struct t_sched_want *w, const char *text)
{
    return w->body && w->body->size == strlen(text) &&
           memcmp(w->body->data, text, w->body->size) == 0;
}
