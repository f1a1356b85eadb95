/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/limits.h"

#include "check.h"

static struct limits read_block(const char *block)
{
    struct limits l;

    limits_init(&l);
    limits_read(&l, slice_of(block));
    return l;
}

#define THROTTLING                                                             \
    "idle (images=green:200, inpadoc=yellow:60, other=green:1000, "            \
    "retrieval=red:200, search=black:0)"

static void check_untold(struct limits l)
{
    CHECK_INT(l.state, STATE_UNKNOWN);
    CHECK_INT(l.hour_used, UNTOLD);
    CHECK_INT(l.week_used, UNTOLD);
    CHECK_INT(l.paying_used, UNTOLD);
    CHECK_INT(l.retry_after, UNTOLD);
    CHECK_INT(l.rejection, REJECTION_NONE);
    for (int i = 0; i < CLASS_COUNT; i++) {
        CHECK_INT(l.classes[i].light, LIGHT_UNKNOWN);
        CHECK_INT(l.classes[i].limit, UNTOLD);
    }
}

static void starts_untold(void)
{
    struct limits l;

    memset(&l, 0x55, sizeof(l));
    limits_init(&l);
    check_untold(l);
}

static void reads_a_recorded_answer(void)
{
    struct limits l = read_block("HTTP/1.1 200 OK\r\n"
                                 "Date: Wed, 22 May 2024 16:06:32 GMT\r\n"
                                 "X-IndividualQuotaPerHour-Used: 12488\r\n"
                                 "X-RegisteredQuotaPerWeek-Used: 476936\r\n"
                                 "X-Throttling-Control: " THROTTLING "\r\n"
                                 "\r\n");

    CHECK_INT(l.state, STATE_IDLE);
    CHECK_INT(l.hour_used, 12488);
    CHECK_INT(l.week_used, 476936);
    CHECK_INT(l.paying_used, UNTOLD);
    CHECK_INT(l.classes[CLASS_IMAGES].light, LIGHT_GREEN);
    CHECK_INT(l.classes[CLASS_IMAGES].limit, 200);
    CHECK_INT(l.classes[CLASS_INPADOC].light, LIGHT_YELLOW);
    CHECK_INT(l.classes[CLASS_INPADOC].limit, 60);
    CHECK_INT(l.classes[CLASS_OTHER].limit, 1000);
    CHECK_INT(l.classes[CLASS_RETRIEVAL].light, LIGHT_RED);
    CHECK_INT(l.classes[CLASS_SEARCH].light, LIGHT_BLACK);
    CHECK_INT(l.classes[CLASS_SEARCH].limit, 0);
}

static void any_case_and_any_order(void)
{
    struct limits l = read_block(
        "x-throttling-control:OVERLOADED(Search = Green : 5 ,  other=RED:9)\n"
        "X-REGISTEREDPAYINGQUOTAPERWEEK-USED :7\n"
        "x-individualquotaperhour-used:\t8 \n");

    CHECK_INT(l.state, STATE_OVERLOADED);
    CHECK_INT(l.classes[CLASS_SEARCH].light, LIGHT_GREEN);
    CHECK_INT(l.classes[CLASS_SEARCH].limit, 5);
    CHECK_INT(l.classes[CLASS_OTHER].light, LIGHT_RED);
    CHECK_INT(l.classes[CLASS_OTHER].limit, 9);
    CHECK_INT(l.classes[CLASS_IMAGES].light, LIGHT_UNKNOWN);
    CHECK_INT(l.paying_used, 7);
    CHECK_INT(l.hour_used, 8);
}

#define BUSY "X-Throttling-Control: busy (search=yellow:15)\r\n"
#define IDLE "X-Throttling-Control: idle (search=green:30)\r\n"
#define TWICE                                                                  \
    "X-Throttling-Control: busy (search=green:30, search=yellow:15)\r\n" USED( \
        "9")
#define USED(bytes) "X-IndividualQuotaPerHour-Used: " bytes "\r\n"

static void the_worse_of_two_counts(void)
{
    static const char *const orders[] = {
        BUSY IDLE USED("9") USED("4"),
        IDLE BUSY USED("4") USED("9"),
        TWICE,
    };

    for (size_t i = 0; i < 3; i++) {
        struct limits l = read_block(orders[i]);

        CHECK_INT(l.state, STATE_BUSY);
        CHECK_INT(l.classes[CLASS_SEARCH].light, LIGHT_YELLOW);
        CHECK_INT(l.classes[CLASS_SEARCH].limit, 15);
        CHECK_INT(l.hour_used, 9);
    }
}

