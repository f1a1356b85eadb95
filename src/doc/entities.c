/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/entities.h"

#include "doc/tags.h"
#include "doc/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define ISO_NAME 8 /* letters of the longest */

/* What may stand before a declaration: blanks, comments, instructions. */
static struct slice skip_prolog(struct slice s)
{
    size_t before;

    s = slice_unmark(s);
    do {
        before = s.len;
        while (s.len && strchr(" \t\r\n", s.at[0]))
            s = slice_skip(s, 1);
        if (slice_starts(s, "<?"))
            s = tags_past(s, "?>");
        else if (slice_starts(s, "<!--"))
            s = tags_past(s, "-->");
    } while (s.len && s.len < before);
    return s;
}

static int compare(const void *name, const void *row)
{
    const char *key = name, *text = *(const char *const *)row;
    size_t len = strcspn(text, " ");
    int order = strncmp(key, text, len);

    return order ? order : key[len] != '\0';
}

/* HTML's names are libxml2's; 0 for one that names nothing. */
static int code_of(const char *name)
{
    const char *const *row = bsearch(name, entity_names, entity_count,
                                     sizeof(entity_names[0]), compare);
    const htmlEntityDesc *html = row ? NULL : htmlEntityLookup(BAD_CAST name);

    if (row)
        return (int)strtol(strchr(*row, ' '), NULL, 16);
    return html ? (int)html->value : 0;
}

/* What XML itself knows: its five names, and numbers. */
static bool is_xml(struct slice s)
{
    static const char *const known[] = {"&amp;",  "&lt;",   "&gt;",
                                        "&quot;", "&apos;", "&#"};
    bool is = false;

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        is |= slice_starts(s, known[i]);
    return is;
}

/* `s` begins with an ampersand. Returns how much of it was read. One that names
 * nothing stands for itself, as in a name of a firm. */
static size_t add_entity(struct slice s, struct buf *to)
{
    char name[ISO_NAME + 1] = "";
    xmlChar character[4];
    size_t len = 0;
    int code = 0;

    while (len < ISO_NAME && len + 2 < s.len &&
           (is_alnum(s.at[len + 1]) || s.at[len + 1] == '.')) {
        name[len] = s.at[len + 1];
        len++;
    }
    if (!is_xml(s) && len + 1 < s.len && s.at[len + 1] == ';')
        code = code_of(name);
    if (!code) {
        buf_puts(to, is_xml(s) ? "&" : "&amp;");
        return 1;
    }
    buf_add(to, (char *)character,
            (size_t)xmlCopyCharMultiByte(character, code));
    return len + 2;
}

/* Up to where something is to be resolved; sections of characters stay. */
static size_t plain_length(struct slice s)
{
    size_t len = 0;

    while (len < s.len && s.at[len] != '&') {
        struct slice rest = slice_skip(s, len);

        if (slice_starts(rest, "<![CDATA["))
            len = s.len - tags_past(rest, "]]>").len;
        else
            len++;
    }
    return len;
}

static void add_resolved(struct slice s, struct buf *to)
{
    while (s.len) {
        size_t plain = plain_length(s);

        buf_add(to, s.at, plain);
        s = slice_skip(s, plain);
        if (s.len)
            s = slice_skip(s, add_entity(s, to));
    }
}

int entities_resolve(struct slice body, struct buf *to)
{
    struct slice rest = skip_prolog(body);
    bool declared = slice_starts(rest, "<!DOCTYPE");
    size_t len = declared ? tag_end(rest, '[') : 0;

    buf_expect(to, body.len);
    if (declared && !len)
        return -EBADMSG;
    if (declared && rest.at[len - 1] == '[')
        return -EPERM;
    buf_add(to, body.at, (size_t)(rest.at - body.at));
    add_resolved(slice_skip(rest, len), to);
    return to->error;
}
