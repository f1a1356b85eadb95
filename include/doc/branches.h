/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The main groups that a subclass's scheme answer holds (OPS guide 3.7,
 * `depth=all`), one after another, each as the answer that OPS gives to a GET
 * of it alone with `depth=all` and `ancestors`: what stands around it, without
 * the other groups.
 *
 * One step is one main group, so that whoever takes them may rest in between.
 * Bodies must have passed doc/intake, which has read them as XML: what is done
 * here only finds tags.
 */
#ifndef OPSFS_DOC_BRANCHES_H
#define OPSFS_DOC_BRANCHES_H

#include "base/buf.h"
#include "base/str.h"
#include "doc/tags.h"

/* Items stand no deeper: 4 elements are OPS's, 5 levels down to the main group,
 * 2 more of headings, and a dozen of dots. */
#define BRANCH_DEPTH 32

/* What an element that holds groups has before the first of them. */
struct branch_head {
    const char *from, *to; /* `to` NULL: not known yet */
    unsigned depth;
};

struct branches {
    struct tags tags; /* tags.at: how much of the body is read */
    struct branch_head heads[BRANCH_DEPTH];
    unsigned count;
    unsigned top;                    /* depth of the outermost items; 0: none */
    struct slice open[BRANCH_DEPTH]; /* names of the elements, by depth */
};

/* One main group; all borrowed from the body. */
struct branch {
    struct slice symbol;
    struct slice item; /* the whole element */
    unsigned depth;
    bool whole; /* it may be written */
};

void branches_init(struct branches *b, struct slice body);

/* The next one. 0; -ENOENT when there are no more; -EBADMSG. */
int branches_next(struct branches *b, struct branch *ret_branch);

/* The answer for a whole one, before the next is looked for. 0, -EFBIG,
 * -ENOMEM. */
int branch_write(const struct branches *b, const struct branch *branch,
                 struct buf *to);

/* One item of any level, in a scheme answer, with what stands around it: its
 * own text, or (`below`) all that is in it. Far smaller than the answer. 0;
 * -ENOENT: no such item; -EBADMSG, -EFBIG, -ENOMEM. */
int branches_cut(struct slice body, struct slice symbol, bool below,
                 struct buf *to);

#endif