static void the_unreadable_is_left_out(void)
{
    static const char *const blocks[] = {
        "",
        "\r\n",
        "no colon at all\r\n",
        ":\r\n",
        "X-Throttling-Control\r\n",
        "X-Throttling-Control:\r\n",
        "X-Throttling-Control: ()\r\n",
        "X-Throttling-Control: asleep (games=green:200, search)\r\n",
        "X-Throttling-Control: asleep (search=, =green:1, search=:)\r\n",
        "X-Throttling-Control: asleep (search=pink:-3, search=pink:1e3)\r\n",
        "X-IndividualQuotaPerHour-Used: much\r\n",
        "X-IndividualQuotaPerHour-Used: -5\r\n",
        "X-IndividualQuotaPerHour-Used: 99999999999999999999999\r\n",
        "X-IndividualQuotaPerHour-Used: 12 488\r\n",
        "X-IndividualQuotaPerHour-Usedx: 5\r\n",
        "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT\r\n",
        "X-Rejection-Reason: \r\n",
    };

    for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
        check_untold(read_block(blocks[i]));
}

static void a_state_may_stand_alone(void)
{
    CHECK_INT(read_block("X-Throttling-Control: busy\r\n").state, STATE_BUSY);
}

static void cut_off_values_are_survived(void)
{
    struct limits l = read_block("X-Throttling-Control: busy (search=red:5, o");

    CHECK_INT(l.state, STATE_BUSY);
    CHECK_INT(l.classes[CLASS_SEARCH].light, LIGHT_RED);
    CHECK_INT(l.classes[CLASS_SEARCH].limit, 5);
    CHECK_INT(l.classes[CLASS_OTHER].light, LIGHT_UNKNOWN);
}

static void retry_after_is_milliseconds(void)
{
    CHECK_INT(read_block("Retry-After: 60000\r\n").retry_after, 60000);
    CHECK_INT(read_block("retry-after: 0\n").retry_after, 0);
    CHECK_INT(read_block("Retry-After: 9000000000\n").retry_after, 3600000);
    CHECK_INT(read_block("Retry-After: 5\nRetry-After: 3\n").retry_after, 5);
}

static enum rejection reason(const char *block)
{
    return read_block(block).rejection;
}

static void reasons_are_distinguished(void)
{
    static const struct {
        const char *word;
        enum rejection rejection;
    } rows[] = {
        {"X-Rejection-Reason: IndividualQuotaPerHour", REJECTION_HOUR},
        {"X-Rejection-Reason: RegisteredQuotaPerWeek\r\n", REJECTION_WEEK},
        {"x-rejection-reason: registeredpayingquotaperweek", REJECTION_WEEK},
        {"X-Rejection-Reason: AnonymousQuotaPerDay", REJECTION_ANONYMOUS},
        {"X-Rejection-Reason: AnonymousQuotaPerMinute", REJECTION_ANONYMOUS},
        {"X-Rejection-Reason: DeveloperBlocked", REJECTION_BLOCKED},
        {"X-Rejection-Reason: FullMoon", REJECTION_OTHER},
        {"X-Rejection-Reason: Anon", REJECTION_OTHER},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        CHECK_INT(reason(rows[i].word), rows[i].rejection);
}

static void a_known_reason_outweighs(void)
{
    CHECK_INT(reason("X-Rejection-Reason: FullMoon\n"
                     "X-Rejection-Reason: IndividualQuotaPerHour\n"),
              REJECTION_HOUR);
    CHECK_INT(reason("X-Rejection-Reason: RegisteredQuotaPerWeek\n"
                     "X-Rejection-Reason: FullMoon\n"
                     "X-Rejection-Reason: IndividualQuotaPerHour\n"),
              REJECTION_WEEK);
}

TEST_MAIN({"starts untold", starts_untold},
          {"reads a recorded answer", reads_a_recorded_answer},
          {"any case and any order", any_case_and_any_order},
          {"the worse of two counts", the_worse_of_two_counts},
          {"the unreadable is left out", the_unreadable_is_left_out},
          {"a state may stand alone", a_state_may_stand_alone},
          {"cut off values are survived", cut_off_values_are_survived},
          {"Retry-After is milliseconds", retry_after_is_milliseconds},
          {"reasons are distinguished", reasons_are_distinguished},
          {"a known reason outweighs", a_known_reason_outweighs})
