/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fixture of net/sched with a service that takes many references at once.
 * How one fares among others is its first letter: `o` found, `m` missing, `u`
 * not mentioned, `x` unreadable (which fails all), `s` an answer that cannot be
 * split. How it fares alone is the script of its own path. Time stands, but for
 * what is skipped and what a test lets pass.
 */
#ifndef OPSFS_TESTS_BUNDLE_FIXTURE_H
#define OPSFS_TESTS_BUNDLE_FIXTURE_H

#include "net/nagle.h"
#include "sched-fixture.h"

struct t_bundle {
    struct buf posts; /* bodies in order: `a,b c,d ` */
    unsigned post_count;
    const char *post_script; /* of the first ones, whatever they ask for */
    unsigned limit;          /* references; more are too many. 0: no bound */
    int limit_status;
    int64_t lag, lag_more; /* ms an answer takes; and by chance */
    /* By number of the request, when its answer is due; 0: not asked yet. */
    int64_t due[4 * T_SCHED_WANTS];
    char post_path[256];
    char post_head[4096];
};

/* Of the case that runs, between t_bundle_begin() and t_bundle_end(). */
extern struct t_bundle t_bundle;

/* A sched_options.split. */
int t_bundle_split(struct slice body, const char *path,
                   const struct slice *references, size_t count,
                   fate_each *each, void *arg);

/* The answer to references, one per line. */
void t_bundle_write(struct buf *to, const char *references);

void t_bundle_begin(void);
void t_bundle_end(void);

/* One reader asks and is answered: there is a token. */
void t_bundle_warm_up(void);

struct t_sched_want *t_bundle_ask_as(const char *reference, const char *script,
                                     const char *bulk, const char *accept);
struct t_sched_want *t_bundle_ask(const char *reference, const char *script);
struct t_sched_want *t_bundle_ask_of_list(const char *reference);
void t_bundle_ask_many(unsigned count); /* found, each of them */

/* So many wants from there on have their answer. */
void t_bundle_all_good(unsigned from, unsigned count);

#endif
