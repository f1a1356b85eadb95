/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/filing.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int filing_become(struct number *n, const char *country, const char *serial,
                  ...)
{
    struct number made = {.what = NUMBER_APPLICATION};
    va_list args;

    memcpy(made.country, country, 2);
    va_start(args, serial);
    vsnprintf(made.number, sizeof(made.number), serial, args);
    va_end(args);
    *n = made;
    return IS_ONE;
}

bool filing_kind_fits(const struct number_parts *p)
{
    return !p->kind[0] || strcmp(p->kind, "A") == 0;
}

bool filing_keeps_kind(const char *country, const char *kind)
{
    static const struct {
        char kind[2];
        const char *offices;
    } kept[] = {
        {"P", "US "},
        {"T", "AT DE DK "},
        {"U", "AT BG CZ DE DK EE ES FI GR HU JP KR MX PL PT RO RU SE SK "
              "TR TW UA "},
    };

    for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
        if (strcmp(kept[i].kind, kind) == 0 &&
            is_listed(kept[i].offices, country, 2))
            return true;
    }
    return false;
}

bool filing_is_docdb(const struct number_parts *p)
{
    return !p->prefix[0] && (p->docdb || p->dotted);
}

bool filing_is_epodoc(const struct number_parts *p)
{
    return !p->prefix[0] && is_digits(p->serial, FILING_EPODOC_DIGITS) &&
           year_of_four(p->serial);
}
