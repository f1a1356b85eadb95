/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A spelling is an application because of a mark (a check digit after a dot, a
 * slash after the series of a US number), its width (EP20100167109), its kind
 * in docdb (US.94268010.A, GB.0204635.W), or the word "application".
 */
#include "ops/applications.h"

#include "ops/offices.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The last year in which docdb has a US application as serial and year. */
#define US_SERIAL_YEAR 2010
#define US_FIRST_PREGRANT 2001

static bool all_digits(const char *text, size_t len)
{
    return strlen(text) == len && strspn(text, "0123456789") == len;
}

/* Weights 1 2 1 2 …, the digits of the products, up to the next ten. */
static char check_ep(const char *serial)
{
    int sum = 0;

    for (int i = 0; i < 8; i++) {
        int product = (serial[i] - '0') * (1 + i % 2);

        sum += product / 10 + product % 10;
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

/* Weights 2 … 9, 2 …, modulo 11, X for ten. */
static char check_cn(const char *serial)
{
    int sum = 0;

    for (int i = 0; serial[i]; i++)
        sum += (serial[i] - '0') * (2 + i % 8);
    return "0123456789X"[sum % 11];
}

char application_check(const struct number *n)
{
    if (strcmp(n->country, "EP") == 0 && all_digits(n->number, 8))
        return check_ep(n->number);
    if (strcmp(n->country, "CN") == 0 &&
        (all_digits(n->number, 8) || all_digits(n->number, 12)))
        return check_cn(n->number);
    return 0;
}

static void become(struct number *n, const char *country, const char *serial)
{
    struct number made = {.what = NUMBER_APPLICATION};

    memcpy(made.country, country, 2);
    snprintf(made.number, sizeof(made.number), "%s", serial);
    *n = made;
}

static int international(struct parts *p, struct number *n)
{
    if (strcmp(p->country, "WO") == 0 || p->prefix[0] || p->check ||
        !all_digits(p->serial, strlen(p->serial)) ||
        pct_settle(p->serial, p->fold) < 0)
        return -ENOENT;
    become(n, p->country, p->serial);
    strcpy(n->kind, "W");
    return IS_ONE;
}

static bool is_year_office(const char *text)
{
    return year_of_four(text) && is_alpha(text[4]) && is_alpha(text[5]) &&
           is_digit(text[6]);
}

/* 2002GB04635, of epodoc: the office goes to the front. */
static void turn(struct spelling *s)
{
    char year[4];

    memcpy(year, s->text, 4);
    memmove(s->text, s->text + 4, 2);
    memcpy(s->text + 2, year, 4);
    memset(s->mark, 0, 7);
}

static size_t slashes(const struct spelling *s)
{
    size_t count = 0;

    for (size_t i = 0; i < s->len; i++)
        count += s->mark[i] == '/' || s->mark[i] == '-';
    return count;
}

int application_pct(struct spelling *s, struct number *ret_number)
{
    size_t marks = slashes(s);
    struct parts p;

    if (s->docdb)
        return IS_NOT_ONE;
    if (spelling_starts(s, "WOPCT"))
        spelling_drop(s, 2);
    if (spelling_starts(s, "PCT")) {
        spelling_drop(s, 3);
        if (spelling_starts(s, "WO"))
            return IS_NOT_ONE;
    } else if (spelling_starts(s, "WO") && is_year_office(s->text + 2)) {
        spelling_drop(s, 2);
        turn(s);
    } else if (spelling_starts(s, "WO") && is_alpha(s->text[2])) {
        spelling_drop(s, 2);
    } else {
        return IS_NOT_ONE;
    }
    if (marks > 2 || spelling_split(s, &p) < 0 ||
        (p.kind[0] && strcmp(p.kind, "W") != 0))
        return -ENOENT;
    return international(&p, ret_number);
}

static bool kind_fits(const struct parts *p)
{
    return !p->kind[0] || strcmp(p->kind, "A") == 0;
}

static int doubt_ep(const struct parts *p, char *ret_candidates)
{
    snprintf(ret_candidates, NUMBER_CANDIDATES,
             "EP%s%s: application EP%s.%c or publication EP%s%s?", p->serial,
             p->kind, p->serial, check_ep(p->serial), p->serial + 1, p->kind);
    return -EINVAL;
}

/* 10167109, 20100167109. A leading zero and a kind: a padded publication. */
static int read_ep(const struct parts *p, struct number *n, char *candidates)
{
    int year = year_of_four(p->serial);
    char serial[9];

    if (p->prefix[0])
        return -ENOENT;
    if (year >= 1978 && strlen(p->serial) == 11 && p->serial[4] == '0' &&
        kind_fits(p)) {
        snprintf(serial, sizeof(serial), "%.2s%s", p->serial + 2,
                 p->serial + 5);
        become(n, "EP", serial);
        return IS_ONE;
    }
    if (!all_digits(p->serial, 8))
        return p->application ? -ENOENT : IS_NOT_ONE;
    if (p->application || strcmp(p->kind, "A") == 0) {
        become(n, "EP", p->serial);
        return IS_ONE;
    }
    if (p->serial[0] == '0' && p->kind[0])
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
        snprintf(serial, sizeof(serial), "%.2s-%.6s", p->serial,
                 p->serial + 2);
    become(n, "US", serial);
    return IS_ONE;
}

/* 20100942680: of epodoc, unless it is a pre-grant publication with a serial
 * of seven digits. Those have not reached 500000 in any year. */
static bool is_us_epodoc(const struct parts *p, int year)
{
    return strlen(p->serial) == 11 && p->serial[4] == '0' && year > 1910 &&
           year <= US_SERIAL_YEAR &&
           (year < US_FIRST_PREGRANT || p->serial[5] >= '5' || p->application);
}

static int read_us(const struct parts *p, struct number *n, char *candidates)
{
    int year = year_of_four(p->serial);
    size_t len = strlen(p->serial);
    char serial[24];

    (void)candidates;
    if (p->prefix[0] || !kind_fits(p))
        return IS_NOT_ONE;
    if (is_us_epodoc(p, year)) {
        snprintf(serial, sizeof(serial), "%.6s%02d", p->serial + 5,
                 year % 100);
        become(n, "US", serial);
        return IS_ONE;
    }
    if (is_series(p) || (len == 8 && p->application))
        return us_series(p, n);
    if ((len == 12 && year > US_SERIAL_YEAR) || (len == 8 && p->kind[0])) {
        become(n, "US", p->serial);
        return IS_ONE;
    }
    return p->application ? -ENOENT : IS_NOT_ONE;
}

static int read_cn(const struct parts *p, struct number *n, char *candidates)
{
    (void)candidates;
    if (p->prefix[0] ||
        !((strlen(p->serial) == 12 && year_of_four(p->serial)) ||
          (strlen(p->serial) == 8 && p->application)))
        return p->application ? -ENOENT : IS_NOT_ONE;
    become(n, "CN", p->serial);
    return IS_ONE;
}

/* Of epodoc: 20130290010, for docdb's 2013290010. */
static int read_au(const struct parts *p, struct number *n, char *candidates)
{
    char serial[SERIAL_MAX + 1];

    (void)candidates;
    if (p->prefix[0] || strlen(p->serial) != 11 || !year_of_four(p->serial) ||
        p->serial[4] != '0' || !kind_fits(p))
        return IS_NOT_ONE;
    snprintf(serial, sizeof(serial), "%.4s%s", p->serial, p->serial + 5);
    become(n, "AU", serial);
    return IS_ONE;
}

/* Of epodoc: 20112744162, for docdb's 2744162. */
static int read_ca(const struct parts *p, struct number *n, char *candidates)
{
    char serial[SERIAL_MAX + 1];

    (void)candidates;
    if (p->prefix[0] || strlen(p->serial) != 11 || !year_of_four(p->serial) ||
        !kind_fits(p))
        return IS_NOT_ONE;
    strcpy(serial, p->serial + 4);
    serial_strip(serial);
    become(n, "CA", serial);
    return strcmp(serial, "0") == 0 ? -ENOENT : IS_ONE;
}

static int read_wo(const struct parts *p, struct number *n, char *candidates)
{
    (void)n;
    (void)candidates;
    return p->application ? -ENOENT : IS_NOT_ONE;
}

/* In EP and WO numbers a leading zero may belong to the year. */
static const struct {
    const char *country;
    bool padded; /* zeros in front say nothing */
    int (*read)(const struct parts *p, struct number *n, char *candidates);
} readers[] = {
    {"AU", true, read_au},  {"CA", true, read_ca}, {"CN", true, read_cn},
    {"EP", false, read_ep}, {"US", true, read_us}, {"WO", false, read_wo},
};

/* The check digit is verified where it can be, and kept where it cannot. */
static int read_checked(const struct parts *p, struct number *n,
                        char *candidates)
{
    char right, serial[SERIAL_MAX + 3];
    struct number made;

    if (p->prefix[0] || p->fold)
        return -ENOENT;
    become(&made, p->country, p->serial);
    right = application_check(&made);
    if (!right) {
        if (!office_find(p->country)->check_digit)
            return -ENOENT;
        snprintf(serial, sizeof(serial), "%s.%c", p->serial, p->check);
        become(&made, p->country, serial);
    } else if (right != p->check) {
        snprintf(candidates, NUMBER_CANDIDATES,
                 "%s%s.%c: application %s%s.%c? The check digit is wrong",
                 p->country, p->serial, p->check, p->country, p->serial,
                 right);
        return -EINVAL;
    }
    *n = made;
    return IS_ONE;
}

/* By its word alone: the serial follows the rules of publications. */
static int read_word(const struct parts *typed, struct number *n)
{
    const struct office *office = office_find(typed->country);
    struct parts p = *typed;
    char serial[sizeof(n->number)];

    if (office_settle(office, &p) < 0)
        return -ENOENT;
    snprintf(serial, sizeof(serial), "%s%s", p.prefix, p.serial);
    become(n, p.country, serial);
    return IS_ONE;
}

int application_read(const struct parts *p, struct number *ret_number,
                     char ret_candidates[NUMBER_CANDIDATES])
{
    struct parts copy = *p;
    int r = IS_NOT_ONE;

    if (p->check)
        return read_checked(p, ret_number, ret_candidates);
    if (strcmp(p->kind, "W") == 0)
        return international(&copy, ret_number);
    if (p->application)
        copy.kind[0] = '\0';
    for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++) {
        if (strcmp(readers[i].country, p->country) != 0)
            continue;
        if (readers[i].padded && !is_series(p)) {
            serial_strip(copy.serial);
            copy.fold = 0;
        }
        r = readers[i].read(&copy, ret_number, ret_candidates);
    }
    if (r == IS_NOT_ONE && p->application)
        r = read_word(&copy, ret_number);
    return r;
}
