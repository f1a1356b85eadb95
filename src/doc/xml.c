/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libxml2 in push mode, fed piece by piece, with handlers of our own.
 *
 * Its own limits are off (XML_PARSE_HUGE), since one claim may be one text of
 * 10 MB. In their place stand bounds on what costs more than its length:
 *
 * - depth, as the caller says, and never over DEPTH_MAX;
 * - attributes in one tag and namespaces in scope, since libxml2 compares each
 *   with all the others; and, because it does so before it calls us, markup
 *   that is not over after PENDING bytes: a tag, a comment, an instruction
 *   (a CDATA section, which is searched for its end again and again, may be
 *   longer);
 * - elements and attributes, PARTS_MAX together: of the recorded answers none
 *   has more than 3,000, nor more than one per 20 bytes, and 2,000,000 of them
 *   are read in half a second;
 * - different names, whose table in libxml2 does not grow for ever;
 * - the first error ends the feeding, so that nothing is spent on the rest.
 *
 * A prefix that was never declared is not an error here: its names are of
 * NS_NONE. (XML itself knows no namespaces, and such a body can be read.)
 *
 * The text is UTF-8 whatever its declaration says, because OPS says so in each
 * Content-Type; so no other encoding can carry something past these checks.
 */
#include "doc/xml.h"

#include <libxml/parser.h>

#include <errno.h>
#include <string.h>

#define PIECE 32768
#define PENDING 65536
#define PENDING_CDATA (8 << 20)
#define DEPTH_MAX 1024
#define ATTRIBUTES_MAX 256
#define NAMESPACES_MAX 64
#define NAMES_MAX 10000
#define PARTS_MAX 2000000

struct sax_walk {
    const struct xml_events *events;
    void *arg;
    xmlParserCtxtPtr parser;
    int error; /* the first one, ours or a callback's */
    unsigned depth;
    unsigned max_depth;
    unsigned namespaces; /* in scope */
    unsigned parts;
    const xmlChar *uri; /* the last one seen, and what it is */
    enum ns ns;
    unsigned char declared[DEPTH_MAX + 1]; /* namespaces, by depth */
};

static const struct {
    const char *uri;
    enum ns ns;
} spaces[] = {
    {"http://ops.epo.org", NS_OPS},
    {"http://www.epo.org/exchange", NS_EXCHANGE},
    {"http://www.epo.org/fulltext", NS_FULLTEXT},
    {"http://www.epo.org/register", NS_REGISTER},
    {"http://www.epo.org/cpcexport", NS_CPC},
};

enum ns xml_ns(const char *uri)
{
    for (size_t i = 0; uri && i < sizeof(spaces) / sizeof(spaces[0]); i++) {
        if (strcmp(uri, spaces[i].uri) == 0)
            return spaces[i].ns;
    }
    return NS_NONE;
}

struct slice xml_attribute_of(const struct xml_element *e, const char *name)
{
    for (unsigned i = 0; i < e->count; i++) {
        if (strcmp(e->attributes[i].name, name) == 0)
            return slice_trim(e->attributes[i].value);
    }
    return SLICE("");
}

/* libxml2 keeps each URI once, so the same pointer is the same namespace. */
static enum ns ns_of(struct sax_walk *w, const xmlChar *uri)
{
    if (uri != w->uri) {
        w->uri = uri;
        w->ns = xml_ns((const char *)uri);
    }
    return w->ns;
}

/* Only from handlers after which libxml2 looks whether it was stopped. */
static void stop(struct sax_walk *w, int error)
{
    if (!error || w->error)
        return;
    w->error = error;
    xmlStopParser(w->parser);
}

static int enter(struct sax_walk *w, int namespaces, int attributes)
{
    w->parts += 1 + (unsigned)attributes;
    if (w->depth == w->max_depth || attributes > ATTRIBUTES_MAX ||
        w->parts > PARTS_MAX ||
        namespaces > NAMESPACES_MAX - (int)w->namespaces)
        return -E2BIG;
    w->depth++;
    w->declared[w->depth] = (unsigned char)namespaces;
    w->namespaces += (unsigned)namespaces;
    return 0;
}

/* With entities off, libxml2 writes each `&` of a value as `&#38;`. Such a
 * value is a copy that it made for us and frees after us, so it is shortened
 * in place. */
static size_t restore_ampersands(char *at, size_t len)
{
    size_t kept = 0;

    for (size_t i = 0; i < len; i++) {
        at[kept++] = at[i];
        if (at[i] == '&')
            i += sizeof("#38;") - 1;
    }
    return kept;
}

/* libxml2's five pointers an attribute: local name, prefix, URI, value, end. */
static void copy_attributes(struct xml_attribute *to, const xmlChar **from,
                            int count)
{
    for (int i = 0; i < count; i++, from += 5) {
        size_t len = (size_t)(from[4] - from[3]);

        if (memchr(from[3], '&', len))
            len = restore_ampersands((char *)from[3], len);
        to[i].name = (const char *)from[0];
        to[i].value = (struct slice){(const char *)from[3], len};
    }
}

