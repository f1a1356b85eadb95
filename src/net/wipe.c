/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/wipe.h"

#include <curl/curl.h>
#include <errno.h>
#include <malloc.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* What has a request's headers in it, and no page of a large buffer that was
 * never touched. */
#define WIPED_MAX ((size_t)16 << 10)

/* A receive buffer is mapped by itself, so that while nothing is received it
 * takes up no memory: malloc() would write its own head into the first page. To
 * be known again, it begins where nothing of malloc() does. */
#define MAPPED_MIN ((size_t)256 << 10)
#define MAPPED_SIZE ((size_t)516 << 10)
#define MAPPED_AT (_Alignof(max_align_t) / 2)

static bool is_mapped(const void *at)
{
    return (uintptr_t)at % _Alignof(max_align_t) == MAPPED_AT;
}

static void *take(size_t size)
{
    char *at;

    if (size < MAPPED_MIN || size > MAPPED_SIZE - MAPPED_AT)
        return malloc(size);
    at = mmap(NULL, MAPPED_SIZE, PROT_READ | PROT_WRITE,
              MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return at == MAP_FAILED ? NULL : at + MAPPED_AT;
}

static size_t size_of(void *at)
{
    return is_mapped(at) ? MAPPED_SIZE - MAPPED_AT : malloc_usable_size(at);
}

static void wipe(void *at)
{
    if (is_mapped(at)) {
        munmap((char *)at - MAPPED_AT, MAPPED_SIZE);
        return;
    }
    if (at && size_of(at) <= WIPED_MAX)
        explicit_bzero(at, size_of(at));
    free(at);
}

static void *move(void *from, size_t size)
{
    size_t old = size_of(from);
    void *to;

    if (old > WIPED_MAX && !is_mapped(from))
        return realloc(from, size);
    to = take(size ? size : 1);
    if (!to)
        return NULL;
    if (old)
        memcpy(to, from, old < size ? old : size);
    wipe(from);
    return to;
}

int wipe_start(void)
{
    return curl_global_init_mem(CURL_GLOBAL_DEFAULT, take, wipe, move, strdup,
                                calloc)
               ? -ENOMEM
               : 0;
}

void wipe_stop(void)
{
    curl_global_cleanup();
}
