/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/date.h"

#include "base/day.h"

#include <string.h>

#define DIGITS 8 /* of YYYYMMDD */

/* `20111228`, `201112`, `2011` or `2011-12-28`; how many digits, 0 for anything
 * else. */
static size_t digits_of(struct slice text, char ret_digits[DIGITS])
{
    bool hyphens = text.len == DIGITS + 2 && text.at[4] == '-' &&
                   text.at[7] == '-';
    size_t n = 0;

    if (!hyphens && text.len != 4 && text.len != 6 && text.len != DIGITS)
        return 0;
    for (size_t i = 0; i < text.len; i++) {
        if (hyphens && (i == 4 || i == 7))
            continue;
        if (!is_digit(text.at[i]))
            return 0;
        ret_digits[n++] = text.at[i];
    }
    return n;
}

static int number_of(const char *digits, size_t count)
{
    int n = 0;

    while (count-- > 0)
        n = n * 10 + (*digits++ - '0');
    return n;
}

/* An invalid month or day is left out. */
static struct date date_of(const char *digits, size_t count)
{
    struct date d = {number_of(digits, 4), 0, 0};

    if (count > 4)
        d.month = number_of(digits + 4, 2);
    if (d.month > 12)
        d.month = 0;
    if (count == DIGITS && d.month > 0)
        d.day = number_of(digits + 6, 2);
    if (d.day > 0 && d.day > day_last(d.year, d.month))
        d.day = 0;
    return d;
}

bool date_known(struct slice text, struct date *ret_date)
{
    char digits[DIGITS];
    size_t count = digits_of(slice_trim(text), digits);

    if (count == 0)
        return false;
    *ret_date = date_of(digits, count);
    return ret_date->year > 1;
}

bool date_is_before(const char *text, const char *first)
{
    struct date d;

    return date_known(slice_of(text), &d) &&
           (!*first || strcmp(text, first) < 0);
}

bool date_read(struct slice text, struct date *ret_date)
{
    struct date d;

    if (!date_known(text, &d) || d.day == 0)
        return false;
    *ret_date = d;
    return true;
}

struct date date_months_later(struct date d, int months)
{
    int last;

    d.month += months;
    d.year += (d.month - 1) / 12;
    d.month = (d.month - 1) % 12 + 1;
    last = day_last(d.year, d.month);
    if (d.day > last)
        d.day = last;
    return d;
}

static void put(char *to, int n, size_t digits)
{
    while (digits-- > 0) {
        to[digits] = (char)('0' + n % 10);
        n /= 10;
    }
}

void date_text(struct date d, char ret_text[DATE_TEXT])
{
    memcpy(ret_text, "0000-00-00", DATE_TEXT);
    put(ret_text, d.year, 4);
    put(ret_text + 5, d.month, 2);
    put(ret_text + 8, d.day, 2);
}

bool date_is_none(struct slice text)
{
    char digits[DIGITS];
    size_t count = digits_of(slice_trim(text), digits);
    struct date d = {0};

    if (count > 0)
        d = date_of(digits, count);
    return d.year == 1 && d.day > 0;
}

void date_rewrite(struct buf *to, size_t start)
{
    struct slice text = {buf_text(to) + start, to->len - start};
    char iso[DATE_TEXT];
    struct date d;

    if (date_is_none(text)) {
        buf_cut(to, start);
    } else if (date_read(text, &d)) {
        date_text(d, iso);
        buf_cut(to, start);
        buf_puts(to, iso);
    }
}

void date_add(struct slice text, struct buf *to)
{
    size_t start = to->len;

    buf_add(to, text.at, text.len);
    date_rewrite(to, start);
}
