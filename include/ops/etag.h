/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ETag of an answer (RFC 9110, 8.8.3), with its quotes, by which others may
 * see that they have the same bytes. It is shown, and never sent.
 */
#ifndef OPSFS_OPS_ETAG_H
#define OPSFS_OPS_ETAG_H

#include "base/str.h"

#define ETAG_MAX 64

/* Of a header block, lines ended by LF or CRLF; "" where it has none, or one
 * that is longer or not of printable characters. Of several the last one. */
void etag_read(struct slice headers, char ret_etag[ETAG_MAX]);

#endif
