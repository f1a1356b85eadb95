/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The peer of the benchmark: a file system that does nothing but what FUSE asks
 * of every one. Any name in .xml is a file of 15,000 bytes, any other a
 * directory; the time-outs are those of opsfs, and open files keep their pages.
 *
 *     nothing one|many MOUNTPOINT      one thread, or as many as libfuse likes
 */
#define FUSE_USE_VERSION 314

#include <errno.h>
#include <fuse_lowlevel.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdint.h>
#include <string.h>

#define KEEP 60.0
#define SIZE 15000

static char bytes[SIZE];

static bool is_file(const char *name)
{
    size_t len = strlen(name);

    return len > 4 && strcmp(name + len - 4, ".xml") == 0;
}

/* One number per path: the parent's and the name's, hashed. The lowest bit
 * distinguishes files from directories. */
static fuse_ino_t child(fuse_ino_t parent, const char *name)
{
    uint64_t h = 0xcbf29ce484222325u ^ parent;

    for (const char *c = name; *c; c++)
        h = (h ^ (unsigned char)*c) * 0x100000001b3u;
    h |= 2;
    return (h & ~UINT64_C(1)) | is_file(name);
}

static struct stat stat_of(fuse_ino_t ino)
{
    int file = ino != FUSE_ROOT_ID && (ino & 1);
    struct stat st = {
        .st_ino = ino,
        .st_mode = file ? S_IFREG | 0444 : S_IFDIR | 0555,
        .st_nlink = 1,
        .st_size = file ? SIZE : 0,
    };

    return st;
}

static void op_lookup(fuse_req_t req, fuse_ino_t parent, const char *name)
{
    struct fuse_entry_param e = {
        .ino = child(parent, name),
        .attr_timeout = KEEP,
        .entry_timeout = KEEP,
    };

    e.attr = stat_of(e.ino);
    fuse_reply_entry(req, &e);
}

static void op_getattr(fuse_req_t req, fuse_ino_t ino,
                       struct fuse_file_info *fi)
{
    struct stat st = stat_of(ino);

    (void)fi;
    fuse_reply_attr(req, &st, KEEP);
}

static void op_open(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *fi)
{
    (void)ino;
    fi->keep_cache = 1;
    fuse_reply_open(req, fi);
}

static void op_read(fuse_req_t req, fuse_ino_t ino, size_t size, off_t offset,
                    struct fuse_file_info *fi)
{
    size_t left = offset < SIZE ? (size_t)(SIZE - offset) : 0;

    (void)ino;
    (void)fi;
    fuse_reply_buf(req, bytes + offset % SIZE, size < left ? size : left);
}

static const struct fuse_lowlevel_ops ops = {
    .lookup = op_lookup,
    .getattr = op_getattr,
    .open = op_open,
    .read = op_read,
};

static int serve(struct fuse_session *session, bool many)
{
    return many ? fuse_session_loop_mt(session, NULL)
                : fuse_session_loop(session);
}

int main(int argc, char **argv)
{
    struct fuse_args args = FUSE_ARGS_INIT(1, argv);
    struct fuse_session *session;
    int r = 1;

    if (argc != 3)
        return 2;
    session = fuse_session_new(&args, &ops, sizeof(ops), NULL);
    if (!session || fuse_set_signal_handlers(session) != 0)
        return 1;
    if (fuse_session_mount(session, argv[2]) == 0) {
        r = serve(session, strcmp(argv[1], "many") == 0);
        fuse_session_unmount(session);
    }
    fuse_remove_signal_handlers(session);
    fuse_session_destroy(session);
    return r < 0 ? 1 : 0;
}
