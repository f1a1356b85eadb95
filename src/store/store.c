/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/change.h"
#include "store/lookup.h"
#include "store/survey.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

static int watch(const struct store *s, const struct side *side)
{
    struct epoll_event event = {.events = EPOLLIN};

    return epoll_ctl(s->poll, EPOLL_CTL_ADD, worker_fd(side->worker), &event);
}

static void store_dispose(struct store *s)
{
    lookup_free_all(s);
    change_free_all(s);
    hash_fini(&s->drops);
    if (s->poll >= 0)
        close(s->poll);
    free(s);
}

struct store *store_new(const struct store_options *options, struct instant now)
{
    struct store *s = calloc(1, sizeof(*s));

    if (!s)
        return NULL;
    s->options = *options;
    s->now = now;
    list_init(&s->lookups);
    list_init(&s->found);
    list_init(&s->surveys);
    list_init(&s->changes);
    list_init(&s->stems);
    s->gathers = NEVER;
    s->poll = epoll_create1(EPOLL_CLOEXEC);
    if (s->poll < 0 || hash_init(&s->drops) < 0 ||
        side_init(&s->reading, s) < 0 || side_init(&s->writing, s) < 0 ||
        watch(s, &s->reading) < 0 || watch(s, &s->writing) < 0) {
        store_free(s);
        return NULL;
    }
    side_ready(&s->reading);
    return s;
}

/* A thread that is stuck keeps what it works on. */
void store_free(struct store *s)
{
    bool is_over;

    if (!s)
        return;
    change_end(s);
    s->ends = true;
    is_over = side_fini(&s->writing);
    if (side_fini(&s->reading) && is_over)
        store_dispose(s);
}

bool store_ask(struct store *s, const struct store_key *key, struct instant now,
               struct store_reader *r)
{
    s->now = now;
    return lookup_begin(s, key, r);
}

void store_leave(struct store_reader *r)
{
    lookup_leave(r);
}

bool store_list(struct store *s, const struct store_filter *filter,
                struct instant now, struct store_lister *l)
{
    s->now = now;
    return survey_begin(s, filter, l);
}

void store_list_leave(struct store_lister *l)
{
    survey_leave(l);
}

void store_keep(struct store *s, const struct store_key *key,
                const struct record *record)
{
    struct buf text;

    if (change_key(key, &text) == 0)
        change_keep(s, &text, record);
    buf_fini(&text);
}

void store_drop(struct store *s, const struct store_key *key)
{
    struct buf text;

    if (change_key(key, &text) == 0)
        change_drop(s, &text);
    buf_fini(&text);
}

void store_drop_all(struct store *s, struct slice stem)
{
    struct buf text;

    if (change_stem(stem, &text) == 0)
        change_drop_all(s, &text);
    buf_fini(&text);
}

int store_fd(const struct store *s)
{
    return s->poll;
}

int64_t store_deadline(const struct store *s)
{
    return earlier(earlier(lookup_deadline(s), survey_deadline(s)),
                   change_deadline(s));
}

void store_turn(struct store *s, struct instant now)
{
    s->now = now;
    worker_turn(s->reading.worker);
    worker_turn(s->writing.worker);
    lookup_turn(s);
    survey_turn(s);
    change_turn(s);
}

int64_t store_leisure(const struct store *s)
{
    return change_leisure(s);
}

static const char *why_not(const struct side *side)
{
    return side->why[0] ? side->why : NULL;
}

static int fault_of(const struct side *side)
{
    return side_rests_long(side->error) ? side->error : 0;
}

void store_report(const struct store *s, struct store_report *ret_report)
{
    *ret_report = s->report;
    ret_report->dir = s->options.dir;
    ret_report->reading = why_not(&s->reading);
    ret_report->writing = why_not(&s->writing);
    ret_report->fault = fault_of(&s->reading);
    if (!ret_report->fault)
        ret_report->fault = fault_of(&s->writing);
    if (s->given_up)
        ret_report->reading = "the disk does not answer";
    ret_report->waiting = s->change_count;
}
