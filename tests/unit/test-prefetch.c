/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * net/prefetch: jobs that nobody waits for, beside those that somebody waits
 * for.
 */
#include "bundle-fixture.h"
#include "net/prefetch.h"
#include "net/reach.h"

#define LIGHT(retrieval)                                                       \
    "X-Throttling-Control: idle (images=green:200, inpadoc=green:60, "         \
    "other=green:1000, retrieval=" retrieval ", search=green:30)\r\n"

static struct request request_of(const char *reference, bool bulk)
{
    struct request request = {.accept = "application/x-a",
                              .source = SOURCE_BIBLIO};

    snprintf(request.path, sizeof(request.path), "x/o-%u",
             t_sched.want_count + 1);
    if (bulk)
        snprintf(request.bulk, sizeof(request.bulk), "bulk/x");
    snprintf(request.reference, sizeof(request.reference), "%s", reference);
    return request;
}

static struct t_sched_want *guess(const char *reference, bool bulk)
{
    struct request request = request_of(reference, bulk);
    struct t_sched_want *w = &t_sched.wants[t_sched.want_count++];

    w->job = prefetch_ask(t_sched.sched, &request, t_sched_done, w);
    CHECK(w->job != NULL);
    return w;
}

static void guess_many(unsigned count, bool bulk)
{
    for (unsigned i = 0; i < count; i++) {
        char reference[16];

        snprintf(reference, sizeof(reference), "o%u", t_sched.want_count + 1);
        guess(reference, bulk);
    }
}

static unsigned spare_for(bool bulk)
{
    struct request request = request_of("o", bulk);

    return prefetch_spare(t_sched.sched, &request, t_sched_moment());
}

static void receive(const char *headers)
{
    struct limits limits;

    limits_init(&limits);
    limits_read(&limits, slice_of(headers));
    throttle_learn(t_sched.throttle, &limits, t_sched_moment());
}

static void start(void)
{
    t_sched.setup.spare = 80;
    t_bundle_begin();
    t_bundle_warm_up();
}

static void are_shed(unsigned from, unsigned count)
{
    for (unsigned i = from; i < from + count; i++) {
        CHECK_INT(t_sched.wants[i].calls, 1);
        CHECK_INT(t_sched.wants[i].verdict.action, ACTION_FAIL);
        CHECK_INT(t_sched.wants[i].verdict.error, -EAGAIN);
        CHECK_INT(t_sched.wants[i].verdict.remember, REMEMBER_NOT);
    }
}

static void they_go_at_once_and_together(void)
{
    start();
    guess_many(100, true);
    t_sched_run(101);
    t_bundle_all_good(1, 100);
    CHECK_INT(t_bundle.post_count, 1);
    CHECK_INT(t_sched.ahead, 1000);
    t_bundle_end();
}

/* The reader's wait for company is as without them; then they go along. */
static void they_fill_the_bundle_of_readers(void)
{
    start();
    guess_many(3, true);
    t_bundle_ask_many(2);
    guess_many(120, true);
    t_sched_run(1 + 2 + 123);
    t_bundle_all_good(1, 125);
    CHECK_INT(t_bundle.post_count, 2);
    CHECK(strncmp(t_bundle.posts.data, "o5,o6,o2,", 9) == 0);
    CHECK_INT(t_sched.ahead, 1000);
    t_bundle_end();
}

static void whose_number_is_less_than_a_hundred(void)
{
    struct sched_report r;

    start();
    t_bundle_ask_many(99);
    guess_many(5, true);
    t_sched_run(1 + 104);
    sched_report(t_sched.sched, &r);
    CHECK_INT(t_sched_total(&r).largest, 100);
    CHECK_INT(t_sched_total(&r).bundles, 2);
    t_bundle_end();
}

