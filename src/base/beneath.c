/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
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

/* The place is opened with O_PATH first, which asks no file system anything. */
static int by_mount(int base, const char *path, int flags)
{
    int place = openat(base, path, O_PATH | O_NOFOLLOW | O_CLOEXEC), fd;
    int mount = place < 0 ? -1 : mount_of(place);
    char again[64];

    if (place < 0)
        return -errno;
    if (mount < 0 || mount != mount_of(base)) {
        close(place);
        return -EXDEV;
    }
    snprintf(again, sizeof(again), "/proc/self/fd/%d", place);
    fd = open(again, flags);
    if (fd < 0)
        fd = errno == ELOOP ? -EXDEV : -errno;
    close(place);
    return fd;
}

int beneath_open(int base, const char *path, int flags)
{
    int fd;

    flags |= O_RDONLY | O_NONBLOCK | O_CLOEXEC;
    fd = by_openat2(base, path, flags);
    return fd == -ENOSYS ? by_mount(base, path, flags) : fd;
}
