/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where something is in an answer: a path, compiled once and followed from any
 * number of elements.
 *
 * A path is one or more ways, `|` between; the first that finds something is
 * taken. A way is steps with `/` between:
 *
 *     x:name  o:name  r:name   a child, of exchange, ops or register
 *     x:*                      any child of that namespace
 *     //x:name                 below it, at any depth; `x:a//x:b`
 *     @name                    an attribute; the last step
 *     .  ..                    the element itself; the one around it
 *
 * and an element may have to meet a condition:
 *
 *     x:name[a=v]  x:name[a!v] its attribute a is v; is not v
 *     x:name[x:a=v]            the text of its child a is v
 *     r:name[newest]           the one changed last, of those that one step
 *                              finds; the first of several
 */
#ifndef OPSFS_DOC_SELECTOR_H
#define OPSFS_DOC_SELECTOR_H

#include "doc/dom.h"

struct field;

/* An element, or one of its attributes. */
struct found {
    const xmlNode *node;
    const char *attribute;     /* NULL: the element */
    const struct field *field; /* that is being written */
};

struct selector {
    struct selector_step *steps;
};

/* The path is borrowed. 0, -ENOMEM. */
int selector_init(struct selector *s, const char *path);
void selector_fini(struct selector *s);

/* What is to be done after something was found. */
enum take {
    TAKE_NOT,  /* it is as if it had not been found */
    TAKE_MORE, /* the next of the same way */
    TAKE_LAST,
};

typedef enum take selector_take(void *arg, const struct found *at);

/* Whether anything was taken. A NULL `from` has nothing. */
bool selector_each(const struct selector *s, const xmlNode *from,
                   selector_take *take, void *arg);

#endif
