/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What OPS is sent for a number: docdb when the kind is known, for only docdb
 * tells the levels of a document apart; epodoc without a kind, for the first
 * level. The register knows epodoc only (OPS guide 3.2, 4).
 */
#include "ops/number_reference.h"

#include "ops/offices.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* In 2002, from this serial on (1 July), WO serials have six digits. */
#define WO_SIX_DIGITS 51231

/* From this year on PCT numbers have a year of four digits. */
#define PCT_LONG_YEAR 2004

#define TEXT sizeof(((struct number_reference *)0)->text)

struct pct {
    int year;
    int64_t serial;
};

static struct pct pct_of(const struct number *n)
{
    struct pct pct = {year_of_four(n->number), 0};

    slice_number(slice_of(n->number + 4), &pct.serial);
    return pct;
}

/* 2+5, 2+6 or 4+6 digits. */
static void wo_serial(const struct number *n, char *ret_text)
{
    struct pct pct = pct_of(n);
    bool five = pct.year < 2002 ||
                (pct.year == 2002 && pct.serial < WO_SIX_DIGITS);

    if (pct.year >= PCT_LONG_YEAR)
        snprintf(ret_text, TEXT, "%s", n->number);
    else
        snprintf(ret_text, TEXT, "%02d%0*lld", pct.year % 100, five ? 5 : 6,
                 (long long)pct.serial);
}

/* GB.0204635.W, EP.2004008531.W */
static void pct_docdb(const struct number *n, char *ret_text)
{
    struct pct pct = pct_of(n);

    if (pct.year >= PCT_LONG_YEAR)
        snprintf(ret_text, TEXT, "%s.%s.W", n->country, n->number);
    else
        snprintf(ret_text, TEXT, "%s.%02d%05lld.W", n->country, pct.year % 100,
                 (long long)pct.serial);
}

static int of_publication(const struct number *n, bool docdb,
                          struct number_reference *reference)
{
    char serial[TEXT];

    if (strcmp(n->country, "WO") == 0)
        wo_serial(n, serial);
    else
        snprintf(serial, sizeof(serial), "%s", n->number);
    reference->type = "publication";
    reference->format = docdb ? "docdb" : "epodoc";
    if (docdb)
        snprintf(reference->text, TEXT, "%s.%.24s.%s", n->country, serial,
                 n->kind);
    else
        snprintf(reference->text, TEXT, "%s%.24s", n->country, serial);
    return 0;
}

static bool is_pct(const struct number *n)
{
    return n->what == NUMBER_APPLICATION && strcmp(n->kind, "W") == 0;
}

/* A year and seven digits: docdb's number is not known. */
static bool is_epodoc(const struct number *n)
{
    const struct office *office = office_find(n->country);

    return year_of_four(n->number) && strlen(n->number) == 11 &&
           strspn(n->number, "0123456789") == 11 && office->most < 11;
}

/* docdb has US serials without the zeros in front. */
static size_t zeros_of(const struct number *n)
{
    return strcmp(n->country, "US") == 0 ? strspn(n->number, "0") : 0;
}

static int of_application(const struct number *n,
                          struct number_reference *reference)
{
    if (strchr(n->number, '-'))
        return -ENOENT;
    reference->type = "application";
    reference->format = is_epodoc(n) ? "epodoc" : "docdb";
    if (is_pct(n))
        pct_docdb(n, reference->text);
    else if (is_epodoc(n))
        snprintf(reference->text, TEXT, "%s%s%s", n->country, n->number,
                 n->kind);
    else
        snprintf(reference->text, TEXT, "%s.%.*s.%s", n->country,
                 (int)strcspn(n->number, "."), n->number + zeros_of(n),
                 n->kind[0] ? n->kind : "A");
    return 0;
}

/* EP numbers and those that may become one; an application without its check
 * digit (EP99203729), or as WO2004EP08531. */
static int of_register(const struct number *n,
                       struct number_reference *reference)
{
    struct pct pct;

    if (n->what == NUMBER_PUBLICATION) {
        if (strcmp(n->country, "EP") != 0 && strcmp(n->country, "WO") != 0)
            return -ENOENT;
        return of_publication(n, false, reference);
    }
    if (is_pct(n)) {
        pct = pct_of(n);
        snprintf(reference->text, TEXT, "WO%d%s%05lld", pct.year, n->country,
                 (long long)pct.serial);
    } else if (strcmp(n->country, "EP") == 0) {
        snprintf(reference->text, TEXT, "EP%s", n->number);
    } else {
        return -ENOENT;
    }
    reference->type = "application";
    reference->format = "epodoc";
    return 0;
}

int number_reference(const struct number *n, enum number_service service,
                     struct number_reference *ret_reference)
{
    struct number_reference reference = {.text = ""};
    int r;

    if (service == NUMBER_FOR_FULLTEXT && !number_has_fulltext(n))
        return -ENOENT;
    if (service == NUMBER_FOR_REGISTER)
        r = of_register(n, &reference);
    else if (n->what == NUMBER_APPLICATION)
        r = of_application(n, &reference);
    else
        r = of_publication(n, n->kind[0] != '\0', &reference);
    if (r == 0)
        *ret_reference = reference;
    return r;
}

bool number_is_c0(const struct number *n)
{
    return strcmp(n->country, "EP") == 0 && strcmp(n->kind, "C0") == 0;
}

bool number_has_fulltext(const struct number *n)
{
    const struct office *office = office_find(is_pct(n) ? "WO" : n->country);

    return office && office->fulltext && !number_is_c0(n);
}
