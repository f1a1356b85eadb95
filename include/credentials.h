/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Key and secret of the application that the user registered with OPS (OPS
 * guide 1.2).
 */
#ifndef OPSFS_CREDENTIALS_H
#define OPSFS_CREDENTIALS_H

#include "base/buf.h"
#include "net/token.h"
#include "options.h"

/* From the environment, whose values are wiped, or from the file: 0, -ENOENT,
 * -EPERM (others can read the file), -EINVAL, with one line for people. */
int credentials_read(struct options *o, struct credentials *ret_credentials,
                     struct buf *ret_error);

#endif
