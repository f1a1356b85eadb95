/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose the files of a mount are, as -o uid=, gid= and umask= say.
 */
#ifndef OPSFS_FS_OWNER_H
#define OPSFS_FS_OWNER_H

#include <stdbool.h>
#include <sys/types.h>

struct owner {
    bool given; /* one of the three was: the kernel keeps to it */
    uid_t uid;
    gid_t gid;
    mode_t umask; /* taken off 0444 and 0555 */
};

#endif
