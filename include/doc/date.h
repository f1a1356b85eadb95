/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days as OPS writes them, `20111228` or `2011-12-28`, and as they are shown:
 * 2011-12-28. What is no day, `20110000`, is shown as it stands; the year 1,
 * with which OPS says that it knows none, as nothing.
 */
#ifndef OPSFS_DOC_DATE_H
#define OPSFS_DOC_DATE_H

#include "base/buf.h"
#include "base/str.h"

#define DATE_TEXT 11 /* "2011-12-28" */

struct date {
    int year; /* 1..9999 */
    int month;
    int day;
};

/* False for what is no day of the calendar. */
bool date_read(struct slice text, struct date *ret_date);

/* That day so many months later; the last of that month where it has no such
 * day. 0 <= months <= 120. */
struct date date_months_later(struct date d, int months);

void date_text(struct date d, char ret_text[DATE_TEXT]);

void date_add(struct slice text, struct buf *to);

#endif
