/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An images inquiry of any bytes: what is read of it is within its bounds,
 * leads nowhere but into OPS's images, and is what the listings say.
 */
#include "doc/inquiry.h"
#include "doc/intake.h"

#include "fuzz.h"

#include <errno.h>
#include <string.h>

#define BODY_MAX 65536
#define MADE_MAX ((size_t)1 << 20)

static bool is_good(struct slice body)
{
    struct finding found;

    intake_check(body, FORM_XML, 200, SLICE(""), &found);
    return found.intake == INTAKE_GOOD;
}

static void look_at_sections(const struct inquiry_instance *i)
{
    int64_t last = 1;

    expect(i->count <= INQUIRY_SECTIONS);
    for (size_t n = 0; n < i->count; n++) {
        expect(i->sections[n].start >= last &&
               i->sections[n].start <= i->pages);
        expect(memchr(i->sections[n].name, '\0', INQUIRY_NAME));
        last = i->sections[n].start;
    }
}

static void look_at_instance(struct slice body,
                             const struct inquiry_instance *i)
{
    int64_t pages = 0;
    int r;

    if (!i->pages)
        return;
    expect(i->pages >= 1 && i->pages <= INQUIRY_PAGES);
    expect(memchr(i->link, '\0', INQUIRY_LINK) && i->link[0]);
    for (const char *at = i->link; *at; at++)
        expect(is_alnum(*at) || *at == '/');
    r = inquiry_pages(body, slice_of(i->link), &pages);
    expect(r == 0 && pages >= 1 && pages <= INQUIRY_PAGES);
    look_at_sections(i);
}

/* As many lines as there are pages. */
static void look_at_names(struct slice body, enum facet facet, int64_t want)
{
    struct buf names = BUF_INIT(MADE_MAX);
    int r = render(facet, SLICE("EP1000000A1"), SLICE(""), body, &names);
    int64_t lines = 0;

    expect(r == (want ? 0 : -ENODATA));
    for (size_t n = 0; n < names.len; n++)
        lines += names.data[n] == '\n';
    expect(lines == want);
    buf_fini(&names);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice body = {(const char *)data, size};
    struct inquiry inquiry;
    int r;

    if (size > BODY_MAX || !is_good(body))
        return 0;
    r = inquiry_read(body, &inquiry);
    expect(r == 0 || r == -EBADMSG);
    expect(memchr(inquiry.fault, '\0', INQUIRY_FAULT));
    if (r < 0)
        return 0;
    for (int p = 0; p < INQUIRY_PARTS; p++)
        look_at_instance(body, &inquiry.parts[p]);
    look_at_names(body, FACET_DRAWING_NAMES,
                  inquiry.parts[INQUIRY_DRAWINGS].pages);
    look_at_names(body, FACET_PAGE_NAMES,
                  inquiry.parts[INQUIRY_DOCUMENT].pages);
    return 0;
}
