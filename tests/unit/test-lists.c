/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The user's lists of numbers, in directories of this test's own. */
#include "tree/lists.h"

#include "check.h"
#include "dice.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char top[64], place[128];
static struct lists *lists;
static int64_t age; /* of the next file that is written, in seconds */

/* A file of the directory, with a date that no other one had. */
static void write_list(const char *name, const void *text, size_t len)
{
    char path[256];
    const struct timespec date = {.tv_sec = 1000 + ++age};
    const struct timespec times[2] = {date, date};
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", place, name);
    file = fopen(path, "wb");
    CHECK(file && fwrite(text, 1, len, file) == len);
    CHECK_INT(fclose(file), 0);
    CHECK_INT(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void end(void)
{
    char command[128];

    lists_free(lists);
    snprintf(command, sizeof(command), "rm -rf %s", top);
    CHECK_INT(system(command), 0);
}

static int add_name(void *arg, struct slice name)
{
    char *to = arg;

    if (to && name.at[0] != '.')
        snprintf(to + strlen(to), 200 - strlen(to), "%.*s ", (int)name.len,
                 name.at);
    return 0;
}

/* False where openat2(2) is not known, as valgrind does not know it: then there
 * are no lists. */
static bool begin(void)
{
    strcpy(top, "/tmp/opsfs-lists-XXXXXX");
    CHECK(mkdtemp(top) != NULL);
    snprintf(place, sizeof(place), "%s/lists", top);
    CHECK_INT(mkdir(place, 0700), 0);
    lists = lists_new(place);
    CHECK(lists != NULL);
    if (lists_names(lists, add_name, NULL) != -ENOSYS)
        return true;
    puts("# skipped: no openat2");
    end();
    return false;
}

/* "" for what cannot be read. */
static const char *text_of(const char *name)
{
    static char text[4096];
    struct blob *blob;
    bool anew;

    text[0] = '\0';
    if (lists_read(lists, slice_of(name), &blob, &anew) == 0)
        snprintf(text, sizeof(text), "%.*s", (int)blob->size, blob->data);
    return text;
}

static int error_of(const char *name)
{
    struct blob *blob;
    bool anew;

    return lists_read(lists, slice_of(name), &blob, &anew);
}

static const char *all_names(void)
{
    static char names[200];

    names[0] = '\0';
    CHECK_INT(lists_names(lists, add_name, names), 0);
    return names;
}

#define WRITE(name, text) write_list(name, text, sizeof(text) - 1)

static void any_spelling_once_and_in_order(void)
{
    if (!begin())
        return;
    WRITE("a", "\n  EP 2 814 089 B1 # mine\n# nothing\nUS 9,123,456 B2\n"
               "ep2814089b1\nWO2013/123456");
    CHECK_STR(text_of("a"), "EP2814089B1\nUS9123456B2\nWO2013123456\n");
    WRITE("b", "");
    CHECK_STR(text_of("b"), "");
    CHECK_INT(error_of("b"), 0);
    end();
}

/* As other systems write it. */
static void line_ends_and_marks(void)
{
    if (!begin())
        return;
    WRITE("crlf", "EP1000000A1\r\n\r\nEP1000001A1\r\n");
    CHECK_STR(text_of("crlf"), "EP1000000A1\nEP1000001A1\n");
    WRITE("mark", "\xef\xbb\xbf"
                  "EP1000000A1\n");
    CHECK_STR(text_of("mark"), "EP1000000A1\n");
    WRITE("tabs", "\tEP1000000A1\t \n");
    CHECK_STR(text_of("tabs"), "EP1000000A1\n");
    end();
}

static void what_is_no_number_stands_in_its_place(void)
{
    if (!begin())
        return;
    WRITE("a", "EP1000000A1\nnonsense here\n\xff\xfe\n{EP1}\nEP10167109\n"
               "a\0b\n\033[2J\n");
    CHECK_STR(text_of("a"),
              "EP1000000A1\n# line 2\tnonsense here\tnot a number\n"
              "# line 3\t\tnot a number\n# line 4\t{EP1}\tnot a number\n"
              "# line 5\tEP10167109\tEP10167109: application EP10167109.7 or "
              "publication EP0167109?\n"
              "# line 6\t\tnot a number\n# line 7\t\tnot a number\n");
    end();
}

/* Shown in part, by whole characters. */
static void a_long_line(void)
{
    char text[300];
    const char *said;

    if (!begin())
        return;
    memset(text, 'x', 59);
    for (size_t i = 59; i < 299; i += 2)
        memcpy(text + i, "\xc3\xa4", 2);
    write_list("a", text, 299);
    said = text_of("a");
    CHECK(slice_starts(slice_of(said), "# line 1\tx"));
    CHECK(
        slice_is_clean((struct slice){strchr(said, '\t') + 1,
                                      strcspn(strchr(said, '\t') + 1, "\t")}));
    CHECK(strlen(said) < 100);
    end();
}

static void a_change_is_seen(void)
{
    struct blob *blob;
    bool anew = false;

    if (!begin())
        return;
    WRITE("a", "EP1000000A1\n");
    CHECK_INT(lists_read(lists, SLICE("a"), &blob, &anew), 0);
    CHECK(anew);
    CHECK_INT(lists_read(lists, SLICE("a"), &blob, &anew), 0);
    CHECK(!anew);
    WRITE("a", "EP1000001A1\n");
    CHECK_INT(lists_read(lists, SLICE("a"), &blob, &anew), 0);
    CHECK(anew);
    CHECK_STR(text_of("a"), "EP1000001A1\n");
    end();
}

static void nothing_but_files(void)
{
    char path[256];
    int loop;

    if (!begin())
        return;
    WRITE("file", "EP1A1\n");
    snprintf(path, sizeof(path), "%s/fifo", place);
    CHECK_INT(mkfifo(path, 0600), 0);
    snprintf(path, sizeof(path), "%s/folder", place);
    CHECK_INT(mkdir(path, 0700), 0);
    snprintf(path, sizeof(path), "%s/link", place);
    CHECK_INT(symlink("file", path), 0);
    snprintf(path, sizeof(path), "%s/loop", place);
    CHECK_INT(symlink("loop", path), 0);
    CHECK_INT(error_of("fifo"), -ENOENT);
    CHECK_INT(error_of("folder"), -ENOENT);
    CHECK_INT(error_of("nosuch"), -ENOENT);
    loop = error_of("loop");
    CHECK(loop == -ELOOP || loop == -EXDEV); /* the latter without openat2(2) */
    CHECK_STR(text_of("link"), text_of("file"));
    CHECK(!strstr(all_names(), "fifo") && !strstr(all_names(), "folder"));
    CHECK(strstr(all_names(), "file ") && strstr(all_names(), "link "));
    end();
}

/* Our own mount would be another one. */
static void no_step_into_another_file_system(void)
{
    char path[256];

    if (!begin())
        return;
    snprintf(path, sizeof(path), "%s/proc", place);
    CHECK_INT(symlink("/proc/self/status", path), 0);
    CHECK_INT(error_of("proc"), -EXDEV);
    end();
}

static void a_huge_file_is_refused(void)
{
    size_t most = (size_t)4 << 20;
    char *text;

    if (!begin())
        return;
    text = malloc(most + 1);
    memset(text, '\n', most + 1);
    write_list("most", text, most);
    write_list("more", text, most + 1);
    CHECK_INT(error_of("most"), 0);
    CHECK_INT(error_of("more"), -EFBIG);
    /* The remarks on a hundred thousand words are what is too large. */
    if (!t_is_quick()) {
        for (size_t i = 0; i < most; i += 2)
            text[i] = 'x';
        write_list("words", text, most);
        CHECK_INT(error_of("words"), -EFBIG);
    }
    free(text);
    end();
}

static void many_lines(void)
{
    const size_t lines = (size_t)t_dice_rounds(100000);
    char *text, *to;
    struct blob *blob;
    bool anew;

    if (!begin())
        return;
    to = text = malloc(lines * 16);
    for (size_t i = 0; i < lines; i++)
        to += sprintf(to, "EP%zuA1\n", 1000000 + i % (lines / 2));
    write_list("a", text, (size_t)(to - text));
    CHECK_INT(lists_read(lists, SLICE("a"), &blob, &anew), 0);
    CHECK_INT(blob->size, lines / 2 * strlen("EP1000000A1\n"));
    CHECK(memcmp(blob->data, text, blob->size) == 0);
    free(text);
    end();
}

/* More lists than are kept at a time. */
static void many_lists(void)
{
    char name[8];

    if (!begin())
        return;
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 100; i++) {
            snprintf(name, sizeof(name), "%d", i);
            if (!round)
                WRITE(name, "EP1000000A1");
            CHECK_STR(text_of(name), "EP1000000A1\n");
        }
    }
    end();
}

