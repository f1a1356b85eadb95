/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The grammar of the tree, one step at a time: a room and a name give the row
 * of the catalog that the name belongs to; all steps of a path together give
 * the request behind a file. Pure: no state, no inode, no allocation.
 */
#ifndef OPSFS_OPS_PATH_H
#define OPSFS_OPS_PATH_H

#include "base/str.h"
#include "ops/names.h"
#include "ops/reference.h"
#include "ops/request.h"

/* One step: which row, in which form (files), and what it says to OPS. */
struct step {
    const struct name *name;
    enum form form; /* of a file; FORM_COUNT for a directory or live file */
    size_t len;
    char text[REFERENCE_MAX + 1]; /* for the row's slot, NUL-terminated */
};

/* 0; -ENOENT: there cannot be such a name in that room; -EINVAL: it could be
 * several things, which the text of the step says. */
int path_step(enum room room, struct slice name, struct step *ret_step);

/* All steps of a path to a file, folded into one. */
struct place {
    const struct name *name;
    enum form form;
    struct slice slots[SLOT_COUNT]; /* borrowed from whoever keeps the steps */
};

/* 0, -ENAMETOOLONG, or -ENOENT when OPS has no such thing for such a number.
 * `place` must be a file with a source, or a directory with a facet. */
int path_request(const struct place *place, struct request *ret_request);

/* The request for the images inquiry that tells how many pages the images
 * room at `place` (fullimage, thumbnail) has, and the link to look for in it,
 * for example `EP/1000000/A1/fullimage`. 0 or -ENAMETOOLONG. */
int path_inquiry(const struct place *place, struct request *ret_request,
                 struct buf *ret_link);

/* The request for page 1, 2 … of a search with constituents, from that for its
 * first; 0 is for its first hit alone, without constituents. */
void path_page(const struct request *first, unsigned page,
               struct request *ret_request);

/* Only the hits published from one day to another, both `YYYYMMDD`. 0, or
 * -ENAMETOOLONG: the request is as it was. */
int path_within(struct request *request, const char *from, const char *to);

/* What `ls` of a room shows from the table alone, in the table's order; a
 * non-zero return of `each` stops and is returned. */
int path_list(enum room room,
              int (*each)(void *arg, struct slice name, const struct name *row),
              void *arg);

#endif
