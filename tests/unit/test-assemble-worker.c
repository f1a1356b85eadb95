/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long answers go to the worker; and chance, with it and without. */
#include "assemble-fixture.h"

#include "dice.h"

#define LONG ((size_t)600 << 10)

static void want_one(struct t_reader *r)
{
    CHECK_INT(t_want_place(r, &t_one_row, SLOT_NUMBER, "EP1000000A1"),
              -EINPROGRESS);
}

static void a_long_answer_is_made_elsewhere(void)
{
    struct t_reader r[2] = {0};

    t_begin_assemble(4 * LONG, 2000, true);
    want_one(&r[0]);
    t_answer_biblio(t_only_job(), "1000000", LONG);
    CHECK_INT(r[0].woken, 0);
    want_one(&r[1]);
    t_work();
    CHECK_INT(r[0].woken + r[1].woken, 2);
    CHECK_STR(t_text_got(&r[1]), "Title 1000000\n");
    CHECK_INT(t_cache.asked, 1);
    T_DONE_WITH(r);
    t_end_assemble();
}

/* What the worker has outlives its reader, its entry and the content. */
static void leaving_while_it_works(void)
{
    struct t_reader r[1] = {0};

    t_begin_assemble(4 * LONG, 2000, true);
    want_one(r);
    t_answer_biblio(t_only_job(), "1000000", LONG);
    cache_leave(&r->w);
    CHECK_INT(t_report().waiting, 0);
    t_work();
    CHECK_INT(r->woken, 0);
    want_one(r); /* cached, but not made */
    cache_leave(&r->w);
    T_DONE_WITH(r);
    t_end_assemble();
}

static void a_failure_while_it_works(void)
{
    struct t_reader r[1] = {0};

    t_begin_assemble(4 * LONG, 2000, true);
    CHECK_INT(t_want_list(r, &t_list_row, "EP1000000A1\nEP1000001A1\n"),
              -EINPROGRESS);
    t_answer_biblio(t_biblio_of("1000000"), "1000000", LONG);
    t_answer(t_biblio_of("1000001"), 500, T_FAULT("SERVER.DomainAccess"));
    CHECK_INT(r->r, -EIO);
    t_work();
    CHECK_INT(r->woken, 1);
    T_DONE_WITH(r);
    t_end_assemble();
}

/* The time of the one that waits is up while the worker has another. */
static void too_late_while_it_works(void)
{
    struct t_reader r[1] = {0};

    t_begin_assemble(4 * LONG, 2000, true);
    want_one(r);
    t_answer_biblio(t_only_job(), "1000000", LONG);
    t_later(T_TIMEOUT_MS);
    CHECK_INT(r->woken, 1);
    CHECK_INT(r->r, -ETIMEDOUT);
    t_work();
    CHECK_INT(r->woken, 1);
    T_DONE_WITH(r);
    t_end_assemble();
}

/* All of a long list is cached: the loop makes some of it and no more. */
static void many_short_ones(void)
{
    struct buf list = BUF_INIT(SIZE_MAX);
    struct t_reader r[2] = {0};

    t_begin_assemble((size_t)64 << 20, 2000, true);
    for (int i = 0; i < 150; i++)
        buf_printf(&list, "EP%dA1\n", 2000000 + i);
    CHECK_INT(t_want_list(&r[0], &t_list_row, buf_text(&list)), -EINPROGRESS);
    for (int i = 0; i < 150; i++) {
        char number[10];

        snprintf(number, sizeof(number), "%d", 2000000 + i);
        t_answer_biblio(t_biblio_of(number), number, 10000);
    }
    while (!r[0].woken)
        t_work();
    buf_printf(&list, "EP2000001B1\n");
    CHECK_INT(t_want_list(&r[1], &t_list_row, buf_text(&list)), -EINPROGRESS);
    t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
    while (!r[1].woken)
        t_work();
    CHECK(r[0].blob && r[1].blob && r[1].blob->size > r[0].blob->size &&
          memcmp(r[0].blob->data, r[1].blob->data, r[0].blob->size) == 0);
    buf_fini(&list);
    T_DONE_WITH(r);
    t_end_assemble();
}

/* What the worker has holds up no request: bundles stay full. */
static void bundles_stay_full(void)
{
    struct buf list = BUF_INIT(SIZE_MAX);
    struct t_reader r[1] = {0};
    char number[10];

    t_begin_assemble((size_t)64 << 20, 2000, true);
    for (int i = 0; i < 1000; i++)
        buf_printf(&list, "EP%dA1\n", 2000000 + i);
    CHECK_INT(t_want_list(r, &t_list_row, buf_text(&list)), -EINPROGRESS);
    for (int i = 0; i < 300; i++) {
        CHECK_INT(t_jobs_now(), 200);
        snprintf(number, sizeof(number), "%d", 2000000 + i);
        t_answer_biblio(t_biblio_of(number), number, 10000);
    }
    buf_fini(&list);
    T_DONE_WITH(r);
    t_end_assemble();
}

/* --- chance -------------------------------------------------------------- */

enum { READERS = 12, NUMBERS = 9 };

