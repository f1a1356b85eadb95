/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is assembled of answers, on its way: parts that are asked for, rendered
 * and joined. Private to tree/assemble.c (what happens when) and to the plans,
 * which say what parts there are and how they become one.
 */
#ifndef OPSFS_TREE_ASSEMBLY_H
#define OPSFS_TREE_ASSEMBLY_H

#include "doc/inquiry.h"
#include "tree/entry.h"
#include "tree/render_task.h"
#include "tree/search_pages.h"

/* One answer on its way, or what was made of it. */
struct assembly_part {
    struct list link;         /* on assembly.pending, while it waits … */
    struct waiter waiter;     /* … for its answer … */
    struct render_task *task; /* … or for the worker; NULL: it does not */
    struct assembly *assembly;
    size_t index;
    struct buf text;
    char subject[MAKING_SUBJECT]; /* of a list: its number; a symbol; "" */
    struct search_page page;      /* of a search */
    struct blob *body; /* kept for what is made of all of them; NULL: not */
    bool is_key;       /* completes that number: its text is the publication */
    enum facet facet;  /* what it is rendered as; FACET_NONE: as the whole */
    bool answered;     /* there is an answer, and it was understood */
    char *asked;       /* the path, until there is an answer … */
    enum form form;    /* … in that form */
    struct blob *of;   /* the requests that was made of; NULL: none */
};

/* Of a list, the days of publication that are asked for (tree/weeks_plan):
 * Wednesdays, in days since 1970. */
struct weeks {
    struct assembly_part *known; /* what is remembered; NULL: none is asked */
    int64_t next, latest;
    bool late;    /* there is nothing of the latest yet */
    bool changed; /* the text of `known` is to be remembered */
};

struct assembly {
    struct list link; /* on the assembler's */
    struct assembler *by;
    struct entry *entry;
    const struct plan_calls *plan;
    struct request request; /* of the whole */
    struct blob *list;      /* of the user's; NULL: it is made of none */
    struct slice numbers;   /* of it, those not asked for yet */
    struct slice open;      /* of it, those whose key is not asked for yet */
    struct search_pages pages;
    struct weeks weeks;
    struct inquiry *inquiry; /* of images, once it is there; else NULL */
    bool clipless;           /* OPS lacks the clip that its inquiry names */
    size_t bytes;            /* of the pages of a document, so far */
    bool whole;    /* it is asked for in one piece, not page by page … */
    size_t missed; /* … which was in vain: parts before those that count */
    struct assembly_part **parts; /* in the order of asking */
    size_t count, cap;
    struct list pending; /* the parts that wait … */
    size_t waiting;      /* … how many … */
    size_t rendering;    /* … and how many of them for the worker */
    size_t beside;       /* the next row of tree/beside_plan */
    size_t titled;       /* looked through for symbols: of the first text */
    bool lacking;        /* OPS lacks the text; `why` is what it said */
    const struct answer_place *from; /* of the latest part, and … */
    enum server server;              /* … who said it */
    bool bulk;             /* the latest part may come with others … */
    enum source_id source; /* … of that source */
    bool asking;           /* an answer at once starts no other round */
    int error;
    bool lacks; /* the error is that the answer has no such part */
    struct why why;
    int64_t wall, until; /* of the newest part; until the first is not fresh */
};

/* It cannot be made, for the first such reason; `why` NULL: by itself. */
void assembly_give_up(struct assembly *a, int error, const struct why *why);

/* The same with a text of its own; `advice` is static. */
void assembly_refuse(struct assembly *a, int error, const char *message,
                     const char *advice);

/* The answer to its own request, on which the others depend, is not true: it is
 * kept for a moment only. */
void assembly_doubt(struct assembly *a);

/* Looks in the cache, for an answer that is worth no request. */
bool assembly_peek(const struct assembly *a, const struct request *request,
                   struct answer *ret_answer);

int64_t assembly_wall(const struct assembly *a); /* Unix seconds */

/* What to do about an answer that its facet cannot be made of; static. */
const char *assembly_advice(const struct assembly *a, int error);

/* It is a table, and no text. */
bool assembly_is_table(const struct assembly *a);

/* Of a part that was answered: the requests it is made of. Of the whole: a
 * reference for the caller, or NULL. */
void assembly_learn_origin(struct assembly_part *p, int r,
                           const struct answer *answer);
struct blob *assembly_origin(const struct assembly *a);

/* What is made of no answer at all: a table's header, a count of 0. */
int assembly_nothing(const struct assembly *a, const char *selection,
                     struct buf *to);

#endif
