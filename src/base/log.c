/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/log.h"

#include "base/clock.h"
#include "base/str.h"
#include "base/syslog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE 500

struct log {
    enum log_level level;
    enum log_echo echo;
    unsigned count;
    unsigned next; /* where the next line goes: the oldest, when full */
    uint64_t kept; /* lines, ever */
    char *lines[];
};

static const struct {
    const char *name;
    unsigned severity; /* RFC 5424 6.2.1 */
} levels[] = {
    [LOG_ERROR] = {"error", 3},   [LOG_WARNING] = {"warning", 4},
    [LOG_NOTICE] = {"notice", 5}, [LOG_INFO] = {"info", 6},
    [LOG_DEBUG] = {"debug", 7},
};

struct log *log_new(unsigned lines, enum log_level level, enum log_echo echo)
{
    struct log *log = calloc(1, sizeof(*log) + lines * sizeof(char *));

    if (!log)
        return NULL;
    log->level = level;
    log->echo = echo;
    log->count = lines;
    return log;
}

void log_free(struct log *log)
{
    if (!log)
        return;
    for (unsigned i = 0; i < log->count; i++)
        free(log->lines[i]);
    free(log);
}

void log_echo(struct log *log, enum log_echo echo)
{
    log->echo = echo;
}

void log_escape(struct buf *to, const char *text, size_t len)
{
    struct slice s = {text, len};
    unsigned code;

    while (s.len) {
        size_t n = slice_mark(s, &code) ? 0 : slice_character(s);

        if (n)
            buf_add(to, s.at, n);
        else
            buf_printf(to, "\\x%02x", (unsigned char)s.at[0]);
        s.at += n ? n : 1;
        s.len -= n ? n : 1;
    }
}

static void keep(struct log *log, char *line)
{
    if (!log->count) {
        free(line);
        return;
    }
    free(log->lines[log->next]);
    log->lines[log->next] = line;
    log->next = (log->next + 1) % log->count;
    log->kept++;
}

static void echo(const struct log *log, enum log_level level, const char *text)
{
    if (log->echo == ECHO_STDERR)
        fprintf(stderr, "opsfs: %s\n", text);
    else if (log->echo == ECHO_SYSLOG && level <= LOG_NOTICE)
        syslog_send(levels[level].severity, text);
}

void log_line(struct log *log, enum log_level level, const char *format, ...)
{
    struct buf line = BUF_INIT(LINE * 4 + 100);
    char stamp[CLOCK_STAMP], text[LINE + 1];
    size_t begin, len;
    va_list args;

    if (!log || level > log->level)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    clock_stamp(clock_now().wall, stamp);
    buf_printf(&line, "%s %s ", stamp, levels[level].name);
    begin = line.len;
    log_escape(&line, text, strlen(text));
    echo(log, level, buf_text(&line) + begin);
    if (line.error)
        buf_fini(&line);
    else
        keep(log, buf_take(&line, &len));
}

/* Line number n, of all there ever were, is at n modulo `count`. */
void log_print_since(const struct log *log, uint64_t lines, struct buf *to)
{
    uint64_t first = log->kept > log->count ? log->kept - log->count : 0;

    for (uint64_t n = lines > first ? lines : first; n < log->kept; n++)
        buf_printf(to, "%s\n", log->lines[n % log->count]);
}

void log_print(const struct log *log, struct buf *to)
{
    log_print_since(log, 0, to);
}

uint64_t log_lines(const struct log *log)
{
    return log->kept;
}
