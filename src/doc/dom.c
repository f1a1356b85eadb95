/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/dom.h"

#include "doc/entities.h"

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
#define TREE_TIMES 4 /* as large as its answer is a tree of short elements */
#define SEEN_EACH ((size_t)1 << 20)

/* An answer that is read, and how much its tree may still take. */
struct tree_reading {
    struct slice rest;
    const char *unseen; /* what `seen` was not called for yet, up to `rest` */
    dom_seen *seen;
    size_t left;
    int error;
    struct dom *dom;
    xmlNode *open;   /* the element that is read; NULL: none */
    struct buf text; /* of the node that comes next */
};

static const xmlChar text_name[] = "text"; /* as libxml2 calls it */

static void stop(xmlParserCtxtPtr parser, int error)
{
    struct tree_reading *r = parser->_private;

    if (!r->error)
        r->error = error;
    xmlStopParser(parser);
}

static bool is_full(xmlParserCtxtPtr parser, size_t nodes, size_t text)
{
    struct tree_reading *r = parser->_private;
    size_t bytes = nodes * NODE_BYTES + text;

    if (bytes > r->left)
        stop(parser, -E2BIG);
    else
        r->left -= bytes;
    return r->error;
}

/* --- the tree ------------------------------------------------------------ */

/* The last one in the element that is read. */
static xmlNode *add_node(struct tree_reading *r, xmlElementType type,
                         const xmlChar *name)
{
    xmlNode *node = arena_new(&r->dom->memory, sizeof(*node));

    if (!node)
        return NULL;
    node->type = type;
    node->name = name;
    node->parent = r->open;
    if (!r->open)
        return node;
    node->prev = r->open->last;
    if (node->prev)
        node->prev->next = node;
    else
        r->open->children = node;
    r->open->last = node;
    return node;
}

static xmlChar *copy_text(struct tree_reading *r, const void *text, size_t len)
{
    return (xmlChar *)arena_text(&r->dom->memory, text, len);
}

/* What came since the last tag is one text. */
static void end_text(struct tree_reading *r)
{
    xmlNode *node = r->text.len ? add_node(r, XML_TEXT_NODE, text_name) : NULL;

    if (node)
        node->content = copy_text(r, r->text.data, r->text.len);
    buf_cut(&r->text, 0);
}

/* libxml2 keeps each URI once; most elements have that of their parent. */
static xmlNs *add_namespace(struct tree_reading *r, const xmlNode *parent,
                            const xmlChar *uri)
{
    xmlNs *ns;

    if (!uri)
        return NULL;
    if (parent && parent->ns && parent->ns->href == uri)
        return parent->ns;
    ns = arena_new(&r->dom->memory, sizeof(*ns));
    if (ns)
        *ns = (xmlNs){.type = XML_NAMESPACE_DECL, .href = uri};
    return ns;
}

/* A prefix that was never declared is a part of the name. */
static const xmlChar *full_name(struct tree_reading *r, const xmlChar *name,
                                const xmlChar *prefix, const xmlChar *uri)
{
    if (!prefix || uri)
        return name;
    name = xmlDictQLookup(r->dom->names, prefix, name);
    if (!name)
        r->dom->memory.error = -ENOMEM;
    return name;
}

/* Of libxml2's five pointers: local name, prefix, URI, value, its end. */
static xmlAttr *new_attribute(struct tree_reading *r, xmlNode *element,
                              const xmlChar *const from[5])
{
    xmlAttr *a = arena_new(&r->dom->memory, sizeof(*a));
    xmlNode *value = arena_new(&r->dom->memory, sizeof(*value));

    if (!a || !value)
        return NULL;
    value->type = XML_TEXT_NODE;
    value->name = text_name;
    value->parent = (xmlNode *)a;
    value->content = copy_text(r, from[3], (size_t)(from[4] - from[3]));
    a->type = XML_ATTRIBUTE_NODE;
    a->name = full_name(r, from[0], from[1], from[2]);
    a->ns = add_namespace(r, element, from[2]);
    a->children = a->last = value;
    a->parent = element;
    return a;
}

static void add_attributes(struct tree_reading *r, xmlNode *element, int count,
                           const xmlChar *const *from)
{
    xmlAttr *last = NULL;

    for (int i = 0; i < count; i++, from += 5) {
        xmlAttr *a = new_attribute(r, element, from);

        if (!a)
            return;
        a->prev = last;
        if (last)
            last->next = a;
        else
            element->properties = a;
        last = a;
    }
}

/* --- reading it ---------------------------------------------------------- */

