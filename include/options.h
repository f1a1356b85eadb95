/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line, `-o`, the environment and the credentials file, as one
 * struct. One table drives parsing and --help; what libfuse knows is passed on,
 * what mount(8) knows is ignored.
 */
#ifndef OPSFS_OPTIONS_H
#define OPSFS_OPTIONS_H

#include "base/buf.h"
#include "fs/owner.h"
#include "net/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct options {
    char *mountpoint;       /* absolute; owned */
    char *source;           /* what mount calls it; owned */
    char *base_url;         /* without a slash at the end; owned */
    char *eps_url;          /* the same, of the publication server; owned */
    bool eps_off;           /* it is not asked */
    char *ca_file;          /* absolute; owned; NULL: the system's alone */
    char *proxy;            /* owned; NULL: as the environment says */
    char *credentials_file; /* absolute; owned; NULL: the usual path */
    bool from_environment;  /* where credentials_read() found them */
    char *lists;            /* directory of the user's lists; owned */
    char *searches;         /* file of the user's named searches; owned */
    struct buf fuse;        /* options for libfuse, comma-joined */
    char *store;            /* directory of what is kept; owned; NULL: none */
    int64_t store_size;     /* bytes */
    int64_t store_wait;     /* seconds */
    int64_t cache_size;     /* bytes */
    int64_t hits;           /* of one search, at most */
    int64_t timeout;        /* seconds */
    int64_t weekly_cap;     /* bytes; 0: none */
    int64_t readahead;      /* percent of a quota that it may use; 0: off */
    bool mounted;       /* by mount.fuse3(8): `mountpoint` is a descriptor */
    struct owner owner; /* as the mount shows it */
    bool exact;
    bool nonempty;    /* the mount point may hide files */
    bool require_ops; /* no mount without OPS */
    bool offline;     /* nothing is asked of it */
    bool no_bulk;     /* no bulk requests */
    bool verbatim;    /* … and no part of an answer in place of another */
    bool foreground;
    bool debug;
    bool help;
    bool version;
};

/* 0; or -EINVAL, with one line for people in `ret_error`. Either way the
 * options are to be freed. */
int options_parse(struct options *o, int argc, char **argv,
                  struct buf *ret_error);
void options_fini(struct options *o);

void options_help(struct buf *to);

/* Where the user's own files are: `$XDG_CONFIG_HOME/opsfs/NAME`. */
void options_usual_path(const char *name, struct buf *to);

#endif
