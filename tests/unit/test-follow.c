/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log as a file that grows while somebody has it open. */
#include "fs/follow.h"

#include "check.h"

#include <string.h>

#define LONG_LINE 400

static struct log *log_of(unsigned lines)
{
    return log_new(lines, LOG_INFO, ECHO_NONE);
}

static size_t size_of(struct followed *f, const struct log *log)
{
    return follow_text(f, log)->size;
}

static bool ends_with(struct followed *f, const struct log *log,
                      const char *end)
{
    const struct blob *text = follow_text(f, log);
    size_t len = strlen(end);

    return text->size >= len &&
           memcmp(text->data + text->size - len, end, len) == 0;
}

/* What was shown stays in front, whatever the log has forgotten. */
static void grows_at_its_end(void)
{
    struct log *log = log_of(2);
    struct followed f = {0};
    char before[200];
    size_t size;

    log_line(log, LOG_INFO, "one");
    CHECK_INT(follow_open(&f, log), 0);
    size = size_of(&f, log);
    CHECK(ends_with(&f, log, " info one\n"));
    memcpy(before, follow_text(&f, log)->data, size);
    log_line(log, LOG_INFO, "two");
    log_line(log, LOG_INFO, "three");
    CHECK(ends_with(&f, log, " info three\n"));
    CHECK(size_of(&f, log) > size);
    CHECK(memcmp(before, follow_text(&f, log)->data, size) == 0);
    CHECK_INT(size_of(&f, log), size_of(&f, log));
    follow_close(&f);
    CHECK(follow_text(&f, log) == NULL);
    log_free(log);
}

/* The last of those who have it open lets it go. */
static void is_one_text_for_all(void)
{
    struct log *log = log_of(1);
    struct followed f = {0};
    size_t size;

    log_line(log, LOG_INFO, "one");
    CHECK_INT(follow_open(&f, log), 0);
    log_line(log, LOG_INFO, "two");
    CHECK_INT(follow_open(&f, log), 0);
    size = size_of(&f, log);
    follow_close(&f);
    CHECK_INT(size_of(&f, log), size);
    follow_close(&f);
    CHECK_INT(follow_open(&f, log), 0);
    CHECK(size_of(&f, log) < size);
    follow_close(&f);
    log_free(log);
}

static void begins_anew_when_it_is_long(void)
{
    struct log *log = log_of(10);
    struct followed f = {0};
    char line[LONG_LINE + 1];
    size_t size = 0, most = 0;

    memset(line, 'x', LONG_LINE);
    line[LONG_LINE] = '\0';
    log_line(log, LOG_INFO, "%s", line);
    CHECK_INT(follow_open(&f, log), 0);
    for (int i = 0; i < 1000 && size >= most; i++) {
        most = size;
        for (int k = 0; k < 50; k++)
            log_line(log, LOG_INFO, "%s", line);
        size = size_of(&f, log);
    }
    CHECK(size < most && size > 10 * LONG_LINE && most < (size_t)8 << 20);
    follow_close(&f);
    log_free(log);
}

static void an_empty_log_grows_too(void)
{
    struct log *log = log_of(10);
    struct followed f = {0};

    CHECK_INT(follow_open(&f, log), 0);
    CHECK_INT(size_of(&f, log), 0);
    log_line(log, LOG_INFO, "one");
    CHECK(ends_with(&f, log, " info one\n"));
    follow_close(&f);
    log_free(log);
}

TEST_MAIN({"grows at its end", grows_at_its_end},
          {"is one text for all", is_one_text_for_all},
          {"begins anew when it is long", begins_anew_when_it_is_long},
          {"an empty log grows too", an_empty_log_grows_too})
