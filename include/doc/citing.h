/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who cites some of several publications: hits of one search for all of them,
 * each told apart by what it cites itself. A publication is cited by its
 * number, of whatever kind. A hit that does not tell which of them it cites
 * stands there without one, for OPS says that it does.
 */
#ifndef OPSFS_DOC_CITING_H
#define OPSFS_DOC_CITING_H

#include "doc/render.h"

/* Subject: the several, a line each. A facet of doc/render. */
int citing_render(const struct rendering *r);

#endif
