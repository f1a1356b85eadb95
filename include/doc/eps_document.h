/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Facets of a document of the publication server: all of it as text, and the
 * texts that OPS's full text has, too, made alike.
 */
#ifndef OPSFS_DOC_EPS_DOCUMENT_H
#define OPSFS_DOC_EPS_DOCUMENT_H

#include "doc/render.h"

/* As render(). -ENODATA: not a facet of such a document, or it has no such
 * text. */
int eps_document_render(enum facet facet, const struct rendering *r);

#endif
