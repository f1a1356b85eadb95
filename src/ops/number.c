/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In this order: an international application, digits without an office, an
 * application, a publication. Every reading ends in a value whose name reads
 * back as itself; tests/fuzz/fuzz-spelling.c holds that for any bytes.
 */
#include "ops/number.h"

#include "ops/applications.h"
#include "ops/offices.h"
#include "ops/spelling.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Offices that have numbers of so many digits, for digits without an office. */
static const struct {
    size_t digits;
    const char *offices;
} bare[] = {
    {5, "EPUS"},  {6, "EPUS"},      {7, "EPUSJP"},
    {8, "EPUS"},  {9, "CNKR"},      {10, "WOUSJP"},
    {11, "KRUS"}, {12, "DECN"},     {13, "KR"},
};

/* WO09802618 is 2009/802618, or 98/02618 padded to eight digits as some
 * databases do. A kind says that it came from one that does not. */
static int doubt_wo(const struct parts *p, const struct number *n,
                    char *candidates)
{
    char other[SERIAL_MAX + 1];
    int year;

    if (p->docdb || p->kind[0] || p->fold || strlen(p->serial) != 8 ||
        p->serial[0] != '0')
        return 0;
    strcpy(other, p->serial + 1);
    year = year_of_two(other);
    if (year > 2002 || pct_settle(other, 2) < 0 ||
        strcmp(other, n->number) == 0)
        return 0;
    snprintf(candidates, NUMBER_CANDIDATES, "WO%s: WO%s or WO%s?", p->serial,
             n->number, other);
    return -EINVAL;
}

static int read_publication(const struct parts *typed,
                            struct number *ret_number, char *candidates)
{
    struct number n = {.what = NUMBER_PUBLICATION};
    struct parts p = *typed;
    int r = office_settle(office_find(p.country), &p);

    if (r < 0)
        return r;
    memcpy(n.country, p.country, sizeof(n.country));
    snprintf(n.number, sizeof(n.number), "%.3s%s", p.prefix, p.serial);
    memcpy(n.kind, p.kind, sizeof(n.kind));
    if (strcmp(n.country, "WO") == 0)
        r = doubt_wo(typed, &n, candidates);
    if (r == 0)
        *ret_number = n;
    return r;
}

static int read_office(const struct spelling *s, struct number *ret_number,
                       char *candidates)
{
    struct parts p;
    int r = spelling_split(s, &p);

    if (r < 0)
        return r;
    r = application_read(&p, ret_number, candidates);
    if (r != IS_NOT_ONE)
        return r < 0 ? r : 0;
    return read_publication(&p, ret_number, candidates);
}

/* Commas among the leading digits, all where they stand in 9,123,456. */
static bool has_thousands(const struct spelling *s, size_t digits)
{
    bool found = false;

    for (size_t i = 1; i < digits; i++) {
        if (s->mark[i] != ',')
            continue;
        if ((digits - i) % 3)
            return false;
        found = true;
    }
    return found;
}

/* What digits alone say about their office: mostly nothing, NULL. */
static const char *office_of_bare(const struct spelling *s, size_t digits)
{
    if (s->len == 9 && digits == 9 && s->mark[8] == '.')
        return "EP";
    if (digits == 8 && s->mark[2] == '/' && !s->mark[1])
        return "US";
    return has_thousands(s, digits) ? "US" : NULL;
}

/* Adds what the digits would be at this office, if anything. */
static void propose(const struct spelling *s, const char country[3],
                    char *candidates)
{
    size_t len = strlen(candidates);
    char name[NUMBER_NAME], none[NUMBER_CANDIDATES] = "";
    struct spelling whole = *s;
    struct number n;
    int r = -ENOENT;

    if (spelling_put_country(&whole, country))
        r = read_office(&whole, &n, none);
    if (r == -EINVAL) {
        whole.application = true;
        r = read_office(&whole, &n, none);
    }
    if (r < 0)
        return;
    number_name(&n, name);
    snprintf(candidates + len, NUMBER_CANDIDATES - len, "%s%s%s",
             candidates[len - 1] == ':' ? " " : " or ",
             n.what == NUMBER_APPLICATION ? "application " : "", name);
}

