/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The other end of aside/aside.h, in the program opsfs-image: calls are done
 * by image/, one at a time, as they come.
 */
#ifndef OPSFS_ASIDE_SERVE_H
#define OPSFS_ASIDE_SERVE_H

/* Waits for a call as long as the socket's SO_RCVTIMEO says, does it and
 * answers. 0; -EAGAIN: none came; -EPIPE: none will come; or another -errno of
 * the socket. */
int serve(int socket);

#endif
