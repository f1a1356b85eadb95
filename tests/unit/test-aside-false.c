/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * aside/aside with programs in place of its own that do not behave: this test
 * is one of them, by the name that it is called by.
 */
#include "aside-fixture.h"
#include "aside/call.h"
#include "aside/passing.h"
#include "aside/process.h"

#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct call call;
static int files[PASSING_FILES];

static void reply(int64_t result, uint64_t number)
{
    const struct call_answer answer = {result, number};

    passing_send(PROCESS_SOCKET, &answer, sizeof(answer), NULL, 0);
}

static void act_mute(const char *dir)
{
    (void)dir;
}

static void act_unheard_of(const char *dir)
{
    (void)dir;
    reply(-EACCES, 0);
}

static void act_positive(const char *dir)
{
    (void)dir;
    reply(1, 0);
}

static void act_countless(const char *dir)
{
    (void)dir;
    reply(0, UINT64_MAX);
}

static void act_blaming(const char *dir)
{
    (void)dir;
    reply(-EBADMSG, 1000);
}

static void act_brief(const char *dir)
{
    (void)dir;
    passing_send(PROCESS_SOCKET, "", 1, NULL, 0);
}

static void act_wordy(const char *dir)
{
    char bytes[2 * sizeof(struct call_answer)] = {0};

    (void)dir;
    passing_send(PROCESS_SOCKET, bytes, sizeof(bytes), NULL, 0);
}

static void act_empty(const char *dir)
{
    (void)dir;
    reply(0, 0);
}

static void act_huge(const char *dir)
{
    (void)dir;
    if (ftruncate(files[1], (off_t)T_MOST + 1) == 0)
        reply(0, 0);
}

static void act_pageless(const char *dir)
{
    (void)dir;
    reply(-ENODATA, 0);
}

static void act_stranger(const char *dir)
{
    (void)dir;
    reply(-EPROTO, 0);
}

/* Of memory: the daemon's is not out for that. */
static void act_hungry(const char *dir)
{
    (void)dir;
    reply(-ENOMEM, 0);
}

/* Of what it has said to be there it takes away again. */
static void act_shortening(const char *dir)
{
    pid_t parent = getppid();

    (void)dir;
    if (ftruncate(files[1], (off_t)T_MOST) == 0)
        reply(0, 0);
    while (getppid() == parent && ftruncate(files[1], 0) == 0)
        sched_yield();
}

static void act_generous(const char *dir)
{
    const struct call_answer answer = {0, 1};
    const int gifts[] = {STDIN_FILENO, STDOUT_FILENO};

    (void)dir;
    passing_send(PROCESS_SOCKET, &answer, sizeof(answer), gifts, 2);
}

/* Until it is killed. */
static void act_endless(const char *dir)
{
    char path[PATH_MAX];
    int fd;

    snprintf(path, sizeof(path), "%s/here", dir);
    fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    close(fd);
    while (true)
        pause();
}

/* Answers only when another one has a call as well. */
static void act_sociable(const char *dir)
{
    struct stat st = {0};
    char path[PATH_MAX];
    int fd;

    snprintf(path, sizeof(path), "%s/here", dir);
    fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (write(fd, "x", 1) != 1)
        return;
    while (fstat(fd, &st) == 0 && st.st_size < 2)
        sched_yield();
    reply(0, 1);
}

static const struct part {
    const char *name;
    void (*act)(const char *dir);
    int count, picture; /* what comes of such calls */
} parts[] = {
    {"mute", act_mute, -EBADMSG, -EBADMSG},
    {"unheard-of", act_unheard_of, -EBADMSG, -EBADMSG},
    {"positive", act_positive, -EBADMSG, -EBADMSG},
    {"countless", act_countless, -EBADMSG, -EBADMSG},
    {"blaming", act_blaming, -EBADMSG, -EBADMSG},
    {"brief", act_brief, -EBADMSG, -EBADMSG},
    {"wordy", act_wordy, -EBADMSG, -EBADMSG},
    {"empty", act_empty, 0, -EBADMSG},
    {"huge", act_huge, -EBADMSG, -EFBIG},
    {"pageless", act_pageless, -EBADMSG, -EBADMSG},
    {"stranger", act_stranger, -ENOPKG, -ENOPKG},
    {"hungry", act_hungry, -EFBIG, -EFBIG},
    {"generous", act_generous, 1, -EBADMSG},
    {"shortening", act_shortening, 0, 0},
    {"sociable", act_sociable, 0, 0},
    {"endless", act_endless, 0, 0},
};

/* In place of the test, where it is called by the name of a part. */
__attribute__((constructor)) static void play(int argc, char **argv)
{
    char *name = argc == 1 ? strrchr(argv[0], '/') : NULL;
    size_t came;

    for (size_t i = 0; name && i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (strcmp(name + 1, parts[i].name) != 0)
            continue;
        *name = '\0';
        if (passing_receive(PROCESS_SOCKET, &call, sizeof(call), files,
                            PASSING_FILES, &came) == 0)
            parts[i].act(argv[0]);
        _exit(0);
    }
}

