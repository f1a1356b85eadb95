/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An answer as a tree of libxml2's nodes, for readers that move back and forth
 * in it; doc/xml is for those that read it once. Elements are named by
 * namespace and local name, never by prefix: OPS changes its prefixes.
 *
 * A body must have passed doc/intake, which has bounded its depth, names and
 * entities; what is refused here is what does not parse, and a tree that would
 * take more memory than those of all records together that OPS may answer with.
 */
#ifndef OPSFS_DOC_DOM_H
#define OPSFS_DOC_DOM_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "doc/xml.h"

#include <libxml/tree.h>

/* Owns its nodes, which are in an arena: libxml2's way, an allocation for each
 * of them and two for most attributes, takes as long as reading does. */
struct dom {
    const xmlNode *root;
    struct arena memory;
    xmlDict *names;
};

/* 0, -EBADMSG, -E2BIG, -ENOMEM; if not 0, there is nothing to free. */
int dom_read(struct slice body, struct dom *ret_dom);
void dom_fini(struct dom *d);

/* Called for each part of a body that has been read, such as scratch_rest() of
 * one that is in a file. */
typedef void dom_seen(const char *at, size_t len);
int dom_read_seen(struct slice body, dom_seen *seen, struct dom *ret_dom);

/* The first element child of that name, and the next sibling of that name; NULL
 * for none. `name` NULL is any name. A NULL parent or node is no node. */
const xmlNode *dom_child(const xmlNode *parent, enum ns ns, const char *name);
const xmlNode *dom_next(const xmlNode *node, enum ns ns, const char *name);

/* The same, of the namespace of exchange documents. */
static inline const xmlNode *dom_exchange(const xmlNode *parent,
                                          const char *name)
{
    return dom_child(parent, NS_EXCHANGE, name);
}

/* Each child of that name; `name` NULL is any of that namespace. */
#define dom_each(at, parent, ns, name)                                         \
    for (const xmlNode *at = dom_child(parent, ns, name); at;                  \
         at = dom_next(at, ns, name))

/* The first child that is an element; and each. A NULL parent has none. */
const xmlNode *dom_first(const xmlNode *parent);
#define dom_each_element(at, parent)                                           \
    for (const xmlNode *at = dom_first(parent); at; at = dom_element(at->next))

/* `node` or the first element after it, whatever its name; NULL for none. */
const xmlNode *dom_element(const xmlNode *node);

/* NULL above the root. */
const xmlNode *dom_parent(const xmlNode *node);

/* The first element below `top`, in document order, at any depth; and the one
 * after `node`, not in it. */
const xmlNode *dom_find(const xmlNode *top, enum ns ns, const char *name);
const xmlNode *dom_find_next(const xmlNode *top, const xmlNode *node,
                             enum ns ns, const char *name);

/* Each of that name below `top` that is not in another one. */
#define dom_each_below(at, top, ns, name)                                      \
    for (const xmlNode *at = dom_find(top, ns, name); at;                      \
         at = dom_find_next(top, at, ns, name))

/* The next element in document order, within `top`; `into`: be it in `at`. */
const xmlNode *dom_walk(const xmlNode *top, const xmlNode *at, bool into);

bool dom_is(const xmlNode *node, enum ns ns, const char *name);
enum ns dom_ns(const xmlNode *node);

/* An attribute without a namespace; "" for none. Borrowed from the tree. */
struct slice dom_attribute(const xmlNode *node, const char *name);

/* The text of an element that holds no element; "" else. Not normalised. */
struct slice dom_value(const xmlNode *node);

#endif
