/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What tree/cache makes of several answers, over the scheduler that
 * cache-fixture.h plays: wishes for a facet, and answers to what is asked for.
 */
#ifndef OPSFS_TESTS_ASSEMBLE_FIXTURE_H
#define OPSFS_TESTS_ASSEMBLE_FIXTURE_H

#include "cache-fixture.h"
#include "ops/path.h"

#include <poll.h>

extern struct t_assemble {
    struct worker *worker; /* NULL: none */
} t_assemble;

void t_begin_assemble(size_t budget, size_t hits, bool with_worker);

/* As main does it: the worker before the content. */
void t_end_assemble(void);

unsigned t_jobs_now(void);

/* Until whoever the worker has is back. */
void t_work(void);

/* --- wishes -------------------------------------------------------------- */

extern const struct name t_list_row;

extern const struct name t_cite_row;
extern const struct name t_slow_row;

extern const struct name t_one_row;

extern const struct name t_hits_row;

extern const struct name t_count_row;

int t_want_request(struct t_reader *self, const struct request *q);

/* A place by its row and the one slot that counts. */
int t_want_place(struct t_reader *self, const struct name *row, enum slot slot,
                 const char *text);

int t_want_list(struct t_reader *self, const struct name *row,
                const char *numbers);

const char *t_text_got(const struct t_reader *self);

/* --- answers ------------------------------------------------------------- */

#define T_ANSWER(inside)                                                       \
    "<w:world-patent-data xmlns:w='http://ops.epo.org' "                       \
    "xmlns:e='http://www.epo.org/exchange'>" inside "</w:world-patent-data>"

/* One title: of EP<number>A1, as long as asked for. */
void t_answer_biblio(struct t_job *j, const char *number, size_t size);

/* `path` of EP<number>A1 as it is sent. */
struct t_job *t_biblio_of(const char *number);

/* A page: hits `from` to `to` of `total`, or `from` > `to`, none. */
void t_answer_page(struct t_job *j, int total, int from, int to);

/* The job's page, from 1; 0: the first hit alone. */
int t_page_of(const struct t_job *j);

#endif
