/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An application is one because of its mark (a check digit after a dot, a
 * slash after the series of a US number), its width (EP20100167109), its kind
 * in docdb (US.94268010.A, GB.0204635.W), or because the word is there.
 */
#include "ops/applications.h"

#include "base/str.h"
#include "ops/check_digit.h"
#include "ops/filings.h"
#include "ops/offices.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* EP1234567W: since 2004 docdb has the year in four digits. */
static bool is_short_and_new(const struct number_parts *p, size_t typed)
{
    return p->kind[0] == 'W' && !p->before_slash && typed < 9 &&
           year_of_four(p->serial) > 2003;
}

static int international(struct number_parts *p, struct number *n,
                         char *candidates)
{
    size_t typed = strlen(p->serial);
    char typed_serial[SERIAL_MAX + 1];

    strcpy(typed_serial, p->serial);
    if (strcmp(p->country, "WO") == 0 || p->prefix[0] || p->check ||
        !is_digits(p->serial, strlen(p->serial)) ||
        serial_pct(p->serial, p->before_slash) < 0 ||
        is_short_and_new(p, typed))
        return -ENOENT;
    if (p->before_slash == 4 && typed > 10)
        return number_doubt(candidates, "PCT/%s%.4s/%s: PCT-%s%.4s-%s?",
                            p->country, typed_serial, typed_serial + 4,
                            p->country, p->serial, p->serial + 4);
    filing_become(n, p->country, "%s", p->serial);
    strcpy(n->kind, "W");
    return IS_ONE;
}

static bool is_year_office(const char *text)
{
    return year_of_four(text) && is_alpha(text[4]) && is_alpha(text[5]) &&
           is_digit(text[6]);
}

/* 2002GB04635, of epodoc: the office comes to the front. */
static void turn(struct spelling *s)
{
    char year[4];

    memcpy(year, s->text, 4);
    memmove(s->text, s->text + 4, 2);
    memcpy(s->text + 2, year, 4);
    memset(s->mark, 0, 7);
}

int application_pct(struct spelling *s, struct number *ret_number,
                    char ret_candidates[NUMBER_CANDIDATES])
{
    struct number_parts p;

    if (s->docdb)
        return IS_NOT_ONE;
    if (spelling_starts(s, "WO") && is_year_office(s->text + 2)) {
        spelling_drop(s, 0, 2);
        turn(s);
    } else if (spelling_starts(s, "WO") && is_alpha(s->text[2])) {
        spelling_drop(s, 0, 2);
        if (spelling_starts(s, "WO"))
            return IS_NOT_ONE;
    } else if (!s->pct || spelling_starts(s, "WO") || !is_alpha(s->text[0])) {
        return IS_NOT_ONE;
    }
    if (spelling_split(s, &p) == 0 && p.check)
        return IS_NOT_ONE;
    if (spelling_split(s, &p) < 0 || (p.kind[0] && strcmp(p.kind, "W") != 0))
        return -ENOENT;
    return international(&p, ret_number, ret_candidates);
}

/* What docdb calls it: a British one of 2010 and later has its year in four
 * digits. */
static void lengthen(const struct number_parts *p, char serial[SERIAL_MAX + 5])
{
    int year = is_digits(p->serial, 7) ? year_of_two(p->serial) : 0;
    bool longer = strcmp(p->country, "GB") == 0 &&
                  year >= FILING_GB_LONG_YEAR && year < 2070;

    snprintf(serial, SERIAL_MAX + 5, "%s%s.%c", longer ? "20" : "", p->serial,
             p->check);
}

/* The check digit is verified where it can be, and kept where it cannot. */
static int read_checked(const struct number_parts *p, struct number *n,
                        char *candidates)
{
    char right, serial[SERIAL_MAX + 5];
    struct number made;

    if ((p->prefix[0] && strcmp(p->prefix, "P") != 0) || p->before_slash)
        return -ENOENT;
    filing_become(&made, p->country, "%s", p->serial);
    right = check_digit_of(&made);
    if (!right) {
        if (!office_find(p->country)->check_digit)
            return -ENOENT;
        lengthen(p, serial);
        filing_become(&made, p->country, "%s", serial);
    } else if (right != p->check)
        return number_doubt(
            candidates,
            "%s%s.%c: application %s%s.%c? The check digit is wrong",
            p->country, p->serial, p->check, p->country, p->serial, right);
    *n = made;
    return IS_ONE;
}

int application_read(const struct number_parts *p, struct number *ret_number,
                     char ret_candidates[NUMBER_CANDIDATES])
{
    struct number_parts copy = *p;
    int r;

    if (p->check)
        return read_checked(p, ret_number, ret_candidates);
    if (strcmp(p->kind, "W") == 0)
        return international(&copy, ret_number, ret_candidates);
    if (p->application)
        copy.applied = false;
    if (p->application && !filing_keeps_kind(p->country, p->kind))
        copy.kind[0] = '\0';
    if (!p->application && p->applied &&
        (filing_kind_fits(p) || filing_keeps_kind(p->country, p->kind))) {
        copy.application = true;
        r = filing_read(&copy, ret_number, ret_candidates);
        if (r != -ENOENT)
            return r;
        copy.application = copy.applied = false;
    }
    return filing_read(&copy, ret_number, ret_candidates);
}