static void on_open(void *arg, const xmlChar *name, const xmlChar *prefix,
                    const xmlChar *uri, int namespaces,
                    const xmlChar **declarations, int count, int defaulted,
                    const xmlChar **attributes)
{
    struct sax_walk *w = arg;
    struct xml_attribute copy[ATTRIBUTES_MAX];
    int error;

    (void)prefix;
    (void)declarations;
    (void)defaulted;
    if (w->error)
        return;
    error = enter(w, namespaces, count);
    if (!error && w->events->open) {
        copy_attributes(copy, attributes, count);
        error = w->events->open(
            w->arg, &(struct xml_element){ns_of(w, uri), (const char *)name,
                                          w->depth, copy, (unsigned)count});
    }
    stop(w, error);
}

static void on_close(void *arg, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri)
{
    struct sax_walk *w = arg;

    (void)prefix;
    if (w->error)
        return;
    if (w->events->close)
        stop(w, w->events->close(w->arg,
                                 &(struct xml_element){
                                     .ns = ns_of(w, uri),
                                     .name = (const char *)name,
                                     .depth = w->depth,
                                     .end = (size_t)xmlByteConsumed(w->parser),
                                 }));
    w->namespaces -= w->declared[w->depth];
    w->depth--;
}

static void on_text(void *arg, const xmlChar *text, int len)
{
    struct sax_walk *w = arg;
    struct slice s = {(const char *)text, (size_t)len};

    if (!w->error && w->events->text)
        stop(w, w->events->text(w->arg, s));
}

static void on_doctype(void *arg, const xmlChar *name, const xmlChar *public,
                       const xmlChar *system)
{
    (void)name;
    (void)public;
    (void)system;
    stop(arg, -EPERM);
}

/* Asked for each entity but XML's five. That there is none is an error of the
 * document, which ends the feeding; stopping in the middle of a value would
 * not be safe. */
static xmlEntityPtr on_entity(void *arg, const xmlChar *name)
{
    struct sax_walk *w = arg;

    (void)name;
    if (!w->error)
        w->error = -EPERM;
    return NULL;
}

/* libxml2 would print it to stderr; what it says is in the parser as well. */
static void on_trouble(void *arg, xmlErrorPtr error)
{
    (void)arg;
    (void)error;
}

static const xmlSAXHandler handlers = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = on_doctype,
    .getEntity = on_entity,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .startElementNs = on_open,
    .endElementNs = on_close,
    .serror = on_trouble,
};

/* Keeps libxml2 from guessing at UTF-16, UCS-4 or EBCDIC: a document begins
 * with markup or blanks in ASCII, after a byte order mark of UTF-8 perhaps,
 * which it does not take for one in what it reads in pieces. */
static bool starts_as_utf8(struct slice body)
{
    body = slice_unmark(body);
    return body.len > 1 && strchr("< \t\r\n", body.at[0]) && body.at[0] &&
           body.at[1];
}

static bool is_sound(const struct sax_walk *w)
{
    return !w->error && w->parser->wellFormed;
}

/* After each piece: what libxml2 was given and has not taken yet, and how many
 * names it keeps. */
static bool is_bounded(const struct sax_walk *w)
{
    const xmlParserInput *in = w->parser->input;
    size_t most = w->parser->instate == XML_PARSER_CDATA_SECTION ? PENDING_CDATA
                                                                 : PENDING;

    return (size_t)(in->end - in->cur) <= most &&
           xmlDictSize(w->parser->dict) <= NAMES_MAX;
}

static void feed(struct sax_walk *w, struct slice body)
{
    while (body.len && is_sound(w)) {
        size_t len = body.len < PIECE ? body.len : PIECE;

        xmlParseChunk(w->parser, body.at, (int)len, 0);
        body.at += len;
        body.len -= len;
        if (is_sound(w) && !is_bounded(w))
            stop(w, -E2BIG);
    }
    if (is_sound(w))
        xmlParseChunk(w->parser, NULL, 0, 1);
}

static int finding(const struct sax_walk *w)
{
    if (w->error)
        return w->error;
    if (w->parser->wellFormed)
        return 0;
    return w->parser->errNo == XML_ERR_NO_MEMORY ? -ENOMEM : -EBADMSG;
}

int xml_walk(struct slice body, unsigned max_depth,
             const struct xml_events *events, void *arg)
{
    struct sax_walk w = {
        .events = events,
        .arg = arg,
        .max_depth = max_depth < DEPTH_MAX ? max_depth : DEPTH_MAX,
    };
    xmlSAXHandler sax = handlers;
    int r;

    if (!starts_as_utf8(body))
        return -EBADMSG;
    w.parser = xmlCreatePushParserCtxt(&sax, &w, NULL, 0, NULL);
    if (!w.parser)
        return -ENOMEM;
    xmlCtxtUseOptions(w.parser,
                      XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_IGNORE_ENC);
    feed(&w, body);
    r = finding(&w);
    xmlFreeParserCtxt(w.parser);
    return r;
}

void xml_start(void)
{
    xmlInitParser();
}

void xml_stop(void)
{
    xmlCleanupParser();
}

bool xml_is_hostile(int error)
{
    return error == -EPERM || error == -E2BIG;
}
