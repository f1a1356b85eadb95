/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/error_log.h"

#include "check.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static char text[1 << 20];

static struct why why_of(int error, int status, const char *code,
                         const char *message, const char *advice)
{
    struct why why = {.wall = 1716393990,
                      .status = status,
                      .error = error,
                      .advice = advice};

    strcpy(why.code, code);
    strcpy(why.message, message);
    return why;
}

static const char *all(const struct error_log *l)
{
    struct buf b = BUF_INIT(sizeof(text) - 1);

    error_log_print(l, &b);
    CHECK_INT(b.error, 0);
    strcpy(text, buf_text(&b));
    buf_fini(&b);
    return text;
}

static const char *found(const struct error_log *l, const char *path)
{
    struct buf b = BUF_INIT(sizeof(text) - 1);
    int r = error_log_find(l, slice_of(path), &b);

    strcpy(text, buf_text(&b));
    buf_fini(&b);
    CHECK(r == 0 || (r == -ENODATA && !text[0]));
    return r == 0 ? text : "none";
}

static void add(struct error_log *l, const char *path, int64_t wall,
                const char *message)
{
    struct why why = why_of(-ENOENT, 404, "", message, "");

    why.wall = wall;
    error_log_add(l, slice_of(path), &why);
}

static void says_all_that_is_known(void)
{
    struct error_log *l = error_log_new();
    struct why why = why_of(-ENOENT, 404, "SERVER.EntityNotFound",
                            "No results found", "look for another kind");

    CHECK_STR(all(l), "");
    error_log_add(l, SLICE("/legal/publication/docdb/EP.1.A1/legal.xml"), &why);
    CHECK_STR(all(l), "2024-05-22T16:06:30Z "
                      "/legal/publication/docdb/EP.1.A1/legal.xml "
                      "ENOENT HTTP 404 SERVER.EntityNotFound: "
                      "No results found; look for another kind\n");
    error_log_free(l);
    error_log_free(NULL);
}

static const char *all_json(const struct error_log *l)
{
    struct buf b = BUF_INIT(sizeof(text) - 1);

    error_log_print_json(l, &b);
    CHECK_INT(b.error, 0);
    strcpy(text, buf_text(&b));
    buf_fini(&b);
    return text;
}

/* One object a line, whatever is in a text. */
static void programs_read_the_same(void)
{
    struct error_log *l = error_log_new();
    struct why why = why_of(-ENOENT, 404, "SERVER.EntityNotFound",
                            "no \"result\"\nat all", "look elsewhere");

    CHECK_STR(all_json(l), "");
    error_log_add(l, SLICE("/a \"b\""), &why);
    why = why_of(-EDQUOT, 403, "", "", NULL);
    why.retry_s = 60;
    error_log_add(l, SLICE("/b"), &why);
    why = why_of(-ENOENT, 0, "", "not kept", NULL);
    why.retry_s = RETRY_SOON;
    error_log_add(l, SLICE("/c"), &why);
    why = why_of(-EINVAL, 400, "CLIENT.CQL", "", "");
    error_log_add(l, SLICE("/d"), &why);
    CHECK_STR(all_json(l),
              "{\"time\":\"2024-05-22T16:06:30Z\",\"path\":\"/a \\\"b\\\"\","
              "\"errno\":\"ENOENT\",\"status\":404,"
              "\"code\":\"SERVER.EntityNotFound\","
              "\"message\":\"no \\\"result\\\"\\\\x0aat all\","
              "\"advice\":\"look elsewhere\",\"retryable\":false}\n"
              "{\"time\":\"2024-05-22T16:06:30Z\",\"path\":\"/b\","
              "\"errno\":\"EDQUOT\",\"status\":403,\"retryable\":true,"
              "\"retry_after_s\":60}\n"
              "{\"time\":\"2024-05-22T16:06:30Z\",\"path\":\"/c\","
              "\"errno\":\"ENOENT\",\"message\":\"not kept\","
              "\"retryable\":true}\n"
              "{\"time\":\"2024-05-22T16:06:30Z\",\"path\":\"/d\","
              "\"errno\":\"EINVAL\",\"status\":400,\"code\":\"CLIENT.CQL\","
              "\"retryable\":false}\n");
    error_log_free(l);
}

