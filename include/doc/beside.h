/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What other answers than the biblio say of a publication, as lines of its
 * biblio.txt: the grant, the international and the European publication, the
 * representative. Of the register, of a full cycle, of a family; each line says
 * of which. A family that holds several European applications (divisional ones)
 * does not say which of them is meant: then nothing is said.
 */
#ifndef OPSFS_DOC_BESIDE_H
#define OPSFS_DOC_BESIDE_H

#include "doc/render.h"
#include "ops/number.h"

/* 0; nothing is written where the answer says nothing. -EBADMSG: it is
 * another one. */
int beside_render(const struct rendering *r);

/* The European publication of an international one, from its full cycle or its
 * family: the granted one before others. 0; -ENODATA; -EBADMSG, -ENOMEM. */
int beside_european(struct slice answer, struct slice international,
                    char ret_name[NUMBER_NAME]);

#endif
