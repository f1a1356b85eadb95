/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/template.h"

#include <string.h>

/*
 * The name of each hole, and what stays unencoded in it. OPS refuses an encoded
 * slash; in a query string a slash is allowed (RFC 3986 3.4). The other marks
 * are those that join the parts of such a text.
 */
static const struct {
    const char *name, *keeps;
} holes[SLOT_COUNT] = {
    [SLOT_NONE] = {"", ""},
    [SLOT_TYPE] = {"type", ""},
    [SLOT_FORMAT] = {"format", ""},
    [SLOT_NUMBER] = {"number", "/(),*"},
    [SLOT_OUT] = {"out", ""},
    [SLOT_CC] = {"cc", ""},
    [SLOT_DOC] = {"doc", ""},
    [SLOT_KIND] = {"kind", ""},
    [SLOT_SYMBOL] = {"symbol", "/"},
    [SLOT_QUERY] = {"query", "/"},
    [SLOT_RANGE] = {"range", ""},
    [SLOT_CONSTITUENTS] = {"constituents", ","},
    [SLOT_VIEW] = {"view", "=&"},
    [SLOT_DATE] = {"date", ""},
    [SLOT_BY_DAY] = {"by-day", ""},
    [SLOT_SELECTION] = {"selection", ""},
    [SLOT_SECTION] = {"section", ""},
    [SLOT_CLASS] = {"class", ""},
    [SLOT_SUBCLASS] = {"subclass", ""},
    [SLOT_GROUP] = {"group", ""},
    [SLOT_SUBGROUP] = {"subgroup", ""},
};

static enum slot hole_of(struct slice name)
{
    for (int i = SLOT_NONE + 1; i < SLOT_COUNT; i++) {
        if (holes[i].name[0] == name.at[0] && slice_is(name, holes[i].name))
            return (enum slot)i;
    }
    return SLOT_NONE;
}

/* Is one of the template's holes empty? */
static bool is_lacking(struct slice template, const struct location *location)
{
    struct slice text, hole;

    while (slice_cut(&template, '{', &text) &&
           slice_cut(&template, '}', &hole)) {
        if (!location->slots[hole_of(hole)].len)
            return true;
    }
    return false;
}

/* A template without optional parts. */
static void fill_holes(struct buf *to, struct slice template,
                       const struct location *location)
{
    struct slice text, hole;

    while (slice_cut(&template, '{', &text)) {
        enum slot slot;

        buf_add(to, text.at, text.len);
        if (!slice_cut(&template, '}', &hole))
            break;
        slot = hole_of(hole);
        percent_encode(to, location->slots[slot], holes[slot].keeps);
    }
}

void template_fill(struct buf *to, struct slice template,
                   const struct location *location)
{
    struct slice plain, optional;

    while (slice_cut(&template, '[', &plain)) {
        fill_holes(to, plain, location);
        if (slice_cut(&template, ']', &optional) &&
            !is_lacking(optional, location))
            fill_holes(to, optional, location);
    }
}

void template_path(struct buf *to, const struct source *source,
                   const struct location *location)
{
    struct slice query = slice_of(source->path), path;

    if (!source->suffix) {
        template_fill(to, query, location);
        return;
    }
    slice_cut(&query, '?', &path);
    template_fill(to, path, location);
    buf_printf(to, ".%s", forms[location->form].extension);
    if (query.len) {
        buf_putc(to, '?');
        template_fill(to, query, location);
    }
}

/* What may stand in a hole, from the start of `path`. */
static size_t longest(enum slot slot, struct slice path)
{
    const char *ends = slot == SLOT_VIEW ? "?" : "?&";
    size_t len = 0;

    while (len < path.len && !strchr(ends, path.at[len]) &&
           (path.at[len] != '/' || strchr(holes[slot].keeps, '/')))
        len++;
    return len;
}

static bool read_hole(struct slice template, struct slice path,
                      struct slice slots[SLOT_COUNT])
{
    struct slice hole;
    enum slot slot;
    size_t most;

    template = slice_skip(template, 1);
    if (!slice_cut(&template, '}', &hole))
        return false;
    slot = hole_of(hole);
    most = longest(slot, path);
    for (size_t len = 1; len <= most; len++) {
        if (template_read(template, slice_skip(path, len), slots)) {
            slots[slot] = (struct slice){path.at, len};
            return true;
        }
    }
    return false;
}

/* With the optional part first, then without. */
static bool read_optional(struct slice template, struct slice path,
                          struct slice slots[SLOT_COUNT])
{
    struct slice optional;

    template = slice_skip(template, 1);
    if (template_read(template, path, slots))
        return true;
    return slice_cut(&template, ']', &optional) &&
           template_read(template, path, slots);
}

bool template_read(struct slice template, struct slice path,
                   struct slice ret_slots[SLOT_COUNT])
{
    for (; template.len; template = slice_skip(template, 1)) {
        if (template.at[0] == '{')
            return read_hole(template, path, ret_slots);
        if (template.at[0] == '[')
            return read_optional(template, path, ret_slots);
        if (template.at[0] == ']')
            continue;
        if (!path.len || path.at[0] != template.at[0])
            return false;
        path = slice_skip(path, 1);
    }
    return !path.len;
}
