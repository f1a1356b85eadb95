/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an exchange-document says in addition to the facts that doc/biblio has a
 * place for, so that nothing of it is dropped, whatever OPS adds.
 */
#ifndef OPSFS_DOC_EXTRAS_H
#define OPSFS_DOC_EXTRAS_H

#include "doc/facts.h"

/* In the document's order, labelled with the element: `Language of
 * publication`. */
void extras_add(struct facts *to, const xmlNode *document);

#endif
