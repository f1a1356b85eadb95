/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why there is no such name in a directory, for a person: what kind of thing
 * stands there, and the name that is nearest. Private to fs/.
 */
#ifndef OPSFS_FS_MISNAMED_H
#define OPSFS_FS_MISNAMED_H

#include "fs/session.h"

/* Into the message and the advice. True: it resembles what can be there, so
 * that it is a slip rather than a name that a program tries. */
bool misnamed_explain(const struct node *dir, struct slice name,
                      struct why *ret_why);

#endif
