/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readers, answers and time by chance, against counters. */
#include "cache-fixture.h"

#include "dice.h"

enum { KEYS = 6, READERS = 30 };

/* What the random test believes of one reader and one key. */
struct belief {
    int key; /* -1: does not wait */
    int64_t until;
};

static struct t_reader crowd[READERS];
static struct belief beliefs[READERS];
static struct dice dice;

static int jobs_of(int key)
{
    int count = 0;

    list_each(at, &t_cache.jobs)
        count += atoi(container_of(at, struct t_job, link)->path) == key;
    return count;
}

/* Sometimes a wake takes another one out. */
static void crowd_wake(struct t_reader *self)
{
    size_t i = (size_t)(self - crowd), other = dice_roll(&dice, READERS);

    CHECK(beliefs[i].key >= 0);
    beliefs[i].key = -1;
    if (dice_roll(&dice, 4) == 0) {
        cache_leave(&crowd[other].w);
        beliefs[other].key = -1;
    }
}

static void crowd_wants(size_t i)
{
    char path[8];
    int key = (int)dice_roll(&dice, KEYS), r;

    if (beliefs[i].key >= 0)
        return;
    snprintf(path, sizeof(path), "%d", key);
    r = t_want(&crowd[i], path);
    if (r == -EINPROGRESS)
        beliefs[i] = (struct belief){key, t_cache.now.ms + T_TIMEOUT_MS};
    else
        CHECK(r == 0 || r == -ENOENT || r == -EIO);
}

static void crowd_leaves(size_t i)
{
    cache_leave(&crowd[i].w);
    beliefs[i].key = -1;
}

/* One job or another is sent, answered, or refused. */
static void ops_acts(void)
{
    struct t_job *j;
    struct list *at = t_cache.jobs.next;

    for (uint32_t skip = dice_roll(&dice, KEYS); at != &t_cache.jobs && skip;
         skip--)
        at = at->next;
    if (at == &t_cache.jobs)
        return;
    j = container_of(at, struct t_job, link);
    switch (dice_roll(&dice, 5)) {
    case 0:
        j->state = JOB_SENT;
        break;
    case 1:
        t_answer(j, 404, T_FAULT("SERVER.EntityNotFound"));
        break;
    case 2:
        t_answer(j, 500, T_FAULT("SERVER.DomainAccess"));
        break;
    default:
        t_answer_sized(j, 200 + dice_roll(&dice, 30000), j->path[0]);
    }
}

static void check_crowd(void)
{
    int64_t first = NEVER;
    unsigned waiting = 0;
    struct cache_report seen = t_report();

    for (size_t i = 0; i < READERS; i++) {
        CHECK_INT(crowd[i].w.entry != NULL, beliefs[i].key >= 0);
        if (beliefs[i].key < 0)
            continue;
        waiting++;
        first = earlier(first, beliefs[i].until);
        CHECK_INT(jobs_of(beliefs[i].key), 1);
    }
    for (int key = 0; key < KEYS; key++)
        CHECK(jobs_of(key) <= 1);
    CHECK_INT(seen.waiting, waiting);
    CHECK_INT(cache_deadline(t_cache.cache), first);
    CHECK(seen.entries <= KEYS);
    CHECK_INT(seen.bytes == 0, seen.entries == 0);
}

static void chance_finds_nothing(void)
{
    dice = (struct dice){8};
    t_begin();
    memset(crowd, 0, sizeof(crowd));
    for (size_t i = 0; i < READERS; i++) {
        beliefs[i].key = -1;
        crowd[i].then = crowd_wake;
    }
    for (int step = 0; step < 100000 && !check_failed; step++) {
        size_t i = dice_roll(&dice, READERS);
        uint32_t what = dice_roll(&dice, 20);

        if (what < 10)
            crowd_wants(i);
        else if (what < 13)
            crowd_leaves(i);
        else if (what < 18)
            ops_acts();
        else
            t_later(dice_roll(&dice, what == 19 && !dice_roll(&dice, 50)
                                         ? 2 * (uint32_t)T_FRESH_MS
                                         : 3000));
        check_crowd();
    }
    CHECK(t_report().evicted > 0 && t_report().hits > 0 && t_cache.kept > 0);
    T_DONE_WITH(crowd);
    t_end();
}

TEST_MAIN({"chance finds nothing", chance_finds_nothing})
