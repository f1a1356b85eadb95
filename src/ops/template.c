/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/template.h"

#include <string.h>

static const char *const slot_names[SLOT_COUNT] = {
    [SLOT_NONE] = "",        [SLOT_TYPE] = "type",
    [SLOT_FORMAT] = "format", [SLOT_NUMBER] = "number",
    [SLOT_OUT] = "out",       [SLOT_CC] = "cc",
    [SLOT_DOC] = "doc",       [SLOT_KIND] = "kind",
    [SLOT_SYMBOL] = "symbol", [SLOT_QUERY] = "query",
    [SLOT_RANGE] = "range",   [SLOT_PARTS] = "parts",
    [SLOT_VIEW] = "view",     [SLOT_PART] = "part",
};

/*
 * What stays unencoded in each hole. OPS refuses an encoded slash; in a query
 * string a slash is allowed (RFC 3986 3.4). The other marks are those that join
 * the parts of such a text.
 */
static const char *const slot_keeps[SLOT_COUNT] = {
    [SLOT_NONE] = "",   [SLOT_TYPE] = "",   [SLOT_FORMAT] = "",
    [SLOT_NUMBER] = "/(),*", [SLOT_OUT] = "",    [SLOT_CC] = "",
    [SLOT_DOC] = "",    [SLOT_KIND] = "",   [SLOT_SYMBOL] = "/",
    [SLOT_QUERY] = "/", [SLOT_RANGE] = "",  [SLOT_PARTS] = ",",
    [SLOT_VIEW] = "=&", [SLOT_PART] = "",
};

static enum slot hole_of(struct slice name)
{
    for (int i = SLOT_NONE + 1; i < SLOT_COUNT; i++) {
        if (slot_names[i][0] == name.at[0] && slice_is(name, slot_names[i]))
            return (enum slot)i;
    }
    return SLOT_NONE;
}

/* Is one of the template's holes empty? */
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

/* A template without optional parts. */
static void fill_holes(struct buf *to, struct slice template,
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

void template_fill(struct buf *to, struct slice template,
                   const struct place *place)
{
    struct slice plain, optional;

    while (slice_cut(&template, '[', &plain)) {
        fill_holes(to, plain, place);
        if (slice_cut(&template, ']', &optional) &&
            !is_lacking(optional, place))
            fill_holes(to, optional, place);
    }
}

void template_path(struct buf *to, const struct source *source,
                   const struct place *place)
{
    struct slice query = slice_of(source->path), path;

    if (!source->suffix) {
        template_fill(to, query, place);
        return;
    }
    slice_cut(&query, '?', &path);
    template_fill(to, path, place);
    buf_printf(to, ".%s", forms[place->form].extension);
    if (query.len) {
        buf_putc(to, '?');
        template_fill(to, query, place);
    }
}
