/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an item of the classification says, as plain text: its title on one
 * line, its notes and warnings as paragraphs and nested lists. References stand
 * in round brackets, and what the CPC adds to the IPC in curly ones, as the
 * printed scheme has them; a figure is `[figure 1000.gif]`, by its name in
 * `figures/`.
 */
#ifndef OPSFS_DOC_SCHEME_PROSE_H
#define OPSFS_DOC_SCHEME_PROSE_H

#include "doc/dom.h"

/* Parts joined by `; `. Nothing for an item without a title. */
void scheme_add_title(const xmlNode *item, struct buf *to);

/* Each ended by a line end; nothing where there are none. */
void scheme_add_notes(const xmlNode *item, struct buf *to);

/* The file names of the figures in both, a line each, none twice. */
void scheme_add_figures(const xmlNode *item, struct buf *to);

#endif
