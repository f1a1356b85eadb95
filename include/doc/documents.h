/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The exchange-documents of an answer: which publication each one is, and where
 * its bytes are.
 *
 * The list owns its items and borrows the body. The bytes of all elements are
 * slices of the body, from `<` to `>`; an exchange-document inside another one
 * is part of that one.
 */
#ifndef OPSFS_DOC_DOCUMENTS_H
#define OPSFS_DOC_DOCUMENTS_H

#include "base/str.h"
#include "doc/publication.h"

/* A hundred references have some hundreds of publications; more than these are
 * refused. */
#define DOCUMENTS_MAX 10000

struct document {
    struct slice bytes;
    struct publication publication;
};

/* The tags of an element around the documents. An empty one has no end tag. */
struct shell {
    struct slice start;
    struct slice end;
};

struct documents {
    struct shell root; /* world-patent-data */
    struct shell list; /* exchange-documents; start.at is NULL without one */
    struct document *items;
    size_t count;
    size_t cap;
};

/* 0; -EBADMSG when the body does not parse, is another document, or holds no
 * list, two of them, or too many documents; -ENOMEM. After an error there is
 * nothing to free. */
int documents_read(struct slice body, struct documents *ret_documents);

void documents_fini(struct documents *d);

#endif
