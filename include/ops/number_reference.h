/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What each service of OPS is sent for a number (OPS guide 4).
 */
#ifndef OPSFS_OPS_NUMBER_REFERENCE_H
#define OPSFS_OPS_NUMBER_REFERENCE_H

#include "ops/number.h"

enum number_service {
    NUMBER_FOR_PUBLISHED,
    NUMBER_FOR_FULLTEXT,
    NUMBER_FOR_FAMILY,
    NUMBER_FOR_LEGAL,
    NUMBER_FOR_REGISTER,
};

struct number_reference {
    const char *type;           /* "publication", "application" */
    const char *format;         /* "docdb" when the kind is known, "epodoc" */
    char text[NUMBER_NAME + 8]; /* "EP.2400812.B1", "EP2400812" */
};

/* What OPS is sent. -ENOENT: that service has nothing for such a number (the
 * register of a US number, the full text of an office without). */
int number_reference(const struct number *n, enum number_service service,
                     struct number_reference *ret_reference);

/* EP…C0: a patent with unitary effect, which stands for the texts of the A and
 * the B and has none of its own. */
bool number_is_c0(const struct number *n);

/* True when OPS may have claims and description of it: a list of offices. */
bool number_has_fulltext(const struct number *n);

#endif
