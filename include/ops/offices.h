/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is particular to patent offices, a row for those that are alike. Private
 * to ops/number. Offices are those of WIPO ST.3, and some that are no more.
 */
#ifndef OPSFS_OPS_OFFICES_H
#define OPSFS_OPS_OFFICES_H

#include "ops/serial.h"

#include <stdint.h>

/* A kind that other databases use, and OPS's own for the same document. */
struct kind_repair {
    const char *from, *to; /* `to` "": the level of the document is not known */
    const char *prefix;    /* put before the serial when it has none */
    int64_t least, most;   /* serials it is for; `most` 0: all */
};

/* How the serial of a publication becomes canonical. */
enum number_rule {
    RULE_PLAIN,
    RULE_AU,
    RULE_BR,
    RULE_CN,
    RULE_DE,
    RULE_GB,
    RULE_IT,
    RULE_JP,
    RULE_KR,
    RULE_MX,
    RULE_PL,
    RULE_SE,
    RULE_WO,
    RULE_ZA,
};

/* Where the widths of a row are from. Few documents are known of the offices
 * that are wide: any that OPS may have fits, and no digit is taken off. */
enum office_source {
    FROM_HANDBOOK = 1,
    FROM_SEEN,  /* recorded answers of OPS */
    FROM_FIELD, /* what people print and type, with the handbook */
    FROM_WIDE,
};

#define OFFICE_CODE 3 /* a code with the blank after it */

struct office {
    const char *countries; /* that are alike, each with a blank after */
    enum office_source source;
    unsigned char least, most; /* digits of a publication without a prefix */
    unsigned char hole_from, hole_to; /* widths in between that none has */
    unsigned char prefixed;           /* most digits after a prefix; 0: 14 */
    unsigned char pad;                /* a shorter one gets zeros in front */
    unsigned char zeros;       /* as wide, a zero in front is the number's own;
                                  0: never, 255: always */
    unsigned char long_from;   /* as wide or wider, it begins with a year: */
    unsigned short long_year;  /* this one, or a later */
    unsigned char year_serial; /* digits after a year; 0: no such form */
    unsigned char filed;       /* digits of an application with its year */
    bool year_last;            /* 1234-2012 is 2012001234 */
    bool prefix_zeros;         /* zeros after a prefix go */
    bool letters_inside;       /* 2012DN02965 */
    bool letter_last;          /* 11201803052Q */
    bool slash_year;           /* 1234/2005 is an application */
    bool fulltext;             /* OPS has claims and descriptions */
    bool check_digit;        /* applications end in one that is not computed */
    bool keeps_ep;           /* a European patent has the same number here */
    const char *zero_kinds;  /* kinds with that zero; NULL: all */
    const char *prefixes;    /* each with a blank after */
    const char *long_prefix; /* its first letter is the prefix: DES, D */
    const struct kind_repair *repairs;
    enum number_rule rule;
};

/* NULL when there is no such office. `country` has two capitals. */
const struct office *office_find(const char country[2]);

bool office_has_prefix(const struct office *office, const char *prefix,
                       size_t len);

/* The rows of the table, one after the other; NULL: the first, the end. */
const struct office *office_next(const struct office *office);

#endif
