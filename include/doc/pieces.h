/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A description in pieces, for readers that take a file in small bites: one
 * paragraph each, with the headings before it, in lines of at most PIECE_LINE
 * characters; and a table of the headings. The same for OPS's texts and for the
 * publication server's. OPS does not mark headings: what is short, has no
 * number and no full stop, where other paragraphs are numbered, counts as one.
 */
#ifndef OPSFS_DOC_PIECES_H
#define OPSFS_DOC_PIECES_H

#include "doc/render.h"

#define PIECE_LINE 2000

/* Facets, as render(). */
int pieces_render_one(const struct rendering *r);
int pieces_render_names(const struct rendering *r);
int pieces_render_headings(const struct rendering *r);

#endif
