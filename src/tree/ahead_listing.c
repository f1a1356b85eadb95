/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/ahead_listing.h"

#include <stdlib.h>
#include <string.h>

struct ahead_listing *ahead_listing_new(const struct node *target,
                                        struct slice shown, size_t count)
{
    struct ahead_listing *l = calloc(1, sizeof(*l) + shown.len);
    const char *at;

    if (!l)
        return NULL;
    list_init(&l->link);
    l->target = target->ino;
    l->len = shown.len;
    l->count = count;
    l->starts = calloc(count, sizeof(*l->starts));
    if (!l->starts) {
        free(l);
        return NULL;
    }
    memcpy(l->names, shown.at, shown.len);
    at = l->names;
    for (size_t i = 0; i < count; i++, at += strlen(at) + 1)
        l->starts[i] = (uint32_t)(at - l->names);
    return l;
}

void ahead_listing_free(struct ahead_listing *l)
{
    list_remove(&l->link);
    free(l->starts);
    free(l->by_name);
    free(l->numbered);
    free(l);
}

size_t ahead_listing_bytes(const struct ahead_listing *l)
{
    return sizeof(*l) + l->len +
           l->count * (sizeof(*l->starts) + sizeof(*l->by_name) +
                       sizeof(*l->numbered));
}

static int compare_names(const void *a, const void *b, void *arg)
{
    const struct ahead_listing *l = arg;

    return strcmp(l->names + l->starts[*(const uint32_t *)a],
                  l->names + l->starts[*(const uint32_t *)b]);
}

static int compare_numbers(const void *a, const void *b)
{
    const struct numbered *p = a, *q = b;

    return (p->ino > q->ino) - (p->ino < q->ino);
}

static void work_out(struct ahead_listing *l)
{
    struct node target = {.ino = l->target};

    for (size_t i = 0; i < l->count; i++)
        l->by_name[i] = (uint32_t)i;
    qsort_r(l->by_name, l->count, sizeof(*l->by_name), compare_names, l);
    for (size_t i = 0; i < l->count; i++) {
        uint32_t listed = l->by_name[i];

        l->numbered[listed] = (struct numbered){
            .ino = node_child_ino(&target,
                                  slice_of(l->names + l->starts[listed])),
            .at = {.in = {[ORDER_LISTED] = listed, [ORDER_NAME] = (int64_t)i}},
        };
    }
    qsort(l->numbered, l->count, sizeof(*l->numbered), compare_numbers);
}

static bool has_orders(struct ahead_listing *l)
{
    if (l->numbered)
        return true;
    l->by_name = calloc(l->count, sizeof(*l->by_name));
    if (!l->by_name)
        return false;
    l->numbered = calloc(l->count, sizeof(*l->numbered));
    if (l->numbered) {
        work_out(l);
        return true;
    }
    free(l->by_name);
    l->by_name = NULL;
    return false;
}

bool ahead_listing_find(struct ahead_listing *l, uint64_t ino,
                        struct position *ret_at)
{
    struct numbered wanted = {.ino = ino};
    const struct numbered *found = NULL;

    if (has_orders(l))
        found = bsearch(&wanted, l->numbered, l->count, sizeof(*l->numbered),
                        compare_numbers);
    if (!found)
        return false;
    *ret_at = found->at;
    return true;
}

struct slice ahead_listing_name(const struct ahead_listing *l,
                                enum ahead_order order, int64_t at)
{
    size_t listed = order == ORDER_LISTED ? (size_t)at : l->by_name[at];

    return slice_of(l->names + l->starts[listed]);
}

struct file_walk *ahead_listing_walk(struct ahead_listing *l, uint64_t file)
{
    struct file_walk *c = l->walks, *oldest = c;

    for (; c < l->walks + AHEAD_WALKS && c->file != file; c++)
        if (c->used < oldest->used)
            oldest = c;
    if (c == l->walks + AHEAD_WALKS) {
        c = oldest;
        *c = (struct file_walk){.file = file};
    }
    c->used = ++l->steps;
    return c;
}
