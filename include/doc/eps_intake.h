/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * As doc/intake, for the European Publication Server: is a body the document,
 * or the list, that was asked for, whole? An error is a page for people,
 * whatever its status; one that points to WIPO, and a 500 for an application,
 * mean that the server has no such document. Codes of a finding are those of
 * ops/eps_verdict.
 */
#ifndef OPSFS_DOC_EPS_INTAKE_H
#define OPSFS_DOC_EPS_INTAKE_H

#include "ops/identity.h"
#include "ops/verdict.h"

void eps_intake_examine(const struct identity *asked,
                        const struct received *got,
                        struct finding *ret_finding);

#endif
