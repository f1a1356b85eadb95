/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buf.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 256

void buf_init(struct buf *b, size_t ceiling)
{
    *b = BUF_INIT(ceiling);
}

void buf_fini(struct buf *b)
{
    free(b->data);
    b->data = NULL;
    b->len = b->cap = 0;
}

void buf_reset(struct buf *b)
{
    b->len = 0;
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

/* Room for `more` bytes and the NUL. Doubling, but never past the ceiling. */
static int reserve(struct buf *b, size_t more)
{
    size_t cap = b->cap ? b->cap : FIRST_CAPACITY;
    char *data;

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
    data = realloc(b->data, cap);
    if (!data)
        return fail(b, -ENOMEM);
    b->data = data;
    b->cap = cap;
    return 0;
}

void buf_expect(struct buf *b, size_t len)
{
    char *data;

    if (b->error || len < b->len || len > b->ceiling || len == SIZE_MAX)
        return;
    data = realloc(b->data, len + 1);
    if (!data)
        return;
    b->data = data;
    b->cap = len + 1;
    data[b->len] = '\0';
}

int buf_add(struct buf *b, const void *data, size_t len)
{
    int r = reserve(b, len);

    if (r < 0)
        return r;
    if (len)
        memcpy(b->data + b->len, data, len);
    b->len += len;
    b->data[b->len] = '\0';
    return 0;
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
    b->data[len] = '\0';
}

const char *buf_text(const struct buf *b)
{
    return b->data ? b->data : "";
}

char *buf_take(struct buf *b, size_t *ret_len)
{
    char *data = b->data;

    *ret_len = b->len;
    b->data = NULL;
    b->len = b->cap = 0;
    return data;
}
