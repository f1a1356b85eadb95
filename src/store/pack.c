/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/pack.h"

#include <errno.h>
#include <stdlib.h>
#include <zstd.h>

/* XML shrinks eight times with it, at some hundred megabytes a second. */
#define LEVEL 3
/* Memory that stays between two bodies; more is given back. */
#define PACKED_KEPT ((size_t)1 << 20)

struct pack {
    ZSTD_CCtx *in;
    ZSTD_DCtx *out;
    char *packed;
    size_t cap;
};

struct pack *pack_new(void)
{
    struct pack *p = calloc(1, sizeof(*p));

    if (!p)
        return NULL;
    p->in = ZSTD_createCCtx();
    p->out = ZSTD_createDCtx();
    if (!p->in || !p->out) {
        pack_free(p);
        return NULL;
    }
    ZSTD_CCtx_setParameter(p->in, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(p->in, ZSTD_c_checksumFlag, 1);
    return p;
}

void pack_free(struct pack *p)
{
    if (!p)
        return;
    ZSTD_freeCCtx(p->in);
    ZSTD_freeDCtx(p->out);
    free(p->packed);
    free(p);
}

static int grow(struct pack *p, size_t size)
{
    char *packed;

    if (size <= p->cap && p->cap <= PACKED_KEPT)
        return 0;
    packed = realloc(p->packed, size);
    if (!packed)
        return -ENOMEM;
    p->packed = packed;
    p->cap = size;
    return 0;
}

int pack_body(struct pack *p, const struct blob *body, struct slice *ret_packed)
{
    size_t len = ZSTD_compressBound(body->size);

    if (grow(p, len) < 0)
        return -ENOMEM;
    len = ZSTD_compress2(p->in, p->packed, p->cap, body->data, body->size);
    blob_rest(body);
    if (ZSTD_isError(len))
        return -ENOMEM;
    *ret_packed = (struct slice){p->packed, len};
    return 0;
}

int pack_open(struct pack *p, struct slice packed, size_t size,
              struct blob **ret_body)
{
    char *data;
    size_t len;

    if (ZSTD_getFrameContentSize(packed.at, packed.len) != size)
        return -EBADMSG;
    data = malloc(size ? size : 1);
    if (!data)
        return -ENOMEM;
    len = ZSTD_decompressDCtx(p->out, data, size, packed.at, packed.len);
    if (ZSTD_isError(len) || len != size) {
        free(data);
        return -EBADMSG;
    }
    *ret_body = blob_new(data, size);
    return *ret_body ? 0 : -ENOMEM;
}
