/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/snapshot.h"

#include "base/list.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct snapshot *snapshot_new(void)
{
    struct snapshot *s = calloc(1, sizeof(*s));

    if (!s)
        return NULL;
    s->refs = 1;
    buf_init(&s->names, UINT32_MAX);
    buf_init(&s->starts, UINT32_MAX);
    return s;
}

int snapshot_add(struct snapshot *s, struct slice name)
{
    uint32_t start = (uint32_t)s->names.len;

    buf_add(&s->names, name.at, name.len);
    buf_putc(&s->names, '\0');
    buf_add(&s->starts, &start, sizeof(start));
    return s->names.error | s->starts.error ? -ENOMEM : 0;
}

size_t snapshot_count(const struct snapshot *s)
{
    return s->starts.len / sizeof(uint32_t);
}

struct slice snapshot_name(const struct snapshot *s, size_t i)
{
    uint32_t start;

    memcpy(&start, s->starts.data + i * sizeof(start), sizeof(start));
    return slice_of(s->names.data + start);
}

static struct snapshot *find(const struct snapshots *all,
                             const struct snapshot *like, uint64_t value)
{
    for (struct hash_link *l = hash_first(&all->table, value); l;
         l = hash_next(l)) {
        struct snapshot *s = container_of(l, struct snapshot, link);

        if (s->names.len == like->names.len &&
            memcmp(s->names.data, like->names.data, like->names.len) == 0)
            return s;
    }
    return NULL;
}

static size_t bytes_of(const struct snapshot *s)
{
    return sizeof(*s) + s->names.cap + s->starts.cap;
}

int snapshot_share(struct snapshots *all, struct snapshot **s)
{
    struct snapshot *new = *s;
    uint64_t value = hash_bytes(new->names.data, new->names.len, 0);
    struct snapshot *old = find(all, new, value);

    if (old) {
        snapshot_free(all, new);
        old->refs++;
        *s = old;
        return 0;
    }
    buf_fit(&new->names);
    buf_fit(&new->starts);
    if (all->bytes && all->bytes + bytes_of(new) > SNAPSHOTS_MAX)
        return -ENFILE;
    new->shared = true;
    hash_add(&all->table, &new->link, value);
    all->bytes += bytes_of(new);
    return 0;
}

void snapshot_free(struct snapshots *all, struct snapshot *s)
{
    if (!s || --s->refs > 0)
        return;
    if (s->shared) {
        hash_remove(&all->table, &s->link);
        all->bytes -= bytes_of(s);
    }
    buf_fini(&s->names);
    buf_fini(&s->starts);
    free(s);
}
