/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mounts killed at any moment while they read and write one file: whatever is
 * found afterwards, by them or by the next one, is what was kept.
 *
 * OPSFS_KILL_ROUNDS says how often.
 */
#include "store-fixture.h"

#include "check.h"
#include "dice.h"

#include <signal.h>
#include <sys/wait.h>

enum { MOUNTS = 8, RECORDS = 60, OPERATIONS = 400, ROUNDS = 200 };

static uint64_t dice = 1;

static uint64_t roll(uint64_t sides)
{
    dice ^= dice << 13;
    dice ^= dice >> 7;
    dice ^= dice << 17;
    return dice % sides;
}

/* `7 123 …`: of record 7, as it was kept by operation 123; what follows is made
 * of the two. */
static char *body_of(unsigned record, unsigned generation)
{
    uint64_t x = ((uint64_t)record << 32) + generation + 1;
    size_t len = 100 + x * 2654435761u % 12000;
    char *body = malloc(len + 40);
    size_t at = (size_t)sprintf(body, "%u %u ", record, generation);

    for (; at < len; at++) {
        x = x * 6364136223846793005u + 1442695040888963407u;
        body[at] = (char)(33 + (x >> 33) % 90);
    }
    body[at] = '\0';
    return body;
}

static bool is_right(unsigned record, const struct record *found)
{
    unsigned number, generation;
    char *text, *want;
    bool right;

    if (!found->body)
        return false;
    text = strndup(found->body->data, found->body->size);
    if (sscanf(text, "%u %u", &number, &generation) != 2) {
        free(text);
        return false;
    }
    want = body_of(number, generation);
    right = number == record && strcmp(text, want) == 0;
    free(want);
    free(text);
    return right;
}

static int look(unsigned record)
{
    char path[20];
    struct t_inquiry t;
    bool right;

    snprintf(path, sizeof(path), "%u", record);
    if (!t_store_ask(&t, path))
        return 0;
    right = is_right(record, &t.record);
    blob_unref(t.record.body);
    return right ? 1 : -1;
}

/* Reads and writes until it is killed; a byte for each operation. 7 is for a
 * wrong answer. */
static void mount_and_work(uint64_t seed, int to)
{
    char path[20], *body;

    dice = seed;
    t_store_open();
    for (unsigned i = 0;; i++) {
        unsigned record = (unsigned)roll(RECORDS);

        snprintf(path, sizeof(path), "%u", record);
        body = body_of(record, i);
        t_store_keep(path, body);
        free(body);
        store_turn(t_store.store, t_store.now);
        if (look((unsigned)roll(RECORDS)) < 0)
            _exit(7);
        if (write(to, "x", 1) != 1)
            _exit(0);
    }
}

static void kill_all(const pid_t pids[MOUNTS])
{
    int status;

    for (int i = 0; i < MOUNTS; i++)
        kill(pids[i], SIGKILL);
    for (int i = 0; i < MOUNTS; i++) {
        CHECK(waitpid(pids[i], &status, 0) == pids[i]);
        CHECK(WIFSIGNALED(status));
    }
}

static void run_round(void)
{
    uint64_t operations = 1 + roll(OPERATIONS);
    pid_t pids[MOUNTS];
    char byte;
    int fds[2];

    CHECK(pipe(fds) == 0);
    for (int i = 0; i < MOUNTS; i++) {
        uint64_t seed = 1 + roll(UINT32_MAX);

        pids[i] = fork();
        if (pids[i] == 0) {
            close(fds[0]);
            mount_and_work(seed, fds[1]);
        }
    }
    close(fds[1]);
    while (operations-- && read(fds[0], &byte, 1) == 1)
        ;
    kill_all(pids);
    close(fds[0]);
}

static int count_all(void)
{
    int count = 0;

    t_store_open();
    for (unsigned i = 0; i < RECORDS; i++) {
        int found = look(i);

        CHECK(found >= 0);
        count += found > 0;
    }
    CHECK_INT(t_store_report().damaged, 0);
    CHECK(t_store_report().reading == NULL);
    store_free(t_store.store);
    return count;
}

static void killed_at_any_moment(void)
{
    const char *given = getenv("OPSFS_KILL_ROUNDS");
    int rounds = given ? atoi(given) : t_dice_rounds(ROUNDS), count = 0;

    t_store_begin();
    store_free(t_store.store);
    for (int i = 0; i < rounds && !check_failed; i++) {
        dice = (uint64_t)i + 1;
        for (int k = 0; k < 20; k++)
            roll(2);
        run_round();
        count = count_all();
    }
    /* Under valgrind they may be killed before they have kept any. */
    CHECK(count > 0 || getenv("OPSFS_UNDER_VALGRIND"));
    t_store_open();
    t_store_end();
}

TEST_MAIN({"killed at any moment", killed_at_any_moment})
