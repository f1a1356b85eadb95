/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/user.h"

#include <unistd.h>

void user_set(struct fs *fs, uid_t user)
{
    if (user == fs->user)
        return;
    fs->user = user;
    fs->shared |= !user_is_owner(fs);
    nodes_serve(fs->house.nodes, user);
    error_log_serve(fs->house.error_log, user);
}

bool user_is_owner(const struct fs *fs)
{
    return fs->user == geteuid();
}

bool user_is_one_of_many(const struct fs *fs)
{
    return fs->shared;
}