/* Nothing of `opsfs/lists` is there yet at a user's first mount. What lies
 * beside it later, such as the credentials, is not a list. */
static void a_directory_that_comes_later(void)
{
    char path[256];

    if (!begin())
        return;
    lists_free(lists);
    snprintf(path, sizeof(path), "%s/one/two/lists", top);
    lists = lists_new(path);
    CHECK_STR(all_names(), "");
    snprintf(place, sizeof(place), "%s/one", top);
    CHECK_INT(mkdir(place, 0700), 0);
    snprintf(place, sizeof(place), "%s/one/two", top);
    CHECK_INT(mkdir(place, 0700), 0);
    WRITE("credentials", "secret");
    CHECK_STR(all_names(), "");
    CHECK_INT(error_of("credentials"), -ENOENT);
    CHECK_INT(mkdir(path, 0700), 0);
    strcpy(place, path);
    WRITE("a", "EP1000000A1\n");
    CHECK_STR(all_names(), "a ");
    CHECK_STR(text_of("a"), "EP1000000A1\n");
    end();
}

/* `name` in the directory, as a link to `target` beside the directory. */
static void link_to(const char *name, const char *target)
{
    char at[256], to[256];

    snprintf(at, sizeof(at), "%s/%s", place, name);
    snprintf(to, sizeof(to), "%s/%s", top, target);
    CHECK_INT(symlink(to, at), 0);
}

