/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sources: the WIPO handbook, parts 7.2.1 and 7.2.6 (presentation and current
 * practice of application numbers), and the help of Espacenet on application
 * numbers, which names the offices whose epodoc number has letters after the
 * year.
 */
#include "ops/filing_forms.h"

#include "base/str.h"
#include "ops/offices.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum year_position {
    YEAR_NOWHERE,
    YEAR_FRONT,  /* 2012 30123 */
    YEAR_SHORT,  /* 05 123456 */
    YEAR_AFTER,  /* 123-2005, 1234-85 */
    YEAR_SECOND, /* 1 2005 01234 */
};

enum make {
    MAKE_DIGITS, /* as they are, without the letters */
    MAKE_ALL,    /* the letters and the digits */
    MAKE_EPODOC, /* the year and seven digits */
    MAKE_HEAD,   /* the digits in front of the slash */
    MAKE_SHORT,  /* P, two digits of the year, the rest */
};

struct filing_form {
    char country[3];
    const char *letters;
    unsigned char least, most;  /* digits in all */
    unsigned char before_slash; /* digits to the slash or hyphen; 0: none has
                                  to be, ANY_SLASH: one wherever */
    enum year_position year;
    enum make make;
    const char *kind; /* what it is the application for; "": a patent */
};

#define ANY_SLASH 255

static const struct filing_form forms[] = {
    {"AR", "", 11, 11, 0, YEAR_FRONT, MAKE_SHORT, ""},
    {"AR", "M", 9, 9, 0, YEAR_SHORT, MAKE_ALL, ""},
    {"AR", "P", 9, 9, 0, YEAR_SHORT, MAKE_ALL, ""},
    {"BE", "", 8, 9, 4, YEAR_FRONT, MAKE_EPODOC, ""},
    {"CO", "", 8, 8, 0, YEAR_SHORT, MAKE_EPODOC, ""},
    {"CS", "PV", 3, 7, ANY_SLASH, YEAR_AFTER, MAKE_EPODOC, ""},
    {"CZ", "PUV", 5, 9, 4, YEAR_FRONT, MAKE_EPODOC, "U"},
    {"CZ", "PV", 5, 9, 4, YEAR_FRONT, MAKE_EPODOC, ""},
    {"CZ", "PV", 3, 7, ANY_SLASH, YEAR_AFTER, MAKE_EPODOC, ""},
    {"EE", "P", 9, 9, 0, YEAR_FRONT, MAKE_ALL, ""},
    {"EE", "U", 9, 9, 0, YEAR_FRONT, MAKE_ALL, "U"},
    {"ES", "", 9, 9, 0, YEAR_FRONT, MAKE_DIGITS, ""},
    {"ES", "P", 7, 7, 0, YEAR_SHORT, MAKE_DIGITS, ""},
    {"ES", "P", 9, 9, 0, YEAR_FRONT, MAKE_DIGITS, ""},
    {"ES", "U", 7, 7, 0, YEAR_SHORT, MAKE_DIGITS, "U"},
    {"ES", "U", 9, 9, 0, YEAR_FRONT, MAKE_DIGITS, "U"},
    {"GC", "", 7, 8, 4, YEAR_FRONT, MAKE_EPODOC, ""},
    {"GC", "", 9, 9, 0, YEAR_FRONT, MAKE_EPODOC, ""},
    {"ID", "P", 11, 11, 0, YEAR_NOWHERE, MAKE_ALL, ""},
    {"MY", "PI", 8, 10, 0, YEAR_FRONT, MAKE_ALL, ""},
    {"PE", "", 10, 10, 6, YEAR_AFTER, MAKE_EPODOC, ""},
    {"RO", "A", 9, 9, 0, YEAR_FRONT, MAKE_ALL, ""},
    {"RO", "U", 9, 9, 0, YEAR_FRONT, MAKE_ALL, "U"},
    {"RS", "P", 8, 8, 0, YEAR_FRONT, MAKE_ALL, ""},
    {"RU", "", 10, 10, 8, YEAR_SHORT, MAKE_HEAD, ""},
    {"RU", "", 12, 12, 10, YEAR_FRONT, MAKE_HEAD, ""},
    {"SI", "", 9, 9, 0, YEAR_FRONT, MAKE_DIGITS, ""},
    {"SI", "P", 9, 9, 0, YEAR_FRONT, MAKE_DIGITS, ""},
    {"SK", "PP", 5, 9, ANY_SLASH, YEAR_AFTER, MAKE_EPODOC, ""},
    {"SK", "PUV", 5, 9, ANY_SLASH, YEAR_AFTER, MAKE_EPODOC, "U"},
    {"UA", "", 8, 8, 0, YEAR_SHORT, MAKE_DIGITS, ""},
    {"UA", "", 10, 10, 0, YEAR_FRONT, MAKE_DIGITS, ""},
    {"UA", "A", 9, 9, 0, YEAR_FRONT, MAKE_ALL, ""},
    {"UA", "U", 9, 9, 0, YEAR_FRONT, MAKE_ALL, "U"},
    {"VN", "", 10, 10, 0, YEAR_SECOND, MAKE_DIGITS, ""},
};

