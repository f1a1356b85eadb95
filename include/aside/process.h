/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A process of our own beside the daemon, at the other end of a socket. It has
 * nothing of the daemon's but that: no environment, no descriptor, no memory,
 * the root as its directory, and no signal blocked or ignored.
 */
#ifndef OPSFS_ASIDE_PROCESS_H
#define OPSFS_ASIDE_PROCESS_H

#include <stdint.h>
#include <sys/types.h>

/* Its end of the socket, of SOCK_SEQPACKET; 0 to 2 are /dev/null. */
#define PROCESS_SOCKET 3

/* All 0: there is none. */
struct process {
    pid_t pid;
    int socket; /* receives as long as `patience_ms` of process_start() */
};

/* 0 or -errno. What cannot be run may be found out only later: the other end of
 * the socket is closed then. */
int process_start(const char *program, int64_t patience_ms,
                  struct process *ret_process);

/* Kills it if it still runs; nothing is left of it. */
void process_end(struct process *p);

/* The same for one that has ended by itself, or there is none. */
void process_reap(struct process *p);

#endif
