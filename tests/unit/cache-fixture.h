/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tree/cache over a place that plays OPS and its scheduler, with all makers.
 * Judging stays real: bodies go through doc/intake and ops/verdict.
 */
#ifndef OPSFS_TESTS_CACHE_FIXTURE_H
#define OPSFS_TESTS_CACHE_FIXTURE_H

#include "doc/intake.h"
#include "tree/cache.h"
#include "tree/fetch.h"
#include "tree/makers.h"
#include "tree/ops_place.h"

#include "check.h"

#include <errno.h>
#include <stdlib.h>

#define T_TIMEOUT_MS 5000
#define T_BUDGET ((size_t)64 * 1024)
#define T_OPEN "<w:world-patent-data xmlns:w=\"http://ops.epo.org\">"
#define T_CLOSE "</w:world-patent-data>"
#define T_FAULT(code)                                                          \
    "<fault xmlns=\"http://ops.epo.org\"><code>" code "</code>"                \
    "<message>said</message></fault>"

/* --- OPS as a place ------------------------------------------------------ */

/* A request, as the scheduler would have it. */
struct t_job {
    struct list link;
    struct question *question;
    char *path;
    enum job_state state;
    struct verdict last;
    struct finding finding;
    enum form form;
    bool unwanted;
    bool once; /* there is an older answer */
};

void t_job_gone(struct t_job *j);

extern struct answer_place t_ops;

/* --- OPS ---------------------------------------------------------------- */

extern struct t_cache {
    struct cache *cache;
    struct makers makers;
    struct instant now;
    struct list jobs; /* asked for and not answered */
    unsigned asked, dropped, kept;
    unsigned spare; /* for what nobody waits for yet */
    unsigned width; /* for one reader at once */
    bool memory_is_out;
    enum reach reach;
} t_cache;

struct t_job *t_only_job(void);

/* The one that asks for `path`. */
struct t_job *t_job_for(const char *path);

/* What the scheduler thinks of it. */
struct verdict t_judged(struct t_job *j, enum transport transport, int status,
                        struct slice body);

void t_finish(struct t_job *j, struct outcome *outcome);

/* The last attempt at a job: whatever it brings is the end of it. */
void t_answer_bytes(struct t_job *j, int status, struct slice body);

void t_answer(struct t_job *j, int status, const char *body);

/* A good answer of `size` bytes, filled with `fill`. */
void t_answer_sized(struct t_job *j, size_t size, char fill);

/* The scheduler's own failures: nobody judged an answer. */
void t_fail_unjudged(struct t_job *j, int error);

/* --- readers ------------------------------------------------------------ */

struct t_reader {
    struct waiter w;
    unsigned woken;
    int r;
    struct blob *blob;
    int64_t wall;
    struct why why;
    bool has_why;
    void (*then)(struct t_reader *self);
    struct t_reader *other;
};

void t_wake(struct waiter *w, int r, const struct answer *a,
            const struct why *why);

struct request t_request_of(const char *path);

int t_want_from(struct t_reader *self, enum source_id source, const char *path);

void t_done_with(struct t_reader *readers, size_t count);

int t_want(struct t_reader *self, const char *path);

/* What the reader got. */
#define T_CHECK_GOT(reader, text) CHECK(t_got((reader), (text)))

bool t_got(const struct t_reader *self, const char *text);

#define T_DONE_WITH(readers)                                                   \
    t_done_with((readers), sizeof(readers) / sizeof(*(readers)))

int t_peek(const char *path);

struct cache_report t_report(void);

/* --- the house ---------------------------------------------------------- */

extern struct answer_place *t_places[1];

void t_build(size_t budget, const struct makers_options *options);

void t_take_down(void);

void t_begin_with(size_t budget);

void t_begin(void);

void t_later(int64_t ms);

/* As main takes the house down: the scheduler first. */
void t_end(void);

#define T_FRESH_MS ((int64_t)24 * 3600 * 1000) /* of the register */
#define T_ABSENT_MS ((int64_t)10 * 60 * 1000)

#endif
