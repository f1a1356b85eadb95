/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is asking: the process behind a FUSE request, from /proc. Nothing is
 * known of a process that is gone, or belongs to another pid namespace (pid 0).
 * Private to fs/.
 */
#ifndef OPSFS_FS_CALLER_H
#define OPSFS_FS_CALLER_H

#include "base/clock.h"

#include <stdbool.h>
#include <sys/types.h>

/* A signal is pending that should end the wait: HUP, INT, QUIT, KILL or TERM
 * unless ignored, or any other that is not caught and would end the process.
 * True, too, when the process cannot be looked at. */
bool caller_wants_out(pid_t pid);

/* What a program is, by its name. */
enum program {
    PROGRAM_OTHER,   /* or it cannot be looked at */
    PROGRAM_INDEXER, /* walks whole trees unasked: updatedb, thumbnailers */
    PROGRAM_EDITOR,  /* if stat(2) works, blames permissions for open(2) */
};

/* Processes that were looked at a moment ago: their threads need no look of
 * their own. Zeroed at first. */
struct recent_callers {
    struct recent_caller {
        pid_t leader;
        enum program program;
        int64_t until; /* ms */
    } at[8];
    unsigned next; /* to be overwritten */
};

enum program caller_program(struct recent_callers *recent, pid_t thread,
                            struct instant now);

/* Whether a process looks for `name` in a directory of the mount because
 * somebody wrote it: it stands elsewhere, or the name is in its command line.
 * True when it cannot be looked at. `dir` as `/patent/EP1000000`. */
bool caller_was_given(pid_t pid, const char *mountpoint, const char *dir,
                      const char *name);

#endif
