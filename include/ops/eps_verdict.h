/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an answer of the European Publication Server means. Its errors are pages
 * for people, now and then with status 200, so the body's finding
 * (doc/eps_intake) counts for more than the status. For ops/verdict.
 */
#ifndef OPSFS_OPS_EPS_VERDICT_H
#define OPSFS_OPS_EPS_VERDICT_H

#include "ops/rule.h"

/* What doc/eps_intake finds where there is no document: codes of a finding. */
#define EPS_NONE "EPS.NoDocument" /* WIPO published it, or it says so itself */
#define EPS_EMPTY "EPS.EmptyList" /* a list without a document */
#define EPS_LONG "EPS.LongList"
#define EPS_FOREIGN "EPS.ForeignLink" /* a list that leads to another host */

extern const struct rulebook eps_rulebook;

#endif
