/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/check_digit.h"

#include <string.h>

/* Weights 1 2 1 2 …, the digits of the products, up to the next ten. */
char check_digit_ep(const char *serial)
{
    int sum = 0;

    for (int i = 0; i < 8; i++) {
        int product = (serial[i] - '0') * (1 + i % 2);

        sum += product / 10 + product % 10;
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

/* Weights 2 … 9, 2 …, modulo 11, X for ten. */
char check_digit_cn(const char *serial)
{
    int sum = 0;

    for (int i = 0; serial[i]; i++)
        sum += (serial[i] - '0') * (2 + i % 8);
    return "0123456789X"[sum % 11];
}

char check_digit_of(const struct number *n)
{
    if (strcmp(n->country, "EP") == 0 && is_digits(n->number, 8))
        return check_digit_ep(n->number);
    if (strcmp(n->country, "CN") == 0 &&
        (is_digits(n->number, 8) || is_digits(n->number, 12)))
        return check_digit_cn(n->number);
    return 0;
}

/* Weights 2 … 9 from the right, modulo 11; ten is zero. */
char check_digit_br(const char *serial, size_t len)
{
    int sum = 0;

    for (size_t i = 0; i < len; i++)
        sum += (serial[len - 1 - i] - '0') * (int)(2 + i % 8);
    sum = 11 - sum % 11;
    return (char)('0' + (sum > 9 ? 0 : sum));
}
