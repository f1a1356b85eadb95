/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opens what lies below a directory in the same file system, and nothing else:
 * opening a path that leads into our own mount would wait for ourselves.
 */
#ifndef OPSFS_BASE_BENEATH_H
#define OPSFS_BASE_BENEATH_H

/* A descriptor for reading, opened without waiting (O_NONBLOCK); `flags` as of
 * open(2). An absolute link at the end is followed when it names a place in the
 * same mount. Negative errno; -EXDEV: it is on another file system, or may be,
 * because without openat2(2) a symbolic link is not followed. */
int beneath_open(int base, const char *path, int flags);

#endif
