/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/document_plan.h"

#include "ops/path.h"
#include "tree/part.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* One part asks for the document whole, if it can be had so. Then the first is
 * the inquiry, the next ones are the pages, and the last is made of them. */
enum { INQUIRY, FIRST_PAGE };

static const struct inquiry_instance *document_of(const struct assembly *a)
{
    return &a->inquiry->parts[INQUIRY_DOCUMENT];
}

static bool is_page(const struct assembly_part *p)
{
    return part_index(p) >= FIRST_PAGE &&
           part_index(p) <= (size_t)document_of(p->assembly)->pages;
}

/* --- the parts ----------------------------------------------------------- */

bool document_has_next(const struct assembly *a)
{
    size_t count = a->count - a->missed, pages;

    if (count == INQUIRY)
        return true;
    if (!a->inquiry)
        return false;
    pages = (size_t)document_of(a)->pages;
    return count <= pages || (count == pages + 1 && !a->waiting);
}

/* Of EP, from the publication server. False: it has none of that. */
static bool ask_whole(struct assembly *a, struct request *ret_request)
{
    a->whole = request_document(a->request.making.subject, ret_request) == 0;
    return a->whole;
}

/* Its title, where the record is known already: it is not worth a request. */
static void know_record(struct assembly_part *p)
{
    struct assembly *a = p->assembly;
    static const struct name row = {.facet = FACET_TITLE,
                                    .source = SOURCE_BIBLIO,
                                    .constituents = "biblio"};
    struct request request;
    struct answer answer;

    if (request_of_number(&row, slice_of(a->request.making.subject), &request) <
            0 ||
        !assembly_peek(a, &request, &answer))
        return;
    if (answer.wall > a->wall)
        a->wall = answer.wall;
    part_take(p, &answer);
}

int document_next(struct assembly_part *p, struct request *ret_request)
{
    struct assembly *a = p->assembly;

    if (p->index == 0 && ask_whole(a, ret_request))
        return 0;
    if (part_index(p) == INQUIRY)
        return part_ask_own(p, ret_request);
    if (!is_page(p)) {
        know_record(p);
        return -EALREADY;
    }
    return request_of_image(slice_of(document_of(a)->link),
                            (int64_t)part_index(p), FORM_PDF, ret_request);
}

/* --- answers ------------------------------------------------------------- */

static void refuse_inquiry(struct assembly *a)
{
    assembly_doubt(a);
    assembly_refuse(
        a, -EIO, a->inquiry->fault,
        "OPS's images inquiry cannot be right; images/pages/ has what pages "
        "there are");
}

static void learn_inquiry(struct assembly *a, struct slice answer)
{
    int r;

    a->inquiry = calloc(1, sizeof(*a->inquiry));
    r = a->inquiry ? inquiry_read(answer, a->inquiry) : -ENOMEM;
    if (r == -ENOMEM)
        assembly_give_up(a, r, NULL);
    else if (r < 0 || a->inquiry->fault[0])
        refuse_inquiry(a);
    else if (!document_of(a)->pages)
        assembly_refuse(
            a, -ENOENT, "",
            "OPS has no pages of this publication; another one of the "
            "family may have them: see family/");
    else if (a->inquiry->corrects)
        assembly_refuse(
            a, -ENOENT, "",
            "OPS has a page of corrections only, which images/pages/ has; "
            "see publications/ for the document");
}

int document_learn(struct assembly_part *p, struct slice answer)
{
    struct assembly *a = p->assembly;

    if (a->whole)
        return 1;
    if (part_index(p) == INQUIRY)
        learn_inquiry(a, answer);
    a->bytes += answer.len;
    if (a->bytes > RENDER_MAX)
        assembly_refuse(a, -EFBIG, "its pages are more than 256 MiB",
                        "images/pages/ has them one by one");
    return 0;
}

/* It is not there, the server is switched off, or has served its share. */
static bool is_elsewhere(int r)
{
    return r == -ENOENT || r == -EHOSTUNREACH || r == -EDQUOT;
}

void document_failed(struct assembly_part *p, int r, const struct why *why)
{
    struct assembly *a = p->assembly;
    struct why named = {0};

    if (a->whole && is_elsewhere(r)) {
        a->whole = false;
        a->missed = a->count;
        return;
    }

    if (!a->inquiry || !why) {
        assembly_give_up(a, r, why);
        return;
    }
    if (r == -ENOENT)
        assembly_doubt(a);
    named = *why;
    named.error = r == -ENOENT ? -EIO : r;
    snprintf(named.message, sizeof(named.message), "page %d of %d%s%.300s",
             (int)part_index(p), (int)document_of(a)->pages,
             why->message[0] ? ": " : "", why->message);
    assembly_give_up(a, named.error, &named);
}

/* What came out instead is the reason. */
int document_unreadable(struct assembly_part *p, int r)
{
    struct assembly *a = p->assembly;

    if (part_lacks_program(p, r))
        return 0;
    assembly_refuse(a, r == -EFBIG ? r : -EIO, buf_text(&p->text),
                    "images/pages/ has the pages as OPS sent them");
    return 0;
}

/* --- for people ---------------------------------------------------------- */

void document_progress(const struct assembly *a, struct buf *to)
{
    size_t have = 0;

    if (!a->inquiry)
        return;
    for (size_t i = a->missed + FIRST_PAGE; i < a->count; i++)
        have += a->parts[i]->body != NULL;
    buf_printf(to, "document.pdf %s: %zu of %d pages\n",
               a->request.making.subject, have, (int)document_of(a)->pages);
}
