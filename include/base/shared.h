/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A block of memory that the processes of one user on this machine share: a
 * file, mapped by each, with a robust mutex (pthread_mutexattr_setrobust(3))
 * in front of it. A process that dies in between leaves the mutex to the next.
 *
 * The file is there while somebody has it open: whoever closes it last removes
 * it. What a crash left is found by the next one to open it, contents and all,
 * and goes with that one.
 *
 * A lock is waited for a moment only. Whoever was stopped while holding it must
 * not stop the others: then, or when the block cannot be trusted, shared_lock()
 * fails for good and the caller goes on with memory of its own.
 */
#ifndef OPSFS_BASE_SHARED_H
#define OPSFS_BASE_SHARED_H

#include <stdbool.h>
#include <stddef.h>

struct shared;

/* `dir` is made with mode 0700 if need be, and has to be the user's own and
 * nobody else's to write to; `name` is the file in it. A new block is `size`
 * zero bytes. A file of another size or form is replaced. 0; -EPERM when the
 * directory is not to be trusted; or another -errno. */
int shared_open(const char *dir, const char *name, size_t size,
                struct shared **ret_shared);
void shared_close(struct shared *s);

/* The block, until shared_unlock(). NULL: it cannot be had, now or ever again.
 * `ret_died`: the last one to have it died, and may have left it half done. */
void *shared_lock(struct shared *s, bool *ret_died);
void shared_unlock(struct shared *s);

#endif
