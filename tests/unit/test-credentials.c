/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "credentials.h"

#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char dir[] = "/tmp/opsfs-credentials-XXXXXX";
static char file[100], config[100];
static struct buf error;
static struct credentials c;
static int first_descriptor; /* of this program's own */

static void write_bytes(const char *path, const void *bytes, size_t len,
                        mode_t mode)
{
    int fd;

    unlink(path);
    fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    CHECK(fd >= 0 && write(fd, bytes, len) == (ssize_t)len);
    fchmod(fd, mode);
    close(fd);
}

static void write_text(const char *text)
{
    write_bytes(file, text, strlen(text), 0600);
}

/* From `path`, or the usual path when NULL. */
static int get(const char *path)
{
    struct options o = {.credentials_file = (char *)path};
    int r;

    memset(&c, 'u', sizeof(c));
    buf_fini(&error);
    error = BUF_INIT(2000);
    r = credentials_read(&o, &c, &error);
    CHECK_INT(error.len == 0, r == 0);
    CHECK(r == 0 || (c.key[0] == 'u' && c.secret[255] == 'u'));
    CHECK(!strchr(buf_text(&error), '\n'));
    return r;
}

static void check_good(const char *text)
{
    write_text(text);
    CHECK_INT(get(file), 0);
    CHECK_STR(c.key, "a-key");
    CHECK_STR(c.secret, "a-secret");
    if (check_failed)
        printf("# for %s\n# %s\n", text, buf_text(&error));
}

/* Neither value may show in a message. */
static void check_bad(const char *text, int want)
{
    write_text(text);
    CHECK_INT(get(file), want);
    CHECK(!strstr(buf_text(&error), "a-key"));
    CHECK(!strstr(buf_text(&error), "a-secret"));
    CHECK(strstr(buf_text(&error), file) != NULL);
    if (check_failed)
        printf("# for %s\n", text);
}

#define GOOD "consumer_key = a-key\nconsumer_secret = a-secret\n"

static void spellings(void)
{
    check_good(GOOD);
    check_good("consumer_key=a-key\nconsumer_secret=a-secret");
    check_good("consumer_secret=a-secret\nconsumer_key=a-key\n");
    check_good("key = a-key\nsecret = a-secret\n");
    check_good("OPS_CONSUMER_KEY=a-key\nOPS_CONSUMER_SECRET=a-secret\n");
    check_good("Consumer_Key = a-key\nCONSUMER_SECRET = a-secret\n");
    check_good("\t consumer_key \t=\t a-key \t\n consumer_secret=a-secret ");
    check_good("key = other\nkey = a-key\nsecret = a-secret\n");
}

static void line_ends_and_marks(void)
{
    check_good("consumer_key = a-key\r\nconsumer_secret = a-secret\r\n");
    check_good("\xef\xbb\xbf" GOOD);
    check_good("\xef\xbb\xbf# by an editor\r\n" GOOD);
    check_good("\n\n\r\n" GOOD "\n\n");
    check_bad("key = a-key\rsecret = a-secret\r", -EINVAL);
    check_bad("\xef\xbb\xbf\xef\xbb\xbf" GOOD, -EINVAL);
}

static void comments(void)
{
    check_good("# a comment\n  # another = one\n" GOOD "#end");
    check_good("#key = no\n" GOOD);
    check_bad("key = a-key ; no comment\n", -EINVAL);
    check_bad("; no comment\n" GOOD, -EINVAL);
}

/* Only the first sign of equality separates; the rest is the value's. */
static void values_are_taken_as_they_are(void)
{
    char text[700], longest[256];

    write_text("key = a=b=c==\nsecret = # \"x y\" \\n\n");
    CHECK_INT(get(file), 0);
    CHECK_STR(c.key, "a=b=c==");
    CHECK_STR(c.secret, "# \"x y\" \\n");
    memset(longest, 'k', 255);
    longest[255] = '\0';
    snprintf(text, sizeof(text), "key=%s\nsecret=%s\n", longest, longest);
    write_text(text);
    CHECK_INT(get(file), 0);
    CHECK_STR(c.key, longest);
    CHECK_STR(c.secret, longest);
    snprintf(text, sizeof(text), "key=%sk\nsecret=s\n", longest);
    check_bad(text, -EINVAL);
}

static void missing_values(void)
{
    check_bad("", -EINVAL);
    check_bad("\n", -EINVAL);
    check_bad("# nothing\n", -EINVAL);
    check_bad("key = a-key\n", -EINVAL);
    check_bad("secret = a-secret\n", -EINVAL);
    check_bad("key = \nsecret = a-secret\n", -EINVAL);
    check_bad("key\nsecret = a-secret\n", -EINVAL);
    check_bad("key a-key\nsecret a-secret\n", -EINVAL);
    check_bad("a-key\na-secret\n", -EINVAL);
    check_bad("=a-key\n=a-secret\n", -EINVAL);
    check_bad(GOOD "token = x\n", -EINVAL);
    check_bad("[ops]\n" GOOD, -EINVAL);
    check_bad("{\"key\": \"a-key\", \"secret\": \"a-secret\"}", -EINVAL);
}

