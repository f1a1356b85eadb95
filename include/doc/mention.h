/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two spellings of a number: do they mean the same publication or application?
 * One is a reference as it was sent, the other an id of the answer.
 *
 * They are compared letter by letter and digit by digit, without marks and
 * without the zeros after the country; a publication also by its canonical form
 * (ops/number), since docdb and epodoc write a year or a series in more than
 * one way. A kind counts where both have one. Pure.
 */
#ifndef OPSFS_DOC_MENTION_H
#define OPSFS_DOC_MENTION_H

#include "base/str.h"

#define MENTION_SIZE 64
#define MENTION_KIND 8

/* Texts in capitals; `number` is the country, too. */
struct mention {
    char number[MENTION_SIZE];    /* "" when it cannot be read */
    char kind[MENTION_KIND];      /* "" for none; `A*` for all of a letter */
    char canonical[MENTION_SIZE]; /* country and number; "" for not known */
};

/* As in a path (OPS guide 4): `EP.1000000.A1`, `EP1000000A1`,
 * `US.(08/921,321).A.19970829`. */
void mention_read(struct slice reference, struct mention *ret_mention);

/* Of a document-id; country and kind may be "". */
void mention_of_id(struct slice country, struct slice number, struct slice kind,
                   struct mention *ret_mention);

bool mention_is(const struct mention *asked, const struct mention *got);

#endif
