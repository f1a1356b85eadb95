/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The user who is served: with allow_other each user sees what that user used,
 * and that user's failures. It is set when a request comes and when a reply
 * that waited is made. Private to fs/.
 */
#ifndef OPSFS_FS_USER_H
#define OPSFS_FS_USER_H

#include "fs/session.h"

void user_set(struct fs *fs, uid_t user);

/* What is kept from other mounts is for their owner alone. */
bool user_is_owner(const struct fs *fs);

/* Others were served, too: what differs by user must not be in pages that the
 * kernel shows to all. */
bool user_is_one_of_many(const struct fs *fs);

#endif
