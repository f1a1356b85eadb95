/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Messages of one size, with descriptors, over a socket of SOCK_SEQPACKET
 * (unix(7)).
 */
#ifndef OPSFS_ASIDE_PASSING_H
#define OPSFS_ASIDE_PASSING_H

#include <stddef.h>

#define PASSING_FILES 2

/* `files` stay the caller's. 0; -EPIPE, -ECONNRESET: the other end is gone; or
 * another -errno. */
int passing_send(int socket, const void *message, size_t len, const int *files,
                 size_t count);

/* Waits as long as the socket's SO_RCVTIMEO says. 0, and the caller's are the
 * descriptors, `count` at most; any more are closed. -EPIPE: the other end is
 * gone; -ECONNRESET: and never read what was sent last; -EAGAIN: nothing came;
 * -EPROTO: not of this size. */
int passing_receive(int socket, void *message, size_t len, int *files,
                    size_t max, size_t *ret_count);

#endif
