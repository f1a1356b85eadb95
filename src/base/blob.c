/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/blob.h"

#include "base/hash.h"
#include "base/scratch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Bytes looked at before what they are in is let go of. */
#define PIECE ((size_t)1 << 20)

/* The same for the same bytes, in memory and in a file. */
static uint64_t hash_of(const char *data, size_t size, bool filed)
{
    uint64_t hash = size;
    size_t len;

    if (!size)
        return hash_bytes(data, size, size);
    for (size_t at = 0; at < size; at += PIECE) {
        len = size - at < PIECE ? size - at : PIECE;
        hash = hash_bytes(data + at, len, hash);
        if (filed)
            scratch_rest(data + at, len);
    }
    return hash;
}

/* A blob lives long: give back the memory that growing left over. */
static char *fitted(char *data, size_t size)
{
    char *less = data && size ? realloc(data, size) : NULL;

    return less ? less : data;
}

struct blob *blob_new(char *data, size_t size)
{
    struct blob *b = malloc(sizeof(*b));

    if (!b) {
        free(data);
        return NULL;
    }
    data = fitted(data, size);
    *b = (struct blob){
        .data = data,
        .size = size,
        .hash = hash_of(data, size, false),
        .refs = 1,
    };
    return b;
}

struct blob *blob_copy(const void *data, size_t size)
{
    char *copy = malloc(size ? size : 1);

    if (!copy)
        return NULL;
    if (size)
        memcpy(copy, data, size);
    return blob_new(copy, size);
}

static struct blob *of_file(struct buf *b)
{
    struct blob *made = malloc(sizeof(*made));
    int fd = b->file;

    if (!made) {
        buf_fini(b);
        return NULL;
    }
    buf_fit(b);
    *made = (struct blob){
        .data = b->data,
        .size = b->len,
        .hash = hash_of(b->data, b->len, true),
        .refs = 1,
        .filed = true,
    };
    close(fd);
    *b = BUF_INIT(b->ceiling);
    return made;
}

struct blob *blob_of(struct buf *b)
{
    size_t size;
    char *data;

    if (b->file)
        return of_file(b);
    data = buf_take(b, &size);
    return blob_new(data, size);
}

struct blob *blob_filed(const struct blob *b)
{
    struct buf copy = BUF_INIT(b->size);

    if (buf_file(&copy) == 0)
        blob_add_to(b, &copy);
    if (copy.file && !copy.error)
        return of_file(&copy);
    buf_fini(&copy);
    return NULL;
}

int blob_add_to(const struct blob *b, struct buf *to)
{
    buf_expect(to, to->len + b->size);
    for (size_t at = 0; at < b->size && !to->error; at += PIECE) {
        size_t len = b->size - at < PIECE ? b->size - at : PIECE;

        buf_add(to, b->data + at, len);
        if (b->filed)
            scratch_rest(b->data + at, len);
    }
    return to->error;
}

void blob_rest(const struct blob *b)
{
    if (b->filed)
        scratch_rest(b->data, b->size);
}

struct blob *blob_ref(struct blob *b)
{
    b->refs++;
    return b;
}

void blob_unref(struct blob *b)
{
    if (!b)
        return;
    assert(b->refs > 0);
    if (--b->refs > 0)
        return;
    if (b->filed)
        scratch_free(b->data, b->size + 1);
    else
        free(b->data);
    free(b);
}
