/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The user's named searches, in a directory of this test's own. */
#include "tree/searches.h"

#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char top[64], place[128];
static struct searches *searches;
static int64_t age; /* of the next file that is written, in seconds */

/* With a date that no other one had. */
static void write_file(const char *text)
{
    const struct timespec date = {.tv_sec = 1000 + ++age};
    const struct timespec times[2] = {date, date};
    FILE *file = fopen(place, "wb");

    CHECK(file && fwrite(text, 1, strlen(text), file) == strlen(text));
    CHECK_INT(fclose(file), 0);
    CHECK_INT(utimensat(AT_FDCWD, place, times, 0), 0);
}

static void end(void)
{
    char command[128];

    searches_free(searches);
    snprintf(command, sizeof(command), "rm -rf %s", top);
    CHECK_INT(system(command), 0);
}

/* False where openat2(2) is not known, as valgrind does not know it. */
static bool begin(void)
{
    bool anew;

    strcpy(top, "/tmp/opsfs-searches-XXXXXX");
    CHECK(mkdtemp(top) != NULL);
    snprintf(place, sizeof(place), "%s/searches", top);
    searches = searches_new(place);
    CHECK(searches != NULL);
    if (searches_look(searches, &anew) != -ENOSYS)
        return true;
    puts("# skipped: no openat2");
    end();
    return false;
}

/* After a look that had to read it. */
static const char *text_of(const char *file)
{
    static char text[4096];
    bool anew;
    struct slice all;

    write_file(file);
    CHECK_INT(searches_look(searches, &anew), 0);
    CHECK(anew);
    all = searches_text(searches);
    snprintf(text, sizeof(text), "%.*s", (int)all.len, all.at);
    return text;
}

static void no_file_is_no_search(void)
{
    bool anew = true;

    if (!begin())
        return;
    CHECK_INT(searches_look(searches, &anew), 0);
    CHECK(!anew);
    CHECK_INT(searches_text(searches).len, 0);
    end();
}

static void a_name_stands_for_a_query(void)
{
    struct slice query;

    if (!begin())
        return;
    CHECK_STR(text_of("# mine\n\nmesh = ti=\"mesh network\" and pd>=2024\n"
                      "  any-word=battery\n W\xc3\xa4rme = ic=H01M8/00\r\n"),
              "mesh\tti=\"mesh network\" and pd>=2024\nany-word\tbattery\n"
              "W\xc3\xa4rme\tic=H01M8/00\n");
    CHECK_STR(text_of("\xef\xbb\xbf"
                      "a = ti=b\r\nc=ti=d"),
              "a\tti=b\nc\tti=d\n");
    CHECK_STR(text_of("any-word = battery"), "any-word\tbattery\n");
    CHECK(searches_find(searches, SLICE("any-word"), &query));
    CHECK(slice_is(query, "battery"));
    CHECK(!searches_find(searches, SLICE("any"), &query));
    CHECK(!searches_find(searches, SLICE("battery"), &query));
    end();
}

#define RULE "a name has letters, digits, - _ and . alone, 64 at most\n"
#define NO_QUERY "not a query; search/README.txt says how one is written\n"

static void other_lines_say_why(void)
{
    if (!begin())
        return;
    CHECK_STR(text_of("mesh\nti|x = b\n.x = ti=a\n= ti=a\na/b = ti=a\n"
                      "a = ti=b\na = ti=c\ne =\nf = {x}\n"),
              "# line 1\tmesh\twrite it as: name = query\n"
              "# line 2\tti|x = b\t" RULE "# line 3\t.x = ti=a\t" RULE
              "# line 4\t= ti=a\t" RULE "# line 5\ta/b = ti=a\t" RULE
              "a\tti=b\n"
              "# line 7\ta = ti=c\tthere is a search of that name above\n"
              "# line 8\te =\t" NO_QUERY "# line 9\tf = {x}\t" NO_QUERY);
    end();
}

static void it_is_read_when_it_changes(void)
{
    bool anew;

    if (!begin())
        return;
    text_of("a = ti=b\n");
    CHECK_INT(searches_look(searches, &anew), 0);
    CHECK(!anew);
    CHECK_STR(text_of("c = ti=d\n"), "c\tti=d\n");
    CHECK_INT(searches_era(searches), 2);
    CHECK_INT(unlink(place), 0);
    CHECK_INT(searches_look(searches, &anew), 0);
    CHECK(anew);
    CHECK_INT(searches_text(searches).len, 0);
    end();
}

/* And says so once. */
static void what_cannot_be_read_names_nothing(void)
{
    bool anew;

    if (!begin())
        return;
    text_of("a = ti=b\n");
    CHECK_INT(truncate(place, 5 << 20), 0);
    CHECK_INT(searches_look(searches, &anew), -EFBIG);
    CHECK(anew);
    CHECK_INT(searches_look(searches, &anew), -EFBIG);
    CHECK(!anew);
    CHECK_INT(searches_text(searches).len, 0);
    end();
}

TEST_MAIN({"no file is no search", no_file_is_no_search},
          {"a name stands for a query", a_name_stands_for_a_query},
          {"other lines say why", other_lines_say_why},
          {"it is read when it changes", it_is_read_when_it_changes},
          {"what cannot be read names nothing",
           what_cannot_be_read_names_nothing})
