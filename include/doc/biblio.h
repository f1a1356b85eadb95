/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bibliographic data of one publication, read out of an answer of OPS that
 * holds one exchange-document or many.
 */
#ifndef OPSFS_DOC_BIBLIO_H
#define OPSFS_DOC_BIBLIO_H

#include "doc/facts.h"
#include "doc/render.h"

/* Of the document that doc/subject finds. 0; -ENODATA, -EBADMSG as it says;
 * -ENOMEM. After an error there is nothing to free. */
int biblio_read(const xmlNode *root, struct slice subject,
                struct facts *ret_facts);

/* A facet of doc/render that is made of these facts. */
typedef int facts_write(const struct facts *f, const struct rendering *r);

/* The paragraphs of an abstract, each on one line, `between` between. */
void biblio_paragraphs(const struct fact *abstract, const char *between,
                       struct buf *to);

/* What the facts of one kind say, `between` between several; the best of them
 * alone for NULL. Of abstracts the best one, `between` between paragraphs. */
void biblio_value(const struct fact *first, const char *between,
                  struct buf *to);

#endif
