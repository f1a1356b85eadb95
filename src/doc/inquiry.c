/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/inquiry.h"

#include "doc/images.h"
#include "doc/intake.h"
#include "doc/xml.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An instance is known by where its link leads, whatever its `desc`. */
static const char *const endings[INQUIRY_PARTS] = {
    [INQUIRY_DOCUMENT] = "fullimage",
    [INQUIRY_DRAWINGS] = "thumbnail",
    [INQUIRY_CLIP] = "firstpage",
};

struct inquiry_reading {
    struct inquiry *to;
    struct inquiry_instance instance; /* the one being read */
    bool in_format;                   /* the text of a format is being read */
    char format[32];
    size_t format_len;
};

/* --- an instance --------------------------------------------------------- */

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

static int start_instance(struct inquiry_reading *r,
                          const struct xml_element *e)
{
    struct slice link = last_steps(xml_attribute_of(e, "link"));
    struct slice pages = xml_attribute_of(e, "number-of-pages");
    struct inquiry_instance *i = &r->instance;

    *i = (struct inquiry_instance){0};
    if (!is_plain(link))
        return 0;
    memcpy(i->link, link.at, link.len);
    if (slice_number(pages, &i->pages) == 0 && i->pages >= 1 &&
        i->pages <= IMAGES_PAGES)
        return 0;
    snprintf(r->to->fault, INQUIRY_FAULT,
             "the inquiry says that %s has %.*s "
             "pages",
             i->link, (int)(pages.len < 20 ? pages.len : 20), pages.at);
    return -EBADMSG;
}

/* One that begins after the last page shows that there are more: what is there
 * can be read, but the whole is not known. */
static int add_section(struct inquiry_reading *r, const struct xml_element *e)
{
    struct slice name = xml_attribute_of(e, "name");
    struct inquiry_instance *i = &r->instance;
    struct inquiry_section s = {.start = 0};

    if (!i->pages || i->count >= INQUIRY_SECTIONS || !name.len ||
        name.len >= INQUIRY_NAME ||
        slice_number(xml_attribute_of(e, "start-page"), &s.start) < 0)
        return 0;
    memcpy(s.name, name.at, name.len);
    if (s.start >= 1 && s.start <= i->pages) {
        i->sections[i->count++] = s;
        return 0;
    }
    snprintf(r->to->fault, INQUIRY_FAULT,
             "the inquiry says that %s begins on page %d of %d", s.name,
             (int)s.start, (int)i->pages);
    return 0;
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

static bool corrects(const struct inquiry_instance *i)
{
    return i->count == 1 && strcmp(i->sections[0].name, "AMENDMENT") == 0;
}

static void end_instance(struct inquiry_reading *r)
{
    const char *end = strrchr(r->instance.link, '/');
    struct inquiry *to = r->to;

    sort_sections(&r->instance);
    for (int p = 0; end && r->instance.pages && p < INQUIRY_PARTS; p++) {
        bool taken = to->parts[p].pages &&
                     (p != INQUIRY_DOCUMENT || !to->corrects);

        if (taken || strcmp(end + 1, endings[p]) != 0)
            continue;
        to->parts[p] = r->instance;
        if (p == INQUIRY_DOCUMENT)
            to->corrects = corrects(&r->instance);
    }
    r->instance.pages = 0;
}

/* --- the walk ------------------------------------------------------------ */

static int on_open(void *arg, const struct xml_element *e)
{
    struct inquiry_reading *r = arg;

    if (e->ns != NS_OPS)
        return 0;
    r->in_format = strcmp(e->name, "document-format") == 0;
    r->format_len = 0;
    if (strcmp(e->name, "document-instance") == 0)
        return start_instance(r, e);
    if (strcmp(e->name, "document-section") == 0)
        return add_section(r, e);
    return 0;
}

static int on_text(void *arg, struct slice text)
{
    struct inquiry_reading *r = arg;

    if (r->in_format && text.len < sizeof(r->format) - r->format_len) {
        memcpy(r->format + r->format_len, text.at, text.len);
        r->format_len += text.len;
    }
    return 0;
}

static void end_format(struct inquiry_reading *r)
{
    struct slice format = slice_trim((struct slice){r->format, r->format_len});

    for (int f = 0; f < FORM_COUNT; f++) {
        if (slice_is(format, forms[f].accept))
            r->instance.forms |= FORM(f);
    }
    r->in_format = false;
}

static int on_close(void *arg, const struct xml_element *e)
{
    struct inquiry_reading *r = arg;

    if (e->ns == NS_OPS && r->in_format)
        end_format(r);
    if (e->ns == NS_OPS && strcmp(e->name, "document-instance") == 0)
        end_instance(r);
    return 0;
}

int inquiry_read(struct slice answer, struct inquiry *ret_inquiry)
{
    static const struct xml_events events = {on_open, on_close, on_text};
    struct inquiry_reading reading = {.to = ret_inquiry};
    int r;

    *ret_inquiry = (struct inquiry){0};
    r = xml_walk(answer, INTAKE_DEPTH, &events, &reading);
    return r == 0 || r == -ENOMEM ? r : -EBADMSG;
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
