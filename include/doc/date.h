/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days as OPS writes them, `20111228` or `2011-12-28`, and as they are shown:
 * 2011-12-28. What is not a day, `20110000` or `201112`, is shown as it is; the
 * year 1, which OPS uses for an unknown date, as nothing.
 */
#ifndef OPSFS_DOC_DATE_H
#define OPSFS_DOC_DATE_H

#include "base/buf.h"
#include "base/str.h"

#define DATE_TEXT 11 /* "2011-12-28" */

struct date {
    int year;  /* 2..9999 */
    int month; /* 0 when unknown, as `day` */
    int day;
};

/* What a date says, if only the year. False when it says nothing. */
bool date_known(struct slice text, struct date *ret_date);

/* A known one, and before `first`, or that is "". Both as they are shown. */
bool date_is_before(const char *text, const char *first);

/* The year 1. */
bool date_is_none(struct slice text);

/* False for what is not a day of the calendar. */
bool date_read(struct slice text, struct date *ret_date);

/* The same day some months later; the last of that month where it has no such
 * day. 0 <= months <= 120. */
struct date date_months_later(struct date d, int months);

void date_text(struct date d, char ret_text[DATE_TEXT]);

/* Adds it to `to` as it is shown; and rewrites what `to` has from `start`
 * on. */
void date_add(struct slice text, struct buf *to);
void date_rewrite(struct buf *to, size_t start);

#endif
