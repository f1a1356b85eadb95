/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How single offices number applications, and how epodoc and docdb write that:
 * a reader an office that has a rule of its own.
 */
#include "ops/filings.h"

#include "base/str.h"
#include "ops/check_digit.h"
#include "ops/kinds.h"
#include "ops/offices.h"
#include "ops/settle.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The last year in which docdb has a US application as serial and year. */
#define US_SERIAL_YEAR 2010
#define US_FIRST_PREGRANT 2001

/* No US patent has a number from here on in the next years; those of the
 * series before could be one soon. */
#define US_SERIES_CERTAIN 14
#define US_SERIES_DOUBT 13

/* CC, the year and seven digits: how epodoc has applications. */
#define EPODOC_DIGITS 11

static bool all_digits(const char *text, size_t len)
{
    return strlen(text) == len && strspn(text, "0123456789") == len;
}

void filing_become(struct number *n, const char *country, const char *serial)
{
    struct number made = {.what = NUMBER_APPLICATION};

    memcpy(made.country, country, 2);
    snprintf(made.number, sizeof(made.number), "%s", serial);
    *n = made;
}

bool filing_kind_fits(const struct parts *p)
{
    return !p->kind[0] || strcmp(p->kind, "A") == 0;
}

/* A provisional one and that of a translation have a kind of their own. */
bool filing_keeps_kind(const char *country, const char *kind)
{
    return strcmp(country, "US") == 0
               ? strcmp(kind, "P") == 0
               : is_listed("AT DE DK ", country, 2) && strcmp(kind, "T") == 0;
}

/* OPS's own parts, or written like them. */
static bool is_docdb(const struct parts *p)
{
    return !p->prefix[0] && (p->docdb || p->dotted);
}

static bool is_epodoc(const struct parts *p)
{
    return !p->prefix[0] && all_digits(p->serial, EPODOC_DIGITS) &&
           year_of_four(p->serial);
}

static int doubt_ep(const struct parts *p, char *ret_candidates)
{
    snprintf(ret_candidates, NUMBER_CANDIDATES,
             "EP%s%s: application EP%s.%c or publication EP%s%s?", p->serial,
             p->kind, p->serial, check_digit_ep(p->serial), p->serial + 1,
             p->kind);
    return -EINVAL;
}

/* Seven digits and the word: no zero in front was lost, or one was. */
static int doubt_short_ep(const struct parts *p, char *ret_candidates)
{
    char serial[9];

    snprintf(serial, sizeof(serial), "0%.7s", p->serial);
    snprintf(ret_candidates, NUMBER_CANDIDATES,
             "EP%s: application EP%s.%c or publication EP%s?", p->serial,
             serial, check_digit_ep(serial), p->serial);
    return -EINVAL;
}

/* 10167109, 20100167109. A zero in front and a kind: a padded publication. */
static int read_ep(const struct parts *p, struct number *n, char *candidates)
{
    int year = year_of_four(p->serial);
    char serial[9];

    if (p->prefix[0])
        return -ENOENT;
    if (year >= 1978 && strlen(p->serial) == 11 && p->serial[4] == '0' &&
        filing_kind_fits(p)) {
        snprintf(serial, sizeof(serial), "%.2s%s", p->serial + 2,
                 p->serial + 5);
        filing_become(n, "EP", serial);
        return IS_ONE;
    }
    if (p->application && all_digits(p->serial, 7) && p->serial[0] != '0')
        return doubt_short_ep(p, candidates);
    if (!all_digits(p->serial, 8))
        return p->application ? -ENOENT : IS_NOT_ONE;
    if (p->application || strcmp(p->kind, "A") == 0) {
        filing_become(n, "EP", p->serial);
        return IS_ONE;
    }
    if (p->kind[0] &&
        (p->serial[0] == '0' || kind_fit("EP", p->kind) != KIND_KNOWN))
        return IS_NOT_ONE;
    return doubt_ep(p, candidates);
}

/* 12/942680. */
static bool is_series(const struct parts *p)
{
    return p->fold == 2 && strlen(p->serial) == 8;
}

