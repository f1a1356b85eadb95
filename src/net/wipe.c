/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/wipe.h"

#include <curl/curl.h>
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

/* What has a request's headers in it, and no page of a large buffer that was
 * never touched. */
#define WIPED_MAX ((size_t)16 << 10)

static void wipe(void *at)
{
    size_t size = at ? malloc_usable_size(at) : 0;

    if (size && size <= WIPED_MAX)
        explicit_bzero(at, size);
    free(at);
}

static void *move(void *from, size_t size)
{
    size_t old = from ? malloc_usable_size(from) : 0;
    void *to;

    if (old > WIPED_MAX)
        return realloc(from, size);
    to = malloc(size ? size : 1);
    if (!to)
        return NULL;
    if (old)
        memcpy(to, from, old < size ? old : size);
    wipe(from);
    return to;
}

int wipe_start(void)
{
    return curl_global_init_mem(CURL_GLOBAL_DEFAULT, malloc, wipe, move, strdup,
                                calloc)
               ? -ENOMEM
               : 0;
}

void wipe_stop(void)
{
    curl_global_cleanup();
}
