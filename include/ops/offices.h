/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is particular to a patent office, one row per office. Private to
 * ops/number. Offices are those of WIPO ST.3, and some that no longer exist.
 */
#ifndef OPSFS_OPS_OFFICES_H
#define OPSFS_OPS_OFFICES_H

#include "ops/serial.h"

#include <stdint.h>

/* A kind that other databases use, and OPS's own for the same document. */
struct kind_repair {
    const char *from, *to;
    const char *prefix;  /* put before the serial when it has none */
    int64_t least, most; /* serials it is for; `most` 0: all */
};

struct office {
    char country[3];
    bool fulltext;        /* OPS has claims and descriptions */
    bool letters_inside;  /* 2012DN02965 */
    bool prefix_zeros;    /* zeros after a prefix are dropped */
    bool check_digit;     /* applications end in one that we cannot compute */
    bool slash_refused;   /* a slash makes it another kind of number */
    const char *prefixes; /* each followed by a blank; NULL: any */
    const char *long_prefix; /* its first letter is the prefix: DES, D */
    size_t pad;           /* least digits */
    size_t most;          /* most digits of a publication, 0: any */
    size_t year_serial;   /* digits after a year; 0: no such form */
    size_t right_longer;  /* longer: two digits for the right in front */
    const struct kind_repair *repairs;
    int (*settle)(struct parts *p); /* instead of taking zeros off the front */
};

/* NULL when there is no such office. `country` has two capitals. */
const struct office *office_find(const char country[2]);

/* The serial and the kind of a publication become canonical, in place. 0 or
 * -ENOENT. */
int office_settle(const struct office *office, struct parts *p);

/* A PCT serial, typed in any width, as a year and six digits. */
int pct_settle(char serial[SERIAL_MAX + 1], size_t fold);

#endif
