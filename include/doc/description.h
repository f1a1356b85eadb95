/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The description: each paragraph a group of lines, separated by empty lines,
 * its own line ends kept.
 */
#ifndef OPSFS_DOC_DESCRIPTION_H
#define OPSFS_DOC_DESCRIPTION_H

#include "doc/render.h"

/* Everything below `element`, each of its children a paragraph. Nothing, or
 * whole lines. */
void description_add_paragraphs(const xmlNode *element, struct buf *to);

int description_render(const struct rendering *r);

#endif
