/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/dom.h"

#include <libxml/parser.h>

#include <errno.h>
#include <limits.h>
#include <string.h>

int dom_read(struct slice body, xmlDoc **ret_doc)
{
    const int how = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                    XML_PARSE_NOCDATA | XML_PARSE_COMPACT | XML_PARSE_HUGE;
    xmlDoc *doc;

    if (body.len > INT_MAX)
        return -EBADMSG;
    doc = xmlReadMemory(body.at, (int)body.len, NULL, "UTF-8", how);
    if (!doc)
        return -EBADMSG;
    if (doc->intSubset || !xmlDocGetRootElement(doc)) {
        xmlFreeDoc(doc);
        return -EBADMSG;
    }
    *ret_doc = doc;
    return 0;
}

enum ns dom_ns(const xmlNode *node)
{
    return node->ns ? xml_ns((const char *)node->ns->href) : NS_NONE;
}

bool dom_is(const xmlNode *node, enum ns ns, const char *name)
{
    return node && node->type == XML_ELEMENT_NODE &&
           (!name || strcmp((const char *)node->name, name) == 0) &&
           dom_ns(node) == ns;
}

static const xmlNode *from(const xmlNode *node, enum ns ns, const char *name)
{
    while (node && !dom_is(node, ns, name))
        node = node->next;
    return node;
}

const xmlNode *dom_child(const xmlNode *parent, enum ns ns, const char *name)
{
    return parent ? from(parent->children, ns, name) : NULL;
}

const xmlNode *dom_next(const xmlNode *node, enum ns ns, const char *name)
{
    return node ? from(node->next, ns, name) : NULL;
}

const xmlNode *dom_element(const xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

const xmlNode *dom_first(const xmlNode *parent)
{
    return parent ? dom_element(parent->children) : NULL;
}

const xmlNode *dom_parent(const xmlNode *node)
{
    const xmlNode *up = node->parent;

    return up && up->type == XML_ELEMENT_NODE ? up : NULL;
}

/* The node after this one and all that is in it, within `top`. */
static const xmlNode *after(const xmlNode *top, const xmlNode *node)
{
    while (node != top && !node->next)
        node = node->parent;
    return node == top ? NULL : node->next;
}

const xmlNode *dom_walk(const xmlNode *top, const xmlNode *at, bool into)
{
    const xmlNode *node = into && at->children ? at->children : after(top, at);

    while (node && node->type != XML_ELEMENT_NODE)
        node = after(top, node);
    return node;
}

static const xmlNode *search(const xmlNode *top, const xmlNode *at, enum ns ns,
                             const char *name, bool into)
{
    do {
        at = dom_walk(top, at, into);
        into = true;
    } while (at && !dom_is(at, ns, name));
    return at;
}

const xmlNode *dom_find(const xmlNode *top, enum ns ns, const char *name)
{
    return top ? search(top, top, ns, name, true) : NULL;
}

const xmlNode *dom_find_next(const xmlNode *top, const xmlNode *node,
                             enum ns ns, const char *name)
{
    return search(top, node, ns, name, false);
}

static struct slice content_of(const xmlNode *only)
{
    if (!only || only->next || only->type != XML_TEXT_NODE || !only->content)
        return SLICE("");
    return slice_of((const char *)only->content);
}

struct slice dom_attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *a = node ? node->properties : NULL; a; a = a->next) {
        if (!a->ns && strcmp((const char *)a->name, name) == 0)
            return content_of(a->children);
    }
    return SLICE("");
}

struct slice dom_value(const xmlNode *node)
{
    return node ? content_of(node->children) : SLICE("");
}
