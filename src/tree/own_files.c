/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/own_files.h"

#include "base/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE_SHOWN 60

/* The first `len` bytes of the path. */
static int open_part(char *path, size_t len)
{
    char next = path[len];
    int fd;

    path[len] = '\0';
    fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    path[len] = next;
    return fd;
}

static int open_base(struct own_files *o, char *path)
{
    size_t len = strlen(path), whole = len;
    struct stat stat;

    while (len) {
        o->base = open_part(path, len);
        if (o->base >= 0)
            break;
        while (len && path[--len] != '/')
            ;
    }
    if (o->base < 0)
        o->base = open(path[0] == '/' ? "/" : ".",
                       O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (len < whole)
        buf_printf(&o->rest, "%s/", path + len + (path[len] == '/'));
    if (o->base < 0 || fstat(o->base, &stat) < 0)
        return -errno;
    o->owner = stat.st_uid;
    return o->rest.error;
}

int own_files_init(struct own_files *o, const char *path)
{
    char *copy = strdup(path);
    int r = -ENOMEM;

    *o = (struct own_files){.base = -1, .rest = BUF_INIT(OWN_FILE_MAX)};
    if (copy)
        r = open_base(o, copy);
    free(copy);
    return r;
}

void own_files_fini(struct own_files *o)
{
    buf_fini(&o->rest);
    if (o->base >= 0)
        close(o->base);
}

int own_files_open(const struct own_files *o, struct slice name, int flags)
{
    struct buf path = BUF_INIT(OWN_FILE_MAX);
    int fd;

    buf_printf(&path, "%s%.*s", buf_text(&o->rest), (int)name.len, name.at);
    fd = path.error ? path.error
                    : beneath_open(o->base, buf_text(&path), flags);
    buf_fini(&path);
    return fd;
}

bool own_files_trusts(const struct own_files *o, const struct stat *stat)
{
    return o->owner == geteuid() || o->owner == stat->st_uid;
}

int own_files_open_file(const struct own_files *o, struct slice name,
                        struct stat *ret_stat)
{
    int fd = own_files_open(o, name, 0), r = 0;

    if (fd < 0)
        return fd;
    if (fstat(fd, ret_stat) < 0 || !S_ISREG(ret_stat->st_mode))
        r = -ENOENT;
    else if (!own_files_trusts(o, ret_stat))
        r = -EPERM;
    if (r < 0)
        close(fd);
    return r < 0 ? r : fd;
}

bool own_files_is_same(const struct stat *a, const struct stat *b)
{
    return a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

int own_files_read(int fd, struct buf *to)
{
    char piece[65536];
    ssize_t n;

    while ((n = read(fd, piece, sizeof(piece))) > 0) {
        int r = buf_add(to, piece, (size_t)n);

        if (r < 0)
            return r;
    }
    return n < 0 ? -errno : 0;
}

/* The beginning of a line, which ends with a whole character. */
static int shown_of(struct slice text)
{
    size_t len = text.len > LINE_SHOWN ? LINE_SHOWN : text.len;

    while (len && len < text.len && (text.at[len] & 0xc0) == 0x80)
        len--;
    return slice_is_clean(text) ? (int)len : 0;
}

void own_files_complain(size_t line, struct slice text, const char *fault,
                        struct buf *to)
{
    buf_printf(to, "# line %zu\t%.*s\t%s\n", line, shown_of(text), text.at,
               fault);
}