static char folder[32];

/* Of a program; while a test goes on it may become another one. */
static char path[64];

/* A path that leads to this test by the name of a part. */
static void begin_false(const char *name)
{
    char self[PATH_MAX] = "";

    strcpy(folder, "/tmp/opsfs-aside-XXXXXX");
    CHECK(mkdtemp(folder) != NULL);
    CHECK(readlink("/proc/self/exe", self, sizeof(self) - 1) > 0);
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    CHECK_INT(symlink(self, path), 0);
    t_aside_begin(path);
    printf("# %s\n", name);
}

static void end_false(void)
{
    t_aside_end();
    unlink(path);
    rmdir(folder);
}

static void false_ones_do_no_harm(void)
{
    struct buf to = BUF_INIT(T_MOST);
    size_t before = t_open_files();

    for (size_t i = 0; parts[i].act != act_shortening; i++) {
        begin_false(parts[i].name);
        CHECK_INT(aside_count(t_aside, SLICE("pdf")), parts[i].count);
        CHECK_INT(aside_picture(t_aside, SLICE("tiff"), &to), parts[i].picture);
        end_false();
    }
    CHECK_INT(t_open_files(), before);
    buf_fini(&to);
}

static void a_page_is_blamed_that_is_there(void)
{
    struct buf to = BUF_INIT(T_MOST);
    const struct slice pages[] = {SLICE("one")};
    const struct pdf_order order = t_order_of(pages, 1);
    size_t bad = 7;

    begin_false("blaming");
    CHECK_INT(aside_bind(t_aside, &order, &to, &bad), -EBADMSG);
    CHECK_INT(bad, 0);
    buf_fini(&to);
    end_false();
}

static void one_that_died_is_followed_by_another(void)
{
    begin_false("mute");
    CHECK_INT(aside_count(t_aside, SLICE("pdf")), -EBADMSG);
    CHECK_INT(t_child_after(0), 0);
    unlink(path);
    CHECK_INT(symlink("/bin/true", path), 0);
    CHECK_INT(aside_count(t_aside, SLICE("pdf")), -ENOPKG);
    unlink(path);
    CHECK_INT(aside_count(t_aside, SLICE("pdf")), -ENOPKG);
    CHECK_INT(symlink(T_IMAGE, path), 0);
    CHECK_INT(aside_count(t_aside, SLICE("pdf")), -EBADMSG);
    CHECK(t_child_after(0) > 0);
    CHECK_INT(aside_count(NULL, SLICE("pdf")), -ENOPKG);
    end_false();
}

/* Whatever comes of it, nobody is killed by a signal. */
static void what_it_wrote_may_be_gone(void)
{
    struct buf to = BUF_INIT(T_MOST);
    int r;

    begin_false("shortening");
    r = aside_picture(t_aside, SLICE("tiff"), &to);
    CHECK(r == 0 || r == -EIO || r == -EBADMSG);
    CHECK_INT(r == 0, to.len > 0 && !to.error);
    buf_fini(&to);
    end_false();
}

static void *ask(void *arg)
{
    *(int *)arg = aside_count(t_aside, SLICE("pdf"));
    return NULL;
}

/* Each answers only while the other one works. */
static void two_may_ask_at_once(void)
{
    pthread_t threads[2];
    int got[2] = {0};
    char here[64];

    begin_false("sociable");
    for (int i = 0; i < 2; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, ask, &got[i]), 0);
    for (int i = 0; i < 2; i++) {
        pthread_join(threads[i], NULL);
        CHECK_INT(got[i], 1);
    }
    snprintf(here, sizeof(here), "%s/here", folder);
    unlink(here);
    end_false();
}

static void one_that_works_can_be_stopped(void)
{
    struct stat st;
    char here[64];
    pthread_t thread;
    int got = 0;

    begin_false("endless");
    snprintf(here, sizeof(here), "%s/here", folder);
    CHECK_INT(pthread_create(&thread, NULL, ask, &got), 0);
    while (stat(here, &st) < 0)
        sched_yield();
    aside_stop(t_aside);
    pthread_join(thread, NULL);
    CHECK_INT(got, -EBADMSG);
    CHECK_INT(t_child_after(0), 0);
    CHECK_INT(aside_count(t_aside, SLICE("pdf")), -EIO);
    CHECK_INT(t_child_after(0), 0);
    unlink(here);
    end_false();
}

TEST_MAIN({"false ones do no harm", false_ones_do_no_harm},
          {"a page is blamed that is there", a_page_is_blamed_that_is_there},
          {"one that died is followed by another",
           one_that_died_is_followed_by_another},
          {"what it wrote may be gone", what_it_wrote_may_be_gone},
          {"two may ask at once", two_may_ask_at_once},
          {"one that works can be stopped", one_that_works_can_be_stopped})
