/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bulk answers of the exchange-document services (biblio, abstract, full-cycle
 * and their combinations; OPS guide 3.1.1), split into one answer per
 * reference.
 *
 * OPS answers the missing references first (`status="not found"`), then those
 * found, merges duplicates, and may add publications nobody asked for. So a
 * document is matched by what it is, never by its position: country, number
 * without leading zeros and, where the reference has them, kind and date, in
 * docdb or epodoc spelling; with full-cycle, all publications of the
 * application of the one that was asked for. References are to publications.
 *
 * The canonical form of an answer, defined here once: the declaration `<?xml
 * version="1.0" encoding="UTF-8"?>`, a line end, the root element and the
 * exchange-documents element with the attributes and namespaces they had, in it
 * each matching exchange-document, byte for byte as it was sent, in the order
 * it was sent, each on a line of its own; no stylesheet instruction, no other
 * white space between them, a line end after the root. What a single GET
 * answers has the same canonical form as its portion of a bulk answer.
 */
#ifndef OPSFS_DOC_EXCHANGE_H
#define OPSFS_DOC_EXCHANGE_H

#include "base/buf.h"
#include "base/str.h"
#include "ops/verdict.h"

#include <stdbool.h>

#define EXCHANGE_DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

/* Calls `each` once for each reference, in their order. The path that was asked
 * says whether a full cycle was. 0; -EBADMSG when the body is not such an
 * answer; -ENOMEM. After an error nothing was called. */
int exchange_split(struct slice body, const char *path,
                   const struct slice *references, size_t count,
                   fate_each *each, void *arg);

#endif
