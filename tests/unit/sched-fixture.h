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

#define T_SCHED_STALL_MS 20000
#define T_SCHED_WANTS 1300 /* of a case, at most */
#define T_SCHED_LONG 70000

struct t_sched_want {
    unsigned calls;
    struct verdict verdict;
    int status;
    struct blob *body;
    struct job *job;
    unsigned order;   /* of all that ended, from 1 */
    const char *more; /* asked for by `done` */
    void (*then)(struct t_sched_want *w);
    unsigned who; /* asks: for `then` */
};

/* What the next t_sched_begin() makes; a case sets it back. */
struct t_sched_setup {
    /* As in sched_options. */
    int (*split)(struct slice body, const char *path,
                 const struct slice *references, size_t count, fate_each *each,
                 void *arg);
    unsigned spare;
    int64_t ahead_rate;
    int64_t patience;
    bool public; /* a service that takes no token */
    struct worker *worker;
    struct inspection inspection;
    /* NULL: good is what has the status of it. */
    void (*examine)(const struct identity *asked, const struct received *got,
                    struct finding *ret_finding);
};

struct t_sched {
    enum form form; /* of what is asked from now on */
    struct t_sched_setup setup;
    struct t_loopback *server;
    struct http *http;
    struct token *token;
    struct throttle *throttle;
    struct sched *sched;
    struct log *journal;
    int64_t ahead;
    unsigned faults;
    char fault[8192]; /* the latest: path, then what was found */
    int64_t frozen;   /* ms where time stands but for `ahead`; 0: it runs */
    /* Sees data requests first; true: it answered. NULL: none such. */
    bool (*on_data)(const struct loopback_request *q, struct loopback_reply *r);
    struct t_sched_want wants[T_SCHED_WANTS];
    unsigned want_count, ended;
    char token_letter; /* what the token service says */
    unsigned tokens;
    char seen[2][8192]; /* the latest data request, and the one before */
    char asked[8192];   /* paths, in order, each followed by a blank */
    struct {
        char path[64];
        unsigned times;
    } tally[T_SCHED_WANTS];
};

/* Of the case that runs, between t_sched_begin() and t_sched_end(). */
extern struct t_sched t_sched;

/* --- the server ---------------------------------------------------------- */

#define T_SCHED_LIGHTS(search)                                                 \
    "X-Throttling-Control: idle (images=green:200, inpadoc=green:60, "         \
    "other=green:1000, retrieval=green:200, search=" search ")\r\n"

/* What the server answers for a letter of a script. */
void t_sched_say(struct loopback_reply *r, char letter);

/* The server itself: tokens, and scripts. */
void t_sched_answer(void *arg, const struct loopback_request *q,
                    struct loopback_reply *r);

/* --- the owner ----------------------------------------------------------- */

/* A job_done, whose owner is a want. */
void t_sched_done(void *owner, const struct response *response);

/* Asks; what comes of it is in the want, which is one of t_sched.wants. */
struct t_sched_want *t_sched_ask(const char *script, enum source_id source);
bool t_sched_is_body(const struct t_sched_want *w, const char *text);

/* --- set-up, and time ---------------------------------------------------- */

void t_sched_begin(void);
void t_sched_begin_at(const char *base); /* another address of OPS */
void t_sched_end(void);

struct instant t_sched_moment(void);

/* In real time, where the next thing to do is due; a look around where time
 * stands. */
int64_t t_sched_next_step(void);

void t_sched_turn(void);
void t_sched_run(unsigned count);  /* until so many wants have ended */
void t_sched_hold(unsigned count); /* until the server holds so many */

/* --- counts -------------------------------------------------------------- */

struct class_counters t_sched_total(const struct sched_report *r);
unsigned t_sched_on_wire(void);
unsigned t_sched_data_requests(void);

#endif
