/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

#include <inttypes.h>
#include <string.h>

static const char *const transport_names[TRANSPORT_COUNT] = {
    [TRANSPORT_OK] = "ok",           [TRANSPORT_UNREACHABLE] = "unreachable",
    [TRANSPORT_LOST] = "lost",       [TRANSPORT_TIMEOUT] = "timeout",
    [TRANSPORT_TOO_BIG] = "too big", [TRANSPORT_REFUSED] = "refused",
};

static const char *const intake_names[] = {
    [INTAKE_GOOD] = "good",           [INTAKE_FAULT] = "fault",
    [INTAKE_MALFORMED] = "malformed", [INTAKE_EMPTY] = "empty",
    [INTAKE_HOSTILE] = "hostile",     [INTAKE_ABSURD] = "absurd",
};

static const char *const action_names[] = {
    [ACTION_OK] = "ok",           [ACTION_FAIL] = "fail",
    [ACTION_RETRY] = "retry",     [ACTION_RENEW] = "renew",
    [ACTION_WAIT] = "wait",       [ACTION_QUOTA] = "quota",
    [ACTION_REFUSED] = "refused",
};

static const char *const remember_names[] = {
    [REMEMBER_NOT] = "not",
    [REMEMBER_SOURCE] = "source",
    [REMEMBER_LONG] = "long",
};

static const char *const rejection_names[] = {
    [REJECTION_NONE] = "none",       [REJECTION_HOUR] = "hour",
    [REJECTION_WEEK] = "week",       [REJECTION_ANONYMOUS] = "anonymous",
    [REJECTION_BLOCKED] = "blocked", [REJECTION_OTHER] = "other",
};

/* The keys. */

static void print_number(int64_t value, struct buf *to)
{
    if (value == UNTOLD)
        buf_puts(to, "untold");
    else
        buf_printf(to, "%" PRId64, value);
}

#define PRINTS(key, statement)                                                 \
    static void print_##key(const struct t_reading *r, enum ops_class class,   \
                            struct buf *to)                                    \
    {                                                                          \
        (void)class;                                                           \
        statement;                                                             \
    }

PRINTS(asked, buf_puts(to, forms[r->asked.form].extension))
PRINTS(transport, buf_puts(to, transport_names[r->asked.transport]))
PRINTS(status, print_number(r->status, to))
PRINTS(intake, buf_puts(to, intake_names[r->finding.intake]))
PRINTS(code, buf_puts(to, r->finding.code))
PRINTS(message, buf_puts(to, r->finding.message))
PRINTS(action, buf_puts(to, action_names[r->verdict.action]))
PRINTS(errno, buf_puts(to, r->verdict.error ? strerrorname_np(-r->verdict.error)
                                            : "none"))
PRINTS(remember, buf_puts(to, remember_names[r->verdict.remember]))
PRINTS(wait, print_number(r->verdict.wait, to))
PRINTS(advice, buf_puts(to, r->verdict.advice))
PRINTS(state, buf_puts(to, state_names[r->limits.state]))
PRINTS(light, buf_puts(to, light_names[r->limits.classes[class].light]))
PRINTS(limit, print_number(r->limits.classes[class].limit, to))
PRINTS(hour_used, print_number(r->limits.hour_used, to))
PRINTS(week_used, print_number(r->limits.week_used, to))
PRINTS(paying_used, print_number(r->limits.paying_used, to))
PRINTS(retry_after, print_number(r->limits.retry_after, to))
PRINTS(rejection, buf_puts(to, rejection_names[r->limits.rejection]))

#define KEY(key)                                                               \
    {                                                                          \
        .name = #key, .print = print_##key                                     \
    }
#define NEEDED(key)                                                            \
    {                                                                          \
        .name = #key, .print = print_##key, .needed = true                     \
    }
#define CLASS_KEYS(word, of)                                                   \
    {.name = "light." word, .print = print_light, .class = (of)},              \
    {                                                                          \
        .name = "limit." word, .print = print_limit, .class = (of)             \
    }

const struct t_key t_keys[] = {
    NEEDED(asked),
    KEY(transport),
    KEY(status),
    NEEDED(intake),
    KEY(code),
    KEY(message),
    NEEDED(action),
    NEEDED(errno),
    KEY(remember),
    KEY(wait),
    KEY(advice),
    KEY(state),
    CLASS_KEYS("search", CLASS_SEARCH),
    CLASS_KEYS("retrieval", CLASS_RETRIEVAL),
    CLASS_KEYS("inpadoc", CLASS_INPADOC),
    CLASS_KEYS("images", CLASS_IMAGES),
    CLASS_KEYS("other", CLASS_OTHER),
    KEY(hour_used),
    KEY(week_used),
    KEY(paying_used),
    KEY(retry_after),
    KEY(rejection),
};

const size_t t_keys_count = sizeof(t_keys) / sizeof(t_keys[0]);

const struct t_key *t_key_find(struct slice name)
{
    for (size_t i = 0; i < t_keys_count; i++) {
        if (slice_is(name, t_keys[i].name))
            return &t_keys[i];
    }
    return NULL;
}

void t_asked_set(struct t_asked *a, struct slice key, struct slice value)
{
    for (int i = 0; slice_is(key, "asked") && i < FORM_COUNT; i++) {
        if (slice_is(value, forms[i].extension))
            a->form = (enum form)i;
    }
    for (int i = 0; slice_is(key, "transport") && i < TRANSPORT_COUNT; i++) {
        if (slice_is(value, transport_names[i]))
            a->transport = (enum transport)i;
    }
}

/* The message. */

/* `HTTP/1.1 404 Not Found` */
static int status_of(struct slice line)
{
    struct slice version, code;
    int64_t number = 0;

    if (slice_cut(&line, ' ', &version) && slice_starts(version, "HTTP/") &&
        slice_cut(&line, ' ', &code))
        slice_number(slice_trim(code), &number);
    return (int)number;
}

/* What stands before the first empty line is cut off the front. */
static struct slice cut_headers(struct slice *answer)
{
    struct slice block = *answer, line;

    while (slice_cut(answer, '\n', &line)) {
        if (!slice_trim(line).len)
            break;
    }
    block.len -= answer->len;
    return block;
}

/* The value of the last header of that name, as libcurl returns it; "" when
 * there is none. */
static struct slice header(struct slice block, const char *wanted)
{
    struct slice value = SLICE(""), line, name;

    while (slice_cut(&block, '\n', &line)) {
        if (slice_cut(&line, ':', &name) && slice_is_nocase(name, wanted))
            value = slice_trim(line);
    }
    return value;
}

static bool is_whole(struct slice block, struct slice body)
{
    struct slice value = header(block, "Content-Length");
    int64_t length;

    return !value.len ||
           (slice_number(value, &length) == 0 && (size_t)length == body.len);
}

void t_reading_of(struct slice answer, const struct t_asked *asked,
                  struct t_reading *ret_reading)
{
    struct t_reading r = {.asked = *asked, .finding.intake = INTAKE_EMPTY};
    struct slice block = cut_headers(&answer), rest = block, line = SLICE("");

    slice_cut(&rest, '\n', &line);
    r.status = status_of(line);
    r.whole = is_whole(block, answer);
    limits_init(&r.limits);
    limits_read(&r.limits, block);
    if (asked->transport == TRANSPORT_OK)
        intake_check(answer, asked->form, r.status,
                     header(block, "Content-Type"), &r.finding);
    r.verdict = verdict_of(SERVER_OPS, asked->transport, r.status, &r.finding,
                           &r.limits);
    *ret_reading = r;
}