/* Series and serial, 13167395, with the year that docdb needs. */
static int us_series(const struct parts *p, struct number *n)
{
    char serial[24];

    if (p->year > US_SERIAL_YEAR)
        snprintf(serial, sizeof(serial), "%04d%.8s", p->year % 10000,
                 p->serial);
    else if (p->year > 1910)
        snprintf(serial, sizeof(serial), "%.6s%02d", p->serial + 2,
                 p->year % 100);
    else
        snprintf(serial, sizeof(serial), "%.2s-%.6s", p->serial, p->serial + 2);
    filing_become(n, "US", serial);
    return IS_ONE;
}

/* 20100942680: of epodoc, unless it is a pre-grant publication with a serial
 * of seven digits. Those have not reached 500000 in any year. */
static bool is_us_epodoc(const struct parts *p, int year)
{
    return strlen(p->serial) == 11 && p->serial[4] == '0' && year > 1910 &&
           year <= US_SERIAL_YEAR &&
           (year < US_FIRST_PREGRANT || p->serial[5] >= '5' ||
            (p->application && !p->applied) ||
            filing_keeps_kind(p->country, p->kind) ||
            (p->dated && !p->kind[0]));
}

/* 14412875: of the series 14, or a patent that there is not yet. */
static int us_bare(const struct parts *p, struct number *n, char *candidates)
{
    int series = (p->serial[0] - '0') * 10 + p->serial[1] - '0';

    if (series < US_SERIES_DOUBT && !p->application)
        return IS_NOT_ONE;
    if (series != US_SERIES_DOUBT || p->application || p->year)
        return us_series(p, n);
    snprintf(candidates, NUMBER_CANDIDATES,
             "US%s: application US%.2s-%s-application or publication US%sB2?",
             p->serial, p->serial, p->serial + 2, p->serial);
    return -EINVAL;
}

/* 10123456 A: docdb has such for serial 101234 of 1956, and no A of a patent
 * is so high. */
static int doubt_us(const struct parts *p, char *candidates)
{
    snprintf(candidates, NUMBER_CANDIDATES,
             "US%sA: publication US%s or application "
             "US%s%s0%.6s-application?",
             p->serial, p->serial,
             strcmp(p->serial + 6, "10") > 0 ? "19" : "20", p->serial + 6,
             p->serial);
    return -EINVAL;
}

static int us_number(const struct parts *p, struct number *n, char *candidates)
{
    int year = year_of_four(p->serial);
    size_t len = strlen(p->serial);
    char serial[24];

    if (p->prefix[0] ||
        !(filing_kind_fits(p) || filing_keeps_kind(p->country, p->kind)))
        return IS_NOT_ONE;
    if (len >= 8 && strspn(p->serial + len - 6, "0") == 6)
        return p->application || is_series(p) ? -ENOENT : IS_NOT_ONE;
    if (len == 8 && strspn(p->serial, "0") >= 6)
        return IS_NOT_ONE;
    if (is_us_epodoc(p, year)) {
        snprintf(serial, sizeof(serial), "%.6s%02d", p->serial + 5, year % 100);
        filing_become(n, "US", serial);
        return IS_ONE;
    }
    if (is_series(p))
        return us_series(p, n);
    if (strcmp(p->kind, "P") == 0 && (len == 6 || len == 7)) {
        snprintf(serial, sizeof(serial), "%s%s", len == 6 ? "00" : "0",
                 p->serial);
        filing_become(n, "US", serial);
        return IS_ONE;
    }
    if (len == 8 && strcmp(p->kind, "A") == 0 && !is_docdb(p) &&
        p->serial[0] <= '1' && p->serial[1] <= '3')
        return doubt_us(p, candidates);
    if ((len == 12 && year > US_SERIAL_YEAR) || (len == 8 && p->kind[0])) {
        filing_become(n, "US", p->serial);
        return IS_ONE;
    }
    if (len == 8)
        return us_bare(p, n, candidates);
    return p->application ? -ENOENT : IS_NOT_ONE;
}

/* Of a provisional one with more zeros docdb makes what looks like a plant. */
static int read_us(const struct parts *p, struct number *n, char *candidates)
{
    int r = us_number(p, n, candidates);

    return r == IS_ONE && p->kind[0] == 'P' && strspn(n->number, "0") > 2
               ? -ENOENT
               : r;
}

/* 201810246441 and 98123456, with the check digit glued on or after a
 * hyphen, if it is right. */
