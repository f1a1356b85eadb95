/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Waiting for the next request where it costs least. The loop's own sleep, in
 * epoll_wait(2), takes a second call to fetch what came, and a longer way to
 * be woken. Who reads one cached file after another notices: each is asked for
 * within microseconds of the last.
 *
 * So while a mount is in use, and nothing but a request is being waited for,
 * the loop waits in here: first it looks for the next request again and again,
 * for as long as it takes to wake a sleeper, if that has paid of late; then it
 * sleeps in read(2). A timer ends that read after TICK_MS, for signals, which
 * only the loop takes. A tick that comes between two reads is lost, but the
 * next is not. Outside of await_request() there is no timer.
 */
#ifndef OPSFS_FS_AWAIT_H
#define OPSFS_FS_AWAIT_H

#include <stdbool.h>

struct fs;

/* The session is mounted; 0 or -errno. */
int await_init(struct fs *fs);

/* While nothing else is being waited for: waits for one more request in read(2)
 * and serves it. False when none came, or none is to be expected soon. Follow
 * with await_end() before anything else: it makes reading non-blocking again. */
bool await_request(struct fs *fs);
int await_end(struct fs *fs); /* 0 or -errno */

#endif
