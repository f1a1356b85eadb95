/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who cites some of several publications: hits of one search for all of them,
 * assigned to them by what it cites itself. A publication is cited by its
 * number, of whatever kind. A hit that does not say which of them it cites has
 * all of them in its row, and a remark: OPS only says that it cites one.
 */
#ifndef OPSFS_DOC_CITING_H
#define OPSFS_DOC_CITING_H

#include "doc/table.h"

/* The rows, of the answer to the search, for the publications that the table is
 * of, one a line. 0, -ENOMEM. */
int citing_write(struct table *t, const xmlNode *search);

#endif