static int read_cn(const struct parts *p, struct number *n, char *candidates)
{
    size_t len = strlen(p->serial), digits = len == 13 ? 12 : len;
    struct number made;
    char serial[SERIAL_MAX + 1];

    (void)candidates;
    if (p->prefix[0] || !((digits == 12 && year_of_four(p->serial)) ||
                          (digits == 8 && p->application)))
        return p->application ? -ENOENT : IS_NOT_ONE;
    snprintf(serial, sizeof(serial), "%.*s", (int)digits, p->serial);
    filing_become(&made, "CN", serial);
    if (digits < len && check_digit_cn(serial) != p->serial[len - 1])
        return -ENOENT;
    if (strcmp(p->kind, "X") == 0 && check_digit_cn(serial) != 'X')
        return -ENOENT;
    *n = made;
    return IS_ONE;
}

/* A year and a serial that epodoc fills up with a zero; docdb has neither the
 * zero nor, before 2000, the year in front: its two digits follow there. */
static int become_without_zero(const struct parts *p, struct number *n,
                               const char *office, int year)
{
    char serial[SERIAL_MAX + 3];

    snprintf(serial, sizeof(serial), "%.4s%s", p->serial, p->serial + 5);
    if (year < 2000)
        snprintf(serial, sizeof(serial), "%s%02d",
                 p->serial + 4 + strspn(p->serial + 4, "0"), year % 100);
    filing_become(n, office, serial);
    return strlen(serial) > 2 ? IS_ONE : -ENOENT;
}

/* Of epodoc: 20130290010, for docdb's 2013290010; 19890028143 for 2814389. */
static int read_au(const struct parts *p, struct number *n, char *candidates)
{
    int year = year_of_four(p->serial);

    (void)candidates;
    if (is_docdb(p) && all_digits(p->serial, 10) && year >= 2000 &&
        strcmp(p->kind, "A") == 0) {
        filing_become(n, "AU", p->serial);
        return IS_ONE;
    }
    if (!is_epodoc(p) || p->serial[4] != '0' || !filing_kind_fits(p))
        return IS_NOT_ONE;
    return become_without_zero(p, n, "AU", year);
}

/* Of epodoc: 20112744162, for docdb's 2744162. */
static int read_ca(const struct parts *p, struct number *n, char *candidates)
{
    char serial[SERIAL_MAX + 1];

    (void)candidates;
    if (is_docdb(p) && all_digits(p->serial, 7) && p->serial[0] > '1' &&
        strcmp(p->kind, "A") == 0) {
        filing_become(n, "CA", p->serial);
        return IS_ONE;
    }
    if (p->prefix[0] || strlen(p->serial) != 11 || !year_of_four(p->serial) ||
        !filing_kind_fits(p))
        return IS_NOT_ONE;
    strcpy(serial, p->serial + 4);
    serial_strip(serial);
    filing_become(n, "CA", serial);
    return strcmp(serial, "0") == 0 ? -ENOENT : IS_ONE;
}

static int read_wo(const struct parts *p, struct number *n, char *candidates)
{
    (void)n;
    (void)candidates;
    return p->application ? -ENOENT : IS_NOT_ONE;
}

/* The digits of a year and of a serial as docdb has them, by epodoc's. */
static int read_year(const struct parts *p, struct number *n, size_t year,
                     size_t width)
{
    char serial[SERIAL_MAX + 1];
    size_t zeros = EPODOC_DIGITS - 4 - width;

    if (strspn(p->serial + 4, "0") < zeros ||
        strspn(p->serial + 4, "0") == EPODOC_DIGITS - 4)
        return -ENOENT;
    snprintf(serial, sizeof(serial), "%.*s%s", (int)year, p->serial + 4 - year,
             p->serial + 4 + zeros);
    filing_become(n, p->country, serial);
    return IS_ONE;
}

/* 20020013739 for 0213739, 20180000758 for 201800758. */
static int read_gb(const struct parts *p, struct number *n, char *candidates)
{
    int year = year_of_four(p->serial);

    (void)candidates;
    if (!is_epodoc(p) || !filing_kind_fits(p))
        return IS_NOT_ONE;
    return read_year(p, n, year < FILING_GB_LONG_YEAR ? 2 : 4, 5);
}

/* 20050012345 for 0512345. */
static int read_short(const struct parts *p, struct number *n, char *candidates)
{
    (void)candidates;
    if (!is_epodoc(p) || !filing_kind_fits(p))
        return IS_NOT_ONE;
    return read_year(p, n, 2, 5);
}

