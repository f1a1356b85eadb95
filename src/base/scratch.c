/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define DIRECTORY "/var/tmp"
#define PATH_SIZE 4096

/* Not all file systems have files that never had a name. */
static int open_named(const char *directory)
{
    char path[PATH_SIZE];
    int fd;

    if (snprintf(path, sizeof(path), "%s/opsfs-XXXXXX", directory) >= PATH_SIZE)
        return -1;
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    return fd;
}

int scratch_open(void)
{
    const char *named = getenv("TMPDIR");
    const char *directory = named && named[0] == '/' ? named : DIRECTORY;
    int fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);

    if (fd < 0)
        fd = open_named(directory);
    return fd < 0 ? -errno : fd;
}

static size_t pages(size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);

    return (size + page - 1) / page * page;
}

char *scratch_grow(int fd, char *data, size_t size, size_t more)
{
    char *grown;

    if (posix_fallocate(fd, 0, (off_t)pages(more)) != 0)
        return NULL;
    grown = data ? mremap(data, pages(size), pages(more), MREMAP_MAYMOVE)
                 : mmap(NULL, pages(more), PROT_READ | PROT_WRITE, MAP_SHARED,
                        fd, 0);
    return grown == MAP_FAILED ? NULL : grown;
}

void scratch_shrink(int fd, char *data, size_t size, size_t less)
{
    size_t left = pages(less ? less : 1), all = pages(size);
    int r = 0;

    if (left >= all)
        return;
    munmap(data + left, all - left);
    if (fd >= 0)
        r = ftruncate(fd, (off_t)left);
    (void)r; /* then it is larger than it need be */
}

void scratch_rest(const char *data, size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uintptr_t start = (uintptr_t)data / page * page;

    if (size)
        madvise((void *)start, (uintptr_t)data + size - start, MADV_DONTNEED);
}

void scratch_free(char *data, size_t size)
{
    if (data)
        munmap(data, pages(size ? size : 1));
}
