/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The only use of libxml2's SAX parser: one pass over a document as events,
 * with no network, no entities, no document type, depth bounded. Used by
 * doc/intake and by each reader of one kind of answer (doc/hit_count, …).
 */
#ifndef OPSFS_DOC_XML_H
#define OPSFS_DOC_XML_H

#include "base/str.h"

/* Namespaces of OPS, as small numbers; 0: no namespace, or another. */
enum ns {
    NS_NONE,
    NS_OPS,
    NS_EXCHANGE,
    NS_FULLTEXT,
    NS_REGISTER,
    NS_CPC,
};

enum ns xml_ns(const char *uri); /* NULL is NS_NONE */

struct xml_attribute {
    const char *name; /* local name */
    struct slice value;
};

struct xml_element {
    enum ns ns;
    const char *name;                       /* local name */
    unsigned depth;                         /* 1 for the root */
    const struct xml_attribute *attributes; /* while it opens */
    unsigned count;
    size_t end; /* while it closes: bytes of the body up to there */
};

/* An attribute, trimmed; "" for none. */
struct slice xml_attribute_of(const struct xml_element *e, const char *name);

struct xml_events {
    /* A non-zero return stops the walk and is what xml_walk returns. */
    int (*open)(void *arg, const struct xml_element *e);
    int (*close)(void *arg, const struct xml_element *e);
    int (*text)(void *arg, struct slice text);
};

/* Once, before the first walk and after the last: libxml2's own tables. */
void xml_start(void);
void xml_stop(void);

/* 0 when well formed to the end; -EBADMSG malformed or cut off; -EPERM for a
 * document type or an entity that is not one of XML's five; -E2BIG too deep;
 * -ENOMEM; or what a callback returned. */
int xml_walk(struct slice body, unsigned max_depth,
             const struct xml_events *events, void *arg);

/* Whether it says of a body that it was made to do harm, not only malformed:
 * entities, or too deep. */
bool xml_is_hostile(int error);

#endif