/* 19981010536 for 1010536: the year is no part of it. */
static int read_nl(const struct parts *p, struct number *n, char *candidates)
{
    (void)candidates;
    if (!is_epodoc(p) || !filing_kind_fits(p))
        return IS_NOT_ONE;
    filing_become(n, "NL", p->serial + 4 + strspn(p->serial + 4, "0"));
    return n->number[0] ? IS_ONE : -ENOENT;
}

/* The era's year is one of ours, and docdb's two digits stand after. */
static int read_jp_era(const struct parts *p, struct number *n)
{
    int year = (p->serial[0] - '0') * 10 + p->serial[1] - '0';
    char serial[24];

    year += p->prefix[0] == 'H' ? 1988 : 1925;
    if (strlen(p->serial) < 3 || strlen(p->serial) > 8 || year > 1999)
        return -ENOENT;
    snprintf(serial, sizeof(serial), "%s%02d",
             p->serial + 2 + strspn(p->serial + 2, "0"), year % 100);
    filing_become(n, "JP", serial);
    return strlen(serial) > 2 ? IS_ONE : -ENOENT;
}

/* 20050505120 for 2005505120, 19960327896 for 32789696. */
static int read_jp(const struct parts *p, struct number *n, char *candidates)
{
    int year = year_of_four(p->serial);
    struct parts copy = *p;

    if (!is_epodoc(p)) {
        if (!p->application || strcmp(p->prefix, "WO") == 0 ||
            settle_publication(&copy, candidates) < 0)
            return candidates[0] ? -EINVAL : IS_NOT_ONE;
        if (copy.prefix[0] == 'H' || copy.prefix[0] == 'S')
            return read_jp_era(&copy, n);
        return strlen(copy.serial) == 10 && year_of_four(copy.serial)
                   ? IS_NOT_ONE
                   : -ENOENT;
    }
    if (!filing_kind_fits(p) || p->serial[4] != '0')
        return -ENOENT;
    return become_without_zero(p, n, "JP", year);
}

/* 19951012345 for 19512345; 201210001001 for 102012001001, unless that is the
 * utility model of a year. */
static int read_de(const struct parts *p, struct number *n, char *candidates)
{
    static const char rights[] = "10 11 12 20 21 50 ";
    int year = year_of_four(p->serial);
    size_t len = strlen(p->serial);
    char serial[24];

    (void)candidates;
    if (strcmp(p->kind, "T") == 0 && len == 8 &&
        (is_docdb(p) || p->application)) {
        filing_become(n, "DE", p->serial);
        return IS_ONE;
    }
    if (p->prefix[0] || !year || !filing_kind_fits(p))
        return IS_NOT_ONE;
    if (len == 12 && year > 2003 && is_listed(rights, p->serial + 4, 2) &&
        (p->year == year || year_of_four(p->serial + 2) < 2004)) {
        snprintf(serial, sizeof(serial), "%.2s%.4s%.6s", p->serial + 4,
                 p->serial, p->serial + 6);
        filing_become(n, "DE", serial);
        return IS_ONE;
    }
    if (len != EPODOC_DIGITS || year > 2003 || p->serial[4] == '0' ||
        (year > 1994 && p->serial[5] != '0'))
        return IS_NOT_ONE;
    if (year < 1995)
        snprintf(serial, sizeof(serial), "%.7s", p->serial + 4);
    else
        snprintf(serial, sizeof(serial), "%.1s%.2s%.5s", p->serial + 4,
                 p->serial + 2, p->serial + 6);
    filing_become(n, "DE", serial);
    return IS_ONE;
}

/* 19702186 T: what is asked for a translation of that European one. */
static int read_translation(const struct parts *p, struct number *n,
                            char *candidates)
{
    (void)candidates;
    if (p->prefix[0] || !all_digits(p->serial, 8) || strcmp(p->kind, "T") != 0)
        return IS_NOT_ONE;
    filing_become(n, p->country, p->serial);
    return IS_ONE;
}

/* 1101235-4, and 11012354 where a zero in front is no padding. */
static int read_se(const struct parts *p, struct number *n, char *candidates)
{
    char serial[SERIAL_MAX + 3];

    if (is_epodoc(p))
        return read_short(p, n, candidates);
    if (p->prefix[0] || p->kind[0] || !all_digits(p->serial, 8))
        return IS_NOT_ONE;
    snprintf(serial, sizeof(serial), "%.7s.%c", p->serial, p->serial[7]);
    filing_become(n, "SE", serial);
    if (p->fold == 7 || p->serial[0] != '0')
        return IS_ONE;
    snprintf(candidates, NUMBER_CANDIDATES,
             "SE%s: application SE%s or publication SE%s?", p->serial, serial,
             p->serial + strspn(p->serial, "0"));
    return -EINVAL;
}

