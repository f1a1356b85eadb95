/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The name of an inventor in its parts, for bibliographies. OPS has it as one
 * text, mostly `Kylmänen, Jari` or, as the EPO spells it, `KYLMAENEN JARI`. A
 * name in which nothing shows where the surname is stays whole.
 */
#ifndef OPSFS_DOC_PERSON_H
#define OPSFS_DOC_PERSON_H

#include "base/str.h"
#include "doc/party.h"

/* Borrowed from the party. */
struct person {
    struct slice family; /* the whole name when `given` is empty */
    struct slice given;
    struct slice suffix; /* `JR`, `III` */
};

struct person person_of(const struct party *p);

#endif
