/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/day.h"

#include <string.h>
#include <time.h>

int day_last(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return days[month - 1] + (month == 2 && leap);
}

/* Blanks, which strptime(3) skips, are no digits. */
static bool is_written_so(struct slice text)
{
    static const char form[] = "0000-00-00";

    for (size_t i = 0; i < text.len && i < sizeof(form); i++) {
        if (form[i] == '0' ? !is_digit(text.at[i]) : text.at[i] != form[i])
            return false;
    }
    return text.len == sizeof(form) - 1;
}

bool day_read(struct slice text, int64_t *ret_day)
{
    char copy[DAY_TEXT];
    struct tm tm = {0};

    if (!is_written_so(text))
        return false;
    memcpy(copy, text.at, DAY_TEXT - 1);
    copy[DAY_TEXT - 1] = '\0';
    if (!strptime(copy, "%Y-%m-%d", &tm) ||
        tm.tm_mday > day_last(tm.tm_year + 1900, tm.tm_mon + 1))
        return false;
    *ret_day = timegm(&tm) / DAY_SECONDS;
    return true;
}

void day_text(int64_t day, enum day_form form, char ret_text[DAY_TEXT])
{
    time_t seconds = (time_t)(day * DAY_SECONDS);
    struct tm tm;

    gmtime_r(&seconds, &tm);
    if (strftime(ret_text, DAY_TEXT,
                 form == DAY_ISO     ? "%Y-%m-%d"
                 : form == DAY_PLAIN ? "%Y%m%d"
                                     : "%d/%m/%Y",
                 &tm) == 0)
        ret_text[0] = '\0';
}

int64_t day_latest(int64_t day, enum weekday weekday)
{
    return day - ((day + 3 - (int64_t)weekday) % 7 + 7) % 7;
}
