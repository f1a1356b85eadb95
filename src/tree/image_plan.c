/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/image_plan.h"

#include "tree/part.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* One part cuts the page out of the document, if that is there. Otherwise, and
 * where the document has fewer pages than OPS, the first is the inquiry, the
 * next one a page. */
enum { INQUIRY, PAGE };

/* --- what there is ------------------------------------------------------- */

/* Which page of which link, in which form. */
struct image_wanted {
    const struct inquiry_instance *from;
    int64_t page;
    enum form form;
};

/* The clip, if OPS has it. */
static struct image_wanted first_page(const struct assembly *a)
{
    const struct inquiry_instance *parts = a->inquiry->parts;
    const struct inquiry_instance *clip = &parts[INQUIRY_CLIP];

    if (clip->pages && !a->clipless && clip->forms & FORM(FORM_PNG))
        return (struct image_wanted){clip, 1, FORM_PNG};
    if (clip->pages && !a->clipless && clip->forms & FORM(FORM_TIFF))
        return (struct image_wanted){clip, 1, FORM_TIFF};
    return (struct image_wanted){&parts[INQUIRY_DOCUMENT], 1, FORM_TIFF};
}

static struct image_wanted wanted_of(const struct assembly *a)
{
    const struct making *m = &a->request.making;
    const struct inquiry_instance *parts = a->inquiry->parts;
    int64_t number = strtoll(m->selection, NULL, 10);

    if (m->facet == FACET_DRAWING)
        return (struct image_wanted){&parts[INQUIRY_DRAWINGS], number,
                                     FORM_TIFF};
    if (m->facet == FACET_PAGE)
        return (struct image_wanted){&parts[INQUIRY_DOCUMENT], number,
                                     FORM_PDF};
    return first_page(a);
}

/* --- the plan ------------------------------------------------------------ */

bool image_has_next(const struct assembly *a)
{
    size_t count = a->count - a->missed;

    if (count == INQUIRY)
        return true;
    return a->inquiry && !a->waiting &&
           (count == PAGE || (count == PAGE + 1 && a->clipless));
}

/* A page of a document that is there whole is cut out of it. */
static bool cuts(struct assembly_part *p)
{
    struct assembly *a = p->assembly;
    struct request whole = a->request;
    struct answer answer;

    whole.making.facet = FACET_DOCUMENT;
    whole.making.selection[0] = '\0';
    if (a->request.making.facet != FACET_PAGE ||
        !assembly_peek(a, &whole, &answer))
        return false;
    part_take(p, &answer);
    a->wall = answer.wall;
    a->until = answer.until;
    return true;
}

int image_next(struct assembly_part *p, struct request *ret_request)
{
    struct assembly *a = p->assembly;
    struct image_wanted w;
    char message[64];

    if (p->index == 0 && cuts(p))
        return -EALREADY;
    if (part_index(p) == INQUIRY)
        return part_ask_own(p, ret_request);
    w = wanted_of(a);
    if (w.page >= 1 && w.page <= w.from->pages &&
        request_of_image(slice_of(w.from->link), w.page, w.form, ret_request) ==
            0)
        return 0;
    snprintf(message, sizeof(message), "there are %d", (int)w.from->pages);
    assembly_refuse(
        a, -ENOENT, message,
        w.from->pages
            ? "the directory lists them"
            : "OPS has no such image of this publication; another one of "
              "the family may have it: see family/");
    return -ENODATA;
}

int image_learn(struct assembly_part *p, struct slice answer)
{
    struct assembly *a = p->assembly;
    int r;

    if (part_index(p) != INQUIRY)
        return 1;
    a->inquiry = calloc(1, sizeof(*a->inquiry));
    r = a->inquiry ? inquiry_read(answer, a->inquiry) : -ENOMEM;
    if (r == -EBADMSG) {
        assembly_doubt(a);
        assembly_refuse(a, -EIO, a->inquiry->fault,
                        "OPS's images inquiry cannot be right; try later");
    } else if (r < 0) {
        assembly_give_up(a, r, NULL);
    }
    return 0;
}

int image_absent(struct assembly_part *p, const struct why *why)
{
    struct assembly *a = p->assembly;

    if (part_index(p) == PAGE && !a->clipless &&
        wanted_of(a).from == &a->inquiry->parts[INQUIRY_CLIP] &&
        a->inquiry->parts[INQUIRY_DOCUMENT].pages)
        a->clipless = true;
    else
        assembly_give_up(a, -ENOENT, why);
    if (part_index(p) == PAGE && a->error)
        assembly_doubt(a);
    return 0;
}

int image_unreadable(struct assembly_part *p, int r)
{
    if (r == -ENODATA) { /* of a page that is cut out */
        p->assembly->missed = p->assembly->count;
        return 0;
    }
    if (part_lacks_program(p, r))
        return 0;
    assembly_refuse(p->assembly, -EIO,
                    r == -EFBIG ? "the picture is too large to be decoded"
                                : "the picture cannot be decoded",
                    "published-data/images/ has it as OPS sent it");
    return 0;
}
