/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/caller.h"

#include "check.h"

#include <pthread.h>
#include <sys/prctl.h>
#include <unistd.h>

static struct recent_callers recent;
static struct instant now;

static void called(const char *name)
{
    CHECK_INT(prctl(PR_SET_NAME, name), 0);
}

static void begin(void)
{
    recent = (struct recent_callers){0};
    now = (struct instant){.ms = 1000};
}

static enum program program(void)
{
    return caller_program(&recent, gettid(), now);
}

static bool is_indexer(void)
{
    return program() == PROGRAM_INDEXER;
}

static void by_its_name(void)
{
    static const struct {
        const char *name;
        enum program is;
    } rows[] = {
        {"cat", PROGRAM_OTHER},
        {"updatedb", PROGRAM_INDEXER},
        {"baloo_file_extr", PROGRAM_INDEXER},
        {"evince-thumbnai", PROGRAM_INDEXER},
        {"totem-video-thu", PROGRAM_INDEXER},
        {"thumbs", PROGRAM_OTHER},
        {"vi", PROGRAM_EDITOR},
        {"vim.basic", PROGRAM_EDITOR},
        {"emacs-nox", PROGRAM_EDITOR},
        {"vipe", PROGRAM_OTHER},
        {"nanosleep", PROGRAM_OTHER},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        begin();
        called(rows[i].name);
        CHECK_INT(program(), rows[i].is);
    }
}

static void *in_a_thread(void *arg)
{
    bool *ret = arg;

    called("worker");
    *ret = is_indexer();
    return NULL;
}

static bool by_a_thread(void)
{
    pthread_t thread;
    bool is = false;

    CHECK_INT(pthread_create(&thread, NULL, in_a_thread, &is), 0);
    CHECK_INT(pthread_join(thread, NULL), 0);
    return is;
}

/* Whether the process was looked at before or is now. */
static void the_process_counts(void)
{
    begin();
    called("tracker-miner-f");
    CHECK(by_a_thread());
    CHECK(by_a_thread());
    begin();
    CHECK(is_indexer());
    CHECK(by_a_thread());
    CHECK_INT(recent.next, 1);
}

static void a_moment_later_it_is_looked_at_anew(void)
{
    begin();
    called("sh");
    CHECK(!is_indexer());
    called("updatedb");
    now.ms += 99;
    CHECK(!is_indexer());
    now.ms += 1;
    CHECK(is_indexer());
}

static void many_processes(void)
{
    begin();
    called("cat");
    for (int i = 0; i < 20; i++) {
        CHECK(!is_indexer());
        now.ms += 100;
    }
    CHECK(!is_indexer());
    CHECK_INT(caller_program(&recent, getppid(), now), PROGRAM_OTHER);
}

static void nobody(void)
{
    begin();
    CHECK_INT(caller_program(&recent, 0, now), PROGRAM_OTHER);
    CHECK_INT(caller_program(&recent, 0x3fffffff, now), PROGRAM_OTHER);
    CHECK_INT(recent.next, 0);
}

TEST_MAIN({"a program is known by its name", by_its_name},
          {"a thread's name is not its process's", the_process_counts},
          {"what was seen counts for a moment",
           a_moment_later_it_is_looked_at_anew},
          {"more processes than are remembered", many_processes},
          {"a process that is gone or unseen", nobody})
