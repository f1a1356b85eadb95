/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What went wrong: the lines of `.ops/errors` and the extended attribute
 * user.opsfs.error, for people; `.ops/errors.jsonl`, for programs.
 *
 * A ring of the last ERRORS_KEPT failures, each reported once: a failure that
 * is remembered and met again adds no line. Texts are made safe for one line.
 */
#ifndef OPSFS_TREE_ERROR_LOG_H
#define OPSFS_TREE_ERROR_LOG_H

#include "base/buf.h"
#include "base/str.h"
#include "net/sched.h"
#include "ops/verdict.h"

#include <stdint.h>
#include <sys/types.h>

#define ERRORS_KEPT 1000
#define RETRY_SOON (-1)

/* One failure as tree/cache keeps it; strings are its own. */
struct why {
    int64_t wall;       /* Unix seconds */
    int status;         /* HTTP; 0 when there was none */
    int error;          /* negative errno */
    const char *advice; /* static */
    /* Seconds from then until a retry may succeed; RETRY_SOON: nobody knows how
     * many; 0: as the error says. */
    int64_t retry_s;
    char code[FAULT_CODE];
    char message[FAULT_MESSAGE];
};

struct error_log;

struct error_log *error_log_new(void);
void error_log_free(struct error_log *l);

/* Whom the calls that follow are for: a failure is that user's, and nobody else
 * sees it. At first, and for what error_log_report() adds, the mount's
 * owner. */
void error_log_serve(struct error_log *l, uid_t user);

/* `path` of the tree. */
void error_log_add(struct error_log *l, struct slice path,
                   const struct why *why);

/* sched_options.report: what a later try may mend, by the request's path, which
 * is also where the tree has it but for the form. */
void error_log_report(void *error_log, const char *below, const char *path,
                      const struct response *response);

/* The newest line of a path, or of anything below it; -ENODATA. */
int error_log_find(const struct error_log *l, struct slice path,
                   struct buf *to);

/* All lines, oldest first. */
void error_log_print(const struct error_log *l, struct buf *to);

/* The same as objects, one a line: time, path, errno, and where there is one
 * status, code, message, advice; whether a retry may succeed, and in how many
 * seconds from then, if that is known. */
void error_log_print_json(const struct error_log *l, struct buf *to);

#endif
