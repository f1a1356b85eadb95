/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The FUSE session, as one descriptor and one turn. fuse_* is called from this
 * floor only.
 *
 * What must wait for OPS is a pending request, never a thread: GETATTR, OPEN
 * and OPENDIR, where the kernel holds no lock. LOOKUP, READDIR, READ and STATFS
 * are answered at once, but for the `.` of a file handle (fs/export), which the
 * store may have to find. Sizes are lazy (listing is free, naming is exact) or
 * exact (`-o sizes=exact`: naming and listing are exact, OPEN is not asked at
 * all).
 */
#ifndef OPSFS_FS_FS_H
#define OPSFS_FS_FS_H

#include "base/clock.h"
#include "base/log.h"
#include "fs/owner.h"
#include "net/sched.h"
#include "net/throttle.h"
#include "net/token.h"
#include "store/store.h"
#include "tree/ahead.h"
#include "tree/anchors.h"
#include "tree/cache.h"
#include "tree/error_log.h"
#include "tree/lists.h"
#include "tree/node.h"
#include "tree/searches.h"

#include <stdbool.h>

struct fs;

/* The floors below; borrowed for the life of the file system. */
struct house {
    struct log *log;
    struct token *token;
    struct throttle *throttle;
    struct sched *sched;
    struct sched *usage; /* of OPS's figures */
    struct sched *eps; /* of the publication server, NULL: it is not asked … */
    struct throttle *eps_throttle; /* … in a pace of its own */
    struct cache *cache;
    struct store *store; /* NULL: there is none */
    struct nodes *nodes;
    struct anchors *anchors;
    struct ahead *ahead;
    struct error_log *error_log;
    struct lists *lists;
    struct searches *searches;
};

struct fs_options {
    const char *mountpoint;
    const char *fuse_options; /* for libfuse, comma-joined; "" for none */
    const char *source;       /* what `mount` and `df` call it */
    const char *base_url;     /* shown in .ops/status, and with what is … */
    const char *eps_url;      /* … from there */
    struct owner owner;
    bool exact;
    bool debug; /* libfuse prints every request to stderr */
};

/* NULL: libfuse has said why on stderr. */
struct fs *fs_new(const struct fs_options *options, const struct house *house);
/* 0, -EIO, -EPROTO: libfuse has said why on stderr. */
int fs_mount(struct fs *fs);
void fs_free(struct fs *fs); /* unmounts; whoever waits gets ESHUTDOWN */

int fs_fd(const struct fs *fs);
int64_t fs_deadline(const struct fs *fs);
/* False when the file system was unmounted. */
bool fs_turn(struct fs *fs, struct instant now);

/* While nothing but a request can come: tries for one for as long as waking up
 * for it would take, and serves it. False when none came, or when spinning does
 * not pay: nothing was asked in the last turn, or others want the processor.
 * Never sleeps. */
bool fs_spin(struct fs *fs);

#endif
