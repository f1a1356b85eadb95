/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/written.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

/* The last years that are written with two digits, and with five digits after
 * them. */
#define WO_SHORT_YEAR 2003
#define WO_SHORT_SERIAL 2002

/* `2 814 089`: of three digits from the right. */
static void add_threes(const char *digits, const char *between, struct buf *to)
{
    size_t left = strlen(digits);

    for (; left > 0; digits++, left--) {
        buf_putc(to, *digits);
        if (left > 1 && left % 3 == 1)
            buf_puts(to, between);
    }
}

/* Letters in front of a serial: of designs, of reissued patents. */
static const char *add_prefix(const char *serial, struct buf *to)
{
    for (; is_alpha(*serial); serial++)
        buf_putc(to, *serial);
    return serial;
}

static void add_blanks(const struct number *n, struct buf *to)
{
    add_threes(n->number, " ", to);
}

static void add_commas(const struct number *n, struct buf *to)
{
    add_threes(add_prefix(n->number, to), ",", to);
}

bool written_lacks_digit(const struct number *n)
{
    return strcmp(n->country, "US") == 0 && n->kind[0] == 'A' &&
           is_digits(n->number, 10);
}

/* US 2013/0123456 */
static void add_us(const struct number *n, struct buf *to)
{
    if (written_lacks_digit(n))
        buf_printf(to, "%.4s/0%s", n->number, n->number + 4);
    else
        add_commas(n, to);
}

static void add_wo(const struct number *n, struct buf *to)
{
    char year[5] = "";
    int count;

    if (!is_digits(n->number, 10)) {
        buf_puts(to, n->number);
        return;
    }
    memcpy(year, n->number, 4);
    count = atoi(year);
    if (count > WO_SHORT_YEAR)
        buf_printf(to, "%s/%s", year, n->number + 4);
    else if (count <= WO_SHORT_SERIAL && n->number[4] == '0' &&
             (count < WO_SHORT_SERIAL || strcmp(n->number + 5, "51231") < 0))
        buf_printf(to, "%s/%s", year + 2, n->number + 5);
    else
        buf_printf(to, "%s/%s", year + 2, n->number + 4);
}

/* DE 10 2010 012 345: the right, the year, the serial; DE 600 18 002; DE 23 63
 * 448; DE 1 020 931. */
static void add_de(const struct number *n, struct buf *to)
{
    const char *at = n->number;

    if (is_digits(at, 12))
        buf_printf(to, "%.2s %.4s %.3s %s", at, at + 2, at + 6, at + 9);
    else if (is_digits(at, 8))
        buf_printf(to, "%.3s %.2s %s", at, at + 3, at + 5);
    else if (is_digits(at, 7) && *at > '1')
        buf_printf(to, "%.2s %.2s %s", at, at + 2, at + 4);
    else
        add_blanks(n, to);
}

/* JP 2000-182770, JP H08-179521. */
static void add_jp(const struct number *n, struct buf *to)
{
    size_t year = is_alpha(n->number[0]) ? 3 : 4;
    bool dated = n->kind[0] == 'A' || n->kind[0] == 'U' || year == 3;

    if (dated && strlen(n->number) > year)
        buf_printf(to, "%.*s-%s", (int)year, n->number, n->number + year);
    else
        buf_puts(to, n->number);
}

/* KR 10-2015-0124192, KR 10-2213428. */
static void add_kr(const struct number *n, struct buf *to)
{
    const char *right = n->kind[0] == 'U' || n->kind[0] == 'Y' ? "20" : "10";

    if (is_digits(n->number, 11))
        buf_printf(to, "%s-%.4s-%s", right, n->number, n->number + 4);
    else if (is_digits(n->number, 9) && strncmp(n->number, right, 2) == 0)
        buf_printf(to, "%s-%s", right, n->number + 2);
    else
        buf_puts(to, n->number);
}

static const struct {
    const char *country;
    void (*add)(const struct number *n, struct buf *to);
} ways[] = {
    {"AT", add_blanks}, {"BE", add_blanks}, {"CA", add_commas},
    {"CH", add_blanks}, {"DD", add_blanks}, {"DE", add_de},
    {"DK", add_blanks}, {"EP", add_blanks}, {"ES", add_blanks},
    {"FR", add_blanks}, {"GB", add_blanks}, {"JP", add_jp},
    {"KR", add_kr},     {"US", add_us},     {"WO", add_wo},
};

void written_publication(const struct number *n, struct buf *to)
{
    size_t i = 0, count = sizeof(ways) / sizeof(ways[0]);

    while (i < count && strcmp(ways[i].country, n->country) != 0)
        i++;
    buf_printf(to, "%s ", n->country);
    if (i < count)
        ways[i].add(n, to);
    else
        buf_puts(to, n->number);
    if (n->kind[0])
        buf_printf(to, " %s", n->kind);
}

/* PCT-GB2002-004635, which was PCT/GB02/04635 at its time. */
static void add_pct(const char *name, struct buf *to)
{
    const char *year = name + strlen("PCT-GB"),
               *serial = year + strlen("2002-");

    if (atoi(year) <= WO_SHORT_YEAR && *serial == '0')
        buf_printf(to, "PCT/%.2s%.2s/%s", year - 2, year + 2, serial + 1);
    else
        buf_printf(to, "PCT/%.2s%.4s/%s", year - 2, year, serial);
}

void written_application(const struct number *n, struct buf *to)
{
    char name[NUMBER_NAME];

    number_name(n, name);
    if (slice_starts(slice_of(name), "PCT-") && strlen(name) >= 17) {
        add_pct(name, to);
    } else if (strchr(name, '.')) {
        buf_printf(to, "%.2s %s", name, name + 2);
    } else if (strcmp(n->country, "US") == 0 && is_digits(n->number, 12)) {
        buf_printf(to, "US %.2s/%.3s,%s", n->number + 4, n->number + 6,
                   n->number + 9);
    } else if (strcmp(n->country, "DE") == 0 && is_digits(n->number, 12)) {
        buf_puts(to, "DE ");
        add_de(n, to);
    }
}
