/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A citation of literature. OPS has all of it in one text, sometimes with what
 * is said of a patent in elements: `- AUTHOR, "Title", (20060403), XP031331350
 * [X] 1,2 * page 3 * [Y] 4`. It is split where the end reads just so; no letter
 * of it gets lost.
 */
#ifndef OPSFS_DOC_LITERATURE_H
#define OPSFS_DOC_LITERATURE_H

#include "base/buf.h"

struct literature {
    struct buf text;
    struct buf date;                         /* 20060403 */
    struct buf categories, claims, passages; /* "X, Y", "1,2; 4" */
};

/* `text` is one line. To be freed in any case. */
void literature_read(const char *text, struct literature *ret_literature);
void literature_fini(struct literature *l);

#endif
