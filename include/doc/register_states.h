/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The states of a European patent: those that are designated now, those to
 * which it was extended or validated, and where it has lapsed. The register has
 * lapses as growing lists; the latest holds all of them.
 */
#ifndef OPSFS_DOC_REGISTER_STATES_H
#define OPSFS_DOC_REGISTER_STATES_H

#include "doc/table.h"

extern const struct field register_state_columns[];

/* Their rows, of a register-document. 0, -ENOMEM. */
int register_states_write(struct table *t, const xmlNode *document);

#endif
