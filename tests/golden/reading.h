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
struct asked {
    enum form form;
    enum transport transport;
};

struct reading {
    struct asked asked;
    int status;
    bool whole; /* Content-Length, where there is one, is the body's */
    struct limits limits;
    struct finding finding;
    struct verdict verdict;
};

/* One line of an expectation. A case must tell its `needed` keys. */
struct key {
    const char *name;
    void (*print)(const struct reading *r, enum ops_class class,
                  struct buf *to);
    enum ops_class class;
    bool needed;
};

extern const struct key keys[];
extern const size_t keys_count;

const struct key *key_find(struct slice name); /* NULL for no key */

/* Takes `asked` and `transport`; a word that is none changes nothing, so that
 * it differs from what is printed. */
void asked_set(struct asked *a, struct slice key, struct slice value);

/* The reading borrows nothing from `answer`. */
void reading_of(struct slice answer, const struct asked *asked,
                struct reading *ret_reading);

#endif
