/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The names of open directories. Those that are equal are kept once, however
 * many have the directory open, or how many directories have these names; those
 * that differ have SNAPSHOTS_MAX together. Private to fs/.
 */
#ifndef OPSFS_FS_SNAPSHOT_H
#define OPSFS_FS_SNAPSHOT_H

#include "base/buf.h"
#include "base/hash.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* Some 2,000,000 names. */
#define SNAPSHOTS_MAX ((size_t)32 << 20)

struct snapshot {
    struct hash_link link; /* when it is shared */
    bool shared;
    unsigned refs;
    struct buf names;  /* each NUL-terminated */
    struct buf starts; /* uint32_t each: where a name begins */
};

/* Of one mount. */
struct snapshots {
    struct hash table;
    size_t bytes;
};

struct snapshot *snapshot_new(void); /* NULL: no memory */

/* Only before it is shared. 0 or -ENOMEM. */
int snapshot_add(struct snapshot *s, struct slice name);

size_t snapshot_count(const struct snapshot *s);
struct slice snapshot_name(const struct snapshot *s, size_t i);

/* `*s` is whole: from now on it is an equal one that there was already, or one
 * of those kept. 0; -ENFILE: there are too many, it is as it was. */
int snapshot_share(struct snapshots *all, struct snapshot **s);

/* Shared or not; NULL is fine. The last one to let go frees it. */
void snapshot_free(struct snapshots *all, struct snapshot *s);

#endif
