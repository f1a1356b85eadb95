/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/blob.h"

#include "base/hash.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

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
        .print = hash_bytes(data, size, size),
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
    free(b->data);
    free(b);
}
