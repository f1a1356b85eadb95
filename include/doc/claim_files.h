/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Claims as files: all of a language in one, or one a file. See doc/render for
 * the facets; one claim is of the first language that the answer has, the
 * publication's own. Of several sets the first has files of numbers alone,
 * `001.txt`; those of amended claims are `amended-001.txt`, of any other
 * `set2-001.txt`, for the second. As selections: `1`, `a1`, `2-1`.
 */
#ifndef OPSFS_DOC_CLAIM_FILES_H
#define OPSFS_DOC_CLAIM_FILES_H

#include "doc/render.h"

int claims_render(const struct rendering *r);
int claims_render_one(const struct rendering *r);
int claims_render_names(const struct rendering *r);

#endif