static void leaves_out_what_is_not(void)
{
    struct error_log *l = error_log_new();
    struct why why = why_of(-ETIMEDOUT, 0, "", "", NULL);

    error_log_add(l, SLICE("/family"), &why);
    CHECK_STR(found(l, "/family"), "ETIMEDOUT");
    why = why_of(-EIO, 0, "", "cut off", "try again");
    error_log_add(l, SLICE("/family"), &why);
    CHECK_STR(found(l, "/family"), "EIO: cut off; try again");
    error_log_free(l);
}

static void finds_the_newest(void)
{
    struct error_log *l = error_log_new();

    add(l, "/a", 1, "first");
    add(l, "/b", 2, "other");
    add(l, "/a", 3, "second");
    CHECK_STR(found(l, "/a"), "ENOENT HTTP 404: second");
    CHECK_STR(found(l, "/b"), "ENOENT HTTP 404: other");
    CHECK_STR(found(l, "/c"), "none");
    CHECK_STR(found(l, ""), "none");
    error_log_free(l);
}

static void finds_what_is_below(void)
{
    struct error_log *l = error_log_new();

    add(l, "/a/b/c", 1, "deep");
    add(l, "/ab", 2, "neighbour");
    CHECK_STR(found(l, "/a"), "/a/b/c: ENOENT HTTP 404: deep");
    CHECK_STR(found(l, "/a/b"), "/a/b/c: ENOENT HTTP 404: deep");
    CHECK_STR(found(l, "/a/b/c"), "ENOENT HTTP 404: deep");
    CHECK_STR(found(l, "/a/b/c/d"), "none");
    CHECK_STR(found(l, "/"), "/ab: ENOENT HTTP 404: neighbour");
    CHECK_STR(found(l, "/a/"), "none");
    error_log_free(l);
}

static void reports_a_failure_once(void)
{
    struct error_log *l = error_log_new();

    add(l, "/a", 1, "same");
    add(l, "/b", 1, "same");
    add(l, "/a", 1, "same");
    CHECK_STR(all(l), "1970-01-01T00:00:01Z /a ENOENT HTTP 404: same\n"
                      "1970-01-01T00:00:01Z /b ENOENT HTTP 404: same\n");
    add(l, "/a", 2, "same");
    add(l, "/a", 2, "another");
    CHECK_STR(all(l), "1970-01-01T00:00:01Z /a ENOENT HTTP 404: same\n"
                      "1970-01-01T00:00:01Z /b ENOENT HTTP 404: same\n"
                      "1970-01-01T00:00:02Z /a ENOENT HTTP 404: same\n"
                      "1970-01-01T00:00:02Z /a ENOENT HTTP 404: another\n");
    error_log_free(l);
}

/* What went wrong below is not what went wrong here. */
static void a_directory_fails_for_itself(void)
{
    struct error_log *l = error_log_new();

    add(l, "/a/b", 1, "same");
    add(l, "/a", 1, "same");
    CHECK_STR(all(l), "1970-01-01T00:00:01Z /a/b ENOENT HTTP 404: same\n"
                      "1970-01-01T00:00:01Z /a ENOENT HTTP 404: same\n");
    error_log_free(l);
}

static void forgets_the_oldest(void)
{
    struct error_log *l = error_log_new();
    char path[32];
    size_t lines = 0;

    for (int i = 0; i < ERRORS_KEPT + 10; i++) {
        snprintf(path, sizeof(path), "/%d", i);
        add(l, path, i, "x");
    }
    CHECK_STR(found(l, "/9"), "none");
    CHECK_STR(found(l, "/10"), "ENOENT HTTP 404: x");
    CHECK_STR(found(l, "/1009"), "ENOENT HTTP 404: x");
    all(l);
    for (const char *at = text; (at = strchr(at, '\n')); at++)
        lines++;
    CHECK_INT(lines, ERRORS_KEPT);
    CHECK(strncmp(text, "1970-01-01T00:00:10Z /10 ", 25) == 0);
    error_log_free(l);
}