#define FORMS (sizeof(forms) / sizeof(*forms))

/* Where the letters of a form are in it, and digits for the rest. */
struct filing {
    const struct number_parts *p;
    const struct filing_form *form;
    int year;
    char rest[SERIAL_MAX + 1]; /* the digits without the year */
};

static bool has_form(const struct filing_form *form, const char *letters,
                     size_t count, size_t digits)
{
    return strlen(form->letters) == count &&
           memcmp(form->letters, letters, count) == 0 &&
           digits >= form->least && digits <= form->most;
}

/* Two digits after a hyphen: Czechoslovakia counted so before 1978, too. */
static int short_year(const char *two)
{
    int year = (two[0] - '0') * 10 + two[1] - '0';

    return year < 50 ? 2000 + year : 1900 + year;
}

/* False: the digits have no year where the form has it. */
static bool find_year(struct filing *f)
{
    const char *serial = f->p->serial;
    size_t len = strlen(serial), before_slash = f->p->before_slash;

    snprintf(f->rest, sizeof(f->rest), "%s", serial);
    switch (f->form->year) {
    case YEAR_NOWHERE:
        return true;
    case YEAR_FRONT:
        f->year = year_of_four(serial);
        memmove(f->rest, f->rest + 4, len - 3);
        return f->year > 0;
    case YEAR_SHORT:
        f->year = short_year(serial);
        memmove(f->rest, f->rest + 2, len - 1);
        return true;
    case YEAR_SECOND:
        return year_of_four(serial + 1) > 0;
    case YEAR_AFTER:
        break;
    }
    if (!before_slash || (len - before_slash != 2 && len - before_slash != 4))
        return false;
    f->rest[before_slash] = '\0';
    f->year = len - before_slash == 2 ? short_year(serial + before_slash)
                                      : year_of_four(serial + before_slash);
    return f->year > 0;
}

/* Argentina's places of filing, 01 to 03. */
static bool is_place(const char *serial)
{
    return serial[0] == '0' && serial[1] < '4';
}

/* Czechoslovakia until 1992, its two successors then; Spain's numbers have
 * two digits of the year until 1999; Colombia's until 2016, Ukraine's until
 * 2004; Argentina's have the place of filing after the year, 01. */
static bool is_of_its_time(const struct filing *f)
{
    const char *country = f->p->country;

    if (strcmp(country, "CS") == 0)
        return f->year < 1993;
    if (strcmp(country, "CZ") == 0 || strcmp(country, "SK") == 0)
        return f->year > 1992;
    if (strcmp(country, "ES") == 0)
        return (f->year < 2000) == (f->form->year == YEAR_SHORT);
    if (strcmp(country, "CO") == 0)
        return f->year < 2017 && f->year > 1980;
    if (strcmp(country, "RU") == 0 && f->form->year == YEAR_SHORT)
        return f->year > 1990 && f->year < 2000;
    if (strcmp(country, "RU") == 0)
        return f->year > 1999;
    if (strcmp(country, "AR") == 0)
        return is_place(f->rest);
    if (strcmp(country, "UA") == 0 && f->form->year == YEAR_SHORT)
        return f->year > 1990 && f->year < 2005;
    return true;
}

static void make(const struct filing *f, struct number *n)
{
    const struct number_parts *p = f->p;

    switch (f->form->make) {
    case MAKE_DIGITS:
        filing_become(n, p->country, "%s", p->serial);
        break;
    case MAKE_ALL:
        filing_become(n, p->country, "%s%s", p->prefix, p->serial);
        break;
    case MAKE_EPODOC:
        filing_become(n, p->country, "%04d%07ld", f->year,
                      strtol(f->rest, NULL, 10));
        break;
    case MAKE_HEAD:
        filing_become(n, p->country, "%.*s", (int)p->before_slash, p->serial);
        break;
    case MAKE_SHORT:
        filing_become(n, p->country, "P%s", p->serial + 2);
        break;
    }
    strcpy(n->kind, f->form->kind);
}

/* None, A, or what the form is for; the U of ES201230123U has no letter in
 * front. */
