/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/inquiry.h"

#include "doc/dom.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* An instance is known by where its link leads, whatever its `desc`. */
static const char *const endings[INQUIRY_PARTS] = {
    [INQUIRY_DOCUMENT] = "fullimage",
    [INQUIRY_DRAWINGS] = "thumbnail",
    [INQUIRY_CLIP] = "firstpage",
};

#define INSTANCE "document-instance"

/* --- an instance --------------------------------------------------------- */

static struct slice attribute_of(const xmlNode *node, const char *name)
{
    return slice_trim(dom_attribute(node, name));
}

/* The last four steps: `published-data/images/` may stand in front. */
static struct slice last_steps(struct slice link)
{
    unsigned steps = 0;

    for (size_t i = link.len; i > 0; i--) {
        if (link.at[i - 1] == '/' && ++steps == 4)
            return (struct slice){link.at + i, link.len - i};
    }
    return link;
}

/* Letters, digits and slashes: nothing that leads out of OPS's images. */
static bool is_plain(struct slice link)
{
    for (size_t i = 0; i < link.len; i++) {
        if (!is_alnum(link.at[i]) && link.at[i] != '/')
            return false;
    }
    return link.len > 0 && link.len < INQUIRY_LINK;
}

static bool read_pages(const xmlNode *instance, int64_t *ret_pages)
{
    int64_t pages;

    if (slice_number(attribute_of(instance, "number-of-pages"), &pages) < 0 ||
        pages < 1 || pages > INQUIRY_PAGES)
        return false;
    *ret_pages = pages;
    return true;
}

/* One that begins after the last page shows that there are more: what is there
 * can be read, but the whole is not known. */
static void add_section(const xmlNode *section, struct inquiry_instance *i,
                        char fault[INQUIRY_FAULT])
{
    struct slice name = attribute_of(section, "name");
    struct inquiry_section s = {.start = 0};

    if (i->count >= INQUIRY_SECTIONS || !name.len || name.len >= INQUIRY_NAME ||
        slice_number(attribute_of(section, "start-page"), &s.start) < 0)
        return;
    memcpy(s.name, name.at, name.len);
    if (s.start >= 1 && s.start <= i->pages)
        i->sections[i->count++] = s;
    else
        snprintf(fault, INQUIRY_FAULT,
                 "the inquiry says that %s begins on page %d of %d", s.name,
                 (int)s.start, (int)i->pages);
}

/* In order of their pages; those of one page stay in OPS's order. */
static void sort_sections(struct inquiry_instance *i)
{
    for (size_t n = 1; n < i->count; n++) {
        struct inquiry_section s = i->sections[n];
        size_t at = n;

        for (; at > 0 && i->sections[at - 1].start > s.start; at--)
            i->sections[at] = i->sections[at - 1];
        i->sections[at] = s;
    }
}

static void add_format(const xmlNode *format, struct inquiry_instance *i)
{
    struct slice media = slice_trim(dom_value(format));

    for (int f = 0; f < FORM_COUNT; f++) {
        if (slice_is(media, forms[f].accept))
            i->forms |= FORM(f);
    }
}

/* One whose link leads elsewhere has no pages. */
static int read_instance(const xmlNode *node, struct inquiry_instance *i,
                         char fault[INQUIRY_FAULT])
{
    struct slice link = last_steps(attribute_of(node, "link"));
    struct slice pages = attribute_of(node, "number-of-pages");

    *i = (struct inquiry_instance){0};
    if (!is_plain(link))
        return 0;
    memcpy(i->link, link.at, link.len);
    if (!read_pages(node, &i->pages)) {
        snprintf(fault, INQUIRY_FAULT,
                 "the inquiry says that %s has %.*s pages", i->link,
                 (int)(pages.len < 20 ? pages.len : 20), pages.at);
        return -EBADMSG;
    }
    dom_each_below(at, node, NS_OPS, "document-section")
        add_section(at, i, fault);
    dom_each_below(at, node, NS_OPS, "document-format") add_format(at, i);
    sort_sections(i);
    return 0;
}

