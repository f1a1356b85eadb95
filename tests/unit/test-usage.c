/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/usage.h"

#include "check.h"

#include <errno.h>

#define HEADER "date\tkind\tvalue\tremark\n"
#define METRICS(list)                                                          \
    "{\"environments\":[{\"dimensions\":[{\"metrics\":[" list                  \
    "],\"name\":\"app\"}],\"name\":\"prod\"}]}"

static const char *made(const char *json)
{
    static char text[4096];
    struct buf b = BUF_INIT(sizeof(text) - 1);
    int r = usage_render(slice_of(json), &b);

    snprintf(text, sizeof(text), "%s", r < 0 ? strerror(-r) : buf_text(&b));
    buf_fini(&b);
    return text;
}

static void newest_day_first(void)
{
    CHECK_STR(made(METRICS(
                  "{\"name\":\"total_response_size\",\"values\":["
                  "{\"timestamp\":1763424000000,\"value\":\"1.2488E4\"},"
                  "{\"timestamp\":1763510400000,\"value\":\"7.0E0\"}]},"
                  "{\"name\":\"message_count\",\"values\":["
                  "{\"timestamp\":1763424000000,\"value\":3}]}")),
              HEADER "2025-11-19\ttotal_response_size\t7\t\n"
                     "2025-11-18\ttotal_response_size\t12488\t\n"
                     "2025-11-18\tmessage_count\t3\t\n");
}

static void leaves_out_what_is_no_figure(void)
{
    CHECK_STR(made("{}"), HEADER);
    CHECK_STR(made(METRICS(
                  "1,{},{\"name\":\"x\"},{\"name\":\"y\",\"values\":"
                  "[{\"timestamp\":1,\"value\":\"-1\"},"
                  "{\"timestamp\":1,\"value\":\"1x\"},"
                  "{\"timestamp\":1,\"value\":\"1e300\"},"
                  "{\"timestamp\":1,\"value\":\"nan\"},"
                  "{\"value\":1},{\"timestamp\":\"-1\",\"value\":1}]}")),
              HEADER);
    CHECK_STR(made("not"), strerror(EBADMSG));
}

static enum intake seen(int status, const char *body)
{
    struct identity asked = {SOURCE_USAGE, FORM_JSON, "usage", ""};
    struct received got = {.status = status,
                           .body = slice_of(body),
                           .media = SLICE("application/json"),
                           .file = SLICE("")};
    struct finding f;

    usage_examine(&asked, &got, &f);
    return f.intake;
}

static void knows_figures(void)
{
    CHECK_INT(seen(200, METRICS("")), INTAKE_GOOD);
    CHECK_INT(seen(200, "{\"other\":1}"), INTAKE_MALFORMED);
    CHECK_INT(seen(200, "{\"environments\":"), INTAKE_MALFORMED);
    CHECK_INT(seen(200, ""), INTAKE_EMPTY);
    CHECK_INT(seen(500, METRICS("")), INTAKE_MALFORMED);
    CHECK_INT(seen(400, "<error><code>400</code></error>"), INTAKE_FAULT);
}

TEST_MAIN({"newest day first", newest_day_first},
          {"leaves out what is no figure", leaves_out_what_is_no_figure},
          {"knows figures", knows_figures})
