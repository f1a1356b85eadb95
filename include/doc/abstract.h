/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The abstracts, made of a biblio: what OPS answers to a GET of the one, made
 * of what it answers to a GET of the other for the same reference.
 *
 * In the canonical form of doc/exchange: of each document its country, number
 * and kind, the publication-reference, an empty `parties`, and the abstracts.
 * So it was in each recorded pair, byte for byte.
 */
#ifndef OPSFS_DOC_ABSTRACT_H
#define OPSFS_DOC_ABSTRACT_H

#include "base/buf.h"
#include "base/str.h"

/* 0; -ENODATA when a document has no abstract, because what OPS answers then is
 * not known, or when it is not whole; -EBADMSG, -EFBIG, -ENOMEM. `biblio` must
 * have passed doc/intake. */
int abstract_of(struct slice biblio, struct buf *to);

#endif
