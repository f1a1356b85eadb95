/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages about the publication, for a browser.
 */
#ifndef OPSFS_DOC_LINKS_H
#define OPSFS_DOC_LINKS_H

#include "doc/render.h"

/* A facet of doc/render. */
int links_render(const struct rendering *r);

#endif
