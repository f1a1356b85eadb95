/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An inode is let go together with its pages, for which the kernel waits if
 * they are being read, for us: a file that may have pages is not named here.
 */
#include "fs/prune.h"

#include <linux/fuse.h>
#include <sys/uio.h>

/* Not yet in the headers of Debian 12. */
#define PRUNE_SINCE 45 /* minor version */
#define NOTIFY_PRUNE 9
struct notify_prune {
    uint32_t count;
    uint32_t padding;
    uint64_t spare;
};

/* Some 105,000 names: a walk through more looks them up twice. */
#define NODES_MAX ((size_t)22 << 20)
/* More than there are requests in a turn, so that the kernel cannot outrun it;
 * and how far to look for them. */
#define PRUNED_A_TURN 256
#define LOOKED_AT_A_TURN 2048

void prune_init(struct fs *fs, unsigned minor)
{
    fs->prunes = minor >= PRUNE_SINCE;
}

static bool send(struct fs *fs, uint64_t *ids, size_t count)
{
    struct notify_prune prune = {.count = (uint32_t)count};
    struct fuse_out_header header = {.error = NOTIFY_PRUNE};
    struct iovec parts[] = {
        {&header, sizeof(header)},
        {&prune, sizeof(prune)},
        {ids, count * sizeof(*ids)},
    };

    header.len = (uint32_t)(sizeof(header) + sizeof(prune) + parts[2].iov_len);
    return writev(fuse_session_fd(fs->session), parts, 3) >= 0;
}

void prune_turn(struct fs *fs)
{
    struct node *idle[PRUNED_A_TURN];
    uint64_t ids[PRUNED_A_TURN];
    size_t count;

    if (!fs->prunes || nodes_bytes(fs->house.nodes) <= NODES_MAX)
        return;
    count = nodes_idle(fs->house.nodes, LOOKED_AT_A_TURN, idle, PRUNED_A_TURN);
    for (size_t i = 0; i < count; i++)
        ids[i] = idle[i]->ino;
    if (count && !send(fs, ids, count))
        fs->prunes = false;
}
