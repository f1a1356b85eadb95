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

enum literature_part {
    LITERATURE_TEXT,
    LITERATURE_DATE, /* 20060403 */
    LITERATURE_CATEGORIES,
    LITERATURE_CLAIMS, /* "X, Y", "1,2; 4" */
    LITERATURE_PASSAGES,
    LITERATURE_PARTS
};

struct literature {
    struct buf parts[LITERATURE_PARTS];
};

/* `text` is one line. To be freed in any case. */
void literature_read(const char *text, struct literature *ret_literature);
void literature_fini(struct literature *l);

#endif
