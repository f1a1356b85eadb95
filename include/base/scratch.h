/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory in a file without a name, mapped: for what is large, so that the
 * system can put it elsewhere. The file is of this user alone, in $TMPDIR, else
 * in /var/tmp, and goes with the mapping. Its blocks are allocated before they
 * are mapped: a disk that is full is an error here and no signal later.
 *
 * The system counts pages that were touched as this process's, until
 * scratch_rest() says that they are not needed for the time being.
 */
#ifndef OPSFS_BASE_SCRATCH_H
#define OPSFS_BASE_SCRATCH_H

#include <stddef.h>

/* A descriptor, or -errno. The mapping outlives it. */
int scratch_open(void);

/* What `data` of `size` bytes (NULL: of none yet) becomes when the file has
 * `more` bytes; NULL when it cannot, and `data` stays as it is. */
char *scratch_grow(int fd, char *data, size_t size, size_t more);

/* Gives back all but the first `less` bytes. */
void scratch_shrink(int fd, char *data, size_t size, size_t less);

/* The bytes stay, and are read from the file when they are touched again. */
void scratch_rest(const char *data, size_t size);

void scratch_free(char *data, size_t size);

#endif
