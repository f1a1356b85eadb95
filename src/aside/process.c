/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aside/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static int set_files(posix_spawn_file_actions_t *files, int socket)
{
    int r = 0;

    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO && r == 0; fd++)
        r = posix_spawn_file_actions_addopen(files, fd, "/dev/null", O_RDWR, 0);
    if (r == 0)
        r = posix_spawn_file_actions_adddup2(files, socket, PROCESS_SOCKET);
    if (r == 0)
        r = posix_spawn_file_actions_addchdir_np(files, "/");
    return r;
}

/* The worker, which is likely to ask, has all signals blocked. */
static int set_signals(posix_spawnattr_t *attributes)
{
    sigset_t none, all;
    int r;

    sigemptyset(&none);
    sigfillset(&all);
    r = posix_spawnattr_setsigmask(attributes, &none);
    if (r == 0)
        r = posix_spawnattr_setsigdefault(attributes, &all);
    return r ? r
             : posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK |
                                                        POSIX_SPAWN_SETSIGDEF);
}

/* As vfork(2): nothing of the daemon's memory is copied. */
static int spawn(const char *program, int socket, pid_t *ret_pid)
{
    char *const arguments[] = {(char *)program, NULL}, *const none[] = {NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    int r = posix_spawn_file_actions_init(&files);

    if (r)
        return -r;
    r = posix_spawnattr_init(&attributes);
    if (r == 0) {
        r = set_files(&files, socket);
        if (r == 0)
            r = set_signals(&attributes);
        if (r == 0)
            r = posix_spawn(ret_pid, program, &files, &attributes, arguments,
                            none);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&files);
    return -r;
}

int process_start(const char *program, int64_t patience_ms,
                  struct process *ret_process)
{
    const struct timeval patience = {patience_ms / 1000,
                                     patience_ms % 1000 * 1000};
    int ends[2], r;
    pid_t pid;

    *ret_process = (struct process){0};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
        return -errno;
    setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    r = spawn(program, ends[1], &pid);
    close(ends[1]);
    if (r < 0)
        close(ends[0]);
    else
        *ret_process = (struct process){pid, ends[0]};
    return r;
}

static void forget(struct process *p)
{
    close(p->socket);
    *p = (struct process){0};
}

void process_end(struct process *p)
{
    if (!p->pid)
        return;
    kill(p->pid, SIGKILL);
    while (waitpid(p->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    forget(p);
}

void process_reap(struct process *p)
{
    if (p->pid && waitpid(p->pid, NULL, WNOHANG) == p->pid)
        forget(p);
}
