/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does an answer answer the request it came for? One that nobody asked for, on
 * a kept connection, shifts all that follow it there by one: each of them is
 * whole and well formed, and another request's.
 *
 * What is compared is what the answer itself repeats: the kind of its service,
 * country, number and kind of the document (doc/mention), the CQL query
 * (doc/same_query) and the range, the symbol of the classification (doc/spine);
 * of a page the file name that OPS gives it (Content-Disposition). What it does
 * not repeat cannot be compared and passes: which page of a document an image
 * shows, which constituents of one document an exchange or register answer has,
 * a figure of the classification, the range of a search there.
 *
 * Pure. The body is one that doc/intake has found good.
 */
#ifndef OPSFS_DOC_MISMATCH_H
#define OPSFS_DOC_MISMATCH_H

#include "ops/identity.h"
#include "ops/verdict.h"

/* True: it is the answer to something else; `message` then says what was
 * seen. */
bool mismatch_find(const struct identity *asked, const struct received *got,
                   char message[FAULT_MESSAGE]);

#endif
