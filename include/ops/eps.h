/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the European Publication Server calls things (its REST guide 1.6): days
 * of publication, and documents: `EP`, seven digits, the code of a correction
 * (`NW` for none), the kind. Pure.
 */
#ifndef OPSFS_OPS_EPS_H
#define OPSFS_OPS_EPS_H

#include "base/str.h"
#include "ops/number.h"

#define EPS_DAY 8   /* 20240320 */
#define EPS_NAME 13 /* EP1004359NWB1 */

/* `2024-03-20` as the server writes it. 0; -ENOENT for what is no day, or one
 * before the first European publication. */
int eps_day(struct slice name, char ret_day[EPS_DAY + 1]);

bool eps_is_name(struct slice name);

/* The parts of such a name; false when it is something else. */
struct eps_document {
    struct slice number, correction, kind;
};
bool eps_read(struct slice name, struct eps_document *ret_document);

/* What is called EP1004359B1 everywhere else. 0 or -ENOENT. */
int eps_canonical(const struct eps_document *document,
                  char ret_name[NUMBER_NAME]);

/* The other way, from either spelling: which document of the server stands for
 * a publication. A corrected one (kinds A8, A9, B8, B9) is taken for its first
 * correction. -ENOENT: it is not of EP, or has no kind that the server has. */
int eps_name(struct slice publication, char ret_name[EPS_NAME + 1]);

#endif
