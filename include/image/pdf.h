/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Documents of pages that OPS has one at a time (OPS guide 3.1.3), put together
 * and cut by qpdf. The same pages give the same bytes: there is no date in
 * them. Takes a millisecond a page.
 */
#ifndef OPSFS_IMAGE_PDF_H
#define OPSFS_IMAGE_PDF_H

#include "base/str.h"

/* A line of the outline (ISO 32000, 12.3.3). Pages are counted from 1. */
struct pdf_mark {
    const char *title;
    size_t page;
};

/* From this page on, pages are called by the prefix and a number that counts on
 * from `first` (ISO 32000, 12.4.2). */
struct pdf_label {
    size_t page;
    const char *prefix;
    size_t first;
};

/* All borrowed; texts are UTF-8. Marks and labels are in order of their pages;
 * those of a page after the last one are left out. */
struct pdf_order {
    const struct slice *pages; /* PDFs of one page each */
    size_t count;
    const char *title, *subject;
    const struct pdf_mark *marks;
    size_t mark_count;
    const struct pdf_label *labels;
    size_t label_count;
};

/* Into an empty file. 0; -EBADMSG with the number of the first page that is no
 * PDF of one page, 0 when no page is to blame; -ENOMEM or -EIO. In memory is at
 * most twice what the pages are. */
int pdf_bind(const struct pdf_order *order, int fd, size_t *ret_bad);

/* One page of a document, as a document. 0; -ENODATA: it has no such page;
 * -EBADMSG, -ENOMEM or -EIO. */
int pdf_cut(struct slice whole, size_t page, int fd);

/* How many pages a PDF has; -EBADMSG when it cannot be read. */
int pdf_pages(struct slice pdf);

#endif
