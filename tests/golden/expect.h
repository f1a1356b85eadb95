/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An expectation: lines `key: value`, with the keys of reading.h. A line that
 * begins with `#` is a comment; a line without a colon is passed over.
 */
#ifndef OPSFS_TESTS_EXPECT_H
#define OPSFS_TESTS_EXPECT_H

#include "reading.h"

struct t_asked t_expect_asked(struct slice expect);

/* Adds a line `# …` for each thing that is not as it was found. */
void t_expect_compare(struct slice expect, const struct t_reading *r,
                      struct buf *ret_complaints);

/* A new one: the needed keys, and all that say something. */
void t_expect_write(const struct t_reading *r, struct buf *to);

/* The same keys and comments, with what was found. */
void t_expect_rewrite(struct slice expect, const struct t_reading *r,
                      struct buf *to);

#endif
