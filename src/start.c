/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "start.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

/* Bytes: a piece of memory with a mapping of its own, and what is kept free at
 * the end of the others. */
#define MAPPED_MIN (128 << 10)
#define FREE_MAX (1 << 20)

#define FUSE_MAGIC 0x65735546 /* of statfs(2); not in the kernel's headers */

static int refuse(struct buf *to, const char *path, const char *why)
{
    buf_printf(to, "mount point %s: %s", path, why);
    return -EINVAL;
}

/* The parent directory is on another device: something is mounted here. */
static bool is_mounted(const char *path, const struct stat *st)
{
    struct buf up = BUF_INIT(64 * 1024);
    struct stat above;
    bool differs;

    buf_printf(&up, "%s/..", path);
    differs = stat(buf_text(&up), &above) == 0 && above.st_dev != st->st_dev;
    buf_fini(&up);
    return differs;
}

static bool is_empty(const char *path)
{
    DIR *dir = opendir(path);
    const struct dirent *entry;
    bool empty = true;

    while (dir && empty && (entry = readdir(dir)))
        empty = strcmp(entry->d_name, ".") == 0 ||
                strcmp(entry->d_name, "..") == 0;
    if (dir)
        closedir(dir);
    return empty;
}

static int refuse_missing(struct buf *to, const char *path)
{
    buf_printf(to, "mount point %s: %s; make it with mkdir %s", path,
               strerror(ENOENT), path);
    return -EINVAL;
}

static int refuse_stale(struct buf *to, const char *path)
{
    buf_printf(to,
               "mount point %s: a mount whose daemon is gone is still there; "
               "run fusermount3 -u %s",
               path, path);
    return -EINVAL;
}

int start_check_mountpoint(const char *path, bool nonempty,
                           struct buf *ret_error)
{
    bool here;
    struct stat st;
    struct statfs fs;

    /* stat(2) may be answered from the kernel's memory; statfs(2) is not. */
    here = statfs(path, &fs) == 0;
    if (!here && errno == ENOTCONN)
        return refuse_stale(ret_error, path);
    if (stat(path, &st) < 0)
        return errno == ENOTCONN ? refuse_stale(ret_error, path)
               : errno == ENOENT ? refuse_missing(ret_error, path)
                                 : refuse(ret_error, path, strerror(errno));
    if (!S_ISDIR(st.st_mode))
        return refuse(ret_error, path, "not a directory");
    if (is_mounted(path, &st) && here && (unsigned long)fs.f_type == FUSE_MAGIC)
        return refuse(ret_error, path,
                      "busy: a file system is mounted there; unmount it with "
                      "fusermount3 -u, or take another directory");
    if (!nonempty && !is_empty(path))
        return refuse(ret_error, path,
                      "not empty, and a mount would hide what is in it; take "
                      "another directory, or mount with -o nonempty");
    return 0;
}

/* A file that is opened next must not get the number of a closed standard
 * stream, since start_ready() puts something else there. */
static void open_standard(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
}

void start_harden(void)
{
    const struct rlimit none = {0, 0};
    struct rlimit files;

    open_standard();
    unsetenv("SSLKEYLOGFILE"); /* libcurl would write the keys of TLS there */
    prctl(PR_SET_DUMPABLE, 0);
    setrlimit(RLIMIT_CORE, &none);
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
}

/* malloc() has an arena for each thread; what is free at the end of any but the
 * first stays there for good (glibc 2.36: malloc_trim() and heap_trim()). And
 * each large piece that is freed makes it keep larger ones, up to 64 MiB. */
void start_frugal(void)
{
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, MAPPED_MIN);
    mallopt(M_TRIM_THRESHOLD, FREE_MAX);
}

/* Mounts started by cron(8) and from a desktop have to find the same place. */
void start_runtime_dir(struct buf *to)
{
    const char *named = getenv("XDG_RUNTIME_DIR");
    unsigned uid = geteuid();

    if (named && named[0] == '/') {
        buf_printf(to, "%s/opsfs", named);
        return;
    }
    buf_printf(to, "/run/user/%u", uid);
    if (access(buf_text(to), W_OK) == 0) {
        buf_puts(to, "/opsfs");
        return;
    }
    buf_reset(to);
    if (uid == 0)
        buf_puts(to, "/run/opsfs");
    else
        buf_printf(to, "/tmp/opsfs-%u", uid);
}

/* What it is linked to may have been replaced since, and be called deleted: its
 * directory is the same. */
void start_find_program(const char *name, struct buf *to)
{
    char self[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);
    char *end;

    self[len > 0 ? len : 0] = '\0';
    end = strrchr(self, '/');
    if (end) {
        *end = '\0';
        buf_printf(to, "%s/%s", self, name);
        if (access(buf_text(to), X_OK) == 0)
            return;
        buf_reset(to);
    }
    buf_printf(to, "%s/%s", OPSFS_LIBEXEC, name);
}

/* One byte means ready; end of file means that the child died, having said
 * why. */
static void wait_for(int fd, pid_t child)
{
    char byte;
    ssize_t n;
    int status;

    do
        n = read(fd, &byte, 1);
    while (n < 0 && errno == EINTR);
    if (n == 1)
        _exit(0);
    if (waitpid(child, &status, 0) == child && WIFEXITED(status))
        _exit(WEXITSTATUS(status) ? WEXITSTATUS(status) : 1);
    _exit(1);
}

int start_background(void)
{
    int fds[2];
    pid_t child;

    if (pipe2(fds, O_CLOEXEC) < 0)
        return -errno;
    child = fork();
    if (child < 0) {
        close(fds[0]);
        close(fds[1]);
        return -errno;
    }
    if (child > 0) {
        close(fds[1]);
        wait_for(fds[0], child);
    }
    close(fds[0]);
    return fds[1];
}

void start_ready(int fd)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    ssize_t n;

    setsid();
    if (chdir("/") < 0 || null < 0)
        return;
    n = write(fd, "r", 1);
    (void)n;
    close(fd);
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
    if (null > STDERR_FILENO)
        close(null);
}

int start_signals(void)
{
    sigset_t heeded;
    int fd;

    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error */
    signal(SIGCHLD, SIG_DFL); /* else children are reaped unseen */
    sigemptyset(&heeded);
    sigaddset(&heeded, SIGHUP);
    sigaddset(&heeded, SIGCHLD);
    sigaddset(&heeded, SIGINT);
    sigaddset(&heeded, SIGTERM);
    if (sigprocmask(SIG_BLOCK, &heeded, NULL) < 0)
        return -errno;
    fd = signalfd(-1, &heeded, SFD_CLOEXEC | SFD_NONBLOCK);
    return fd < 0 ? -errno : fd;
}
