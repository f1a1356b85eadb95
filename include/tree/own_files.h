/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The user's own files, which a mount reads: lists, searches. Private to tree/.
 *
 * What is found must not lie in our own mount, where looking would wait for
 * ourselves: the directory is held open from before the mount, and no step from
 * it crosses into another file system. Only regular files count, and where the
 * directory is another user's, only that user's.
 */
#ifndef OPSFS_TREE_OWN_FILES_H
#define OPSFS_TREE_OWN_FILES_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <sys/stat.h>

#define OWN_FILE_MAX ((size_t)4 << 20) /* bytes of a file */

struct own_files {
    int base;        /* the deepest directory there was at the start */
    uid_t owner;     /* of it */
    struct buf rest; /* from there, `opsfs/lists/`; "" for it */
};

/* `path`: the directory, which need not exist yet. 0 or an errno;
 * own_files_fini() in any case. */
int own_files_init(struct own_files *o, const char *path);
void own_files_fini(struct own_files *o);

/* A descriptor of what lies there, or an errno. */
int own_files_open(const struct own_files *o, struct slice name, int flags);

/* A mount of root's may show the files of a user, who may link to anything:
 * only to what is the user's, then. */
bool own_files_trusts(const struct own_files *o, const struct stat *stat);

/* The same for a regular file, with its state. -ENOENT, -EPERM. */
int own_files_open_file(const struct own_files *o, struct slice name,
                        struct stat *ret_stat);

/* Has it not changed? */
bool own_files_is_same(const struct stat *a, const struct stat *b);

/* All bytes of a descriptor; 0, -EFBIG, or an errno. */
int own_files_read(int fd, struct buf *to);

/* `# line 3<TAB>as typed<TAB>why`, of a line that is of no use. */
void own_files_complain(size_t line, struct slice text, const char *fault,
                        struct buf *to);

#endif
