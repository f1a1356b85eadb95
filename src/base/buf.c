/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buf.h"

#include "base/scratch.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_CAPACITY 256
#define WRITE_MIN 4096 /* bytes: less is copied */
#define REST_EACH ((size_t)1 << 20)
#define COPY_EACH ((size_t)64 << 10)

void buf_init(struct buf *b, size_t ceiling)
{
    *b = BUF_INIT(ceiling);
}

static void forget(struct buf *b)
{
    b->data = NULL;
    b->len = b->cap = b->rested = b->written = 0;
    b->file = 0;
}

void buf_fini(struct buf *b)
{
    if (b->file) {
        scratch_free(b->data, b->cap);
        close(b->file);
    } else {
        free(b->data);
    }
    forget(b);
}

void buf_reset(struct buf *b)
{
    b->len = b->rested = 0;
    b->error = 0;
    if (b->data)
        b->data[0] = '\0';
}

static int fail(struct buf *b, int error)
{
    if (!b->error)
        b->error = error;
    return b->error;
}

static int use_file(struct buf *b, size_t cap)
{
    int fd = scratch_open();
    char *data = fd > 0 ? scratch_grow(fd, NULL, 0, cap) : NULL;

    if (!data) {
        if (fd > 0)
            close(fd);
        return fd < 0 ? fd : -ENOSPC;
    }
    if (b->len)
        memcpy(data, b->data, b->len);
    free(b->data);
    b->data = data;
    b->cap = cap;
    b->file = fd;
    b->written = b->len;
    return 0;
}

/* Without a file it is memory as before. */
static int resize(struct buf *b, size_t cap)
{
    char *data;

    if (!b->file && cap >= BUF_FILED && use_file(b, cap) == 0)
        return 0;
    data = b->file ? scratch_grow(b->file, b->data, b->cap, cap)
                   : realloc(b->data, cap);
    if (!data)
        return -ENOMEM;
    b->data = data;
    b->cap = cap;
    return 0;
}

/* Space for `more` bytes and the NUL. Doubling, but never past the ceiling. */
static int reserve(struct buf *b, size_t more)
{
    size_t cap = b->cap ? b->cap : FIRST_CAPACITY;

    if (b->error)
        return b->error;
    if (more > b->ceiling - b->len || more >= SIZE_MAX - b->len)
        return fail(b, -EFBIG);
    if (b->cap > b->len + more)
        return 0;
    while (cap <= b->len + more)
        cap = cap < SIZE_MAX / 2 ? cap * 2 : SIZE_MAX;
    if (cap - 1 > b->ceiling)
        cap = b->ceiling + 1;
    return resize(b, cap) < 0 ? fail(b, -ENOMEM) : 0;
}

/* What was never written of a file is 0. */
static void terminate(struct buf *b)
{
    if (!b->file || b->len < b->written)
        b->data[b->len] = '\0';
    if (b->written < b->len)
        b->written = b->len;
}

void buf_expect(struct buf *b, size_t len)
{
    if (b->error || len < b->cap || len > b->ceiling || len == SIZE_MAX)
        return;
    if (resize(b, len + 1) == 0)
        terminate(b);
}

int buf_file(struct buf *b)
{
    return b->file ? 0 : use_file(b, b->cap ? b->cap : FIRST_CAPACITY);
}

/* What was written will not be read before the rest is there. */
static void rest(struct buf *b)
{
    if (!b->file || b->len < b->rested + REST_EACH)
        return;
    scratch_rest(b->data + b->rested, b->len - b->rested);
    b->rested = b->len;
}

/* To write is quicker than to touch each page for the first time. */
static void put(struct buf *b, const void *data, size_t len)
{
    if (b->file && len >= WRITE_MIN &&
        pwrite(b->file, data, len, (off_t)b->len) == (ssize_t)len)
        return;
    memcpy(b->data + b->len, data, len);
}

int buf_add(struct buf *b, const void *data, size_t len)
{
    int r = reserve(b, len);

    if (r < 0)
        return r;
    if (len)
        put(b, data, len);
    b->len += len;
    terminate(b);
    rest(b);
    return 0;
}

static int copy_bytes(struct buf *b, int fd, size_t len)
{
    char some[COPY_EACH];
    ssize_t n = 0;

    for (size_t at = 0; at < len && !b->error; at += (size_t)n) {
        size_t more = len - at < sizeof(some) ? len - at : sizeof(some);

        n = pread(fd, some, more, (off_t)at);
        if (n <= 0)
            return fail(b, -EIO);
        buf_add(b, some, (size_t)n);
    }
    return b->error;
}

/* Into a file as large as it has to be, which a nearly full disk may not have;
 * then it is memory. */
int buf_copy_file(struct buf *b, int fd)
{
    struct stat st;
    size_t len;

    buf_reset(b);
    if (fstat(fd, &st) < 0)
        return fail(b, -EIO);
    len = (size_t)st.st_size;
    if (len > b->ceiling)
        return fail(b, -EFBIG);
    if (len >= COPY_FILED && !b->file)
        use_file(b, len + 1);
    buf_expect(b, len);
    return copy_bytes(b, fd, len);
}

int buf_puts(struct buf *b, const char *text)
{
    return buf_add(b, text, strlen(text));
}

int buf_putc(struct buf *b, char c)
{
    return buf_add(b, &c, 1);
}

int buf_vprintf(struct buf *b, const char *format, va_list args)
{
    va_list again;
    int len, r;

    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0)
        return fail(b, -EINVAL);
    r = reserve(b, (size_t)len);
    if (r < 0)
        return r;
    vsnprintf(b->data + b->len, (size_t)len + 1, format, args);
    b->len += (size_t)len;
    terminate(b);
    return 0;
}

int buf_printf(struct buf *b, const char *format, ...)
{
    va_list args;
    int r;

    va_start(args, format);
    r = buf_vprintf(b, format, args);
    va_end(args);
    return r;
}

void buf_cut(struct buf *b, size_t len)
{
    if (len >= b->len)
        return;
    b->len = len;
    b->rested = b->rested < len ? b->rested : len;
    b->data[len] = '\0';
}

const char *buf_text(const struct buf *b)
{
    return b->data ? b->data : "";
}

void buf_fit(struct buf *b)
{
    char *less;

    if (!b->data || b->cap == b->len + 1)
        return;
    if (b->file)
        scratch_shrink(b->file, b->data, b->cap, b->len + 1);
    less = b->file ? b->data : realloc(b->data, b->len + 1);
    if (!less)
        return;
    b->data = less;
    b->cap = b->len + 1;
}

void buf_move(struct buf *to, struct buf *from)
{
    *to = *from;
    forget(from);
}

static char *copy(const struct buf *b)
{
    char *data = malloc(b->len + 1);

    if (data)
        memcpy(data, b->data, b->len + 1);
    return data;
}

char *buf_take(struct buf *b, size_t *ret_len)
{
    char *data = b->file ? copy(b) : b->data;

    *ret_len = data ? b->len : 0;
    if (b->file)
        buf_fini(b);
    forget(b);
    return data;
}
