/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/date.h"

#include <string.h>

#define DIGITS 8 /* of YYYYMMDD */

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30,
                               31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return days[month - 1] + (month == 2 && leap);
}

/* The digits of a day in either form. */
static bool digits_of(struct slice text, char ret_digits[DIGITS])
{
    bool hyphens = text.len == DIGITS + 2 && text.at[4] == '-' &&
                   text.at[7] == '-';
    size_t n = 0;

    if (text.len != DIGITS && !hyphens)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (hyphens && (i == 4 || i == 7))
            continue;
        if (!is_digit(text.at[i]))
            return false;
        ret_digits[n++] = text.at[i];
    }
    return true;
}

static int number_of(const char *digits, size_t count)
{
    int n = 0;

    while (count-- > 0)
        n = n * 10 + (*digits++ - '0');
    return n;
}

bool date_read(struct slice text, struct date *ret_date)
{
    char digits[DIGITS];
    struct date d;

    if (!digits_of(slice_trim(text), digits))
        return false;
    d.year = number_of(digits, 4);
    d.month = number_of(digits + 4, 2);
    d.day = number_of(digits + 6, 2);
    if (d.year < 1 || d.month < 1 || d.month > 12 || d.day < 1 ||
        d.day > days_in(d.year, d.month))
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
    last = days_in(d.year, d.month);
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

void date_add(struct slice text, struct buf *to)
{
    char iso[DATE_TEXT];
    struct date d;

    if (!date_read(text, &d)) {
        buf_add(to, text.at, text.len);
        return;
    }
    if (d.year == 1)
        return;
    date_text(d, iso);
    buf_puts(to, iso);
}
