/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/serial.h"

#include "ops/number.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int number_doubt(char *ret_candidates, const char *text, ...)
{
    va_list args;

    va_start(args, text);
    vsnprintf(ret_candidates, NUMBER_CANDIDATES, text, args);
    va_end(args);
    return -EINVAL;
}

bool is_listed(const char *words, const char *word, size_t len)
{
    while (len && *words) {
        size_t same = 0;

        while (same < len && words[same] == word[same])
            same++;
        if (same == len && words[same] == ' ')
            return true;
        while (*words++ != ' ')
            ;
    }
    return false;
}

void serial_strip(char *serial)
{
    size_t zeros = 0;

    while (serial[zeros] == '0' && is_digit(serial[zeros + 1]))
        zeros++;
    memmove(serial, serial + zeros, strlen(serial + zeros) + 1);
}

void serial_pad(char *serial, size_t digits)
{
    size_t len = strlen(serial);

    if (digits <= len || digits > SERIAL_MAX)
        return;
    memmove(serial + digits - len, serial, len + 1);
    memset(serial, '0', digits - len);
}

int year_of_two(const char two[2])
{
    int year = (two[0] - '0') * 10 + two[1] - '0';

    return year < 78 ? 2000 + year : 1900 + year;
}

int year_of_four(const char *digits)
{
    int year = 0;

    for (int i = 0; i < 4; i++) {
        if (!is_digit(digits[i]))
            return 0;
        year = year * 10 + digits[i] - '0';
    }
    return year >= 1900 && year <= 2099 ? year : 0;
}

/* The year of two digits becomes one of four. */
static void widen_year(char serial[SERIAL_MAX + 1])
{
    int year = year_of_two(serial);

    memmove(serial + 2, serial, strlen(serial) + 1);
    serial[0] = year < 2000 ? '1' : '2';
    serial[1] = year < 2000 ? '9' : '0';
}

int serial_pct(char serial[SERIAL_MAX + 1], size_t before_slash)
{
    size_t len = strlen(serial);

    if (before_slash != 2 && before_slash != 4) {
        if (before_slash || len < 7 || len > 10)
            return -ENOENT;
        before_slash = len < 9 ? 2 : 4;
    }
    if (before_slash == 2 && len < SERIAL_MAX - 1)
        widen_year(serial);
    serial_strip(serial + 4);
    if (year_of_four(serial) < 1978 || year_of_four(serial) > PCT_LAST ||
        strlen(serial + 4) > 6 || strcmp(serial + 4, "0") == 0)
        return -ENOENT;
    serial_pad(serial + 4, 6);
    return 0;
}
