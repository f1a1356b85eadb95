/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers that are whole, well formed and the asked ones, and cannot be true:
 * an images inquiry with no page or a hundred thousand, a picture of a few
 * bytes that would fill the memory. They are neither kept nor shown; the next
 * reader asks anew. Pure. The body is one that doc/intake has found good.
 */
#ifndef OPSFS_DOC_ABSURD_H
#define OPSFS_DOC_ABSURD_H

#include "ops/identity.h"
#include "ops/verdict.h"

/* True: `message` says what cannot be, for people. */
bool absurd_find(const struct identity *asked, struct slice body,
                 char message[FAULT_MESSAGE]);

#endif
