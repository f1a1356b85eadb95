/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The facets of a symbol of the CPC, of a scheme answer (OPS guide 3.7) that
 * has it: see ops/facets, ops/symbol and doc/render. -ENODATA when the answer
 * has no such symbol, or there is nothing of the kind.
 *
 * The items of an answer stand inside each other as the classification has
 * them. Between a section and its classes, and between a subclass and its main
 * groups, there may be headings (levels 3 and 6): items that have the symbol of
 * one below them. They are passed over.
 */
#ifndef OPSFS_DOC_SCHEME_H
#define OPSFS_DOC_SCHEME_H

#include "doc/render.h"

/* Of an item, without white space around it; "" for none. Borrowed. */
struct slice scheme_symbol(const xmlNode *item);

int scheme_title(const struct rendering *r);

/* A line for each from the section down: its symbol, and its title. */
int scheme_path(const struct rendering *r);

int scheme_notes(const struct rendering *r);

/* The symbol, or `none`: the CPC alone has it. */
int scheme_ipc(const struct rendering *r);

/* Columns symbol, level, title, notes; the level is OPS's: 4 a class, 5 a
 * subclass, 7 a main group, above that one more for each dot. */
int scheme_children(const struct rendering *r);

/* What the symbol's directory holds beside what each has: `notes.txt` and
 * `figures` if there are any, and the next steps. Of a main group that is all
 * subgroups. */
int scheme_names(const struct rendering *r);

int scheme_figures(const struct rendering *r);

#endif
