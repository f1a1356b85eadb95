/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/error_log.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEXT_LINE_MAX 4096

/* A line is `path` and what follows it; the path is kept apart to be found. */
struct logged_error {
    int64_t wall;
    uid_t user; /* whose it is */
    size_t path_len;
    char *path; /* escaped; NULL: the place is free */
    char *text; /* after the path */
    int status, error;
    int64_t retry_s;
    const char *advice;
    char *code, *message; /* escaped */
};

struct error_log {
    uid_t owner, user; /* of the mount; the one who is served */
    unsigned next;
    struct logged_error ring[ERRORS_KEPT];
};

struct error_log *error_log_new(void)
{
    struct error_log *l = calloc(1, sizeof(*l));

    if (l)
        l->owner = l->user = geteuid();
    return l;
}

void error_log_serve(struct error_log *l, uid_t user)
{
    l->user = user;
}

static void drop(struct logged_error *at)
{
    free(at->path);
    free(at->text);
    free(at->code);
    free(at->message);
    *at = (struct logged_error){0};
}

void error_log_free(struct error_log *l)
{
    if (!l)
        return;
    for (unsigned i = 0; i < ERRORS_KEPT; i++)
        drop(&l->ring[i]);
    free(l);
}

static char *escaped(struct slice text, size_t *ret_len)
{
    struct buf b = BUF_INIT(TEXT_LINE_MAX);

    log_escape(&b, text.at, text.len);
    return buf_take(&b, ret_len);
}

/* The gateway's code is the status again. */
static bool is_status(const struct why *why)
{
    int64_t code;

    return slice_number(slice_of(why->code), &code) == 0 && code == why->status;
}

/* `ENOENT HTTP 404 SERVER.EntityNotFound: No results found; what to do` */
static char *text_of(const struct why *why)
{
    struct buf b = BUF_INIT(TEXT_LINE_MAX);
    size_t len;

    buf_printf(&b, "%s", strerrorname_np(-why->error));
    if (why->status)
        buf_printf(&b, " HTTP %d", why->status);
    if (why->code[0] && !is_status(why)) {
        buf_putc(&b, ' ');
        log_escape(&b, why->code, strlen(why->code));
    }
    if (why->message[0]) {
        buf_puts(&b, ": ");
        log_escape(&b, why->message, strlen(why->message));
    }
    if (why->advice && why->advice[0])
        buf_printf(&b, "%s%s", why->message[0] ? "; " : ": ", why->advice);
    return buf_take(&b, &len);
}

static const struct logged_error *newest(const struct error_log *l,
                                         unsigned back)
{
    return &l->ring[(l->next + 2 * ERRORS_KEPT - 1 - back) % ERRORS_KEPT];
}

/* The path itself, or (`deep`) a directory above it. */
static bool covers(const struct logged_error *at, const char *path, size_t len,
                   bool deep)
{
    if (!at->path || at->path_len < len || memcmp(at->path, path, len) != 0)
        return false;
    return at->path_len == len || (deep && (at->path[len] == '/' || len == 1));
}

static const struct logged_error *
search(const struct error_log *l, const char *path, size_t len, bool deep)
{
    for (unsigned i = 0; i < ERRORS_KEPT && newest(l, i)->path; i++) {
        if (newest(l, i)->user == l->user &&
            covers(newest(l, i), path, len, deep))
            return newest(l, i);
    }
    return NULL;
}

void error_log_add(struct error_log *l, struct slice path,
                   const struct why *why)
{
    struct logged_error *at = &l->ring[l->next];
    struct logged_error new = {
        .wall = why->wall,
        .user = l->user,
        .status = why->status,
        .error = why->error,
        .retry_s = why->retry_s,
        .advice = why->advice,
    };
    const struct logged_error *last;
    size_t len;

    new.path = escaped(path, &new.path_len);
    new.text = text_of(why);
    new.code = escaped(slice_of(why->code), &len);
    new.message = escaped(slice_of(why->message), &len);
    if (!new.path || !new.text) {
        drop(&new);
        return;
    }
    last = search(l, new.path, new.path_len, false);
    if (last && last->wall == why->wall && strcmp(last->text, new.text) == 0) {
        drop(&new);
        return;
    }
    drop(at);
    *at = new;
    l->next = (l->next + 1) % ERRORS_KEPT;
}

void error_log_report(void *error_log, const char *below, const char *path,
                      const struct response *response)
{
    struct error_log *l = error_log;
    uid_t user = l->user;
    struct buf where = BUF_INIT(TEXT_LINE_MAX);
    struct why why = {
        .wall = response->now.wall,
        .status = response->status,
        .error = response->verdict.error,
        .advice = response->verdict.advice,
    };

    memcpy(why.code, response->finding.code, sizeof(why.code));
    memcpy(why.message, response->finding.message, sizeof(why.message));
    buf_printf(&where, "/%s%s", below ? below : "", path);
    l->user = l->owner;
    error_log_add(l, buf_slice(&where), &why);
    l->user = user;
    buf_fini(&where);
}

int error_log_find(const struct error_log *l, struct slice path, struct buf *to)
{
    size_t len;
    char *safe = escaped(path, &len);
    const struct logged_error *found = safe ? search(l, safe, len, true) : NULL;

    free(safe);
    if (!found)
        return -ENODATA;
    if (found->path_len != len)
        buf_printf(to, "%s: ", found->path);
    return buf_puts(to, found->text);
}

void error_log_print(const struct error_log *l, struct buf *to)
{
    char stamp[CLOCK_STAMP];

    for (unsigned i = ERRORS_KEPT; i-- > 0;) {
        const struct logged_error *at = newest(l, i);

        if (!at->path || at->user != l->user)
            continue;
        clock_stamp(at->wall, stamp);
        buf_printf(to, "%s %s %s\n", stamp, at->path, at->text);
    }
}

/* OPS may say something else to the same another time. */
static bool is_retryable(int error)
{
    static const int errors[] = {-EAGAIN, -EBUSY,     -EDQUOT, -EIO,
                                 -ENOMEM, -ETIMEDOUT, -ENFILE};

    for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++) {
        if (errors[i] == error)
            return true;
    }
    return false;
}

static void put_text(struct json_writer *w, struct json *to, const char *name,
                     const char *text)
{
    if (text && text[0])
        json_put_text(w, to, name, text);
}

static void put_error(struct json_writer *w, const struct logged_error *at)
{
    struct json *o = json_put_object(w, w->root, NULL);
    char stamp[CLOCK_STAMP];

    clock_stamp(at->wall, stamp);
    json_put_text(w, o, "time", stamp);
    json_put_text(w, o, "path", at->path);
    json_put_text(w, o, "errno", strerrorname_np(-at->error));
    if (at->status)
        json_put_number(w, o, "status", at->status);
    put_text(w, o, "code", at->code);
    put_text(w, o, "message", at->message);
    put_text(w, o, "advice", at->advice);
    json_put_bool(w, o, "retryable", at->retry_s || is_retryable(at->error));
    if (at->retry_s > 0)
        json_put_number(w, o, "retry_after_s", (double)at->retry_s);
}

void error_log_print_json(const struct error_log *l, struct buf *to)
{
    struct json_writer w;

    json_writer_init(&w);
    for (unsigned i = ERRORS_KEPT; i-- > 0;) {
        if (newest(l, i)->path && newest(l, i)->user == l->user)
            put_error(&w, newest(l, i));
    }
    json_write_lines(&w, to);
    json_writer_fini(&w);
}
