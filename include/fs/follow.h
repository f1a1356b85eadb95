/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `.ops/log` as a file that grows: while anybody has it open, lines are added
 * to the text that the first of them was shown, so that `tail -f` goes on where
 * it was. Private to fs/.
 *
 * The text is bounded: past that it begins anew with the lines that are kept,
 * and is shorter, which programs that follow a file take for a new one.
 */
#ifndef OPSFS_FS_FOLLOW_H
#define OPSFS_FS_FOLLOW_H

#include "base/blob.h"
#include "base/log.h"

/* All zero at first. */
struct followed {
    struct blob *text; /* NULL: nobody has it open */
    uint64_t lines;    /* of the log are in it */
    unsigned open;
};

/* One more has it open, one fewer. 0, -ENOMEM. */
int follow_open(struct followed *f, const struct log *log);
void follow_close(struct followed *f);

/* The text with all lines there are; borrowed, until the next call. NULL when
 * nobody has it open. */
struct blob *follow_text(struct followed *f, const struct log *log);

#endif