/* In some numbers a zero in front may belong to the year. */
static const struct {
    const char *country;
    bool padded; /* zeros in front say nothing */
    bool whole;  /* epodoc's form is read, or the office has none */
    int (*read)(const struct parts *p, struct number *n, char *candidates);
} readers[] = {
    {"AT", false, false, read_translation},
    {"AU", true, true, read_au},
    {"CA", true, true, read_ca},
    {"CN", true, true, read_cn},
    {"DE", true, true, read_de},
    {"DK", false, false, read_translation},
    {"EP", false, true, read_ep},
    {"FR", false, true, read_short},
    {"GB", false, true, read_gb},
    {"JP", false, true, read_jp},
    {"NL", false, true, read_nl},
    {"SE", false, true, read_se},
    {"US", true, true, read_us},
    {"WO", false, true, read_wo},
};

/* Of an office without a reader: epodoc's number stays as it is. */
static int read_any(const struct parts *p, struct number *n)
{
    const struct office *office = office_find(p->country);

    if (!is_epodoc(p) || office->most >= EPODOC_DIGITS ||
        !filing_kind_fits(p) || strspn(p->serial + 4, "0") == 7)
        return IS_NOT_ONE;
    filing_become(n, p->country, p->serial);
    return IS_ONE;
}

/* 01234/05, 1234/2005: the serial stands in front of the year. */
static int read_slash(const struct parts *p, struct number *n)
{
    size_t len = strlen(p->serial), width = len - p->fold;
    char serial[SERIAL_MAX + 1], year[5];

    if (!p->fold || !office_find(p->country)->slash_year ||
        !all_digits(p->serial, len) ||
        (p->prefix[0] && strcmp(p->prefix, "A") != 0))
        return IS_NOT_ONE;
    snprintf(year, sizeof(year), "%s", p->serial + p->fold);
    if (width == 2)
        snprintf(year, sizeof(year), "%d", year_of_two(p->serial + p->fold));
    snprintf(serial, sizeof(serial), "%.*s", (int)p->fold, p->serial);
    serial_strip(serial);
    if ((width != 2 && width != 4) || !year_of_four(year) ||
        strlen(serial) > 7 || strcmp(serial, "0") == 0)
        return -ENOENT;
    serial_pad(serial, 7);
    memmove(serial + 4, serial, 8);
    memcpy(serial, year, 4);
    filing_become(n, p->country, serial);
    return IS_ONE;
}

/* By its word alone: the serial follows the rules of publications. */
static int read_word(const struct parts *typed, struct number *n,
                     char *candidates)
{
    struct parts p = *typed;
    char serial[sizeof(n->number)];
    int r;

    p.kind[0] = '\0';
    p.application = true;
    r = settle_publication(&p, candidates);
    if (r < 0)
        return r;
    snprintf(serial, sizeof(serial), "%s%s", p.prefix, p.serial);
    filing_become(n, p.country, serial);
    return IS_ONE;
}

int filing_read(const struct parts *p, struct number *n,
                char candidates[NUMBER_CANDIDATES])
{
    struct parts copy = *p;
    int r = read_slash(p, n);
    bool whole = false;

    for (size_t i = 0;
         i < sizeof(readers) / sizeof(*readers) && r == IS_NOT_ONE; i++) {
        if (strcmp(readers[i].country, p->country) != 0)
            continue;
        if (readers[i].padded && !is_series(p)) {
            serial_strip(copy.serial);
            copy.fold = 0;
        }
        r = readers[i].read(&copy, n, candidates);
        whole = readers[i].whole;
    }
    if (r == IS_NOT_ONE && !whole)
        r = read_any(p, n);
    if (r == IS_NOT_ONE && p->application)
        r = read_word(&copy, n, candidates);
    if (r == IS_ONE && filing_keeps_kind(p->country, p->kind) &&
        (p->kind[0] == 'P' || all_digits(n->number, 8)))
        strcpy(n->kind, p->kind);
    return r;
}
