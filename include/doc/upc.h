/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * upc.txt, and columns of register.tsv: unitary effect, opt-out from the
 * Unified Patent Court, actions before it and its decisions. Each is a status,
 * an event or a step of the register, or a legal event, with its date, its code
 * and its own words; nothing is concluded from them, nor from their absence.
 */
#ifndef OPSFS_DOC_UPC_H
#define OPSFS_DOC_UPC_H

#include "doc/fields.h"
#include "doc/render.h"

/* Lines of one answer, of the register or of legal events: one an entry, the
 * newest first. Without an answer that there is no entry. */
int upc_render(const struct rendering *r);

/* What an entry is about. */
enum upc_topic {
    UPC_UNITARY = 1,
    UPC_OPT_OUT = 2,
    UPC_DECISION = 4,
    UPC_ACTION = 8,
};

/* Of a register-document, on the topics that the field says:
 * `2023-07-28 0009250 Unitary effect registered`. */
void upc_entries(const struct found *at, struct buf *to);

#endif
