/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The images inquiry (OPS guide 3.1.3) as a whole: the document, its drawings
 * and the clip of its first page, each with its link, its pages and its
 * sections.
 *
 * A document of one section AMENDMENT is a page of corrections, and counts only
 * where there is no other. Of several publications, the first that has one
 * counts.
 */
#ifndef OPSFS_DOC_INQUIRY_H
#define OPSFS_DOC_INQUIRY_H

#include "base/str.h"
#include "doc/render.h"
#include "ops/catalog.h"

#include <stdint.h>

/* More sections than a document has; OPS has no longer links and names. */
#define INQUIRY_SECTIONS 24
#define INQUIRY_LINK 64
#define INQUIRY_NAME 24
#define INQUIRY_FAULT 120
#define INQUIRY_PAGES 9999 /* an absurd number of pages is refused */

enum inquiry_part {
    INQUIRY_DOCUMENT,
    INQUIRY_DRAWINGS,
    INQUIRY_CLIP,
    INQUIRY_PARTS
};

struct inquiry_section {
    char name[INQUIRY_NAME]; /* as OPS calls it: SEARCH_REPORT */
    int64_t start;           /* page, from 1 */
};

struct inquiry_instance {
    int64_t pages;           /* 0: there is no such part */
    unsigned forms;          /* FORM(…) bits */
    char link[INQUIRY_LINK]; /* `EP/1000000/A1/fullimage` */
    size_t count;            /* of its sections, by their start */
    struct inquiry_section sections[INQUIRY_SECTIONS];
};

struct inquiry {
    struct inquiry_instance parts[INQUIRY_PARTS];
    bool corrects; /* the document is a page of corrections */
    /* For people: what is wrong, with -EBADMSG, or with a section that begins
     * after the last page, which is left out; "" when all is well. */
    char fault[INQUIRY_FAULT];
};

/* 0; -EBADMSG when it does not parse or has an absurd number of pages;
 * -ENOMEM. */
int inquiry_read(struct slice answer, struct inquiry *ret_inquiry);

/* Number of pages of the instance whose link ends in `link`, for example
 * `EP/1000000/A1/fullimage`; the older form of the link, without the path
 * before it, counts too. -ENOENT when the inquiry has no such link; else as
 * above. */
int inquiry_pages(struct slice answer, struct slice link, int64_t *ret_pages);

/* Facets (doc/render), one name a line: what the inquiry says there is, the
 * drawings, the pages. -ENODATA: none of them. */
int inquiry_render_names(const struct rendering *r);
int inquiry_render_drawings(const struct rendering *r);
int inquiry_render_pages(const struct rendering *r);

#endif