/* A message of OPS, or a name that somebody tried, stays on its line. */
static void texts_are_made_safe(void)
{
    struct error_log *l = error_log_new();
    struct why why = why_of(-EIO, 500, "A\nB", "x\x1b[2J\r\ny\xff", "z");

    error_log_add(l, SLICE("/a\n/b\x07"), &why);
    CHECK_STR(all(l), "2024-05-22T16:06:30Z /a\\x0a/b\\x07 EIO HTTP 500 "
                      "A\\x0aB: x\\x1b[2J\\x0d\\x0ay\\xff; z\n");
    CHECK_STR(found(l, "/a\n/b\x07"),
              "EIO HTTP 500 A\\x0aB: x\\x1b[2J\\x0d\\x0ay\\xff; z");
    error_log_free(l);
}

static void long_paths_are_cut(void)
{
    struct error_log *l = error_log_new();
    struct why why = why_of(-EIO, 0, "", "x", NULL);
    char *path = malloc(20000);

    memset(path, '\n', 20000);
    path[0] = '/';
    error_log_add(l, (struct slice){path, 20000}, &why);
    all(l);
    CHECK(strlen(text) < 5000);
    CHECK(strncmp(text, "2024-05-22T16:06:30Z /\\x0a\\x0a", 30) == 0);
    free(path);
    error_log_free(l);
}

static void every_errno_has_its_name(void)
{
    static const struct {
        int error;
        const char *name;
    } rows[] = {
        {-ENOENT, "ENOENT"},       {-EACCES, "EACCES"},
        {-EDQUOT, "EDQUOT"},       {-EBUSY, "EBUSY"},
        {-ETIMEDOUT, "ETIMEDOUT"}, {-EIO, "EIO"},
        {-EINVAL, "EINVAL"},       {-ENAMETOOLONG, "ENAMETOOLONG"},
        {-ENOMEM, "ENOMEM"},       {-EFBIG, "EFBIG"},
    };
    struct error_log *l = error_log_new();

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct why why = why_of(rows[i].error, 0, "", "", NULL);

        error_log_add(l, SLICE("/x"), &why);
        CHECK_STR(found(l, "/x"), rows[i].name);
    }
    error_log_free(l);
}

/* Each finds and prints their own; what the network reports is the owner's. */
static void users_are_kept_apart(void)
{
    struct error_log *l = error_log_new();
    struct why why = {.wall = 1, .error = -ENOENT, .advice = "x"};
    struct buf b = BUF_INIT(1000);

    error_log_serve(l, 4001);
    error_log_add(l, SLICE("/search/pa=secret"), &why);
    CHECK_INT(error_log_find(l, SLICE("/search/pa=secret"), &b), 0);
    buf_reset(&b);
    error_log_serve(l, 4002);
    CHECK_INT(error_log_find(l, SLICE("/search/pa=secret"), &b), -ENODATA);
    CHECK_INT(error_log_find(l, SLICE("/"), &b), -ENODATA);
    error_log_print(l, &b);
    CHECK_STR(buf_text(&b), "");
    error_log_add(l, SLICE("/search/pa=secret"), &why);
    error_log_print(l, &b);
    CHECK(strstr(buf_text(&b), "/search/pa=secret ENOENT: x"));
    buf_reset(&b);
    error_log_serve(l, geteuid());
    error_log_print(l, &b);
    CHECK_STR(buf_text(&b), "");
    buf_fini(&b);
    error_log_free(l);
}

TEST_MAIN({"says all that is known", says_all_that_is_known},
          {"programs read the same", programs_read_the_same},
          {"leaves out what is not", leaves_out_what_is_not},
          {"finds the newest", finds_the_newest},
          {"finds what is below", finds_what_is_below},
          {"reports a failure once", reports_a_failure_once},
          {"a directory fails for itself", a_directory_fails_for_itself},
          {"forgets the oldest", forgets_the_oldest},
          {"texts are made safe", texts_are_made_safe},
          {"long paths are cut", long_paths_are_cut},
          {"every errno has its name", every_errno_has_its_name},
          {"users are kept apart", users_are_kept_apart})
