/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where answers are kept or can be had: a row of places with one interface.
 *
 * Memory is the first by nature (tree/memory): it is where readers wait. What
 * it does not have is looked for in the others, one after the other, in the
 * order that main hands to makers_init(); the servers (tree/ops_place) are the
 * last. What one of them has is kept in memory and in all places before it. A
 * place knows nothing of the others, and nothing of readers.
 *
 * A place that is slow, full, sick or not there says that it has nothing. It
 * never blocks: one that needs time answers from a turn of the loop.
 */
#ifndef OPSFS_TREE_PLACE_H
#define OPSFS_TREE_PLACE_H

#include "base/clock.h"
#include "net/reach.h"
#include "ops/etag.h"
#include "ops/request.h"
#include "ops/verdict.h"
#include "tree/error_log.h"

struct answer_place;

/* What OPS said to a request, now or when it was asked for whoever kept it. */
struct outcome {
    struct verdict verdict; /* ACTION_OK with a body, or why there is none */
    int status;             /* HTTP; 0: none */
    struct finding finding; /* the fault's texts */
    struct blob *body;      /* NULL unless ACTION_OK */
    int64_t wall;           /* when OPS said it, Unix seconds; 0: just now */
    char etag[ETAG_MAX];    /* "": none */
    bool excerpt; /* taken out of a larger answer: without its frame … */
    const struct blob *of; /* … that of this request (tree/origin); NULL: it
                            * came with others, or the answer is its own */
    const struct answer_place *from; /* set by tree/fetch */
};

/* What an answer is known by. Options and the rest of a request are no part of
 * it: the accept header is the form's, or its source's. */
struct answer_key {
    struct slice path;
    enum source_id source;
    enum form form;
};

/* One question on its way at one place; part of tree/fetch's entry. */
struct question {
    void *handle; /* the place's own */
};

/* How a question is asked; bits. */
enum {
    ASKED_AHEAD = 1, /* nobody waits for the answer yet */
    ASKED_NEWER = 2, /* there is an older one, should it not come */
};

/* Embedded in the place; functions marked so may be NULL. */
struct answer_place {
    const char *name; /* for people */

    /* 0: fetch_answered() will be called, once and not from inside. -ENODATA:
     * it has nothing, the next may be asked. -ENOMEM. The request is borrowed
     * during the call. */
    int (*ask)(struct answer_place *p, const struct request *request,
               struct instant now, unsigned how, struct question *q);
    /* Nobody waits any more. True: the question is gone, nothing is answered.
     * False: is_sent() is true, and it is answered all the same. */
    bool (*drop)(struct answer_place *p, struct question *q);

    /* NULL: it makes no difference whether somebody waits. */
    void (*resume)(struct answer_place *p, struct question *q);
    /* NULL: never. */
    bool (*is_sent)(const struct question *q);
    /* Why it has not answered yet; NULL: there is no more to say. */
    void (*explain)(const struct question *q, struct why *why);
    /* An answer from a place after this one, or one that was taken out of such
     * an answer; all of it is borrowed, `wall` is set. NULL: it keeps
     * nothing. */
    void (*keep)(struct answer_place *p, const struct answer_key *key,
                 const struct outcome *outcome);
    /* An answer that cannot be true. NULL: it keeps nothing. */
    void (*forget)(struct answer_place *p, const struct answer_key *key);
    /* A reader with an older answer does not wait for a place that is not
     * REACH_OPEN, and does not ask one that is REACH_SHUT. NULL: always
     * open. */
    enum reach (*reach)(struct answer_place *p, struct instant now);
    /* How many such requests are worth asking ahead of readers now. NULL: it
     * is never asked. */
    unsigned (*spare)(struct answer_place *p, const struct request *request,
                      struct instant now);
    /* How many requests, or bundles of them, one reader may ask for at once.
     * NULL: it does not say. */
    unsigned (*width)(struct answer_place *p, enum source_id source,
                      struct instant now);
};

#endif
