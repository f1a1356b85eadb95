/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/day.h"

#include "check.h"

static int64_t day(const char *text)
{
    int64_t day = INT64_MIN;

    CHECK(day_read(slice_of(text), &day));
    return day;
}

static const char *text(int64_t day, enum day_form form)
{
    static char text[DAY_TEXT];

    day_text(day, form, text);
    return text;
}

static void months_have_their_days(void)
{
    CHECK_INT(day_last(2024, 2), 29);
    CHECK_INT(day_last(2023, 2), 28);
    CHECK_INT(day_last(1900, 2), 28);
    CHECK_INT(day_last(2000, 2), 29);
    CHECK_INT(day_last(2023, 4), 30);
    CHECK_INT(day_last(2023, 12), 31);
}

static void days_are_counted(void)
{
    CHECK_INT(day("1970-01-01"), 0);
    CHECK_INT(day("1969-12-31"), -1);
    CHECK_INT(day("2024-02-29"), 19782);
    CHECK_INT(day("1802-01-01"), -61361);
}

static void nothing_else_is_a_day(void)
{
    static const char *const none[] = {
        "",           "2024-02-30", "2023-02-29",  "2024-13-01",
        "2024-00-10", "2024-01-00", "2024-04-31",  "20240320",
        "2024-3-20",  "2024-03-2",  "2024-03-20 ", " 2024-03-20",
        "2024-03-2x", "+024-03-20", "2024/03/20",  "2024- 3-20",
        "2024-03- 2"};
    int64_t day;

    for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
        CHECK(!day_read(slice_of(none[i]), &day));
}

static void and_are_written(void)
{
    CHECK_STR(text(19782, DAY_ISO), "2024-02-29");
    CHECK_STR(text(19782, DAY_PLAIN), "20240229");
    CHECK_STR(text(19782, DAY_LOCAL), "29/02/2024");
    CHECK_STR(text(-1, DAY_ISO), "1969-12-31");
    CHECK_STR(text(INT64_C(1) << 40, DAY_ISO), "");
    for (int64_t d = -70000; d < 70000; d += 13)
        CHECK_INT(day(text(d, DAY_ISO)), d);
}

/* 2024-02-29 was a Thursday, and so was 1970-01-01. */
static void and_have_a_weekday(void)
{
    CHECK_STR(text(day_latest(19782, MONDAY), DAY_ISO), "2024-02-26");
    CHECK_STR(text(day_latest(19779, MONDAY), DAY_ISO), "2024-02-26");
    CHECK_STR(text(day_latest(19778, MONDAY), DAY_ISO), "2024-02-19");
    CHECK_STR(text(day_latest(19782, WEDNESDAY), DAY_ISO), "2024-02-28");
    CHECK_STR(text(day_latest(0, MONDAY), DAY_ISO), "1969-12-29");
    CHECK_STR(text(day_latest(-4, MONDAY), DAY_ISO), "1969-12-22");
}

TEST_MAIN({"months have their days", months_have_their_days},
          {"days are counted", days_are_counted},
          {"nothing else is a day", nothing_else_is_a_day},
          {"and are written", and_are_written},
          {"and have a weekday", and_have_a_weekday})
