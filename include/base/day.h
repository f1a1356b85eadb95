/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days of the Gregorian calendar, counted since 1970-01-01, which was a
 * Thursday. What OPS writes for a day is doc/date's.
 */
#ifndef OPSFS_BASE_DAY_H
#define OPSFS_BASE_DAY_H

#include "base/str.h"

#include <stdint.h>

#define DAY_SECONDS 86400

/* The number of days in a month, 1 to 12. */
int day_last(int year, int month);

/* The last day that was such a day of the week, up to `day`. */
enum weekday { MONDAY, WEDNESDAY = 2 };
int64_t day_latest(int64_t day, enum weekday weekday);

/* `2024-03-20`; false for anything else. */
bool day_read(struct slice text, int64_t *ret_day);

enum day_form {
    DAY_ISO,   /* 2024-03-20 */
    DAY_PLAIN, /* 20240320 */
    DAY_LOCAL, /* 20/03/2024 */
};

#define DAY_TEXT 11 /* with the NUL */
void day_text(int64_t day, enum day_form form, char ret_text[DAY_TEXT]);

#endif
