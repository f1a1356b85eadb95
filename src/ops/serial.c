/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/serial.h"

#include "base/str.h"

#include <string.h>

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