/* Without openat2(2), which valgrind does not know, no link is followed. */
static bool follows_links(void)
{
    write_list("../mine", "EP1000000A1\n", 12);
    link_to("mine", "mine");
    if (error_of("mine") != -EXDEV)
        return true;
    puts("# skipped: no openat2");
    end();
    return false;
}

static void an_absolute_link_may_be_a_list(void)
{
    if (!begin() || !follows_links())
        return;
    CHECK_STR(text_of("mine"), "EP1000000A1\n");
    link_to("nosuch", "nosuch");
    CHECK_INT(error_of("nosuch"), -ENOENT);
    end();
}

/* A mount of root's shows the lists of a user, who links to what is root's. */
static void nothing_of_others_where_the_directory_is_anothers(void)
{
    enum { USER = 1000 };
    char path[256];

    if (geteuid() != 0 || !begin() || !follows_links())
        return;
    CHECK_INT(chown(place, USER, USER), 0);
    lists_free(lists);
    lists = lists_new(place);
    write_list("../secret", "EP1000000A1\n", 12);
    WRITE("own", "EP2814089B1\n");
    snprintf(path, sizeof(path), "%s/own", place);
    CHECK_INT(chown(path, USER, USER), 0);
    link_to("evil", "secret");
    CHECK_INT(error_of("evil"), -EPERM);
    CHECK_STR(text_of("own"), "EP2814089B1\n");
    CHECK_INT(chown(place, 0, 0), 0);
    CHECK_INT(lists_names(lists, add_name, NULL), -EPERM);
    end();
}

static void odd_paths(void)
{
    static const char *const paths[] = {"/",       "//",
                                        "/nosuch", "/nosuch//b/",
                                        "nosuch",  "nosuch/b",
                                        "."};
    char slash[160];

    if (!begin())
        return;
    lists_free(lists);
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        lists = lists_new(paths[i]);
        CHECK(lists != NULL);
        CHECK_INT(error_of("nosuch"), -ENOENT);
        lists_free(lists);
    }
    WRITE("a", "EP1000000A1\n");
    snprintf(slash, sizeof(slash), "%s//", place);
    lists = lists_new(slash);
    CHECK_STR(text_of("a"), "EP1000000A1\n");
    end();
}

TEST_MAIN({"any spelling, once, in order", any_spelling_once_and_in_order},
          {"line ends and marks", line_ends_and_marks},
          {"what is no number stands in its place",
           what_is_no_number_stands_in_its_place},
          {"a long line", a_long_line}, {"a change is seen", a_change_is_seen},
          {"nothing but files", nothing_but_files},
          {"no step into another file system",
           no_step_into_another_file_system},
          {"a huge file is refused", a_huge_file_is_refused},
          {"many lines", many_lines}, {"many lists", many_lists},
          {"a directory that comes later", a_directory_that_comes_later},
          {"an absolute link may be a list", an_absolute_link_may_be_a_list},
          {"nothing of others where the directory is another's",
           nothing_of_others_where_the_directory_is_anothers},
          {"odd paths", odd_paths})