static int doubt_bare(const struct spelling *s, size_t digits,
                      char *candidates)
{
    size_t row = 0, len;

    while (row < sizeof(bare) / sizeof(*bare) && bare[row].digits != digits)
        row++;
    if (row == sizeof(bare) / sizeof(*bare) || s->len - digits > 2)
        return -ENOENT;
    snprintf(candidates, NUMBER_CANDIDATES, "%.20s:", s->text);
    for (const char *at = bare[row].offices; *at; at += 2) {
        const char country[3] = {at[0], at[1], '\0'};

        propose(s, country, candidates);
    }
    len = strlen(candidates);
    if (candidates[len - 1] == ':') {
        candidates[0] = '\0';
        return -ENOENT;
    }
    snprintf(candidates + len, NUMBER_CANDIDATES - len, "?");
    return -EINVAL;
}

static int read_bare(struct spelling *s, struct number *ret_number,
                     char *candidates)
{
    size_t digits = strspn(s->text, "0123456789");
    const char *office = office_of_bare(s, digits);

    if (!office)
        return doubt_bare(s, digits, candidates);
    if (!spelling_put_country(s, office))
        return -ENOENT;
    return read_office(s, ret_number, candidates);
}

/* WOWO 99/39395. */
static void drop_doubled(struct spelling *s)
{
    while (s->len > 4 && is_alpha(s->text[0]) && is_alpha(s->text[1]) &&
           memcmp(s->text, s->text + 2, 2) == 0)
        spelling_drop(s, 2);
}

static int read_spelling(struct spelling *s, struct number *ret_number,
                         char *candidates)
{
    int r;

    if (!s->docdb)
        drop_doubled(s);
    r = application_pct(s, ret_number);
    if (r != IS_NOT_ONE)
        return r < 0 ? r : 0;
    if (is_digit(s->text[0]))
        return read_bare(s, ret_number, candidates);
    return read_office(s, ret_number, candidates);
}

int number_parse(struct slice spelling, struct number *ret_number,
                 char ret_candidates[NUMBER_CANDIDATES])
{
    struct spelling s;
    struct number n;
    int r;

    ret_candidates[0] = '\0';
    r = spelling_read(spelling, &s);
    if (r == 0)
        r = read_spelling(&s, &n, ret_candidates);
    if (r == 0)
        *ret_number = n;
    return r;
}

int number_from_docdb(struct slice country, struct slice number,
                      struct slice kind, struct number *ret_number)
{
    char candidates[NUMBER_CANDIDATES];
    struct spelling s;
    struct number n;

    if (spelling_join(country, number, kind, &s) < 0 ||
        read_spelling(&s, &n, candidates) < 0)
        return -ENOENT;
    *ret_number = n;
    return 0;
}

static void name_application(const struct number *n, char *ret_name)
{
    char check = application_check(n);

    if (n->kind[0])
        snprintf(ret_name, NUMBER_NAME, "PCT-%s%.4s-%s", n->country, n->number,
                 n->number + 4);
    else if (check)
        snprintf(ret_name, NUMBER_NAME, "%s%s.%c", n->country, n->number,
                 check);
    else if (strchr(n->number, '.'))
        snprintf(ret_name, NUMBER_NAME, "%s%s", n->country, n->number);
    else if (strcmp(n->country, "US") == 0 &&
             strspn(n->number, "0123456789") == 8 && !n->number[8])
        snprintf(ret_name, NUMBER_NAME, "US%s%s0%.6s-application",
                 strcmp(n->number + 6, "10") > 0 ? "19" : "20", n->number + 6,
                 n->number);
    else
        snprintf(ret_name, NUMBER_NAME, "%s%s-application", n->country,
                 n->number);
}

void number_name(const struct number *n, char ret_name[NUMBER_NAME])
{
    if (n->what == NUMBER_APPLICATION)
        name_application(n, ret_name);
    else
        snprintf(ret_name, NUMBER_NAME, "%s%s%s", n->country, n->number,
                 n->kind);
}

bool number_is_canonical(struct slice name)
{
    char canonical[NUMBER_NAME], candidates[NUMBER_CANDIDATES];
    struct number n;

    if (number_parse(name, &n, candidates) < 0)
        return false;
    number_name(&n, canonical);
    return slice_is(name, canonical);
}
