/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a node looks like from outside, and for how long the kernel may believe
 * it. Private to fs/.
 */
#ifndef OPSFS_FS_ATTR_H
#define OPSFS_FS_ATTR_H

#include "fs/session.h"

struct attr {
    struct stat stat;
    double timeout; /* seconds; 0: ask again */
    bool known;     /* false: the size is the last known, or the placeholder */
};

/* As far as it is known without asking OPS. The size of one of the mount's own
 * files is the placeholder, never to be kept: GETATTR makes the text. */
void attr_of(struct fs *fs, struct node *node, struct attr *ret_attr);

/* The same for LOOKUP. A file whose size is unknown is empty until OPEN or
 * GETATTR, which come before anybody reads: what OPEN stores in it makes it
 * grow, and nothing could make it smaller. */
void attr_looked_up(struct fs *fs, struct node *node, struct attr *ret_attr);

void attr_set_size(struct stat *stat, int64_t size, int64_t mtime);

/* Stores an answer's size and date in the node. */
void attr_learn(struct fs *fs, struct node *node, const struct answer *answer);

/* The kernel got the placeholder: what it may have cached is wrong. */
void attr_guessed(struct node *node);

/* It got it in a listing: that is shown for a while to programs that look at
 * what was listed. The kernel keeps none of it, so that it asks for each. */
void attr_listed(struct fs *fs, struct node *node);

/* It was listed a while ago, and nothing else is known of its size. */
bool attr_is_listed(const struct fs *fs, const struct node *node);

/* It got the right size, and has forgotten any other. */
void attr_shown(struct node *node);

/* The pages it keeps may be of several answers. */
void attr_distrust(struct node *node);

/* Before OPEN is answered: makes the kernel forget a size that is not the
 * answer's, and hands it a small answer, if it knows the size and has no pages
 * yet. True when the pages it keeps are of the answer's bytes. */
bool attr_before_open(struct fs *fs, struct node *node,
                      const struct answer *answer);

/* The kernel asks for the size of a file, and for its bytes, again. */
void attr_expire(struct fs *fs, struct node *node);

/* It was listed, and turned out not to exist: the next stat(2) says so, rather
 * than that it may not be read. */
void attr_doubt(struct fs *fs, struct node *node);

#endif
