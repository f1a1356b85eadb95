/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/tags.h"

#include <errno.h>
#include <string.h>

/* What starts with `<` and is not a tag. */
static const struct {
    const char *start;
    const char *end;
} passages[] = {
    {"<!--", "-->"},
    {"<![CDATA[", "]]>"},
    {"<?", "?>"},
};

void tags_init(struct tags *t, struct slice body)
{
    *t = (struct tags){.body = body};
}

size_t tag_end(struct slice s, char other)
{
    char quote = '\0';

    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];

        if (quote)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>' || c == other)
            return i + 1;
    }
    return 0;
}

struct slice tags_past(struct slice s, const char *end)
{
    size_t len = strlen(end);
    const char *at = memmem(s.at, s.len, end, len);

    return slice_skip(s, at ? (size_t)(at - s.at) + len : s.len);
}

static struct slice rest_of(const struct tags *t)
{
    return (struct slice){t->body.at + t->at, t->body.len - t->at};
}

/* To the next `<`. */
static bool seek_markup(struct tags *t)
{
    struct slice rest = rest_of(t);
    const char *found = rest.len ? memchr(rest.at, '<', rest.len) : NULL;

    if (found)
        t->at = (size_t)(found - t->body.at);
    return found;
}

/* Over the passage that starts here, if one does: a tag's name has none of
 * their second letters. */
static bool skip_passage(struct tags *t)
{
    struct slice rest = rest_of(t);

    if (rest.len > 1 && rest.at[1] != '!' && rest.at[1] != '?')
        return false;
    for (size_t i = 0; i < sizeof(passages) / sizeof(passages[0]); i++) {
        if (!slice_starts(rest, passages[i].start))
            continue;
        rest = slice_skip(rest, strlen(passages[i].start));
        t->at = t->body.len - tags_past(rest, passages[i].end).len;
        return true;
    }
    return false;
}

/* Length of the tag at the front of `s`; 0 when it does not end. Most have no
 * attribute, and so no `>` but their own. */
static size_t tag_length(struct slice s)
{
    const char *end = memchr(s.at, '>', s.len);

    if (!end)
        return 0;
    if (memchr(s.at, '=', (size_t)(end - s.at)))
        return tag_end(s, '>');
    return (size_t)(end + 1 - s.at);
}

/* What an empty element begins with, it ends with too. */
static bool is_halfway(const struct tags *t)
{
    return t->tag.len > 0 && !t->ends && t->tag.at[t->tag.len - 2] == '/';
}

static int find_tag(struct tags *t)
{
    size_t len;

    do {
        if (!seek_markup(t))
            return -EBADMSG;
    } while (skip_passage(t));
    len = tag_length(rest_of(t));
    t->tag = (struct slice){t->body.at + t->at, len};
    t->ends = len > 0 && t->tag.at[1] == '/';
    t->at += len;
    return len > 0 && (!t->ends || t->depth > 0) ? 0 : -EBADMSG;
}

int tags_next(struct tags *t)
{
    int r = 0;

    t->depth -= t->ends;
    if (t->ends && t->depth == 0)
        return -ENOENT;
    t->before = t->body.at + t->at;
    if (is_halfway(t)) {
        t->ends = true;
        return 0;
    }
    r = find_tag(t);
    t->depth += r == 0 && !t->ends;
    return r;
}

int tags_leave(struct tags *t, size_t end)
{
    if (end < t->at || end > t->body.len || t->body.at[end - 1] != '>')
        return -EBADMSG;
    t->at = end;
    t->ends = true;
    return 0;
}

struct slice tags_since(const struct tags *t, const char *from)
{
    return (struct slice){from, (size_t)(t->body.at + t->at - from)};
}

struct slice tag_name(struct slice tag)
{
    size_t from = tag.len > 1 && tag.at[1] == '/' ? 2 : 1, to = from;

    while (to < tag.len && !strchr(" \t\r\n/>", tag.at[to]))
        to++;
    return (struct slice){tag.at + from, to - from};
}

struct slice tag_local_name(struct slice tag)
{
    struct slice name = tag_name(tag);
    const char *colon = memchr(name.at, ':', name.len);

    if (!colon)
        return name;
    return (struct slice){colon + 1, (size_t)(name.at + name.len - colon - 1)};
}

/* Takes ` name="value"` off the front of what is left of a tag. */
static bool cut_attribute(struct slice *rest, struct slice *ret_name,
                          struct slice *ret_value)
{
    struct slice name, blank, value;
    char quote;

    if (!slice_cut(rest, '=', &name) || !rest->len)
        return false;
    quote = slice_trim(*rest).at[0];
    if (!slice_cut(rest, quote, &blank) || !slice_cut(rest, quote, &value))
        return false;
    *ret_name = slice_trim(name);
    *ret_value = value;
    return true;
}

struct slice tag_attribute(struct slice tag, const char *name)
{
    struct slice element = tag_name(tag), rest, found, value;

    rest.at = element.at + element.len;
    rest.len = (size_t)(tag.at + tag.len - rest.at);
    while (cut_attribute(&rest, &found, &value)) {
        if (!slice_is(found, name))
            continue;
        return memchr(value.at, '&', value.len) ? SLICE("") : value;
    }
    return SLICE("");
}