static struct dice dice;
static struct t_reader crowd[READERS];
static unsigned got_all, got_none;

static void on_wake(struct t_reader *self)
{
    CHECK_INT(self->woken, 1);
    if (self->r == 0)
        got_all++;
    else
        got_none++;
    CHECK(self->r == 0 || self->why.error < 0);
}

static void someone_wants(struct t_reader *self)
{
    char list[NUMBERS * 16] = "";
    size_t count = 1 + dice_roll(&dice, NUMBERS);
    uint32_t first = dice_roll(&dice, NUMBERS);
    int r;

    if (self->w.entry)
        return;
    self->then = on_wake;
    for (size_t i = 0; i < count; i++)
        sprintf(list + strlen(list), "EP%zuA1\n",
                1000000 + (first + i) % NUMBERS);
    if (dice_roll(&dice, 5) == 0)
        r = t_want_place(self, &t_hits_row, SLOT_QUERY, count & 1 ? "a" : "b");
    else if (dice_roll(&dice, 4) == 0)
        r = t_want_place(self, &t_one_row, SLOT_NUMBER,
                         count & 1 ? "EP1000000A1" : "EP1000001A1");
    else
        r = t_want_list(self, count & 1 ? &t_list_row : &t_slow_row, list);
    CHECK(r == 0 || r == -EINPROGRESS || r == -ENOENT || r == -EIO ||
          r == -EINVAL);
}

static void answer_well(struct t_job *j)
{
    const char *number = strstr(j->path, "EP.");
    char text[8] = "1000000";

    if (!number) {
        t_answer_page(j, 250, t_page_of(j) * 100 - 99,
                      t_page_of(j) < 3 ? t_page_of(j) * 100 : 250);
        return;
    }
    memcpy(text, number + 3, 7);
    t_answer_biblio(j, text, dice_roll(&dice, 3) ? 0 : LONG);
}

static void ops_acts(void)
{
    struct list *at = t_cache.jobs.next;
    struct t_job *j;

    for (uint32_t skip = dice_roll(&dice, NUMBERS); at != &t_cache.jobs && skip;
         skip--)
        at = at->next;
    if (at == &t_cache.jobs)
        return;
    j = container_of(at, struct t_job, link);
    switch (dice_roll(&dice, 12)) {
    case 0:
        t_answer(j, 404, T_FAULT("SERVER.EntityNotFound"));
        break;
    case 1:
        t_answer(j, 500, T_FAULT("SERVER.DomainAccess"));
        break;
    case 2:
        t_answer(j, 400, T_FAULT("CLIENT.InvalidQuery"));
        break;
    case 3:
        t_answer(j, 200, T_ANSWER("<w:other/>"));
        break;
    case 4:
    case 5:
        j->state = JOB_SENT;
        break;
    default:
        answer_well(j);
    }
}

static void a_step(void)
{
    struct t_reader *one = &crowd[dice_roll(&dice, READERS)];
    uint32_t what = dice_roll(&dice, 40);

    if (what < 12)
        someone_wants(one);
    else if (what < 14)
        cache_leave(&one->w);
    else if (what < 36)
        ops_acts();
    else if (what < 39 || dice_roll(&dice, 8))
        t_later(dice_roll(&dice, 2000));
    else
        t_later(3 * T_FRESH_MS);
    if (t_assemble.worker && dice_roll(&dice, 3) == 0)
        worker_turn(t_assemble.worker);
}

static void check_all(void)
{
    struct cache_report seen = t_report();
    unsigned waiting = 0;

    for (size_t i = 0; i < READERS; i++)
        waiting += crowd[i].w.entry != NULL;
    CHECK(seen.waiting >= waiting);
    CHECK_INT(seen.waiting == 0, waiting == 0);
}

static void chance(uint64_t seed, bool with_worker)
{
    dice = (struct dice){seed};
    got_all = got_none = 0;
    memset(crowd, 0, sizeof(crowd));
    t_begin_assemble(2 * LONG, 2000, with_worker);
    for (int step = 0; step < 2500 && !check_failed; step++) {
        a_step();
        check_all();
    }
    CHECK(got_all > 20 && got_none > 20 && t_report().evicted > 0);
    T_DONE_WITH(crowd);
    t_end_assemble();
}

static void chance_without_the_worker(void)
{
    for (uint64_t seed = 1; seed <= t_dice_seeds(3) && !check_failed; seed++)
        chance(seed, false);
}

static void chance_with_the_worker(void)
{
    for (uint64_t seed = 11; seed <= 10 + t_dice_seeds(3) && !check_failed;
         seed++)
        chance(seed, true);
}

TEST_MAIN({"a long answer is made elsewhere", a_long_answer_is_made_elsewhere},
          {"leaving while it works", leaving_while_it_works},
          {"a failure while it works", a_failure_while_it_works},
          {"too late while it works", too_late_while_it_works},
          {"many short ones", many_short_ones},
          {"bundles stay full", bundles_stay_full},
          {"chance without the worker", chance_without_the_worker},
          {"chance with the worker", chance_with_the_worker})
