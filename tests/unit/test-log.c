/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/log.h"

#include "base/clock.h"
#include "base/str.h"
#include "check.h"

#include <stdlib.h>
#include <unistd.h>

static char text[65536];

/* What the log keeps, without the stamps. */
static const char *kept(const struct log *log)
{
    struct buf b = BUF_INIT(sizeof(text) - 1);
    struct slice rest, line;
    size_t len = 0;

    log_print(log, &b);
    rest = slice_of(buf_text(&b));
    text[0] = '\0';
    while (slice_cut(&rest, '\n', &line)) {
        CHECK(line.len >= CLOCK_STAMP);
        CHECK(line.at[CLOCK_STAMP - 2] == 'Z');
        len += (size_t)snprintf(text + len, sizeof(text) - len, "%.*s\n",
                                (int)(line.len - CLOCK_STAMP),
                                line.at + CLOCK_STAMP);
    }
    buf_fini(&b);
    return text;
}

static void keeps_lines_in_order(void)
{
    struct log *log = log_new(10, LOG_DEBUG, ECHO_NONE);

    CHECK_STR(kept(log), "");
    log_line(log, LOG_INFO, "one %d", 1);
    log_line(log, LOG_ERROR, "two");
    log_line(log, LOG_WARNING, "three");
    log_line(log, LOG_DEBUG, "four");
    CHECK_STR(kept(log), "info one 1\nerror two\nwarning three\n"
                         "debug four\n");
    log_free(log);
}

static void forgets_the_oldest(void)
{
    struct log *log = log_new(3, LOG_INFO, ECHO_NONE);

    for (int i = 1; i <= 3; i++)
        log_line(log, LOG_INFO, "%d", i);
    CHECK_STR(kept(log), "info 1\ninfo 2\ninfo 3\n");
    for (int i = 4; i <= 8; i++)
        log_line(log, LOG_INFO, "%d", i);
    CHECK_STR(kept(log), "info 6\ninfo 7\ninfo 8\n");
    log_free(log);
}

static void passes_over_what_is_below_its_level(void)
{
    struct log *log = log_new(10, LOG_WARNING, ECHO_NONE);

    log_line(log, LOG_DEBUG, "d");
    log_line(log, LOG_INFO, "i");
    log_line(log, LOG_WARNING, "w");
    log_line(log, LOG_ERROR, "e");
    CHECK_STR(kept(log), "warning w\nerror e\n");
    log_free(log);
}

static void shows_control_characters(void)
{
    struct log *log = log_new(10, LOG_INFO, ECHO_NONE);

    log_line(log, LOG_INFO, "%s", "a\nb\x1b[2J\x7f\xc3\xa4\r~");
    CHECK_STR(kept(log), "info a\\x0ab\\x1b[2J\\x7f\xc3\xa4\\x0d~\n");
    log_free(log);
}

static void cuts_long_lines(void)
{
    struct log *log = log_new(2, LOG_INFO, ECHO_NONE);
    char *line = malloc(100001);

    memset(line, '\x01', 100000);
    line[100000] = '\0';
    log_line(log, LOG_INFO, "%s", line);
    CHECK_INT(strlen(kept(log)), strlen("info ") + 500 * 4 + 1);
    memset(line, 'x', 100000);
    log_line(log, LOG_INFO, "%s", line);
    log_line(log, LOG_INFO, "%s", line);
    CHECK_INT(strlen(kept(log)), 2 * (strlen("info ") + 500 + 1));
    free(line);
    log_free(log);
}

static void may_keep_nothing(void)
{
    struct log *log = log_new(0, LOG_INFO, ECHO_NONE);

    log_line(log, LOG_INFO, "x");
    CHECK_STR(kept(log), "");
    log_free(log);
    log_free(NULL);
    log_line(NULL, LOG_ERROR, "%s", "swallowed");
}

/* What stderr gets, by way of a file in its place. */
static const char *echoed(struct log *log, const char *line)
{
    char name[] = "/tmp/opsfs-test-XXXXXX";
    int file = mkstemp(name), was = dup(STDERR_FILENO);
    ssize_t n;

    unlink(name);
    fflush(stderr);
    dup2(file, STDERR_FILENO);
    log_line(log, LOG_INFO, "%s", line);
    fflush(stderr);
    dup2(was, STDERR_FILENO);
    n = pread(file, text, sizeof(text) - 1, 0);
    text[n < 0 ? 0 : n] = '\0';
    close(file);
    close(was);
    return text;
}

static void echoes_on_request(void)
{
    struct log *log = log_new(5, LOG_INFO, ECHO_STDERR);

    CHECK_STR(echoed(log, "hello"), "opsfs: hello\n");
    log_echo(log, ECHO_NONE);
    CHECK_STR(echoed(log, "silent"), "");
    log_echo(log, ECHO_STDERR);
    CHECK_STR(echoed(log, "again"), "opsfs: again\n");
    log_free(log);
}

/* A hostile answer must not write to the terminal opsfs runs in. */
static void echoes_no_control_character(void)
{
    struct log *log = log_new(5, LOG_INFO, ECHO_STDERR);

    CHECK_STR(echoed(log, "a\x1b]0;title\x07\nb\x9b"),
              "opsfs: a\\x1b]0;title\\x07\\x0ab\\x9b\n");
    log_free(log);
}

static void escapes(void)
{
    struct buf b = BUF_INIT(100);

    log_escape(&b, "a\0\xff ~", 5);
    CHECK_STR(buf_text(&b), "a\\x00\\xff ~");
    buf_fini(&b);
}

/* Letters of all the world stay; what changes the direction of a line, or
 * separates it, does not. */
static void escapes_what_misleads(void)
{
    static const char *const rows[][2] = {
        {"M\xc3\xbcller \xe6\x97\xa5\xe2\x80\x82",
         "M\xc3\xbcller \xe6\x97\xa5\xe2\x80\x82"},
        {"\xe2\x80\xa7\xe2\x80\xaf", "\xe2\x80\xa7\xe2\x80\xaf"},
        {"\xe2\x80\xa8", "\\xe2\\x80\\xa8"},
        {"a\xe2\x80\xae"
         "b",
         "a\\xe2\\x80\\xae"
         "b"},
        {"\xe2\x81\xa6\xe2\x81\xa9", "\\xe2\\x81\\xa6\\xe2\\x81\\xa9"},
        {"\xe2\x81\x9f\xe2\x81\xb0", "\xe2\x81\x9f\xe2\x81\xb0"},
        {"\xe2\x80", "\\xe2\\x80"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buf b = BUF_INIT(100);

        log_escape(&b, rows[i][0], strlen(rows[i][0]));
        CHECK_STR(buf_text(&b), rows[i][1]);
        buf_fini(&b);
    }
}

TEST_MAIN({"keeps lines in order", keeps_lines_in_order},
          {"forgets the oldest", forgets_the_oldest},
          {"passes over what is below its level",
           passes_over_what_is_below_its_level},
          {"shows control characters", shows_control_characters},
          {"cuts long lines", cuts_long_lines},
          {"may keep nothing", may_keep_nothing},
          {"echoes on request", echoes_on_request},
          {"echoes no control character", echoes_no_control_character},
          {"escapes", escapes},
          {"escapes what misleads", escapes_what_misleads})
