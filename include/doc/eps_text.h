/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of a document of the publication server (ep-patent-document, DTD 1.0
 * to 1.5.1), in reading order: what stands in a paragraph is in its sentence;
 * an item of a list begins a line; a table is lines of aligned text; a picture
 * of a formula, a structure or a drawing is `[img 0012 imgb0012.tif]`, followed
 * by what its mathematics says in letters. An empty line separates paragraphs.
 */
#ifndef OPSFS_DOC_EPS_TEXT_H
#define OPSFS_DOC_EPS_TEXT_H

#include "base/buf.h"
#include "doc/dom.h"

/* What stands before each heading that is marked. */
#define EPS_HEADING '\1'

/* True for the root of such a document. */
bool eps_text_is_document(const xmlNode *root);

/* The paragraphs of an element, each with its number, `[0001]`, and each after
 * an empty line unless it is the first of `to`. With `marked`, headings are. */
void eps_text_paragraphs(const xmlNode *element, bool marked, struct buf *to);

/* A claim, which begins with its number; its lines. */
void eps_text_claim(const xmlNode *claim, unsigned number, struct buf *to);

#endif
