/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sources: the WIPO handbook, parts 7.2.1 and 7.2.6, and recorded answers of
 * OPS.
 */
#include "ops/filing_jp.h"

#include "base/str.h"
#include "ops/filing_epodoc.h"
#include "ops/settle.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The era's year is one of ours, and docdb's two digits stand after. */
static int read_jp_era(const struct number_parts *p, struct number *n)
{
    int year = (p->serial[0] - '0') * 10 + p->serial[1] - '0';

    year += p->prefix[0] == 'H' ? 1988 : 1925;
    if (strlen(p->serial) < 3 || strlen(p->serial) > 8 || year > 1999)
        return -ENOENT;
    filing_become(n, "JP", "%s%02d", p->serial + 2 + strspn(p->serial + 2, "0"),
                  year % 100);
    return strlen(n->number) > 2 ? IS_ONE : -ENOENT;
}

/* 2005-0123456: the publication with a zero that somebody put there, or
 * epodoc's number of an application. */
static int doubt_jp(const struct number_parts *p, char *candidates)
{
    return number_doubt(candidates,
                        "JP%s%s: publication JP%.4s%s%s or application "
                        "JP%.4s%s-application?",
                        p->serial, p->kind, p->serial, p->serial + 5, p->kind,
                        p->serial, p->serial + 5);
}

/* No year had more applications. */
#define JP_YEARLY 500000

/* docdb has the last digits of a year before 2000 after the serial. */
static bool is_docdb_jp(const struct number_parts *p, size_t least)
{
    size_t len = strlen(p->serial);

    return !p->prefix[0] && !p->before_slash && len >= least && len <= 8 &&
           is_digits(p->serial, len) &&
           memcmp(p->serial + len - 2, "26", 2) >= 0 &&
           strtol(p->serial, NULL, 10) / 100 <= JP_YEARLY &&
           strtol(p->serial, NULL, 10) > 99;
}

static void become_docdb(const struct number_parts *p, struct number *n)
{
    filing_become(n, "JP", "%s", p->serial + strspn(p->serial, "0"));
}

/* 47129920, with a word that it is an application: of the year 47 of Showa, or
 * docdb's 471299 of 1920. Either may be out of the question. */
static int read_jp_eight(const struct number_parts *p,
                         const struct number_parts *era, struct number *n,
                         char *candidates)
{
    bool docdb = is_docdb_jp(p, 8);
    int r = strtol(era->serial + 2, NULL, 10) > JP_YEARLY ? -ENOENT
                                                          : read_jp_era(era, n);

    if (docdb && r == IS_ONE && strcmp(n->number, p->serial) != 0) {
        const char *two = p->serial + 6, *kind = p->kind[0] == 'U' ? "U" : "";

        return number_doubt(candidates,
                            "JP%s%s: application JP19%s%07ld%s-application or "
                            "JP19%.2s0%.6s%s-application?",
                            p->serial, kind, n->number + strlen(n->number) - 2,
                            strtol(era->serial + 2, NULL, 10), kind, two,
                            p->serial, kind);
    }
    if (docdb) {
        become_docdb(p, n);
        r = IS_ONE;
    }
    return r;
}

/* 20050505120 for 2005505120, 19960327896 for 32789696. */
int filing_jp(const struct number_parts *p, struct number *n,
              char candidates[NUMBER_CANDIDATES])
{
    int year = year_of_four(p->serial);
    struct number_parts copy = *p;

    if (!filing_is_epodoc(p)) {
        if (p->docdb && p->application && !p->prefix[0] &&
            strlen(p->serial) < 9) {
            become_docdb(p, n);
            return is_docdb_jp(p, 3) ? IS_ONE : -ENOENT;
        }
        if (!p->application || strcmp(p->prefix, "WO") == 0 ||
            settle_publication(&copy, candidates) < 0)
            return candidates[0] ? -EINVAL : IS_NOT_ONE;
        if (copy.prefix[0] == 'H' || copy.prefix[0] == 'S')
            return !p->prefix[0] && !p->before_slash && strlen(p->serial) == 8
                       ? read_jp_eight(p, &copy, n, candidates)
                       : read_jp_era(&copy, n);
        return strlen(copy.serial) == 10 && year_of_four(copy.serial)
                   ? IS_NOT_ONE
                   : -ENOENT;
    }
    if (!(filing_kind_fits(p) || strcmp(p->kind, "U") == 0) ||
        p->serial[4] != '0')
        return -ENOENT;
    if (p->before_slash == 4 && !p->application && year > 1999 &&
        strcmp(p->serial + 4, "0000000") != 0)
        return doubt_jp(p, candidates);
    return filing_without_zero(p, n, "JP", year);
}