/* --- the whole ----------------------------------------------------------- */

static bool corrects(const struct inquiry_instance *i)
{
    return i->count == 1 && strcmp(i->sections[0].name, "AMENDMENT") == 0;
}

static void take(struct inquiry *to, const struct inquiry_instance *i)
{
    const char *end = strrchr(i->link, '/');

    for (int p = 0; end && i->pages && p < INQUIRY_PARTS; p++) {
        bool taken = to->parts[p].pages &&
                     (p != INQUIRY_DOCUMENT || !to->corrects);

        if (taken || strcmp(end + 1, endings[p]) != 0)
            continue;
        to->parts[p] = *i;
        if (p == INQUIRY_DOCUMENT)
            to->corrects = corrects(i);
    }
}

static int parse(struct slice answer, struct dom *ret_dom)
{
    int r = dom_read(answer, ret_dom);

    return r == 0 || r == -ENOMEM ? r : -EBADMSG;
}

int inquiry_read(struct slice answer, struct inquiry *ret_inquiry)
{
    struct inquiry_instance instance;
    struct dom dom;
    int r = parse(answer, &dom);

    *ret_inquiry = (struct inquiry){0};
    if (r < 0)
        return r;
    dom_each_below(at, dom.root, NS_OPS, INSTANCE)
    {
        r = read_instance(at, &instance, ret_inquiry->fault);
        if (r < 0)
            break;
        take(ret_inquiry, &instance);
    }
    dom_fini(&dom);
    return r;
}

/* Whole steps only: `P/1/A1/fullimage` is not an end of `EP/1/A1/fullimage`. */
static bool ends_in(struct slice link, struct slice end)
{
    size_t before = link.len - end.len;

    return end.len && end.len <= link.len &&
           memcmp(link.at + before, end.at, end.len) == 0 &&
           (!before || link.at[before - 1] == '/');
}

int inquiry_pages(struct slice answer, struct slice link, int64_t *ret_pages)
{
    struct dom dom;
    int r = parse(answer, &dom);

    if (r < 0)
        return r;
    r = -ENOENT;
    dom_each_below(at, dom.root, NS_OPS, INSTANCE)
    {
        if (r == -ENOENT && ends_in(attribute_of(at, "link"), link))
            r = read_pages(at, ret_pages) ? 0 : -EBADMSG;
    }
    dom_fini(&dom);
    return r;
}

/* --- names --------------------------------------------------------------- */

int inquiry_render_names(const struct rendering *r)
{
    struct inquiry inquiry;
    int done = inquiry_read(r->answer, &inquiry);

    if (done < 0)
        return done;
    if (inquiry.parts[INQUIRY_CLIP].pages ||
        inquiry.parts[INQUIRY_DOCUMENT].pages)
        buf_puts(r->to, "first-page.png\n");
    if (inquiry.parts[INQUIRY_DRAWINGS].pages)
        buf_puts(r->to, "drawings\n");
    if (inquiry.parts[INQUIRY_DOCUMENT].pages)
        buf_puts(r->to, "pages\n");
    return 0;
}

static int number_files(const struct rendering *r, enum inquiry_part part,
                        const char *extension)
{
    struct inquiry inquiry;
    int done = inquiry_read(r->answer, &inquiry);

    if (done == 0 && !inquiry.parts[part].pages)
        done = -ENODATA;
    for (int64_t i = 1; done == 0 && i <= inquiry.parts[part].pages; i++)
        done = buf_printf(r->to, "%03d.%s\n", (int)i, extension);
    return done;
}

int inquiry_render_drawings(const struct rendering *r)
{
    return number_files(r, INQUIRY_DRAWINGS, "png");
}

int inquiry_render_pages(const struct rendering *r)
{
    return number_files(r, INQUIRY_DOCUMENT, "pdf");
}