static void a_reader_promotes_it(void)
{
    struct t_sched_want *w;

    start();
    guess_many(PREFETCH_ALONE, false);
    w = guess("o", false);
    guess_many(1, false);
    t_bundle.lag = 100;
    sched_turn(t_sched.sched, t_sched_moment());
    CHECK_INT(job_state(w->job), JOB_THROTTLED);
    sched_resume(w->job);
    sched_turn(t_sched.sched, t_sched_moment());
    CHECK_INT(job_state(w->job), JOB_SENT);
    t_bundle.lag = 0;
    t_sched_run(1 + PREFETCH_ALONE + 2);
    t_bundle_all_good(1, PREFETCH_ALONE + 2);
    t_bundle_end();
}

static void what_goes_alone_goes_a_few_at_a_time(void)
{
    struct sched_report r;

    start();
    CHECK_INT(spare_for(false), 2 * PREFETCH_ALONE);
    CHECK_INT(spare_for(true), BULK_MAX);
    guess_many(2 * PREFETCH_ALONE, false);
    sched_turn(t_sched.sched, t_sched_moment());
    sched_report(t_sched.sched, &r);
    CHECK_INT(r.sent_now, PREFETCH_ALONE);
    t_bundle_ask_many(1);
    t_sched_run(1 + 2 * PREFETCH_ALONE + 1);
    t_bundle_end();
}

static void not_when_the_class_is_not_green(void)
{
    static const char *const lights[] = {"yellow:200", "red:200", "black:0"};

    for (size_t i = 0; i < 3; i++) {
        char header[200];

        start();
        guess_many(5, true);
        snprintf(header, sizeof(header),
                 "X-Throttling-Control: idle "
                 "(retrieval=%s)\r\n",
                 lights[i]);
        receive(header);
        CHECK_INT(spare_for(true), 0);
        sched_turn(t_sched.sched, t_sched_moment());
        are_shed(1, 5);
        CHECK_INT(t_sched_data_requests(), 1);
        CHECK_INT(sched_deadline(t_sched.sched), NEVER);
        t_bundle_end();
    }
}

static void not_when_half_of_the_minute_is_used(void)
{
    start();
    receive(LIGHT("green:40"));
    for (int i = 1; i < 9; i++)
        throttle_sent(t_sched.throttle, CLASS_RETRIEVAL, t_sched_moment());
    CHECK_INT(spare_for(false), 2 * PREFETCH_ALONE);
    for (int i = 9; i < 19; i++)
        throttle_sent(t_sched.throttle, CLASS_RETRIEVAL, t_sched_moment());
    CHECK_INT(spare_for(false), 0);
    CHECK_INT(spare_for(true), BULK_MAX);
    throttle_sent(t_sched.throttle, CLASS_RETRIEVAL, t_sched_moment());
    CHECK_INT(spare_for(true), 0);
    t_bundle_end();
}

static void not_beyond_their_share_of_a_quota(void)
{
    start();
    receive("X-IndividualQuotaPerHour-Used: 359000000\r\n");
    CHECK_INT(spare_for(true), BULK_MAX);
    receive("X-IndividualQuotaPerHour-Used: 360000000\r\n");
    CHECK_INT(spare_for(true), 0);
    receive("X-IndividualQuotaPerHour-Used: 0\r\n"
            "X-RegisteredQuotaPerWeek-Used: 3500000000\r\n");
    CHECK_INT(spare_for(true), 0);
    t_bundle_end();
    t_sched.setup.spare = 0;
    t_bundle_begin();
    t_bundle_warm_up();
    CHECK_INT(spare_for(true), 0);
    guess_many(3, true);
    sched_turn(t_sched.sched, t_sched_moment());
    are_shed(1, 3);
    t_bundle_end();
}

