/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/size.h"

#include "base/str.h"

#include <errno.h>
#include <string.h>

#define SIZE_TOP ((int64_t)1 << 50)

/* The fraction: at most three digits, as thousandths. */
static int parse_thousandths(struct slice digits, int64_t *ret_value)
{
    int64_t value = 0;

    if (digits.len > 3 || (digits.len && slice_number(digits, &value) < 0))
        return -EINVAL;
    for (size_t i = digits.len; i < 3; i++)
        value *= 10;
    *ret_value = value;
    return 0;
}

int size_parse(const char *value, int64_t *ret_size)
{
    static const char units[] = "KMG";
    struct slice part = slice_of(value), whole = {"", 0};
    const char *unit = NULL;
    int64_t size, thousandths;
    int shift;

    if (part.len)
        unit = strchr(units, to_upper(part.at[part.len - 1]));
    if (unit)
        part.len--;
    slice_cut(&part, '.', &whole);
    if (slice_number(whole, &size) < 0 ||
        parse_thousandths(part, &thousandths) < 0)
        return -EINVAL;
    shift = unit ? 10 * (int)(unit - units + 1) : 0;
    if (size >= SIZE_TOP >> shift)
        return -ERANGE;
    *ret_size = (size << shift) + ((thousandths << shift) + 500) / 1000;
    return 0;
}
