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

static struct slice attribute(const struct xml_attribute *attributes,
                              unsigned count, const char *name)
{
    for (unsigned i = 0; i < count; i++) {
        if (strcmp(attributes[i].name, name) == 0)
            return attributes[i].value;
    }
    return SLICE("");
}

/* Whole steps only: `P/1/A1/fullimage` is not an end of `EP/1/A1/fullimage`. */
static bool ends_in(struct slice link, struct slice end)
{
    size_t before = link.len - end.len;

    return end.len && end.len <= link.len &&
           memcmp(link.at + before, end.at, end.len) == 0 &&
           (!before || link.at[before - 1] == '/');
}

static int on_open(void *arg, enum ns ns, const char *name, unsigned depth,
                   const struct xml_attribute *attributes, unsigned count)
{
    struct link_search *s = arg;
    int64_t pages;

    (void)depth;
    if (s->pages >= 0 || ns != NS_OPS || strcmp(name, "document-instance") ||
        !ends_in(attribute(attributes, count, "link"), s->link))
        return 0;
    if (slice_number(attribute(attributes, count, "number-of-pages"), &pages) ||
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