static void check_says(const char *text, const char *what)
{
    check_bad(text, -EINVAL);
    CHECK(strstr(buf_text(&error), what) != NULL);
    if (check_failed)
        printf("# %s\n", buf_text(&error));
}

static void the_line_is_named(void)
{
    check_says(GOOD "foo = a-secret\n", "line 3 has neither");
    check_says("# key\n\nkey = \"a-key\"\n", "line 3 has quotation marks");
    check_says("secret = 'a-secret'\n", "line 1 has quotation marks");
    check_says("key =\nsecret = a-secret\n", "line 1 has no value");
    check_says("key = a-key\n", "two lines");
}

static void bytes_that_are_no_text(void)
{
    static const char nul[] = "key = a\0b\nsecret = a-secret\n";

    check_bad("key = a\x01-key\nsecret = a-secret\n", -EINVAL);
    check_bad("key = \xff\nsecret = a-secret\n", -EINVAL);
    check_bad("key = a\tb\nsecret = a-secret\n", -EINVAL);
    write_bytes(file, nul, sizeof(nul) - 1, 0600);
    CHECK_INT(get(file), -EINVAL);
}

static void a_huge_file(void)
{
    char *bytes = malloc(1 << 20);

    memset(bytes, '#', 1 << 20);
    write_bytes(file, bytes, 1 << 20, 0600);
    CHECK_INT(get(file), -EFBIG);
    memcpy(bytes + 4095 - strlen(GOOD), GOOD, strlen(GOOD));
    bytes[4094 - strlen(GOOD)] = '\n';
    write_bytes(file, bytes, 4095, 0600);
    CHECK_INT(get(file), 0);
    CHECK_STR(c.secret, "a-secret");
    write_bytes(file, bytes, 4096, 0600);
    CHECK_INT(get(file), -EFBIG);
    free(bytes);
}

static void modes(void)
{
    static const mode_t open_ones[] = {0644, 0640, 0604, 0660, 0606,
                                       0620, 0602, 0610, 0601, 0677};

    for (size_t i = 0; i < sizeof(open_ones) / sizeof(*open_ones); i++) {
        write_bytes(file, GOOD, strlen(GOOD), open_ones[i]);
        CHECK_INT(get(file), -EPERM);
        CHECK(strstr(buf_text(&error), "chmod 600") != NULL);
    }
    write_bytes(file, GOOD, strlen(GOOD), 0600);
    CHECK_INT(get(file), 0);
    write_bytes(file, GOOD, strlen(GOOD), 0400);
    CHECK_INT(get(file), 0);
}

/* What is not a file must neither block nor be read. */
static void things_that_are_no_file(void)
{
    unlink(file);
    CHECK_INT(mkfifo(file, 0600), 0);
    CHECK_INT(get(file), -EINVAL);
    unlink(file);
    CHECK_INT(get(dir), -EISDIR);
    CHECK(strstr(buf_text(&error), "name the file in it") != NULL);
    CHECK_INT(get("/dev/zero"), -EINVAL);
    CHECK_INT(get("/dev/null"), -EINVAL);
    CHECK_INT(symlink(file, file), 0);
    CHECK_INT(get(file), -ELOOP);
    CHECK(strstr(buf_text(&error), strerror(ELOOP)) != NULL);
    unlink(file);
    CHECK_INT(get(file), -ENOENT);
    CHECK(strstr(buf_text(&error), "OPS_CONSUMER_KEY") != NULL);
    CHECK_INT(get("/dev/null/x"), -ENOTDIR);
}

static void a_link_to_a_good_file_is_good(void)
{
    char link[120];

    write_text(GOOD);
    snprintf(link, sizeof(link), "%s/link", dir);
    CHECK_INT(symlink(file, link), 0);
    CHECK_INT(get(link), 0);
    unlink(link);
}

static void the_usual_place(void)
{
    char path[200];

    snprintf(path, sizeof(path), "%s/opsfs", config);
    CHECK_INT(mkdir(config, 0700), 0);
    CHECK_INT(mkdir(path, 0700), 0);
    snprintf(path, sizeof(path), "%s/opsfs/credentials", config);
    CHECK_INT(get(NULL), -ENOENT);
    CHECK(strstr(buf_text(&error), path) != NULL);
    write_bytes(path, GOOD, strlen(GOOD), 0600);
    CHECK_INT(get(NULL), 0);
    CHECK_STR(c.key, "a-key");
    unsetenv("XDG_CONFIG_HOME");
    CHECK_INT(get(NULL), 0);
    setenv("XDG_CONFIG_HOME", "relative", 1);
    CHECK_INT(get(NULL), 0);
    setenv("XDG_CONFIG_HOME", config, 1);
    unlink(path);
}

