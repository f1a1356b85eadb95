/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/images.h"

#include "doc/intake.h"
#include "doc/xml.h"

#include <errno.h>
#include <string.h>

struct link_search {
    struct slice link;
    int64_t pages; /* -1 until the link was found */
};

/* Whole steps only: `P/1/A1/fullimage` is not an end of `EP/1/A1/fullimage`. */
static bool ends_in(struct slice link, struct slice end)
{
    size_t before = link.len - end.len;

    return end.len && end.len <= link.len &&
           memcmp(link.at + before, end.at, end.len) == 0 &&
           (!before || link.at[before - 1] == '/');
}

static int on_open(void *arg, const struct xml_element *e)
{
    struct link_search *s = arg;
    int64_t pages;

    if (s->pages >= 0 || e->ns != NS_OPS ||
        strcmp(e->name, "document-instance") ||
        !ends_in(xml_attribute_of(e, "link"), s->link))
        return 0;
    if (slice_number(xml_attribute_of(e, "number-of-pages"), &pages) ||
        pages < 1 || pages > IMAGES_PAGES)
        return -EBADMSG;
    s->pages = pages;
    return 0;
}

int images_pages(struct slice inquiry, struct slice link, int64_t *ret_pages)
{
    static const struct xml_events events = {.open = on_open};
    struct link_search s = {link, -1};
    int r = xml_walk(inquiry, INTAKE_DEPTH, &events, &s);

    if (r < 0)
        return r == -ENOMEM ? r : -EBADMSG;
    if (s.pages < 0)
        return -ENOENT;
    *ret_pages = s.pages;
    return 0;
}
