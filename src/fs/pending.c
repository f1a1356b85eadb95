/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Interrupts: the kernel sends one INTERRUPT per request, for whatever signal.
 * It only marks the request; from then on, until it is answered, its caller's
 * pending signals are looked at every CHECK_MS, CHECKS_MAX at a time. libfuse
 * may call the interrupt function from inside its own registration, so it
 * touches lists only.
 */
#include "fs/pending.h"

#include "fs/caller.h"
#include "fs/user.h"

#include <errno.h>
#include <stdlib.h>

#define CHECK_MS 50
/* A look takes some ten microseconds; of thousands each gets its turn. */
#define CHECKS_MAX 100

struct pending {
    struct list link; /* on fs->all_pending or fs->interrupted */
    struct fs *fs;
    struct asked asked;
    struct waiter waiter;
    pending_reply *reply;
    pid_t pid;
};

/* The one end: off every list, then the reply. */
static void wake(struct waiter *w, int r, const struct answer *answer,
                 const struct why *why)
{
    struct pending *p = container_of(w, struct pending, waiter);

    fuse_req_interrupt_func(p->asked.req, NULL, NULL);
    list_remove(&p->link);
    user_set(p->fs, fuse_req_ctx(p->asked.req)->uid);
    p->reply(p->fs, &p->asked, r, answer, why);
    free(p);
}

static void on_interrupt(fuse_req_t req, void *arg)
{
    struct pending *p = arg;

    (void)req;
    list_touch(&p->fs->interrupted, &p->link);
    p->fs->next_check = 0;
}

void pending_want(struct fs *fs, const struct asked *asked,
                  const struct request *request, pending_reply *reply)
{
    struct pending *p = calloc(1, sizeof(*p));
    const struct why *why = NULL;
    struct answer answer;
    int r = -ENOMEM;

    if (p) {
        p->waiter.wake = wake;
        r = cache_want(fs->house.cache, request, fs->now, &p->waiter, &answer,
                       &why);
    }
    if (r != -EINPROGRESS) {
        free(p);
        reply(fs, asked, r, &answer, why);
        return;
    }
    p->fs = fs;
    p->asked = *asked;
    p->reply = reply;
    p->pid = fuse_req_ctx(asked->req)->pid;
    list_append(&fs->all_pending, &p->link);
    fuse_req_interrupt_func(asked->req, on_interrupt, p);
}

/* The one looked at longest ago. False: it leaves. */
static bool look(struct fs *fs, struct pending *p)
{
    if (!caller_wants_out(p->pid)) {
        list_touch(&fs->interrupted, &p->link);
        return true;
    }
    cache_leave(&p->waiter);
    wake(&p->waiter, -EINTR, NULL, NULL);
    return false;
}

void pending_turn(struct fs *fs)
{
    const struct list *first = NULL; /* of those that stay */

    if (fs->now.ms < fs->next_check)
        return;
    for (int i = 0; i < CHECKS_MAX; i++) {
        struct list *at = fs->interrupted.next;

        if (at == &fs->interrupted || at == first)
            break;
        if (look(fs, container_of(at, struct pending, link)) && !first)
            first = at;
    }
    fs->next_check = list_empty(&fs->interrupted) ? NEVER
                                                  : fs->now.ms + CHECK_MS;
}

static void end_list(struct list *list, int error)
{
    while (!list_empty(list)) {
        struct pending *p = container_of(list->next, struct pending, link);

        cache_leave(&p->waiter);
        wake(&p->waiter, error, NULL, NULL);
    }
}

void pending_end_all(struct fs *fs, int error)
{
    end_list(&fs->all_pending, error);
    end_list(&fs->interrupted, error);
}