static void on_start(void *arg, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int spaces, const xmlChar **declared,
                     int count, int defaulted, const xmlChar **attributes)
{
    xmlParserCtxtPtr parser = arg;
    struct tree_reading *r = parser->_private;
    xmlNode *node;

    (void)declared;
    (void)defaulted;
    if (is_full(parser, 1 + 2 * (size_t)count + (size_t)spaces, 0))
        return;
    end_text(r);
    node = add_node(r, XML_ELEMENT_NODE, full_name(r, name, prefix, uri));
    if (node) {
        node->ns = add_namespace(r, r->open, uri);
        add_attributes(r, node, count, (const xmlChar *const *)attributes);
    }
    if (r->dom->memory.error)
        stop(parser, -ENOMEM);
    if (!r->open)
        r->dom->root = node;
    r->open = node;
}

static void on_end(void *arg, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri)
{
    xmlParserCtxtPtr parser = arg;
    struct tree_reading *r = parser->_private;

    (void)name;
    (void)prefix;
    (void)uri;
    if (r->error)
        return;
    end_text(r);
    if (r->dom->memory.error)
        stop(parser, -ENOMEM);
    r->open = r->open->parent;
}

static void on_text(void *arg, const xmlChar *text, int len)
{
    xmlParserCtxtPtr parser = arg;
    struct tree_reading *r = parser->_private;

    if (!is_full(parser, 1, (size_t)len) &&
        buf_add(&r->text, text, (size_t)len) < 0)
        stop(parser, -ENOMEM);
}

static void on_doctype(void *arg, const xmlChar *name, const xmlChar *public,
                       const xmlChar *system)
{
    (void)name;
    (void)public;
    (void)system;
    stop(arg, -EBADMSG);
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

/* No document type passes, so that there are no entities but XML's five to be
 * replaced. */
static void read_bounded(struct tree_reading *r, xmlParserCtxtPtr parser)
{
    const int how = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                    XML_PARSE_NOCDATA | XML_PARSE_NOENT | XML_PARSE_HUGE;
    xmlDoc *none;

    parser->_private = r;
    parser->sax->internalSubset = on_doctype;
    parser->sax->startElementNs = on_start;
    parser->sax->endElementNs = on_end;
    parser->sax->characters = on_text;
    parser->sax->ignorableWhitespace = on_text;
    parser->sax->comment = NULL;
    parser->sax->processingInstruction = NULL;
    r->dom->names = parser->dict;
    xmlDictReference(parser->dict);
    none = xmlCtxtReadIO(parser, on_read, NULL, r, NULL, "UTF-8", how);
    if (!none && !r->error)
        r->error = -EBADMSG;
    xmlFreeDoc(none);
}

/* What can be let go of takes no memory beside its tree. */
static int parse(struct slice body, dom_seen *seen, struct dom *ret_dom)
{
    struct tree_reading reading = {
        .rest = slice_unmark(body),
        .unseen = body.at,
        .seen = seen,
        .left = seen ? TREE_MAX : TREE_MAX - body.len,
        .dom = ret_dom,
        .text = BUF_INIT(SIZE_MAX),
    };
    xmlParserCtxtPtr parser;

    *ret_dom = (struct dom){.memory = ARENA_INIT};
    if (body.len > BYTES_MAX)
        return -E2BIG;
    arena_expect(&ret_dom->memory, TREE_TIMES * body.len);
    parser = xmlNewParserCtxt();
    if (!parser)
        return -ENOMEM;
    read_bounded(&reading, parser);
    xmlFreeParserCtxt(parser);
    buf_fini(&reading.text);
    if (reading.error)
        dom_fini(ret_dom);
    return reading.error;
}

void dom_fini(struct dom *d)
{
    arena_fini(&d->memory);
    xmlDictFree(d->names);
    *d = (struct dom){.memory = ARENA_INIT};
}

static bool head_has(struct slice body, const char *mark)
{
    size_t most = body.len < HEAD_MAX ? body.len : HEAD_MAX;

    return memmem(body.at, most, mark, strlen(mark));
}

int dom_read_seen(struct slice body, dom_seen *seen, struct dom *ret_dom)
{
    struct buf plain = BUF_INIT(SIZE_MAX);
    int r;

    if (!head_has(body, "<!DOCTYPE") && !head_has(body, "<ep-patent-document"))
        return parse(body, seen, ret_dom);
    r = entities_resolve(body, &plain);
    if (r == 0)
        r = parse((struct slice){plain.data, plain.len}, NULL, ret_dom);
    buf_fini(&plain);
    return r == -EPERM ? -EBADMSG : r;
}

int dom_read(struct slice body, struct dom *ret_dom)
{
    return dom_read_seen(body, NULL, ret_dom);
}

/* --- moving in it --------------------------------------------------------- */

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
