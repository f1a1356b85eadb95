/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef OPSFS_TESTS_LOAD_H
#define OPSFS_TESTS_LOAD_H

#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>

/* Bytes in memory of just their size, so that a read beyond them is seen by
 * the sanitizers; the caller frees them. NULL when there is no such file. */
static inline char *load(const char *path, struct slice *ret_bytes)
{
    FILE *file = fopen(path, "rb");
    long len = -1;
    char *bytes;

    if (!file)
        return NULL;
    if (fseek(file, 0, SEEK_END) == 0)
        len = ftell(file);
    rewind(file);
    bytes = len < 0 ? NULL : malloc(len ? (size_t)len : 1);
    if (bytes && fread(bytes, 1, (size_t)len, file) != (size_t)len) {
        free(bytes);
        bytes = NULL;
    }
    fclose(file);
    if (bytes)
        *ret_bytes = (struct slice){bytes, (size_t)len};
    return bytes;
}

#endif
