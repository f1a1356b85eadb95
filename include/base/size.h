/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number of bytes as people write it. */
#ifndef OPSFS_BASE_SIZE_H
#define OPSFS_BASE_SIZE_H

#include <stdint.h>

/* `256M`, `3.5G`: bytes, or K, M, G of 1024. 0, -EINVAL, -ERANGE. */
int size_parse(const char *value, int64_t *ret_size);

#endif
