/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers of the register with several constituents, reduced to some of them.
 *
 * The canonical form of a part is what OPS answers to a GET of that part alone:
 * all bytes of the larger answer but the children of each register-document
 * that belong to other parts, and the white space before those. The statuses
 * belong to all parts.
 *
 * Bodies must have passed doc/intake.
 */
#ifndef OPSFS_DOC_REGISTER_PARTS_H
#define OPSFS_DOC_REGISTER_PARTS_H

#include "base/buf.h"
#include "base/str.h"

enum register_part {
    REGISTER_BIBLIO = 1,
    REGISTER_EVENTS = 2,
    REGISTER_STEPS = 4,
};

/* `wanted`: the parts that stay. -ENODATA when a document lacks one of them, or
 * holds something of which it is not known where it belongs; -EBADMSG, -EFBIG,
 * -ENOMEM. */
int register_reduce(struct slice body, unsigned wanted, struct buf *to);

#endif
