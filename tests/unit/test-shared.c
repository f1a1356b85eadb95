/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/shared.h"

#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME "block"
#define SIZE 100000

static char dir[100], file[120];

static void begin(void)
{
    snprintf(dir, sizeof(dir), "/tmp/opsfs-test-XXXXXX");
    CHECK(mkdtemp(dir) != NULL);
    strcat(dir, "/run");
    snprintf(file, sizeof(file), "%s/" NAME, dir);
}

static void end(void)
{
    CHECK_INT(rmdir(dir), 0); /* nothing is left */
    *strrchr(dir, '/') = '\0';
    CHECK_INT(rmdir(dir), 0);
}

static struct shared *open_one(void)
{
    struct shared *s = NULL;

    CHECK_INT(shared_open(dir, NAME, SIZE, &s), 0);
    return s;
}

static char *lock(struct shared *s, bool died)
{
    bool found;
    char *block = shared_lock(s, &found);

    CHECK(block != NULL);
    CHECK_INT(found, died);
    return block;
}

static void two_see_one_block(void)
{
    struct shared *a, *b;
    struct stat st;

    begin();
    a = open_one();
    b = open_one();
    lock(a, false)[SIZE - 1] = 'x';
    shared_unlock(a);
    CHECK_INT(lock(b, false)[SIZE - 1], 'x');
    shared_unlock(b);
    CHECK_INT(stat(dir, &st), 0);
    CHECK_INT(st.st_mode & 0777, 0700);
    CHECK_INT(stat(file, &st), 0);
    CHECK_INT(st.st_mode & 0777, 0600);
    shared_close(a);
    CHECK_INT(stat(file, &st), 0);
    shared_close(b);
    CHECK_INT(stat(file, &st), -1);
    end();
}

/* The last one to have closed it: a new block is empty. */
static void a_new_block_is_empty(void)
{
    struct shared *s;

    begin();
    s = open_one();
    memset(lock(s, false), 'x', SIZE);
    shared_unlock(s);
    shared_close(s);
    s = open_one();
    CHECK_INT(lock(s, false)[0], 0);
    shared_unlock(s);
    shared_close(s);
    end();
}

static pid_t child_that(void (*does)(struct shared *))
{
    pid_t child = fork();
    int status;

    if (child == 0) {
        does(open_one());
        _exit(1);
    }
    CHECK(waitpid(child, &status, WUNTRACED) == child);
    return child;
}

static void dies_with_the_lock(struct shared *s)
{
    bool died;

    memcpy(shared_lock(s, &died), "half", 4);
    raise(SIGKILL);
}

/* The lock goes to the next one, who learns of the death. */
static void one_dies_with_the_lock(void)
{
    struct shared *s;

    begin();
    s = open_one();
    child_that(dies_with_the_lock);
    CHECK(memcmp(lock(s, true), "half", 4) == 0);
    shared_unlock(s);
    lock(s, false);
    shared_unlock(s);
    shared_close(s);
    end();
}

/* A crash leaves the file; whoever opens it next has what it says. */
static void what_a_crash_left_is_found(void)
{
    struct shared *s;

    begin();
    child_that(dies_with_the_lock);
    CHECK_INT(access(file, F_OK), 0);
    s = open_one();
    CHECK(memcmp(lock(s, true), "half", 4) == 0);
    shared_unlock(s);
    shared_close(s);
    end();
}

static void stops_with_the_lock(struct shared *s)
{
    bool died;

    shared_lock(s, &died);
    raise(SIGSTOP);
}

/* The others go on without, from then on. */
static void one_is_stopped_with_the_lock(void)
{
    struct shared *s;
    pid_t child;
    bool died;

    begin();
    s = open_one();
    child = child_that(stops_with_the_lock);
    CHECK(shared_lock(s, &died) == NULL);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    CHECK(shared_lock(s, &died) == NULL);
    shared_close(s);
    end();
}

static void write_file(const char *text, size_t size)
{
    int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    CHECK_INT(write(fd, text, strlen(text)), (long)strlen(text));
    CHECK_INT(ftruncate(fd, (off_t)size), 0);
    close(fd);
}

static void another_form_is_replaced(void)
{
    static const size_t sizes[] = {0, 10, SIZE, SIZE + 128, SIZE + 4096};
    struct shared *s;

    begin();
    CHECK_INT(mkdir(dir, 0700), 0);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        write_file("nonsense", sizes[i]);
        s = open_one();
        CHECK_INT(lock(s, false)[0], 0);
        shared_unlock(s);
        shared_close(s);
    }
    end();
}

static void a_directory_of_others_is_refused(void)
{
    struct shared *s = NULL;

    begin();
    CHECK_INT(mkdir(dir, 0700), 0);
    CHECK_INT(chmod(dir, 0777), 0);
    CHECK_INT(shared_open(dir, NAME, SIZE, &s), -EPERM);
    CHECK_INT(rmdir(dir), 0);
    CHECK_INT(symlink("/tmp", dir), 0);
    CHECK_INT(shared_open(dir, NAME, SIZE, &s), -EPERM);
    CHECK_INT(unlink(dir), 0);
    CHECK_INT(shared_open("/proc/none/none", NAME, SIZE, &s), -ENOENT);
    CHECK_INT(mkdir(dir, 0700), 0);
    end();
}

/* Many come and go at once: each has the block that is there, and the last one
 * takes it away. */
static void many_come_and_go(void)
{
    enum { CHILDREN = 8, ROUNDS = 200 };
    pid_t children[CHILDREN];
    int status;

    begin();
    for (int i = 0; i < CHILDREN; i++) {
        children[i] = fork();
        if (children[i])
            continue;
        for (int k = 0; k < ROUNDS; k++) {
            struct shared *s = NULL;
            bool died;
            int *count;

            if (shared_open(dir, NAME, SIZE, &s) < 0 ||
                !(count = shared_lock(s, &died)) || (*count)++ < 0)
                _exit(1);
            shared_unlock(s);
            shared_close(s);
        }
        _exit(0);
    }
    for (int i = 0; i < CHILDREN; i++) {
        waitpid(children[i], &status, 0);
        CHECK_INT(status, 0);
    }
    end();
}

TEST_MAIN({"two see one block", two_see_one_block},
          {"a new block is empty", a_new_block_is_empty},
          {"one dies with the lock", one_dies_with_the_lock},
          {"what a crash left is found", what_a_crash_left_is_found},
          {"one is stopped with the lock", one_is_stopped_with_the_lock},
          {"another form is replaced", another_form_is_replaced},
          {"a directory of others is refused",
           a_directory_of_others_is_refused},
          {"many come and go", many_come_and_go})
