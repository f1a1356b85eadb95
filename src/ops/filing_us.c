/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/filing_us.h"

#include <errno.h>
#include <string.h>

/* The last year in which docdb has a US application as serial and year. */
#define US_SERIAL_YEAR 2010
#define US_FIRST_PREGRANT 2001

/* A number of this series could be a patent's soon. */
#define US_SERIES_DOUBT 13

bool filing_us_is_series(const struct number_parts *p)
{
    return p->before_slash == 2 && strlen(p->serial) == 8;
}

/* Series and serial, 13167395, with the year that docdb needs. */
static int us_series(const struct number_parts *p, struct number *n)
{
    if (p->year > US_SERIAL_YEAR)
        return filing_become(n, "US", "%04d%.8s", p->year % 10000, p->serial);
    if (p->year > 1910)
        return filing_become(n, "US", "%.6s%02d", p->serial + 2, p->year % 100);
    return filing_become(n, "US", "%.2s-%.6s", p->serial, p->serial + 2);
}

/* 20100942680: of epodoc, unless it is a pre-grant publication with a serial of
 * seven digits. They have not reached 500000 in any year. */
static bool is_us_epodoc(const struct number_parts *p, int year)
{
    return strlen(p->serial) == 11 && p->serial[4] == '0' && year > 1910 &&
           year <= US_SERIAL_YEAR &&
           !(p->before_slash == 4 && !p->application) &&
           (year < US_FIRST_PREGRANT || p->serial[5] >= '5' ||
            (p->application && !p->applied) ||
            filing_keeps_kind(p->country, p->kind) ||
            (p->dated && !p->kind[0]));
}

/* Series that there are, but for those of patents. */
static bool is_known_series(const struct number_parts *p)
{
    int series = (p->serial[0] - '0') * 10 + p->serial[1] - '0';

    if (p->kind[0] == 'P')
        return series >= 60 && series <= 63;
    return series <= 19 || (series >= 60 && series <= 63) || series == 29 ||
           series == 35 || series == 90 || series == 95 || series == 96;
}

/* 94268010: serial and year, as docdb has it with the kind A. */
static int doubt_serial(const struct number_parts *p, char *candidates)
{
    int year = (p->serial[6] - '0') * 10 + p->serial[7] - '0';

    return number_doubt(candidates, "US%s: application US%d0%.6s-application?",
                        p->serial,
                        year > US_SERIAL_YEAR - 2000 ? 1900 + year
                                                     : 2000 + year,
                        p->serial);
}

/* 14412875: of the series 14, or a patent that there is not yet. */
static int us_bare(const struct number_parts *p, struct number *n,
                   char *candidates)
{
    int series = (p->serial[0] - '0') * 10 + p->serial[1] - '0';

    if (series < US_SERIES_DOUBT && !p->application)
        return IS_NOT_ONE;
    if (!is_known_series(p))
        return p->application || series < 36 ? -ENOENT
                                             : doubt_serial(p, candidates);
    if (series != US_SERIES_DOUBT || p->application || p->year)
        return us_series(p, n);
    return number_doubt(
        candidates,
        "US%s: application US%.2s-%s-application or publication US%sB2?",
        p->serial, p->serial, p->serial + 2, p->serial);
}

/* 14412875 A, 63123456 P: with the kind after it, as docdb has another. */
static int doubt_series(const struct number_parts *p, char *candidates)
{
    return number_doubt(
        candidates,
        "US%s%s: application US%.2s-%s-application or application "
        "US%s%s0%.6s%s-application?",
        p->serial, p->kind, p->serial, p->serial + 2,
        strcmp(p->serial + 6, "10") > 0 ? "19" : "20", p->serial + 6, p->serial,
        p->kind[0] == 'P' ? "P" : "");
}

/* 10123456 A: docdb has such for serial 101234 of 1956, and no A of a patent
 * is so high. */
static int doubt_us(const struct number_parts *p, char *candidates)
{
    if (strcmp(p->serial, "14") > 0 || p->kind[0] == 'P')
        return doubt_series(p, candidates);
    return number_doubt(candidates,
                        "US%sA: publication US%s or application "
                        "US%s%s0%.6s-application?",
                        p->serial, p->serial,
                        strcmp(p->serial + 6, "10") > 0 ? "19" : "20",
                        p->serial + 6, p->serial);
}

/* Series until some years from now; those of designs and reexaminations. */
static bool is_series(const struct number_parts *p)
{
    return is_known_series(p) || strncmp(p->serial, "25", 2) < 0;
}

/* Series and serial, and the S that a word for a design put there. */
static bool is_design_series(const struct number_parts *p)
{
    return filing_us_is_series(p) && strcmp(p->kind, "S") == 0 &&
           strncmp(p->serial, "29", 2) == 0;
}

static int us_number(const struct number_parts *p, struct number *n,
                     char *candidates)
{
    int year = year_of_four(p->serial);
    size_t len = strlen(p->serial);

    if (p->prefix[0] ||
        !(filing_kind_fits(p) || filing_keeps_kind(p->country, p->kind) ||
          is_design_series(p)))
        return IS_NOT_ONE;
    if (p->docdb && p->application && len > 2 && len < 8) {
        filing_become(n, "US", "%s", p->serial);
        serial_pad(n->number, 8);
        return IS_ONE;
    }
    if (len >= 8 && strspn(p->serial + len - 6, "0") == 6)
        return p->application || filing_us_is_series(p) ? -ENOENT : IS_NOT_ONE;
    if (len == 8 && strspn(p->serial, "0") >= 6)
        return IS_NOT_ONE;
    if (is_us_epodoc(p, year))
        return filing_become(n, "US", "%.6s%02d", p->serial + 5, year % 100);
    if (filing_us_is_series(p))
        return is_series(p) ? us_series(p, n) : -ENOENT;
    if (strcmp(p->kind, "P") == 0 && (len == 6 || len == 7))
        return filing_become(n, "US", "%s%s", len == 6 ? "00" : "0", p->serial);
    if (len == 8 && p->kind[0] && !p->application && !filing_is_docdb(p) &&
        p->serial[0] != '0' && is_known_series(p))
        return doubt_us(p, candidates);
    if ((len == 12 && year > US_SERIAL_YEAR) || (len == 8 && p->kind[0]))
        return filing_become(n, "US", "%s", p->serial);
    if (len == 8)
        return us_bare(p, n, candidates);
    return p->application ? -ENOENT : IS_NOT_ONE;
}

/* Of a provisional one with more zeros docdb makes what looks like a plant. */
int filing_us_read(const struct number_parts *p, struct number *n,
                   char candidates[NUMBER_CANDIDATES])
{
    int r = us_number(p, n, candidates);

    return r == IS_ONE && p->kind[0] == 'P' && strspn(n->number, "0") > 2
               ? -ENOENT
               : r;
}
