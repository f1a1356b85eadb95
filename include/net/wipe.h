/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libcurl, whose memory is wiped when it gives it back: it makes copies of the
 * request's headers, in which key and secret are, and does not clear them. Of
 * HTTP/2 nghttp2 has memory of its own, which is not wiped. libcurl's receive
 * buffers are mapped here, too, and take no memory until something is received.
 * Private to net/.
 */
#ifndef OPSFS_NET_WIPE_H
#define OPSFS_NET_WIPE_H

/* Once before each wipe_stop(); 0 or -ENOMEM. */
int wipe_start(void);
void wipe_stop(void);

#endif
