/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/date.h"

#include "check.h"

static void check_shown(const char *text, const char *want)
{
    struct buf b = BUF_INIT(100);

    date_add(slice_of(text), &b);
    CHECK_STR(buf_text(&b), want);
    buf_fini(&b);
}

static void is_shown_in_iso(void)
{
    check_shown("20111228", "2011-12-28");
    check_shown("2011-12-28", "2011-12-28");
    check_shown(" 20000229 ", "2000-02-29");
}

static void what_is_no_day_stays(void)
{
    check_shown("20111300", "20111300");
    check_shown("20110229", "20110229");
    check_shown("19000229", "19000229");
    check_shown("2011", "2011");
    check_shown("2011-1-228", "2011-1-228");
    check_shown("", "");
}

static void the_first_year_is_none(void)
{
    check_shown("00010101", "");
}

static void check_later(const char *from, int months, const char *want)
{
    char text[DATE_TEXT] = "";
    struct date d;

    CHECK(date_read(slice_of(from), &d));
    date_text(date_months_later(d, months), text);
    CHECK_STR(text, want);
}

static void months_are_added(void)
{
    check_later("20191127", 9, "2020-08-27");
    check_later("20200115", 9, "2020-10-15");
    check_later("20200331", 9, "2020-12-31");
    check_later("20190430", 0, "2019-04-30");
    check_later("20181215", 120, "2028-12-15");
}

static void a_month_without_the_day_ends_earlier(void)
{
    check_later("20180531", 9, "2019-02-28");
    check_later("20190531", 9, "2020-02-29");
    check_later("20190831", 1, "2019-09-30");
}

TEST_MAIN({"is shown in ISO form", is_shown_in_iso},
          {"what is no day stays as it is", what_is_no_day_stays},
          {"the year 1 is no date", the_first_year_is_none},
          {"months are added", months_are_added},
          {"a month without the day ends earlier",
           a_month_without_the_day_ends_earlier})
