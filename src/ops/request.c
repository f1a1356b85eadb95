/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a place in the tree to the request behind it: the source's template with
 * its holes filled.
 */
#include "ops/path.h"

#include <errno.h>
#include <string.h>

static const char *const slot_names[SLOT_COUNT] = {
    [SLOT_NONE] = "",        [SLOT_TYPE] = "type",
    [SLOT_FORMAT] = "format", [SLOT_NUMBER] = "number",
    [SLOT_OUT] = "out",       [SLOT_CC] = "cc",
    [SLOT_DOC] = "doc",       [SLOT_KIND] = "kind",
    [SLOT_SYMBOL] = "symbol", [SLOT_QUERY] = "query",
    [SLOT_RANGE] = "range",   [SLOT_PARTS] = "parts",
    [SLOT_VIEW] = "view",
};

/*
 * What stays unencoded in each hole. OPS refuses an encoded slash; in a query
 * string a slash may stand as it is (RFC 3986 3.4). The other marks are those
 * that join what the hole is made of.
 */
static const char *const slot_keeps[SLOT_COUNT] = {
    [SLOT_NONE] = "",   [SLOT_TYPE] = "",   [SLOT_FORMAT] = "",
    [SLOT_NUMBER] = "/", [SLOT_OUT] = "",    [SLOT_CC] = "",
    [SLOT_DOC] = "",    [SLOT_KIND] = "",   [SLOT_SYMBOL] = "/",
    [SLOT_QUERY] = "/", [SLOT_RANGE] = "",  [SLOT_PARTS] = ",",
    [SLOT_VIEW] = "=&",
};

static enum slot hole_of(struct slice name)
{
    for (int i = SLOT_NONE + 1; i < SLOT_COUNT; i++) {
        if (slot_names[i][0] == name.at[0] && slice_is(name, slot_names[i]))
            return (enum slot)i;
    }
    return SLOT_NONE;
}

/* Is a hole of the template left empty? */
static bool is_lacking(struct slice template, const struct place *place)
{
    struct slice text, hole;

    while (slice_cut(&template, '{', &text) &&
           slice_cut(&template, '}', &hole)) {
        if (!place->slots[hole_of(hole)].len)
            return true;
    }
    return false;
}

/* Copies a template up to its end, filling the holes. */
static void fill(struct buf *to, struct slice template,
                 const struct place *place)
{
    struct slice text, hole;

    while (slice_cut(&template, '{', &text)) {
        enum slot slot;

        buf_add(to, text.at, text.len);
        if (!slice_cut(&template, '}', &hole))
            break;
        slot = hole_of(hole);
        percent_encode(to, place->slots[slot], slot_keeps[slot]);
    }
}

static void expand(struct buf *to, struct slice template,
                   const struct place *place)
{
    struct slice plain, optional;

    while (slice_cut(&template, '[', &plain)) {
        fill(to, plain, place);
        if (slice_cut(&template, ']', &optional) &&
            !is_lacking(optional, place))
            fill(to, optional, place);
    }
}

/* The path with the form's suffix before the query string. */
static void expand_source(struct buf *to, const struct source *source,
                          const struct place *place)
{
    struct slice query = slice_of(source->path), path;

    if (!source->suffix) {
        expand(to, query, place);
        return;
    }
    slice_cut(&query, '?', &path);
    expand(to, path, place);
    buf_printf(to, ".%s", forms[place->form].extension);
    if (query.len) {
        buf_putc(to, '?');
        expand(to, query, place);
    }
}

/* Only XML is taken apart again; an answer is found again by its publication;
 * a wildcard has no answer of its own. An abstract names no application, by
 * which alone the publications of a full cycle are told to belong together. */
static bool can_go_in_bulk(const struct source *source,
                           const struct place *place)
{
    const struct slice *slots = place->slots;
    struct slice number = slots[SLOT_NUMBER];

    return source->bulk && place->form == FORM_XML &&
           slice_is(slots[SLOT_TYPE], "publication") &&
           !slice_is(slots[SLOT_PARTS], "abstract,full-cycle") &&
           number.len < REQUEST_REFERENCE &&
           !memchr(number.at, '*', number.len);
}

/* A kind stands behind a dot; the one behind the country is none of them. */
static bool has_kind(struct slice reference)
{
    for (size_t i = 3; i + 1 < reference.len; i++) {
        if (reference.at[i] == '.' && is_alpha(reference.at[i + 1]))
            return true;
    }
    return false;
}

/* A request that cannot go in bulk has neither path nor reference for it. */
static void fill_bulk(struct request *r, const struct source *source,
                      const struct place *place)
{
    struct slice number = place->slots[SLOT_NUMBER];
    struct buf path = BUF_INIT(REQUEST_BULK - 1);

    r->bulk[0] = r->reference[0] = '\0';
    r->has_kind = has_kind(number);
    if (!can_go_in_bulk(source, place))
        return;
    expand(&path, slice_of(source->bulk), place);
    if (!path.error) {
        memcpy(r->bulk, buf_text(&path), path.len + 1);
        memcpy(r->reference, number.at, number.len);
        r->reference[number.len] = '\0';
    }
    buf_fini(&path);
}

int path_request(const struct place *place, struct request *ret_request)
{
    const struct source *source = &sources[place->name->source];
    struct buf path = BUF_INIT(REQUEST_PATH - 1);
    int r;

    expand_source(&path, source, place);
    r = path.error == -EFBIG ? -ENAMETOOLONG : path.error;
    if (r == 0) {
        memcpy(ret_request->path, buf_text(&path), path.len + 1);
        ret_request->source = place->name->source;
        ret_request->form = place->form;
        ret_request->accept = place->form == FORM_XML && source->accept
                                  ? source->accept
                                  : forms[place->form].accept;
        fill_bulk(ret_request, source, place);
    }
    buf_fini(&path);
    return r;
}

int path_inquiry(const struct place *place, struct request *ret_request,
                 struct buf *ret_link)
{
    static const struct name row = {.source = SOURCE_INQUIRY};
    const struct slice *slots = place->slots;
    struct place inquiry = {.name = &row, .form = FORM_XML};
    struct buf number = BUF_INIT(REFERENCE_MAX);
    int r;

    buf_add(&number, slots[SLOT_CC].at, slots[SLOT_CC].len);
    buf_putc(&number, '.');
    buf_add(&number, slots[SLOT_DOC].at, slots[SLOT_DOC].len);
    buf_putc(&number, '.');
    buf_add(&number, slots[SLOT_KIND].at, slots[SLOT_KIND].len);
    inquiry.slots[SLOT_TYPE] = SLICE("publication");
    inquiry.slots[SLOT_FORMAT] = SLICE("docdb");
    inquiry.slots[SLOT_NUMBER] = (struct slice){number.data, number.len};
    expand(ret_link, SLICE("{cc}/{doc}/{kind}/{out}"), place);
    r = number.error || ret_link->error ? -ENAMETOOLONG
                                        : path_request(&inquiry, ret_request);
    buf_fini(&number);
    return r;
}
