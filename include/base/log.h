/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the mount did recently: a ring of lines for `.ops/log`, echoed to stderr
 * in the foreground. In the background, what somebody should see without
 * looking goes to the system's log: errors, warnings, beginning and end.
 *
 * Never pass a secret: nothing is redacted here, because nothing that holds one
 * (net/token, the authorization of net/http) logs a value it was given. Control
 * characters, broken UTF-8 and characters that separate lines or change the
 * direction of writing are shown as `\xNN`, so that a hostile answer cannot
 * mislead a person who reads it in a terminal. A line is cut at 500 bytes.
 */
#ifndef OPSFS_BASE_LOG_H
#define OPSFS_BASE_LOG_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

enum log_level {
    LOG_ERROR,
    LOG_WARNING,
    LOG_NOTICE,
    LOG_INFO,
    LOG_DEBUG,
};

enum log_echo {
    ECHO_NONE,
    ECHO_STDERR,
    ECHO_SYSLOG, /* LOG_NOTICE and worse */
};

struct log;

/* `lines`: how many are kept. */
struct log *log_new(unsigned lines, enum log_level level, enum log_echo echo);
void log_free(struct log *log);
void log_echo(struct log *log, enum log_echo echo);

/* A NULL log swallows the line: unit tests need none. */
void log_line(struct log *log, enum log_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The kept lines, oldest first; and those kept after the first `lines`. */
void log_print(const struct log *log, struct buf *to);
void log_print_since(const struct log *log, uint64_t lines, struct buf *to);

uint64_t log_lines(const struct log *log); /* kept, ever */

/* Text made safe for one line of a terminal or a file. */
void log_escape(struct buf *to, const char *text, size_t len);

#endif