static void what_waits_too_long_is_gone(void)
{
    start();
    t_bundle.lag = PREFETCH_MAX_MS + 1000;
    guess_many(PREFETCH_ALONE + 2, false);
    sched_turn(t_sched.sched, t_sched_moment());
    CHECK_INT(sched_deadline(t_sched.sched),
              t_sched_moment().ms + PREFETCH_MAX_MS);
    t_sched.ahead += PREFETCH_MAX_MS;
    sched_turn(t_sched.sched, t_sched_moment());
    are_shed(1 + PREFETCH_ALONE, 2);
    CHECK_INT(t_sched.ended, 3);
    CHECK_INT(sched_deadline(t_sched.sched), NEVER);
    t_bundle_end();
}

/* An error, a stale token, a rest: nobody waits, so it is not tried again. */
static void they_have_one_try(void)
{
    static const char scripts[] = "ewt";

    for (const char *s = scripts; *s; s++) {
        char script[2] = {*s};

        start();
        t_bundle.post_script = script;
        guess_many(5, true);
        t_sched_run(6);
        CHECK_INT(t_bundle.post_count, 1);
        for (unsigned i = 1; i < 6; i++)
            CHECK(t_sched.wants[i].verdict.action != ACTION_OK);
        CHECK_INT(t_sched_data_requests(), 2);
        t_bundle_end();
    }
}

/* Who comes while it is under way has all the tries of a reader. */
static void unless_a_reader_came(void)
{
    static const char script[] = "e";

    start();
    t_bundle.post_script = script;
    guess_many(5, true);
    sched_turn(t_sched.sched, t_sched_moment());
    sched_resume(t_sched.wants[2].job);
    t_sched_run(6);
    CHECK_INT(t_sched.wants[2].verdict.action, ACTION_OK);
    CHECK(t_sched.wants[1].verdict.action != ACTION_OK);
    CHECK(t_sched.wants[5].verdict.action != ACTION_OK);
    t_bundle_end();
}

static void a_house_that_ends_drops_them(void)
{
    start();
    t_bundle.lag = 1000;
    guess_many(PREFETCH_ALONE + 2, false);
    guess_many(5, true);
    sched_turn(t_sched.sched, t_sched_moment());
    guess_many(5, true);
    t_bundle_end();
    CHECK_INT(t_sched.ended, 1);
}

static unsigned width(void)
{
    return sched_width(t_sched.sched, SOURCE_BIBLIO, t_sched_moment());
}

/* The reader of a list leaves half of the minute to others, whatever the light,
 * and has no room while the class rests. */
static void one_reader_has_room_for_half(void)
{
    start();
    receive(LIGHT("green:40"));
    CHECK_INT(width(), 19);
    for (int i = 1; i < 31; i++)
        throttle_sent(t_sched.throttle, CLASS_RETRIEVAL, t_sched_moment());
    CHECK_INT(width(), 4);
    throttle_rest(t_sched.throttle, CLASS_RETRIEVAL, 1000, t_sched_moment());
    CHECK_INT(width(), 0);
    t_sched.ahead += 1000;
    receive(LIGHT("yellow:33"));
    CHECK_INT(width(), 1);
    t_bundle_end();
}

TEST_MAIN({"they go at once and together", they_go_at_once_and_together},
          {"they fill the bundle of readers", they_fill_the_bundle_of_readers},
          {"whose number is less than a hundred",
           whose_number_is_less_than_a_hundred},
          {"a reader promotes it", a_reader_promotes_it},
          {"what goes alone goes a few at a time",
           what_goes_alone_goes_a_few_at_a_time},
          {"not when the class is not green", not_when_the_class_is_not_green},
          {"not when half of the minute is used",
           not_when_half_of_the_minute_is_used},
          {"not beyond their share of a quota",
           not_beyond_their_share_of_a_quota},
          {"what waits too long is gone", what_waits_too_long_is_gone},
          {"they have one try", they_have_one_try},
          {"unless a reader came", unless_a_reader_came},
          {"a house that ends drops them", a_house_that_ends_drops_them},
          {"one reader has room for half", one_reader_has_room_for_half})
