/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The directory of the store: private to its user, on a disk of this machine,
 * never filled to the brim. Private to store/.
 */
#ifndef OPSFS_STORE_HOME_H
#define OPSFS_STORE_HOME_H

#include "base/buf.h"

#include <stdint.h>

/* Makes it (mode 0700, and the directory above), or looks at the one that is
 * there; `ret_path` is its real name. 0 or -errno: -EPERM when it is not the
 * user's alone, -EREMOTE on a network file system; then `ret_why` is one line
 * for people. */
int home_prepare(const char *dir, struct buf *ret_path, struct buf *ret_why);

/* The network file system with this type of statfs(2), or NULL: locks and
 * shared memory of SQLite's WAL are not available there. */
const char *home_network(long type);

/* Bytes of the disk that may still be written, so that a twentieth of it stays
 * free; negative when it does not. */
int64_t home_space(const char *path);

#endif
