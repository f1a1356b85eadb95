/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/asker.h"

#include <unistd.h>

void asker_set(struct fs *fs, uid_t user)
{
    if (user == fs->asker)
        return;
    fs->asker = user;
    fs->shared |= !asker_is_owner(fs);
    nodes_serve(fs->house.nodes, user);
    error_log_serve(fs->house.error_log, user);
}

bool asker_is_owner(const struct fs *fs)
{
    return fs->asker == geteuid();
}

bool asker_is_one_of_many(const struct fs *fs)
{
    return fs->shared;
}
