/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The description, whole: each paragraph a group of lines, separated by empty
 * lines, its own line ends kept. And in pieces, for readers that take a file in
 * small bites: one paragraph each, with the headings before it, in lines of at
 * most PIECE_LINE characters; and a table of the headings. The pieces are the
 * same of OPS's texts and of the publication server's. OPS does not mark
 * headings: what is short, has no number and no full stop, where other
 * paragraphs are numbered, counts as one.
 */
#ifndef OPSFS_DOC_DESCRIPTION_H
#define OPSFS_DOC_DESCRIPTION_H

#include "doc/render.h"

#define PIECE_LINE 2000

/* Everything below `element`, each of its children a paragraph. Nothing, or
 * whole lines. */
void description_add_paragraphs(const xmlNode *element, struct buf *to);

/* Facets, as render(). */
int description_render(const struct rendering *r);
int description_piece(const struct rendering *r);
int description_piece_names(const struct rendering *r);
int description_headings(const struct rendering *r);

#endif
