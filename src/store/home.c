/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/home.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#define FREE_SHARE 20 /* one in this many bytes of the disk stays free */

/* Of statfs(2); not all are in the kernel's headers. */
static const struct network {
    long type;
    const char *name;
} networks[] = {
    {0x6969, "NFS"},      {0x517b, "SMB"},        {0xff534d42, "CIFS"},
    {0xfe534d42, "SMB"},  {0x65735546, "FUSE"},   {0x5346414f, "AFS"},
    {0x6b414653, "AFS"},  {0x00c36400, "Ceph"},   {0x01021997, "9P"},
    {0x73757245, "Coda"}, {0x0bd00bd0, "Lustre"}, {0x7461636f, "OCFS2"},
    {0x01161970, "GFS2"}, {0x19830326, "BeeGFS"}, {0x47504653, "GPFS"},
};

const char *home_network(long type)
{
    for (size_t i = 0; i < sizeof(networks) / sizeof(networks[0]); i++) {
        if (networks[i].type == type)
            return networks[i].name;
    }
    return NULL;
}

static int refuse(struct buf *to, int r, const char *dir, const char *why)
{
    buf_printf(to, "%s: %s", dir, why);
    return r;
}

/* The last two steps of the path; a home that is not there is not made. */
static int make(const char *dir)
{
    char above[PATH_MAX];
    const char *slash = strrchr(dir, '/');

    if (mkdir(dir, 0700) == 0 || errno == EEXIST)
        return 0;
    if (errno != ENOENT || !slash || slash == dir ||
        (size_t)(slash - dir) >= sizeof(above))
        return -errno;
    memcpy(above, dir, (size_t)(slash - dir));
    above[slash - dir] = '\0';
    if (mkdir(above, 0700) < 0 && errno != EEXIST)
        return -errno;
    return mkdir(dir, 0700) == 0 || errno == EEXIST ? 0 : -errno;
}

/* Anybody who can write here can make others read what OPS never said. */
static bool is_private(const struct stat *st)
{
    return st->st_uid == geteuid() && !(st->st_mode & (S_IWGRP | S_IWOTH));
}

int home_prepare(const char *dir, struct buf *ret_path, struct buf *ret_why)
{
    char real[PATH_MAX];
    struct statfs fs;
    struct stat st;
    const char *network;
    int r = make(dir);

    if (r < 0)
        return refuse(ret_why, r, dir, strerror(-r));
    if (!realpath(dir, real) || stat(real, &st) < 0 || statfs(real, &fs) < 0)
        return refuse(ret_why, -errno, dir, strerror(errno));
    if (!S_ISDIR(st.st_mode))
        return refuse(ret_why, -ENOTDIR, dir, "not a directory");
    if (!is_private(&st))
        return refuse(ret_why, -EPERM, dir,
                      "others can write there; chmod 700 it, or mount with "
                      "-o store=DIR");
    network = home_network((long)fs.f_type);
    if (network) {
        buf_printf(ret_why,
                   "%s: on a network file system (%s); mount with -o store=DIR "
                   "on a local disk",
                   dir, network);
        return -EREMOTE;
    }
    return buf_puts(ret_path, real);
}

int64_t home_space(const char *path)
{
    struct statvfs fs;
    int64_t unit;

    if (statvfs(path, &fs) < 0)
        return 0;
    unit = (int64_t)fs.f_frsize;
    return unit * (int64_t)fs.f_bavail -
           unit * (int64_t)fs.f_blocks / FREE_SHARE;
}