static void the_environment_is_wiped(void)
{
    char *key, *secret;

    setenv("OPS_CONSUMER_KEY", " env-key\n", 1);
    setenv("OPS_CONSUMER_SECRET", "env-secret", 1);
    key = getenv("OPS_CONSUMER_KEY");
    secret = getenv("OPS_CONSUMER_SECRET");
    CHECK_INT(get(NULL), 0);
    CHECK_STR(c.key, "env-key");
    CHECK_STR(c.secret, "env-secret");
    CHECK(getenv("OPS_CONSUMER_KEY") == NULL);
    CHECK(getenv("OPS_CONSUMER_SECRET") == NULL);
    CHECK_STR(key, "");
    CHECK_INT(secret[5], 0);
}

/* Also when they are no good, both of them, and they are shown nowhere. */
static void a_bad_environment_is_wiped_too(void)
{
    static const char *const rows[][2] = {
        {"bad\x01key", "env-secret"},
        {"env-key", "bad\x01secret"},
        {" ", "env-secret"},
    };

    write_text(GOOD);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        setenv("OPS_CONSUMER_KEY", rows[i][0], 1);
        setenv("OPS_CONSUMER_SECRET", rows[i][1], 1);
        CHECK_INT(get(NULL), -EINVAL);
        CHECK(!strstr(buf_text(&error), "env-"));
        CHECK(!strstr(buf_text(&error), "bad"));
        CHECK(getenv("OPS_CONSUMER_KEY") == NULL);
        CHECK(getenv("OPS_CONSUMER_SECRET") == NULL);
    }
}

/* A file that was named takes precedence over the environment. */
static void a_named_file_goes_first(void)
{
    write_text(GOOD);
    setenv("OPS_CONSUMER_KEY", "env-key", 1);
    setenv("OPS_CONSUMER_SECRET", "env-secret", 1);
    CHECK_INT(get(file), 0);
    CHECK_STR(c.key, "a-key");
    CHECK_STR(c.secret, "a-secret");
    CHECK(getenv("OPS_CONSUMER_SECRET") == NULL);
    setenv("OPS_CONSUMER_KEY", "env-key", 1);
    setenv("OPS_CONSUMER_SECRET", "env-secret", 1);
    unlink(file);
    CHECK_INT(get(file), -ENOENT);
}

/* The usual file is there and whole: its key is not what was meant. */
static void half_an_environment_is_refused(void)
{
    static const char *const names[] = {"OPS_CONSUMER_KEY",
                                        "OPS_CONSUMER_SECRET"};
    char wanted[100];

    for (size_t i = 0; i < 2; i++) {
        setenv(names[i], "env-half", 1);
        CHECK_INT(get(NULL), -EINVAL);
        snprintf(wanted, sizeof(wanted), "%s is set and %s is not", names[i],
                 names[1 - i]);
        CHECK(strstr(buf_text(&error), wanted) != NULL);
        CHECK(!strstr(buf_text(&error), "env-half"));
        CHECK(getenv(names[i]) == NULL);
    }
}

/* A file that was named is whole or it is refused. */
static void a_named_file_is_not_completed(void)
{
    write_text(GOOD);
    setenv("OPS_CONSUMER_KEY", "env-key", 1);
    CHECK_INT(get(file), 0);
    CHECK_STR(c.key, "a-key");
    write_text("secret = a-secret\n");
    setenv("OPS_CONSUMER_KEY", "env-key", 1);
    CHECK_INT(get(file), -EINVAL);
}

static int begin(void)
{
    umask(0);
    if (!mkdtemp(dir))
        return -errno;
    snprintf(file, sizeof(file), "%s/credentials", dir);
    snprintf(config, sizeof(config), "%s/.config", dir);
    unsetenv("OPS_CONSUMER_KEY");
    unsetenv("OPS_CONSUMER_SECRET");
    setenv("XDG_CONFIG_HOME", config, 1);
    setenv("HOME", dir, 1);
    return 0;
}

static void end(void)
{
    int null = open("/dev/null", O_RDONLY);
    char path[200];

    buf_fini(&error);
    unlink(file);
    snprintf(path, sizeof(path), "%s/opsfs", config);
    rmdir(path);
    rmdir(config);
    CHECK_INT(rmdir(dir), 0);
    CHECK_INT(null, first_descriptor);
    close(null);
}

static void set_up(void)
{
    CHECK_INT(begin(), 0);
    first_descriptor = open("/dev/null", O_RDONLY);
    close(first_descriptor);
}

TEST_MAIN({"a place to write", set_up}, {"spellings", spellings},
          {"line ends and marks", line_ends_and_marks}, {"comments", comments},
          {"values are taken as they are", values_are_taken_as_they_are},
          {"missing values", missing_values},
          {"the line is named", the_line_is_named},
          {"bytes that are no text", bytes_that_are_no_text},
          {"a huge file", a_huge_file}, {"modes", modes},
          {"things that are no file", things_that_are_no_file},
          {"a link to a good file is good", a_link_to_a_good_file_is_good},
          {"the usual path", the_usual_place},
          {"the environment is wiped", the_environment_is_wiped},
          {"a bad environment is wiped too", a_bad_environment_is_wiped_too},
          {"a named file goes first", a_named_file_goes_first},
          {"half an environment is refused", half_an_environment_is_refused},
          {"a named file is not completed", a_named_file_is_not_completed},
          {"leaves nothing behind", end})
