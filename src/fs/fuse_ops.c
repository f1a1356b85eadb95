/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The FUSE operations. Which of them may wait was measured: in LOOKUP and
 * READDIR the kernel holds the directory's lock, so they are answered at once
 * (but for the `.` of a file handle, fs/export, which takes no such lock);
 * in GETATTR, OPEN and OPENDIR it holds none, so they may be pending; in READ
 * it holds the page's lock, so OPEN has put the bytes into memory before.
 */
#include "fs/fuse_ops.h"

#include "fs/absence.h"
#include "fs/ctl.h"
#include "fs/export.h"
#include "fs/prune.h"
#include "fs/write.h"

#include <errno.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Requests that the kernel sends without a process waiting in them: whatever is
 * read into its pages, and RELEASE. By itself it has 12 under way, and each
 * further reader sleeps until one of them is answered. All are answered from
 * memory. */
#define READS_MAX 1024

/* Where OPEN is asked it says whether the kernel's pages are still good, and a
 * READ that ends early corrects a size that was a guess; so the kernel need not
 * look at size and time before it reads. With exact sizes there is no OPEN. */
static void op_init(void *arg, struct fuse_conn_info *conn)
{
    struct fs *fs = arg;

    prune_init(fs, conn->proto_minor);
    conn->want &= ~(unsigned)(FUSE_CAP_READDIRPLUS | FUSE_CAP_READDIRPLUS_AUTO |
                              FUSE_CAP_SPLICE_READ | FUSE_CAP_SPLICE_WRITE |
                              FUSE_CAP_SPLICE_MOVE);
    if (!fs->options.exact) {
        conn->want |= conn->capable & FUSE_CAP_READDIRPLUS;
        conn->want &= ~(unsigned)FUSE_CAP_AUTO_INVAL_DATA;
    }
    conn->want |= conn->capable & FUSE_CAP_EXPORT_SUPPORT;
    conn->max_background = READS_MAX;
}

static void look_up(fuse_req_t req, fuse_ino_t parent, const char *name)
{
    if (!export_lookup(req, parent, name))
        op_lookup(req, parent, name);
}

static void forget(struct nodes *nodes, uint64_t ino, uint64_t lookups)
{
    struct node *node = nodes_at(nodes, ino);

    if (node)
        node_forget(nodes, node, lookups);
}

static void op_forget(fuse_req_t req, fuse_ino_t ino, uint64_t lookups)
{
    forget(fs_of(req)->house.nodes, ino, lookups);
    fuse_reply_none(req);
}

static void op_forget_multi(fuse_req_t req, size_t count,
                            struct fuse_forget_data *forgets)
{
    for (size_t i = 0; i < count; i++)
        forget(fs_of(req)->house.nodes, forgets[i].ino, forgets[i].nlookup);
    fuse_reply_none(req);
}

static void op_statfs(fuse_req_t req, fuse_ino_t ino)
{
    struct statvfs s = {
        .f_bsize = 4096,
        .f_frsize = 4096,
        .f_namemax = REFERENCE_MAX,
        .f_flag = ST_RDONLY,
    };

    (void)ino;
    fuse_reply_statfs(req, &s);
}

/*
 * access(2) and chdir(2), by the modes that attr.c shows, for root as well.
 * With default_permissions the kernel would check them itself. But
 * - it then asks for attributes before it reads an extended attribute, and a
 *   record that could not be had has none: user.opsfs.error could not be read
 *   where it is needed;
 * - writing would be EACCES to all but root, not EROFS, since the mount as such
 *   is not read-only (.ops/ctl is written to), and test -w true for root.
 * It is asked for with exact sizes, where OPEN is not sent, and where the owner
 * or a umask was given.
 */
static void op_access(fuse_req_t req, fuse_ino_t ino, int mask)
{
    struct node *node = node_of(req, ino);

    if (!node)
        return;
    if (absence_of_record(fs_of(req), node))
        fuse_reply_err(req, ENOENT);
    else if ((mask & W_OK) && !ctl_is_allowed(fs_of(req), req, node))
        fuse_reply_err(req, EROFS);
    else
        fuse_reply_err(req, (mask & X_OK) && !node_is_dir(node) ? EACCES : 0);
}

const struct fuse_lowlevel_ops fs_ops = {
    .init = op_init,
    .lookup = look_up,
    .forget = op_forget,
    .forget_multi = op_forget_multi,
    .getattr = op_getattr,
    .readlink = op_readlink,
    .open = op_open,
    .read = op_read,
    .release = op_release,
    .opendir = op_opendir,
    .readdir = op_readdir,
    .readdirplus = op_readdirplus,
    .releasedir = op_releasedir,
    .write = op_write,
    .setattr = op_setattr,
    .mknod = op_mknod,
    .mkdir = op_mkdir,
    .unlink = op_remove,
    .rmdir = op_remove,
    .symlink = op_symlink,
    .link = op_link,
    .rename = op_rename,
    .setxattr = op_setxattr,
    .removexattr = op_removexattr,
    .statfs = op_statfs,
    .access = op_access,
    .getxattr = op_getxattr,
    .listxattr = op_listxattr,
};
