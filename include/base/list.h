/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Intrusive doubly linked ring: the link lives inside its owner, a head is a
 * link of its own. A link is on one list at most; an unlinked one points to
 * itself, so that removing twice is harmless. Nothing here allocates.
 */
#ifndef OPSFS_BASE_LIST_H
#define OPSFS_BASE_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct list {
    struct list *prev, *next;
};

#define LIST_INIT(name) ((struct list){&(name), &(name)})

#define container_of(pointer, type, member)                                    \
    ((type *)((char *)(pointer)-offsetof(type, member)))

#define list_each(at, head)                                                    \
    for (struct list *at = (head)->next; at != (head); at = at->next)

/* `at` may be removed inside; its successor may not. */
#define list_each_safe(at, head)                                               \
    for (struct list *at = (head)->next, *at##_next = at->next; at != (head);  \
         at = at##_next, at##_next = at->next)

static inline void list_init(struct list *l)
{
    l->prev = l->next = l;
}

static inline bool list_empty(const struct list *head)
{
    return head->next == head;
}

static inline void list_append(struct list *head, struct list *l)
{
    l->prev = head->prev;
    l->next = head;
    head->prev->next = l;
    head->prev = l;
}

static inline void list_remove(struct list *l)
{
    l->prev->next = l->next;
    l->next->prev = l->prev;
    list_init(l);
}

/* To the end: the most recently used place. */
static inline void list_touch(struct list *head, struct list *l)
{
    list_remove(l);
    list_append(head, l);
}

/* All of `from`, in order, after the last of `to`. */
static inline void list_splice(struct list *to, struct list *from)
{
    if (list_empty(from))
        return;
    from->next->prev = to->prev;
    to->prev->next = from->next;
    from->prev->next = to;
    to->prev = from->prev;
    list_init(from);
}

#endif
