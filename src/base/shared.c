/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/shared.h"

#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC 0x6f70736673686172u /* "opsfshar" */
#define PATIENCE_MS 50            /* a lock is held for microseconds */
#define TRIES 100                 /* to open what others take away */

struct header {
    uint64_t magic;
    uint64_t size;
    pthread_mutex_t mutex;
};

struct shared {
    int dir;
    int fd;
    char *name;
    struct header *map;
    size_t mapped; /* bytes */
    bool lost;     /* not available any more */
};

/* The block after the header begins where any type may. */
static size_t header_size(void)
{
    return (sizeof(struct header) + 63) / 64 * 64;
}

static int open_dir(const char *path, int *ret_fd)
{
    struct stat st;
    int fd;

    if (mkdir(path, 0700) < 0 && errno != EEXIST)
        return -errno;
    fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno == ELOOP || errno == ENOTDIR ? -EPERM : -errno;
    if (fstat(fd, &st) < 0 || st.st_uid != geteuid() || (st.st_mode & 0022)) {
        close(fd);
        return -EPERM;
    }
    *ret_fd = fd;
    return 0;
}

static int init_mutex(pthread_mutex_t *mutex)
{
    pthread_mutexattr_t attr;
    int r = pthread_mutexattr_init(&attr);

    if (r)
        return -r;
    pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
    r = pthread_mutex_init(mutex, &attr);
    pthread_mutexattr_destroy(&attr);
    return -r;
}

static int map(struct shared *s, int fd)
{
    void *at = mmap(NULL, s->mapped, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

    if (at == MAP_FAILED)
        return -errno;
    s->map = at;
    s->fd = fd;
    return 0;
}

static void unmap(struct shared *s)
{
    if (s->map)
        munmap(s->map, s->mapped);
    if (s->fd >= 0)
        close(s->fd);
    s->map = NULL;
    s->fd = -1;
}

/* All of its bytes are there from the beginning: on a full disk, a page that is
 * not would end the process when it is first touched. */
static int fill(struct shared *s, int fd)
{
    int r = posix_fallocate(fd, 0, (off_t)s->mapped);

    if (r)
        return -r;
    r = map(s, fd);
    if (r < 0)
        return r;
    s->map->magic = MAGIC;
    s->map->size = s->mapped;
    return init_mutex(&s->map->mutex);
}

/* Made whole under another name: nobody sees half of it. -EEXIST when another
 * process was quicker. */
static int create(struct shared *s)
{
    char draft[64];
    int fd, r;

    snprintf(draft, sizeof(draft), ".new-%ld", (long)getpid());
    unlinkat(s->dir, draft, 0);
    fd = openat(s->dir, draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return -errno;
    s->fd = fd;
    r = flock(fd, LOCK_SH) < 0 ? -errno : fill(s, fd);
    if (r == 0 && linkat(s->dir, draft, s->dir, s->name, 0) < 0)
        r = -errno;
    unlinkat(s->dir, draft, 0);
    if (r < 0)
        unmap(s);
    return r;
}

static bool is_ours(const struct shared *s, int fd, nlink_t *ret_links)
{
    struct stat st;

    if (fstat(fd, &st) < 0)
        return false;
    *ret_links = st.st_nlink;
    return S_ISREG(st.st_mode) && st.st_uid == geteuid() &&
           st.st_size == (off_t)s->mapped;
}

/* -EAGAIN when it was taken away meanwhile, or was no good and is now. */
static int join(struct shared *s)
{
    int fd = openat(s->dir, s->name, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    nlink_t links = 0;
    int r;

    if (fd < 0)
        return errno == ENOENT ? -EAGAIN : -errno;
    s->fd = fd;
    r = flock(fd, LOCK_SH) < 0 ? -errno : 0;
    if (r == 0 && is_ours(s, fd, &links) && links > 0)
        r = map(s, fd);
    else if (r == 0)
        r = -EAGAIN;
    if (r == 0 && (s->map->magic != MAGIC || s->map->size != s->mapped))
        r = -EAGAIN;
    if (r == -EAGAIN && links > 0)
        unlinkat(s->dir, s->name, 0);
    if (r < 0)
        unmap(s);
    return r;
}

static int open_file(struct shared *s)
{
    int r = -EAGAIN;

    for (int i = 0; i < TRIES && r == -EAGAIN; i++) {
        r = create(s);
        if (r == -EEXIST)
            r = join(s);
    }
    return r;
}

int shared_open(const char *dir, const char *name, size_t size,
                struct shared **ret_shared)
{
    struct shared *s = calloc(1, sizeof(*s));
    int r;

    if (!s)
        return -ENOMEM;
    s->dir = s->fd = -1;
    s->mapped = header_size() + size;
    s->name = strdup(name);
    r = s->name ? open_dir(dir, &s->dir) : -ENOMEM;
    if (r == 0)
        r = open_file(s);
    if (r < 0) {
        shared_close(s);
        return r;
    }
    *ret_shared = s;
    return 0;
}

/* Alone with it: nobody can join while this lock is held, and whoever waits for
 * it finds that the file has no name any more. */
static void take_away(struct shared *s)
{
    if (s->map && flock(s->fd, LOCK_EX | LOCK_NB) == 0)
        unlinkat(s->dir, s->name, 0);
}

void shared_close(struct shared *s)
{
    if (!s)
        return;
    take_away(s);
    unmap(s);
    if (s->dir >= 0)
        close(s->dir);
    free(s->name);
    free(s);
}

void *shared_lock(struct shared *s, bool *ret_died)
{
    struct timespec until;
    int r;

    *ret_died = false;
    if (s->lost)
        return NULL;
    until = clock_after(PATIENCE_MS);
    r = pthread_mutex_trylock(&s->map->mutex);
    if (r == EBUSY)
        r = pthread_mutex_clocklock(&s->map->mutex, CLOCK_MONOTONIC, &until);
    if (r == EOWNERDEAD) {
        *ret_died = true;
        r = pthread_mutex_consistent(&s->map->mutex);
    }
    s->lost = r != 0;
    return r ? NULL : (char *)s->map + header_size();
}

void shared_unlock(struct shared *s)
{
    pthread_mutex_unlock(&s->map->mutex);
}
