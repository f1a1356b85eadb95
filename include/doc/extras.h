/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an exchange-document says in addition to the facts that doc/biblio has a
 * place for: labelled lines, so that nothing of it is dropped, whatever OPS
 * adds.
 */
#ifndef OPSFS_DOC_EXTRAS_H
#define OPSFS_DOC_EXTRAS_H

#include "base/arena.h"
#include "doc/dom.h"

struct extra {
    struct extra *next;
    const char *label; /* of the element: `Language of publication` */
    const char *text;
};

/* In the document's order; NULL for none, or when memory is out. */
struct extra *extras_read(struct arena *memory, const xmlNode *document);

#endif
