/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the house makes of one answer: headers, body and verdict, read by the
 * same three calls that net/ and tree/ make, and each thing found as text.
 *
 * An answer is the bytes of a whole HTTP/1.1 message: status line, header
 * lines, an empty line, the body. Nothing at all is an answer that never came.
 */
#ifndef OPSFS_TESTS_READING_H
#define OPSFS_TESTS_READING_H

#include "base/buf.h"
#include "doc/intake.h"

/* What the bytes do not tell: what was asked, and how the transfer ended. */
struct t_asked {
    enum form form;
    enum transport transport;
};

struct t_reading {
    struct t_asked asked;
    int status;
    bool whole; /* Content-Length, where there is one, is the body's */
    struct limits limits;
    struct finding finding;
    struct verdict verdict;
};

/* One line of an expectation. A case must tell its `needed` keys. */
struct t_key {
    const char *name;
    void (*print)(const struct t_reading *r, enum ops_class class,
                  struct buf *to);
    enum ops_class class;
    bool needed;
};

extern const struct t_key t_keys[];
extern const size_t t_keys_count;

const struct t_key *t_key_find(struct slice name); /* NULL for no key */

/* Takes `asked` and `transport`; a word that is none changes nothing, so that
 * it differs from what is printed. */
void t_asked_set(struct t_asked *a, struct slice key, struct slice value);

/* The reading borrows nothing from `answer`. */
void t_reading_of(struct slice answer, const struct t_asked *asked,
                  struct t_reading *ret_reading);

#endif
