/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything before the first request: checks that can fail with one clear
 * line, and the way into the background.
 *
 * start_background() forks before any library starts a thread. The parent waits
 * there until the child calls start_ready(), or dies, and exits with the
 * outcome: when opsfs returns, the mount is there.
 */
#ifndef OPSFS_START_H
#define OPSFS_START_H

#include "base/buf.h"

#include <stdbool.h>

/* Can something be mounted there? 0, or -EINVAL with a line for people. With
 * `nonempty`, over a directory whose files the mount hides. */
int start_check_mountpoint(const char *path, bool nonempty,
                           struct buf *ret_error);

/* No core file, no debugger, no log of TLS's keys: the memory holds secrets. As
 * many descriptors as the system grants: each answer on its way takes one.
 * Standard input, output and error are open afterwards, even if the caller had
 * closed them. */
void start_harden(void);

/* Makes malloc() return freed memory to the system. Before the first thread. */
void start_frugal(void);

/* A directory of this user on this machine for what mounts share while they
 * run: $XDG_RUNTIME_DIR/opsfs, or where that usually is. */
void start_runtime_dir(struct buf *to);

/* The path of a program of ours that users do not run: beside our own, as in a
 * build directory, else where it is installed. Neither the environment nor PATH
 * is consulted. */
void start_find_program(const char *name, struct buf *to);

/* In the child: the descriptor for start_ready(). In the parent: exits. -errno
 * when there cannot be a child. */
int start_background(void);

/* The mount is up: the parent may go. Standard input, output and error are
 * closed. */
void start_ready(int fd);

/* A signalfd(2) for the signals that end the program, SIGHUP and SIGCHLD; or
 * -errno. */
int start_signals(void);

#endif
