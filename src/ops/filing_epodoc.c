/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sources: recorded answers of OPS that have both spellings, and the WIPO
 * handbook, part 7.2.6, for the office's own. A zero that fills epodoc's seven
 * digits is no digit of the number.
 */
#include "ops/filing_epodoc.h"

#include "base/str.h"

#include <errno.h>
#include <string.h>

/* A year and a serial that epodoc fills up with a zero; docdb has neither the
 * zero nor, before 2000, the year in front: its two digits follow there. */
int filing_without_zero(const struct number_parts *p, struct number *n,
                        const char *office, int year)
{
    if (year < 2000)
        filing_become(n, office, "%s%02d",
                      p->serial + 4 + strspn(p->serial + 4, "0"), year % 100);
    else
        filing_become(n, office, "%.4s%s", p->serial, p->serial + 5);
    return strlen(n->number) > 2 ? IS_ONE : -ENOENT;
}

/* The digits of a year and of a serial as docdb has them, by epodoc's. */
int filing_by_year(const struct number_parts *p, struct number *n, size_t year,
                   size_t width)
{
    size_t zeros = FILING_EPODOC_DIGITS - 4 - width;

    if (strspn(p->serial + 4, "0") < zeros ||
        strspn(p->serial + 4, "0") == FILING_EPODOC_DIGITS - 4)
        return -ENOENT;
    return filing_become(n, p->country, "%.*s%s", (int)year,
                         p->serial + 4 - year, p->serial + 4 + zeros);
}

/* Of epodoc: 20130290010, for docdb's 2013290010; 19890028143 for 2814389. */
int filing_au(const struct number_parts *p, struct number *n, char *candidates)
{
    int year = year_of_four(p->serial);

    (void)candidates;
    if (filing_is_docdb(p) && is_digits(p->serial, 10) && year >= 2000 &&
        strcmp(p->kind, "A") == 0)
        return filing_become(n, "AU", "%s", p->serial);
    if (!filing_is_epodoc(p) || p->serial[4] != '0' || !filing_kind_fits(p))
        return IS_NOT_ONE;
    return filing_without_zero(p, n, "AU", year);
}

/* Of epodoc: 20112744162, for docdb's 2744162. */
int filing_ca(const struct number_parts *p, struct number *n, char *candidates)
{
    char serial[SERIAL_MAX + 1];

    (void)candidates;
    if (filing_is_docdb(p) && is_digits(p->serial, 7) && p->serial[0] > '1' &&
        strcmp(p->kind, "A") == 0)
        return filing_become(n, "CA", "%s", p->serial);
    if (p->prefix[0] || strlen(p->serial) != 11 || !year_of_four(p->serial) ||
        !filing_kind_fits(p))
        return IS_NOT_ONE;
    strcpy(serial, p->serial + 4);
    serial_strip(serial);
    filing_become(n, "CA", "%s", serial);
    return strcmp(serial, "0") == 0 ? -ENOENT : IS_ONE;
}

/* 19981010536 for 1010536: the year is no part of it. */
int filing_nl(const struct number_parts *p, struct number *n, char *candidates)
{
    (void)candidates;
    if (!filing_is_epodoc(p) || !filing_kind_fits(p))
        return IS_NOT_ONE;
    filing_become(n, "NL", "%s", p->serial + 4 + strspn(p->serial + 4, "0"));
    return n->number[0] ? IS_ONE : -ENOENT;
}

/* 20120030123 for 201230123, 19990001234 for 9901234; and that alone, as no
 * publication has such a number. */
int filing_es(const struct number_parts *p, struct number *n, char *candidates)
{
    int year = year_of_four(p->serial);
    const char *serial = p->serial + strspn(p->serial, "0");

    (void)candidates;
    if (!p->prefix[0] && is_digits(serial, 7) && serial[0] == '9' &&
        filing_kind_fits(p))
        return filing_become(n, "ES", "%s", serial);
    if (!filing_is_epodoc(p) || year < 1950 ||
        !(filing_kind_fits(p) || strcmp(p->kind, "U") == 0))
        return IS_NOT_ONE;
    return filing_by_year(p, n, year < 2000 ? 2 : 4, 5);
}

/* 20080001234 for 2008001234. */
int filing_mx(const struct number_parts *p, struct number *n, char *candidates)
{
    (void)candidates;
    if (!filing_is_epodoc(p) || p->serial[4] != '0' || !filing_kind_fits(p))
        return IS_NOT_ONE;
    return filing_without_zero(p, n, "MX", 2000);
}

/* The island counts from 1911 on: 94112345 is of 2005, for 20050112345. */
int filing_tw(const struct number_parts *p, struct number *n, char *candidates)
{
    size_t len = strlen(p->serial);
    int year = year_of_four(p->serial);

    (void)candidates;
    if (p->prefix[0] || strspn(p->serial, "0123456789") < len ||
        !(filing_kind_fits(p) || strcmp(p->kind, "U") == 0))
        return IS_NOT_ONE;
    if (filing_is_epodoc(p) && p->serial[4] == '0' && year > 1949)
        return filing_become(n, "TW", "%d%.6s", year - 1911, p->serial + 5);
    if ((len != 8 || p->serial[0] == '0') && !(len == 9 && p->serial[0] == '1'))
        return IS_NOT_ONE;
    return filing_become(n, "TW", "%s", p->serial);
}
