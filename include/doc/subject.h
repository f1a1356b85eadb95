/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The exchange-document that an answer was asked for: it may hold several (full
 * cycle, a reference without a kind, a family, a search), and those that OPS
 * does not have, `status="not found"`.
 *
 * Pure; what is handed out is borrowed from the tree.
 */
#ifndef OPSFS_DOC_SUBJECT_H
#define OPSFS_DOC_SUBJECT_H

#include "base/str.h"
#include "doc/dom.h"

/* Canonical numbers up to this length are distinguished. */
#define SUBJECT_NAME 48

/* The document of the canonical number `subject` in an answer; where none is
 * that, the first of the same number in another kind, else the first. 0;
 * -ENODATA when it holds only documents that OPS does not have; -EBADMSG when
 * it holds none. */
int subject_document(const xmlNode *root, struct slice subject,
                     const xmlNode **ret_document);

/* The same of the bytes of an answer: the number, "" without such a document.
 * 0, -ENOMEM, or -EBADMSG for what is no XML. */
int subject_read(struct slice answer, struct slice subject,
                 char ret_name[SUBJECT_NAME]);

/* Its canonical number, `EP2400812B1`; "" when it has none. */
void subject_name(const xmlNode *document, char ret_name[SUBJECT_NAME]);

#endif