static bool kind_agrees(const struct filing_form *form,
                        const struct number_parts *p)
{
    return !p->kind[0] || (filing_kind_fits(p) && !form->kind[0]) ||
           strcmp(p->kind, form->kind) == 0 ||
           (!form->letters[0] && strcmp(p->kind, "U") == 0 &&
            filing_keeps_kind(p->country, p->kind));
}

int filing_form_read(const struct number_parts *p, struct number *ret_number)
{
    size_t digits = strlen(p->serial);
    bool refused = false;

    if (strspn(p->serial, "0123456789") != digits)
        return IS_NOT_ONE;
    for (size_t i = 0; i < FORMS; i++) {
        const struct filing_form *form = &forms[i];
        struct filing f = {.p = p, .form = form};

        if (strcmp(form->country, p->country) != 0 ||
            !has_form(form, p->prefix, strlen(p->prefix), digits) ||
            (form->before_slash == ANY_SLASH
                 ? !p->before_slash
                 : form->before_slash && form->before_slash != p->before_slash))
            continue;
        if (!find_year(&f) || !is_of_its_time(&f) || !kind_agrees(form, p) ||
            strspn(f.rest, "0") == strlen(f.rest)) {
            refused = refused || form->letters[0];
            continue;
        }
        make(&f, ret_number);
        return IS_ONE;
    }
    return refused ? -ENOENT : IS_NOT_ONE;
}

/* epodoc's numbers that have letters after the year, 2005PA01234, and what
 * follows the letters in docdb's. */
static const struct lettered {
    char country[3];
    const char *letters;        /* each with a blank after; "": those of all
                                   its publications */
    unsigned char year, serial; /* digits */
    bool year_after;
} lettered[] = {
    {"AR", "P M ", 2, 7, false},
    {"AU", "PK PL PM PN PO PP PQ PR PS ", 2, 4, true},
    {"BR", "PI MU DI ", 2, 5, false},
    {"IT", "", 4, 4, false},
    {"MX", "PA NL JL GT TL QR ", 2, 6, false},
    {"UA", "A U ", 4, 5, false},
};

static const struct lettered *lettered_of(const char country[2])
{
    for (size_t i = 0; i < sizeof(lettered) / sizeof(*lettered); i++) {
        if (strncmp(lettered[i].country, country, 2) == 0)
            return &lettered[i];
    }
    return NULL;
}

bool filing_has_letters(const char country[2])
{
    return lettered_of(country) != NULL;
}

int filing_lettered(const struct number_parts *p, struct number *ret_number)
{
    const struct lettered *row = lettered_of(p->country);
    char letters[3] = "", year[5], serial[8];
    size_t count;

    if (!row || p->prefix[0] || strlen(p->serial) != FILING_EPODOC_DIGITS ||
        !is_alpha(p->serial[4]))
        return IS_NOT_ONE;
    count = is_alpha(p->serial[5]) ? 2 : 1;
    memcpy(letters, p->serial + 4, count);
    if (!year_of_four(p->serial) || !filing_kind_fits(p) ||
        (row->letters[0]
             ? !is_listed(row->letters, letters, count)
             : !office_has_prefix(office_find(p->country), letters, count)))
        return -ENOENT;
    snprintf(year, sizeof(year), "%.*s", row->year, p->serial + 4 - row->year);
    snprintf(serial, sizeof(serial), "%s", p->serial + 4 + count);
    serial_strip(serial);
    if (strlen(serial) > row->serial || strcmp(serial, "0") == 0)
        return -ENOENT;
    serial_pad(serial, row->serial);
    if (strcmp(p->country, "AR") == 0 && !is_place(serial))
        return -ENOENT;
    filing_become(ret_number, p->country, "%s%s%s", letters,
                  row->year_after ? serial : year,
                  row->year_after ? year : serial);
    if (strcmp(letters, "U") == 0)
        strcpy(ret_number->kind, "U");
    return IS_ONE;
}

bool filing_form_fits(const char country[2], const char *text, size_t letters)
{
    size_t digits = strspn(text + letters, "0123456789");

    for (size_t i = 0; i < FORMS; i++) {
        if (forms[i].letters[0] && strncmp(forms[i].country, country, 2) == 0 &&
            has_form(&forms[i], text, letters, digits))
            return true;
    }
    return false;
}

bool filing_form_begins(const char *letters, size_t count)
{
    for (size_t i = 0; i < FORMS; i++) {
        if (forms[i].letters[0] && strlen(forms[i].letters) == count &&
            memcmp(forms[i].letters, letters, count) == 0)
            return true;
    }
    return false;
}
