/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int by_openat2(int base, const char *path, int flags)
{
    struct open_how how = {
        .flags = (uint64_t)flags,
        .resolve = RESOLVE_NO_XDEV,
    };
    long fd = syscall(SYS_openat2, base, path, &how, sizeof(how));

    return fd < 0 ? -errno : (int)fd;
}

/* The mount a descriptor belongs to, without asking its file system. */
static int mount_of(int fd)
{
    char path[64], text[256], *at;
    int info, id = -1;
    ssize_t n;

    snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
    info = open(path, O_RDONLY | O_CLOEXEC);
    if (info < 0)
        return -1;
    n = read(info, text, sizeof(text) - 1);
    close(info);
    text[n > 0 ? n : 0] = '\0';
    at = strstr(text, "mnt_id:");
    return at && sscanf(at, "mnt_id: %d", &id) == 1 ? id : -1;
}

/* What is found is opened with O_PATH first, which asks no file system
 * anything. */
static int by_mount(int base, const char *path, int flags)
{
    int found = openat(base, path, O_PATH | O_NOFOLLOW | O_CLOEXEC), fd;
    int mount = found < 0 ? -1 : mount_of(found);
    char again[64];

    if (found < 0)
        return -errno;
    if (mount < 0 || mount != mount_of(base)) {
        close(found);
        return -EXDEV;
    }
    snprintf(again, sizeof(again), "/proc/self/fd/%d", found);
    fd = open(again, flags);
    if (fd < 0)
        fd = errno == ELOOP ? -EXDEV : -errno;
    close(found);
    return fd;
}

static bool is_same(int a, int b)
{
    struct stat x, y;

    return fstat(a, &x) == 0 && fstat(b, &y) == 0 && x.st_ino == y.st_ino &&
           x.st_dev == y.st_dev;
}

/* The root of the mount that `base` is in, as a descriptor. Going up asks no
 * file system anything that is not open already. */
static int root_of(int base)
{
    const int how = O_PATH | O_DIRECTORY | O_CLOEXEC;
    int at = openat(base, ".", how), mount = mount_of(base);

    while (at >= 0) {
        int up = openat(at, "..", how);

        if (up < 0 || mount_of(up) != mount || is_same(up, at)) {
            if (up >= 0)
                close(up);
            break;
        }
        close(at);
        at = up;
    }
    return at;
}

/* What is left of `path` below `root`; NULL when it does not lie there. */
static const char *below(int root, const char *path)
{
    char proc[64], top[PATH_MAX];
    ssize_t len;

    snprintf(proc, sizeof(proc), "/proc/self/fd/%d", root);
    len = readlink(proc, top, sizeof(top));
    while (len > 0 && top[len - 1] == '/')
        len--;
    if (len < 0 || strncmp(path, top, (size_t)len) != 0 || path[len] != '/')
        return NULL;
    path += len;
    while (*path == '/')
        path++;
    return *path ? path : ".";
}

/* For openat2(2) an absolute link leaves the mount, wherever it leads. One
 * whose text names a place in the same mount is followed from the mount's
 * root. */
static int by_link(int base, const char *path, int flags)
{
    char target[PATH_MAX];
    ssize_t len = readlinkat(base, path, target, sizeof(target) - 1);
    const char *rest;
    int root, fd = -EXDEV;

    if (len <= 0 || target[0] != '/')
        return -EXDEV;
    target[len] = '\0';
    root = root_of(base);
    rest = root < 0 ? NULL : below(root, target);
    if (rest)
        fd = by_openat2(root, rest, flags);
    if (root >= 0)
        close(root);
    return fd;
}

int beneath_open(int base, const char *path, int flags)
{
    int fd;

    flags |= O_RDONLY | O_NONBLOCK | O_CLOEXEC;
    fd = by_openat2(base, path, flags);
    if (fd == -EXDEV)
        return by_link(base, path, flags);
    return fd == -ENOSYS ? by_mount(base, path, flags) : fd;
}
