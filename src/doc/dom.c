/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/dom.h"

#include "doc/entities.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>

#include <errno.h>
#include <string.h>

#define HEAD_MAX 4096 /* what a document is shows so early */

/*
 * Bytes of an answer and its tree: nodes, which are elements, texts, and two
 * for each attribute, and what the texts hold. The most nodes of a recorded
 * answer are 8,868, one per 15 bytes: 32 such fit here, and 170 of the
 * records that come by the hundred.
 */
#define TREE_MAX ((size_t)36 << 20)
#define NODE_BYTES 130
#define BYTES_MAX ((size_t)16 << 20)
#define SEEN_EACH ((size_t)1 << 20)

/* An answer that is read, and how much its tree may still take. */
struct tree_reading {
    struct slice rest;
    const char *unseen; /* what `seen` was not called for yet, up to `rest` */
    dom_seen *seen;
    size_t left;
    bool full;
};

static bool is_full(xmlParserCtxtPtr parser, size_t nodes, size_t text)
{
    struct tree_reading *r = parser->_private;
    size_t bytes = nodes * NODE_BYTES + text;

    r->full |= bytes > r->left;
    if (r->full)
        xmlStopParser(parser);
    else
        r->left -= bytes;
    return r->full;
}

static void on_start(void *arg, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int spaces, const xmlChar **declared,
                     int count, int defaulted, const xmlChar **attributes)
{
    size_t nodes = 1 + 2 * (size_t)count + (size_t)spaces;

    if (!is_full(arg, nodes, 0))
        xmlSAX2StartElementNs(arg, name, prefix, uri, spaces, declared, count,
                              defaulted, attributes);
}

static void on_text(void *arg, const xmlChar *text, int len)
{
    if (!is_full(arg, 1, (size_t)len))
        xmlSAX2Characters(arg, text, len);
}

/* In pieces: of a whole answer libxml2 would make a copy first. */
static int on_read(void *arg, char *to, int size)
{
    struct tree_reading *r = arg;
    size_t len = r->rest.len < (size_t)size ? r->rest.len : (size_t)size;

    memcpy(to, r->rest.at, len);
    r->rest = slice_skip(r->rest, len);
    if (r->seen && (size_t)(r->rest.at - r->unseen) >= SEEN_EACH) {
        r->seen(r->unseen, (size_t)(r->rest.at - r->unseen));
        r->unseen = r->rest.at;
    }
    return (int)len;
}

static xmlDoc *read_bounded(struct tree_reading *r)
{
    const int how = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                    XML_PARSE_NOCDATA | XML_PARSE_COMPACT | XML_PARSE_HUGE;
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    xmlDoc *doc;

    if (!parser)
        return NULL;
    parser->_private = r;
    parser->sax->startElementNs = on_start;
    parser->sax->characters = on_text;
    parser->sax->ignorableWhitespace = on_text;
    parser->sax->comment = NULL;
    parser->sax->processingInstruction = NULL;
    doc = xmlCtxtReadIO(parser, on_read, NULL, r, NULL, "UTF-8", how);
    xmlFreeParserCtxt(parser);
    return doc;
}

/* What can be let go of takes no memory beside its tree. */
static int parse(struct slice body, dom_seen *seen, xmlDoc **ret_doc)
{
    struct tree_reading reading = {
        .rest = xml_without_mark(body),
        .unseen = body.at,
        .seen = seen,
        .left = seen ? TREE_MAX : TREE_MAX - body.len,
    };
    xmlDoc *doc;

    if (body.len > BYTES_MAX)
        return -E2BIG;
    doc = read_bounded(&reading);
    if (reading.full) {
        xmlFreeDoc(doc);
        return -E2BIG;
    }
    if (!doc)
        return -EBADMSG;
    if (doc->intSubset || !xmlDocGetRootElement(doc)) {
        xmlFreeDoc(doc);
        return -EBADMSG;
    }
    *ret_doc = doc;
    return 0;
}

static bool head_has(struct slice body, const char *mark)
{
    size_t most = body.len < HEAD_MAX ? body.len : HEAD_MAX;

    return memmem(body.at, most, mark, strlen(mark));
}

int dom_read_seen(struct slice body, dom_seen *seen, xmlDoc **ret_doc)
{
    struct buf plain = BUF_INIT(SIZE_MAX);
    int r;

    if (!head_has(body, "<!DOCTYPE") && !head_has(body, "<ep-patent-document"))
        return parse(body, seen, ret_doc);
    r = entities_resolve(body, &plain);
    if (r == 0)
        r = parse((struct slice){plain.data, plain.len}, NULL, ret_doc);
    buf_fini(&plain);
    return r == -EPERM ? -EBADMSG : r;
}

int dom_read(struct slice body, xmlDoc **ret_doc)
{
    return dom_read_seen(body, NULL, ret_doc);
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
