/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of this floor share: the session itself. Private to fs/.
 */
#ifndef OPSFS_FS_SESSION_H
#define OPSFS_FS_SESSION_H

#define FUSE_USE_VERSION 314

#include "fs/caller.h"
#include "fs/follow.h"
#include "fs/fs.h"
#include "fs/request.h"
#include "fs/snapshot.h"
#include "fs/spin.h"

#include <errno.h>
#include <fuse_lowlevel.h>
#include <sys/stat.h>

/* How long the kernel may keep names and attributes, in seconds. */
#define KEEP_SECONDS 60

/* The size shown for a file that OPS was not asked about yet. A guess that is
 * too high costs a short read; one too low truncates the file. st_blksize is
 * the same, for tools that trust a size only when it exceeds one block. */
#define PLACEHOLDER_SIZE (1 << 20)

/* Directories that handles led to, and whose names the kernel searches for. */
#define SOUGHT_NAMES 64

struct sought_names {
    uint64_t ino[SOUGHT_NAMES];
    unsigned next;
};

struct fs {
    struct fuse_session *session;
    struct fuse_buf buf;
    struct house house;
    struct fs_options options;
    struct fs_requests requests;
    struct instant now;         /* of this turn */
    int64_t started;            /* Unix seconds: the date of what has none */
    struct list all_pending;    /* all that wait */
    struct list interrupted;    /* those whose caller may want to leave */
    struct list handles;        /* open files */
    struct list dirs;           /* open directories */
    struct snapshots snapshots; /* their names */
    struct list gathered;       /* those whose kept names are on the way */
    struct list sought;         /* handles that the store is asked about */
    struct sought_names sought_names;
    struct recent_callers callers;
    struct hash pin_table; /* exact only: bytes the kernel may read */
    struct list pins;
    size_t pinned;          /* bytes */
    size_t opened;          /* bytes of files that are open */
    struct followed follow; /* of the log */
    int64_t next_check;     /* when to look at the interrupted; NEVER */
    struct spin spin;       /* whether fs_spin() pays */
    uid_t user;             /* the one served */
    bool shared;            /* others than the owner are, too */
    bool busy;              /* the last turn had a request */
    bool mounted;
    bool prunes; /* the kernel can be asked to forget names */
};

extern const struct fuse_lowlevel_ops fs_ops;

static inline struct fs *fs_of(fuse_req_t req)
{
    return fuse_req_userdata(req);
}

/* The kernel's id of a node is its inode number. NULL: it has its reply; one
 * that we do not know is of a handle from before. */
static inline struct node *node_of(fuse_req_t req, fuse_ino_t ino)
{
    struct node *node = nodes_at(fs_of(req)->house.nodes, ino);

    if (!node)
        fuse_reply_err(req, ESTALE);
    return node;
}

/* True: a request is in fs->buf. */
static inline bool receive(struct fs *fs)
{
    return fuse_session_receive_buf(fs->session, &fs->buf) > 0;
}

static inline void process(struct fs *fs)
{
    fs->busy = true;
    fuse_session_process_buf(fs->session, &fs->buf);
}

static inline enum program program_of(struct fs *fs, fuse_req_t req)
{
    return caller_program(&fs->callers, fuse_req_ctx(req)->pid, fs->now);
}

static inline bool is_indexer(struct fs *fs, fuse_req_t req)
{
    return program_of(fs, req) == PROGRAM_INDEXER;
}

/* A directory of names that OPS alone knows. */
static inline bool is_listing(const struct node *node)
{
    return node_is_dir(node) && node->row && node->row->facet;
}

/* A file whose bytes come from OPS; others are made when they are looked at. */
static inline bool is_remote(const struct node *node)
{
    return node->row && name_is_remote(node->row);
}

#endif
